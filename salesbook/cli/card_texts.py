"""A scorecard that stands outside of the book: in a file, in git, in a proposal."""

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from salesbook.core.diagnostics import Finding
    from salesbook.core.source import LineColumn
    from salesbook.models.scorecard import Scorecard


def card_in_file(path: Path) -> "Scorecard":
    """Return the card of a file; raises `UserError` for a file that is no sound card."""
    from salesbook.core.door import read_named
    from salesbook.core.errors import reason
    from salesbook.core.source import MAX_BYTES

    try:
        data = read_named(path, MAX_BYTES)
    except OSError as error:
        message = _("{path} cannot be read: {reason}").format(path=path, reason=reason(error))
        raise UserError(message, _("name a card of the book, or a file with one")) from error
    return card_of(data, str(path))


def card_of(data: bytes, name: str) -> "Scorecard":
    """Return the card that the bytes of a file hold, called `name`; raises `UserError` for no sound one."""
    from salesbook.core.source import BadBytes, decode
    from salesbook.models.scorecard import Scorecard
    from salesbook.reading.decode import decode as validated
    from salesbook.reading.document import data_of, locate, split
    from salesbook.scoring.score import covers

    try:
        text = decode(data)
    except BadBytes:
        raise UserError(_("{path}: the file is not in UTF-8").format(path=name), _("save it as UTF-8")) from None
    document, problems = split(PurePosixPath(Path(name).name), text)
    plain, more = data_of(document)
    if problems or more:
        first = (problems + more)[0]
        raise UserError(f"{name}:{first.place.line}:{first.place.column}: {first.message}", first.advice)
    card, misfits = validated(Scorecard, plain)
    if card is None:
        first_misfit = misfits[0]
        at = locate(document, first_misfit.route, key=first_misfit.key).start
        raise _faulty(name, at, first_misfit.message, first_misfit.advice, len(misfits))
    assert isinstance(card, Scorecard)
    if not covers(card):
        faults = [*_faults(document.path, card)]
        fault = faults[0]
        raise _faulty(name, locate(document, fault.route).start, fault.message, fault.advice, len(faults))
    return card


def _faults(path: PurePosixPath, card: "Scorecard") -> "Iterator[Finding]":
    """Yield what keeps a card from scoring anybody, as the checks say it."""
    from salesbook.book.context import Context
    from salesbook.book.item import Item
    from salesbook.book.load import unread_company
    from salesbook.checks import scorecards
    from salesbook.models.kinds import BY_NAME

    item = Item(BY_NAME["scorecard"], path.stem, path, lambda: card)
    context = Context(Path(), unread_company())
    for check in (
        scorecards.unanswerable_parameter,
        scorecards.duplicate_answer,
        scorecards.segment_gap,
        scorecards.segment_overlap,
    ):
        yield from check(item, card, context)


def _faulty(name: str, at: "LineColumn", message: str, advice: str, count: int) -> UserError:
    """Return what is said of a card with faults: the first one with its place, and how many more there are."""
    if count > 1:
        more = ngettext("and {n} more fault in this file", "and {n} more faults in this file", count - 1)
        message = f"{message}; {more.format(n=count - 1)}"
    return UserError(f"{name}:{at.line}:{at.column}: {message}", advice)
