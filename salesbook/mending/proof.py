"""The proof of a fix: the file read anew says what it said, save for the strings that were to change."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from salesbook.book.load import read
from salesbook.core.diagnostics import Route
from salesbook.core.edits import TextEdit, replaced
from salesbook.reading import comments
from salesbook.reading import yaml as book_yaml
from salesbook.reading.document import Document, comments_in, data_of, split
from salesbook.reading.files import SourceFile
from salesbook.reading.proof import says_the_same


def proven(file: SourceFile, before: str, after: str, edits: Sequence[TextEdit]) -> bool:
    """Tell whether a file's new text is still an item that differs from the old one by just these edits."""
    old, problems = split(file.path, before)
    new, new_problems = split(file.path, after)
    if problems or new_problems or read(file, after).part.item is None or replaced(before, edits) != after:
        return False
    if Counter(_comments(old)) - Counter(_comments(new)):
        return False
    top = old.head_start
    in_head = [TextEdit(e.start - top, e.end - top, e.replacement) for e in edits if e.end <= top + len(old.head)]
    values = rewritten(old, in_head)
    if values is None:
        return False
    if old.body is not None:
        # The text below the front matter has changed by the edits alone, if it still begins behind the same words.
        grown = sum(len(e.replacement) - (e.end - e.start) for e in in_head)
        below = [e for e in edits if e.start >= old.body_start]
        if len(in_head) + len(below) != len(edits) or new.body_start != old.body_start + grown:
            return False
        values["body",] = new.body
    return says_the_same(file.path, before, after, values)


def rewritten(document: Document, edits: Sequence[TextEdit]) -> dict[Route, Any] | None:
    """Return the strings of a document's YAML in which edits are made, by their routes, as they are to be afterwards.

    The edits count from the beginning of the YAML. None when one is in something else than a string.
    """
    data, problems = data_of(document)
    if problems:
        return None
    values: dict[Route, Any] = {}
    for route, node in _scalars(book_yaml.compose(document.head), ()) if edits else ():
        inside = [e for e in edits if node.start_mark.index <= e.start and e.end <= node.end_mark.index]
        if not inside:
            continue
        if not isinstance(_at(data, route), str):
            return None
        source = document.head[node.start_mark.index : node.end_mark.index]
        # The value is without its comments, in which the same words may stand.
        own = [_in_value(node.value, source, e.start - node.start_mark.index, e) for e in inside]
        if None in own:
            return None
        values[route] = comments.without(replaced(node.value, sorted(e for e in own if e is not None))).text
    return values


def _comments(document: Document) -> list[str]:
    return [document.text[comment.start : comment.end] for comment in comments_in(document)]


def _in_value(value: str, source: str, offset: int, edit: TextEdit) -> TextEdit | None:
    """Return where in a string an edit in the YAML that writes it is made: the same occurrence of the same words."""
    words = source[offset : offset + edit.end - edit.start]
    if source == value:
        return TextEdit(offset, offset + len(words), edit.replacement)
    if not words:
        return None
    nth, at = 0, source.find(words)
    while 0 <= at < offset:
        nth, at = nth + 1, source.find(words, at + 1)
    at = value.find(words)
    for _n in range(nth):
        at = value.find(words, at + 1) if at >= 0 else at
    return None if at < 0 else TextEdit(at, at + len(words), edit.replacement)


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
