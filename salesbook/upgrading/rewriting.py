"""A file of an older format rewritten: what is edited in its text, and the proof that nothing else has changed."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import PurePosixPath
from typing import Any

import yaml

from salesbook.core.changes import Change
from salesbook.core.diagnostics import Route
from salesbook.core.edits import TextEdit, edited
from salesbook.core.language import gettext as _
from salesbook.core.source import BadBytes, decode
from salesbook.reading import yaml as book_yaml
from salesbook.reading.document import Document, comments_in, split
from salesbook.reading.nodes import child, end_of
from salesbook.reading.proof import GONE, says_the_same
from salesbook.reading.sources import Sources

_HASH = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)
_ONE_LINE = re.compile(r"[^\n]*\n?")


@dataclass(frozen=True, slots=True)
class Rewrite:
    """New values for fields of a file, by their routes: `GONE` for one that is to go; a field may be new."""

    path: PurePosixPath
    values: Mapping[Route, Any]


@dataclass(frozen=True, slots=True)
class Left:
    """A file of which something is left to a person: what, and why."""

    path: PurePosixPath
    message: str
    advice: str


def rewritten(sources: Sources, rewrite: Rewrite) -> Change | Left:
    """Return the change that sets the values of a file, or why it is left to a person.

    Every comment and every other byte stays: the file read anew says what it said, but for the values.
    """
    path, before = rewrite.path, sources.bytes_of(rewrite.path)
    try:
        text = None if before is None else decode(before)
    except BadBytes:
        text = None
    if sources.disk(path).is_symlink():
        why = _("it is a link: mend the file that it leads to")
    elif before is None or text is None:
        why = _("it cannot be read")
    else:
        edits = _edits(path, text, rewrite.values)
        edited_bytes = edited(before, edits) if edits else ""
        if isinstance(edited_bytes, bytes) and _proven(path, text, decode(edited_bytes), rewrite.values):
            return Change(sources.disk(path), before, edited_bytes)
        why = str(edited_bytes or _("it is written in a way that cannot be changed for sure"))
    return Left(path, why, _by_hand(rewrite.values))


def _by_hand(values: Mapping[Route, Any]) -> str:
    removed = [_named(route) for route, value in values.items() if value is GONE]
    lines = [f"{_named(route)}: {_plain(value)}" for route, value in values.items() if value is not GONE]
    if removed:
        return _("delete “{field}” with all that stands under it").format(field=", ".join(removed))
    return _("write it yourself: {lines}").format(lines="; ".join(lines))


def _named(route: Route) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in route).lstrip(".")


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    return "true" if value is True else str(value)


def _edits(path: PurePosixPath, text: str, values: Mapping[Route, Any]) -> list[TextEdit]:
    """Return the edits of a text that set values; none when there is no plain place for one of them."""
    document, problems = split(path, text)
    root = None if problems else book_yaml.tree(document.head)
    if not isinstance(root, yaml.MappingNode):
        return []
    edits = [_edit(document.head, root, route, value) for route, value in values.items()]
    start = document.head_start
    sound = (TextEdit(start + e.start, start + e.end, e.replacement) for e in edits if e is not None)
    return [] if None in edits else sorted(sound)


def _edit(head: str, root: yaml.MappingNode, route: Route, value: Any) -> TextEdit | None:
    """Return the edit that sets a value; None when there is no plain place for it."""
    parent: yaml.Node | None = root
    for step in route[:-1]:
        parent = child(parent, step)
    node = child(parent, route[-1])
    if value is GONE:
        return _removal(head, root, str(route[-1])) if len(route) == 1 else None
    if isinstance(value, list):
        return _longer(head, node, value)
    if node is None:
        return _addition(head, parent, f"{route[-1]}: {_plain(value)}")
    if not isinstance(node, yaml.ScalarNode) or node.style in ("|", ">"):
        return None
    quote = 1 if node.style in ("'", '"') else 0
    return TextEdit(node.start_mark.index + quote, node.end_mark.index - quote, _plain(value))


def _addition(head: str, node: yaml.Node | None, line: str) -> TextEdit | None:
    """Put a field behind the first one of its block that ends on the line on which it begins."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.start_mark.line != value.end_mark.line or not isinstance(value, yaml.ScalarNode):
            continue
        if isinstance(node, yaml.MappingNode) and node.flow_style:
            return TextEdit(value.end_mark.index, value.end_mark.index, f", {line}")
        begin = head.rfind("\n", 0, key.start_mark.index) + 1
        if head[begin : key.start_mark.index].strip():
            return None
        end = head.find("\n", value.end_mark.index)
        at = len(head) if end < 0 else end
        return TextEdit(at, at, f"\n{head[begin : key.start_mark.index]}{line}")
    return None


