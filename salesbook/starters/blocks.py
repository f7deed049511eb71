"""Values set in a file of a starter: its comments, order and every other byte stay as they were.

The starters are our own files: UTF-8, `\\n`, front matter between two lines of `---`.
"""

from collections.abc import Mapping
from typing import Any

import yaml

from salesbook.core.diagnostics import Route
from salesbook.reading.nodes import child, end_of
from salesbook.reading.yaml import compose, read

_FENCE = "---\n"
_WIDE = 1_000_000


def data_in(text: str) -> Any:
    """Return the data of a YAML file, or of the front matter of a Markdown file."""
    return read(_parted(text)[1])[0]


def with_values(text: str, values: Mapping[Route, Any]) -> str:
    """Return a file's text with values set at routes in its data, each by what YAML writes for it.

    A field that is not there yet follows the first one of its block. Raises `LookupError` when the block is not there.
    """
    before, head, after = _parted(text)
    root = compose(head)
    edits = [_edit(root, route, value) for route, value in values.items()]
    for start, end, words in sorted(edits, reverse=True):
        head = head[:start] + words + head[end:]
    return before + head + after


def inline(value: Any) -> str:
    """Return a value as YAML on one line."""
    # As an entry of a list in brackets: what is plain there is plain anywhere.
    words = yaml.safe_dump([value], allow_unicode=True, width=_WIDE, default_flow_style=True, sort_keys=False)
    return words.strip()[1:-1]


def _parted(text: str) -> tuple[str, str, str]:
    """Part a text into what stands before its data, the data, and what follows."""
    if not text.startswith(_FENCE):
        return "", text, ""
    end = text.index("\n" + _FENCE, len(_FENCE) - 1) + 1
    return _FENCE, text[len(_FENCE) : end], text[end:]


def _edit(root: yaml.Node | None, route: Route, value: Any) -> tuple[int, int, str]:
    """Return the range of characters to be replaced, and by what."""
    node = root
    for n, step in enumerate(route):
        parent, node = node, child(node, step)
        if node is None and isinstance(parent, yaml.MappingNode) and n == len(route) - 1:
            key, first = parent.value[0]
            comma, indent = (", ", "") if parent.flow_style else ("\n", " " * key.start_mark.column)
            return end_of(first), end_of(first), f"{comma}{indent}{step}: {inline(value)}"
    if node is None:
        raise LookupError(route)
    lines = [inline(value)]
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        pairs = value.items() if isinstance(value, dict) else ()
        lines = [f"{key}: {inline(entry)}" for key, entry in pairs] or [f"- {inline(entry)}" for entry in value]
    return node.start_mark.index, end_of(node), f"\n{' ' * node.start_mark.column}".join(lines)
