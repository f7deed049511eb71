"""The proof of a fix: the file read anew says what it said, save for the strings that were to change."""

import copy
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from salesbook.book.load import read
from salesbook.core.diagnostics import Route
from salesbook.core.edits import TextEdit, replaced
from salesbook.reading import yaml as book_yaml
from salesbook.reading.document import Document, data_of, split
from salesbook.reading.files import SourceFile


def proven(entry: SourceFile, before: str, after: str, edits: Sequence[TextEdit]) -> bool:
    """Tell whether a file's new text is still an item that differs from the old one by just these edits."""
    old, problems = split(entry.path, before)
    new, new_problems = split(entry.path, after)
    if problems or new_problems or read(entry, after).part.item is None:
        return False
    if replaced(before, edits) != after:
        return False
    top = _head_start(old)
    inside = [TextEdit(e.start - top, e.end - top, e.replacement) for e in edits if e.end <= top + len(old.head)]
    wanted = expected(old, inside)
    found, misread = data_of(new)
    if wanted is None or misread:
        return False
    if old.body is not None:
        # The text below the front matter has changed by the edits alone, if it still begins behind the same words.
        grown = sum(len(c.replacement) - (c.end - c.start) for c in inside)
        below = [e for e in edits if e.start >= old.body_start]
        if len(inside) + len(below) != len(edits) or new.body_start != old.body_start + grown:
            return False
        wanted["body"] = new.body
    return bool(found == wanted)


def expected(document: Document, cuts: Sequence[TextEdit]) -> Any:
    """Return the data of a document's YAML with the edits made in its strings; None when one is not in a string."""
    data, problems = data_of(document)
    if problems or not cuts:
        return None if problems else data
    data = copy.deepcopy(data)
    scalars = list(_scalars(book_yaml.compose(document.head), ()))
    for route, node in scalars:
        inside = [c for c in cuts if node.start_mark.index <= c.start and c.end <= node.end_mark.index]
        if not inside:
            continue
        value = _at(data, route)
        if not isinstance(value, str):
            return None
        source = document.head[node.start_mark.index : node.end_mark.index]
        own = [_in_value(value, source, c.start - node.start_mark.index, c) for c in inside]
        if None in own:
            return None
        _put(data, route, replaced(value, sorted(c for c in own if c is not None)))
    return data


def _head_start(document: Document) -> int:
    return 0 if document.body is None else document.text.index("\n") + 1


def _in_value(value: str, source: str, offset: int, cut: TextEdit) -> TextEdit | None:
    """Return where in a string an edit in the YAML that writes it is made: the same occurrence of the same words."""
    words = source[offset : offset + cut.end - cut.start]
    if source == value:
        return TextEdit(offset, offset + len(words), cut.replacement)
    if not words:
        return None
    nth, at = 0, source.find(words)
    while 0 <= at < offset:
        nth, at = nth + 1, source.find(words, at + 1)
    at = value.find(words)
    for _n in range(nth):
        at = value.find(words, at + 1) if at >= 0 else at
    return None if at < 0 else TextEdit(at, at + len(words), cut.replacement)


def _scalars(node: yaml.Node | None, route: Route) -> Iterator[tuple[Route, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(value, (*route, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for n, entry in enumerate(node.value):
            yield from _scalars(entry, (*route, n))
    elif node is not None:
        yield route, node


def _at(data: Any, route: Route) -> Any:
    for step in route:
        data = data[step]
    return data


def _put(data: Any, route: Route, value: str) -> None:
    _at(data, route[:-1])[route[-1]] = value
