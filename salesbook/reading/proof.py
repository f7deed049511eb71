"""The proof of an edit: a file read anew says what it said, but for the values that were to change."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any

from salesbook.core.changes import Change
from salesbook.core.diagnostics import Route
from salesbook.core.source import decode
from salesbook.reading import rules
from salesbook.reading.document import data_of, split
from salesbook.reading.sources import Sources

GONE = object()
"""Stands for the value of a field that is not to be there any more."""


def says_the_same(path: PurePosixPath, before: str, after: str, values: Mapping[Route, Any]) -> bool:
    """Tell whether a file's new text, read anew, says what the old one did, but for these values at their routes.

    A field may be new, or `GONE`; what it stands in must be there. A file in which nothing stands yet says nothing.
    """
    wanted, data = _data(path, before), _data(path, after)
    try:
        for route, value in values.items():
            _put(wanted, route, value)
    except (LookupError, TypeError):
        return False
    return bool(data is not None and data == wanted)


def proven_change(
    sources: Sources, path: PurePosixPath, edit: Callable[[bytes], bytes | None], values: Mapping[Route, Any]
) -> Change | None:
    """Return the change of a file by an edit of its bytes; None when it cannot be edited so, or is not proven.

    It is proven when the file then says the same but for `values`: see `says_the_same`. One beneath is not edited.
    """
    before = None if sources.base_of(path) is not None else sources.bytes_of(path)
    after = None if before is None else edit(before)
    if before is None or after is None or not says_the_same(path, decode(before), decode(after), values):
        return None
    return Change(sources.disk(path), before, after)


def _data(path: PurePosixPath, text: str) -> Any:
    """Return the data of a file, None when it cannot be read."""
    document, problems = split(path, text)
    data = None
    if not problems:
        data, problems = data_of(document)
    if [problem.rule for problem in problems] == [rules.EMPTY]:
        return {}
    return None if problems else data


def _put(data: Any, route: Route, value: Any) -> None:
    for step in route[:-1]:
        data = data[step]
    if value is GONE:
        del data[route[-1]]
    else:
        data[route[-1]] = value
