"""A scorecard that stands outside of the book: in a file, in git, in a proposal."""

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
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
    from salesbook.reading.document import data_of, split
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
        raise UserError(f"{name}: {misfits[0].message}", misfits[0].advice)
    assert isinstance(card, Scorecard)
    if not covers(card):
        unsound = _("{path}: the card has a gap or an overlap in its segments, an id twice or no answers")
        raise UserError(
            unsound.format(path=name), _("put it in the place of the book’s card, and “salesbook check” shows where")
        )
    return card