def _longer(head: str, node: yaml.Node | None, words: Sequence[str]) -> TextEdit | None:
    """Add the words of a list that are not there yet behind its last entry."""
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return None
    last = node.value[-1]
    if not isinstance(last, yaml.ScalarNode) or last.style in ("|", ">"):
        return None
    new = words[len(node.value) :]
    if node.flow_style:
        return TextEdit(last.end_mark.index, last.end_mark.index, "".join(f", {word}" for word in new))
    begin = head.rfind("\n", 0, last.start_mark.index) + 1
    dash = head[begin : last.start_mark.index]
    if dash.strip() != "-":
        return None
    end = head.find("\n", last.end_mark.index)
    at = len(head) if end < 0 else end
    return TextEdit(at, at, "".join(f"\n{dash}{word}" for word in new))


def _removal(head: str, root: yaml.MappingNode, field: str) -> TextEdit | None:
    """Take a field out with all that stands under it; comments there stay, each on a line of its own."""
    pairs = root.value
    n = next((n for n, (key, _value) in enumerate(pairs) if key.value == field), None)
    if n is None:
        return None
    key, value = pairs[n]
    first, last = key.start_mark.index, max(end_of(value), key.end_mark.index)
    if root.flow_style:
        if n:
            first = end_of(pairs[n - 1][1])
        elif len(pairs) > 1:
            last = pairs[1][0].start_mark.index
        return None if _comments(head, root, first, last) else TextEdit(first, last, "")
    begin = head.rfind("\n", 0, first) + 1
    indent = head[begin:first]
    if indent.strip():
        return None
    match = _ONE_LINE.match(head, last)
    assert match is not None  # it matches nothing, too
    end = match.end()
    kept = "".join(f"{indent}{comment.strip()}\n" for comment in _comments(head, root, begin, end))
    rest = head[end:]
    if not kept and (not rest.strip() or rest.startswith("\n")):
        # One empty line is enough where two would meet, and none at the end.
        above = head[:begin].rstrip("\n")
        begin = len(above) + 1 if above else 0
    return TextEdit(begin, end, kept)


def _proven(path: PurePosixPath, before: str, after: str, values: Mapping[Route, Any]) -> bool:
    """Tell whether a new text says what the old one said but for the values, and has all of its comments."""
    if not says_the_same(path, before, after, values):
        return False
    old, new = (_all_comments(split(path, text)[0]) for text in (before, after))
    bodies = [split(path, text)[0].body for text in (before, after)]
    return not old - new and bodies[0] == bodies[1]


def _all_comments(document: Document) -> Counter[str]:
    root = book_yaml.tree(document.head)
    hashes = [] if root is None else _comments(document.head, root, 0, len(document.head))
    notes = [document.text[note.start : note.end] for note in comments_in(document)]
    return Counter(word.strip() for word in (*hashes, *notes))


def _comments(head: str, root: yaml.Node, start: int, end: int) -> list[str]:
    """Return the comments of YAML, `# …`, that begin in a stretch of its text."""
    scalars = [(0, 0), *_scalars(root)]
    comments = []
    for match in _HASH.finditer(head, start, end):
        _first, last = scalars[bisect_right(scalars, match.start(), key=itemgetter(0)) - 1]
        if match.start() >= last:
            comments.append(match[0].rstrip())
    return comments


def _scalars(node: yaml.Node) -> Iterator[tuple[int, int]]:
    if isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for inner in pair:
                yield from _scalars(inner)
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _scalars(entry)
    else:
        yield node.start_mark.index, node.end_mark.index
