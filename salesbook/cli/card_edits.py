"""Other numbers in a card's file, every other byte kept."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

import yaml

from salesbook.core.diagnostics import Route
from salesbook.core.edits import TextEdit, edited
from salesbook.core.source import BadBytes, decode
from salesbook.reading import yaml as book_yaml
from salesbook.reading.document import split
from salesbook.reading.nodes import child
from salesbook.reading.proof import says_the_same


def with_numbers(path: PurePosixPath, data: bytes, values: Mapping[Route, int | float]) -> bytes | None:
    """Return a file with numbers at their routes, of which some may be new; None when it cannot be edited for sure.

    Read anew, the file says what it said, but for the numbers.
    """
    try:
        text = decode(data)
    except BadBytes:
        return None
    document, problems = split(path, text)
    root = None if problems else book_yaml.tree(document.head)
    if root is None:
        return None
    edits = [_edit(document.head, root, route, value) for route, value in values.items()]
    start = document.head_start
    sound = sorted(TextEdit(start + e.start, start + e.end, e.replacement) for e in edits if e is not None)
    after = edited(data, sound) if None not in edits else ""
    if isinstance(after, bytes) and says_the_same(path, text, decode(after), values):
        return after
    return None


def _edit(head: str, root: yaml.Node, route: Route, value: Any) -> TextEdit | None:
    """Return the edit that sets a number; None when there is no plain place for it."""
    parent: yaml.Node | None = root
    for step in route[:-1]:
        parent = child(parent, step)
    node = child(parent, route[-1])
    if node is None:
        return next(_additions(head, parent, f"{route[-1]}: {value}"), None)
    if not isinstance(node, yaml.ScalarNode) or node.style:
        return None
    return TextEdit(node.start_mark.index, node.end_mark.index, str(value))


def _additions(head: str, node: yaml.Node | None, line: str) -> Iterator[TextEdit]:
    """Yield ways to put a field behind another one of its block that ends on the line where it begins, last first."""
    for key, field in reversed(node.value) if isinstance(node, yaml.MappingNode) else ():
        if key.start_mark.line != field.end_mark.line or not isinstance(field, yaml.ScalarNode):
            continue
        if isinstance(node, yaml.MappingNode) and node.flow_style:
            yield TextEdit(field.end_mark.index, field.end_mark.index, f", {line}")
            continue
        end = head.find("\n", field.end_mark.index)
        at = len(head) if end < 0 else end
        yield TextEdit(at, at, f"\n{' ' * key.start_mark.column}{line}")
