"""Data laid over those of the books beneath: company.yml and the register of a book that extends another."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from shlex import quote
from typing import Any

from salesbook.core import bases
from salesbook.core.language import gettext as _
from salesbook.core.source import LineColumn
from salesbook.models.base import ContentModel
from salesbook.reading import rules
from salesbook.reading.decode import decode, without_former
from salesbook.reading.document import Document, data_of, locate, split
from salesbook.reading.files import SourceFile, read_text
from salesbook.reading.syntax import Problem

_EXTENDS = "extends"


def laid_over_bases(file: SourceFile, document: Document, data: Any) -> tuple[Any, list[Problem]]:
    """Return the data of a file laid over those of the books beneath, or what keeps them from being that."""
    if problems := _unextended(file, document, data):
        return data, problems
    kind = file.kind
    if not file.beneath or kind is None or not isinstance(data, dict):
        return data, []
    below = _data_of(file.path, kind.model, file.beneath)
    if below is None:
        return data, [_broken(file, document, data)]
    return kind.model.laid_over(below, data), []


def _data_of(path: PurePosixPath, model: type[ContentModel], layers: Sequence[Path]) -> Any:
    """Return what the books beneath say together; None when what one of them says cannot be read."""
    data: Any = None
    for layer in reversed(layers):
        text, _unreadable = read_text(SourceFile(layer / path, path, None))
        if text is None:
            return None
        document, problems = split(path, text)
        own, problems = data_of(document) if not problems else (None, problems)
        if problems or not isinstance(own, dict):
            return None
        own, _told = without_former(model, own)
        data = own if data is None else model.laid_over(data, own)
    return None if decode(model, data)[0] is None else data


def _unextended(file: SourceFile, document: Document, data: Any) -> list[Problem]:
    """Tell of a book that says it extends another, and does not."""
    if file.path != bases.COMPANY or not isinstance(data, dict) or _EXTENDS not in data:
        return []
    root = file.disk.parents[1]
    wrong, at = bases.fault(root), locate(document, (_EXTENDS,)).start
    if wrong is not None:
        return [Problem(rules.BROKEN_BASE, at, wrong.message, wrong.advice)]
    if file.unwritten is None and bases.extended(root) != data[_EXTENDS]:
        message = _("what the book extends cannot be told from this line")
        return [Problem(rules.BROKEN_BASE, at, message, _("write it on a line of its own: extends: ../base"))]
    return []


def _broken(file: SourceFile, document: Document, data: Any) -> Problem:
    at = locate(document, (_EXTENDS,)).start if _EXTENDS in data else LineColumn()
    base = bases.shown(file.disk.parents[1], file.beneath[0])
    message = _("{path} of the book that this one extends has errors").format(path=f"{base}/{file.path}")
    return Problem(
        rules.BROKEN_BASE, at, message, _("see them: salesbook --book {book} check").format(book=quote(base))
    )
