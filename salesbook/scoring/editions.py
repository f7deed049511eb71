"""The edition of a card, as far as it decides what a score means, and what is said of a score of another edition.

Two editions are kept apart. That of the item (`book.editions.edition`) changes with whatever the card says. That of its
scoring changes with what the total and the segment come of, and with the words by which an answer is chosen: «больше
10 млн» that has become «больше 20 млн» is another answer, though its points are the same. What follows from a segment
(who works, actions, regulation, letter), rules above a total, titles of segments and blocks, the questions and their
order, tests and readers change no score, so an old one is still right after them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from salesbook.book.editions import Statement, edition_of
from salesbook.core.errors import Doubt, Unfit, quoted
from salesbook.core.language import gettext as _
from salesbook.core.language import spoken
from salesbook.models.company import Fact
from salesbook.models.scorecard import Scorecard
from salesbook.text.formats import exact_number

_STAMP = re.compile(r"(?P<name>[^@]+)@(?P<edition>.+?)(?::(?P<digest>[a-z]{8}))?")
_KEYS = ("name", "title", "edition", "digest")


@dataclass(frozen=True, slots=True)
class CardStamp:
    """What a lead's file or a score remembers of its card: its name, the author's word for the edition, the digest.

    Empty: the file does not say it.
    """

    name: str
    edition: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class FormerScore:
    """What came out when a score was made that is read anew; a refusal has no segment."""

    total: Decimal | None
    segment: str | None


def scoring_edition(card: Scorecard, facts: Mapping[str, Fact]) -> str:
    """Return eight letters that change when a score by the card may come to mean something else."""
    return edition_of(_statements(card), facts)


def stamp_of(name: str, card: Scorecard, facts: Mapping[str, Fact]) -> CardStamp:
    """Return what a result by the card `name` (`scorecard:leads`) carries."""
    return CardStamp(name, card.edition, scoring_edition(card, facts))


def stamp_text(stamp: CardStamp) -> str:
    """Return a stamp as a row of a table carries it, in one cell: `leads@2026-11:kvxrmnpq`."""
    return f"{stamp.name.partition(':')[2]}@{stamp.edition}:{stamp.digest}"


def stamp_of_text(text: str) -> CardStamp | None:
    """Return the stamp that a cell holds; None for a cell that holds none."""
    match = _STAMP.fullmatch(text)
    return match and CardStamp(f"scorecard:{match['name']}", match["edition"], match["digest"] or "")


def read_stamp(value: Any) -> tuple[CardStamp | None, list[Unfit]]:
    """Read what a data file says of its card: a block of words, or the name of the card alone; None for nothing."""
    if value is None:
        return None, []
    if isinstance(value, str):
        value = {"name": value}
    if not isinstance(value, dict) or not all(isinstance(entry, str) for entry in value.values()):
        message = _("“card” must be a block of words, found {found}").format(found=quoted(value))
        return None, [Unfit("card", message, _("leave it out, or copy it from “salesbook score --sample”"))]
    if strange := [key for key in value if key not in _KEYS]:
        allowed = _("allowed: {names}").format(names=", ".join(_KEYS))
        return None, [
            Unfit(f"card.{key}", _("unknown answer {found}").format(found=quoted(key)), allowed) for key in strange
        ]
    name = value.get("name", "")
    name = name if not name or ":" in name else f"scorecard:{name}"
    return CardStamp(name, value.get("edition", ""), value.get("digest", "")), []


def stamp_doubts(stamp: CardStamp | None, now: CardStamp) -> list[Doubt]:
    """Say what a file remembers of its card that is not so `now`: another card, or another edition of this one."""
    if stamp is None:
        return []
    if stamp.name and stamp.name != now.name:
        message = _("the file is of the card “{former}”, and is read by “{now}”: --card names another one")
        return [Doubt("card", message.format(former=stamp.name, now=now.name))]
    names = {"name": now.name.partition(":")[2], "former": stamp.edition or "—", "now": now.edition}
    if stamp.digest and stamp.digest != now.digest:
        if stamp.edition in ("", now.edition):
            message = _("the card “{name}” has changed since this file was written; what follows is by today's card")
        else:
            message = _("the file is of the edition {former} of “{name}”; what follows is by today's edition {now}")
        return [Doubt("card", message.format(**names))]
    if stamp.edition and not stamp.digest and stamp.edition != now.edition:
        message = _("the file is of the edition {former} of “{name}”; what follows is by today's edition {now}")
        return [Doubt("card", message.format(**names))]
    return []


def former_doubts(former: FormerScore | None, total: Decimal | None, segment: str | None) -> list[Doubt]:
    """Say that a score read anew comes out otherwise than it did."""
    if former is None or (former.total, former.segment) == (total, segment):
        return []
    words = {"former": _in_words(former.total, former.segment), "now": _in_words(total, segment)}
    return [Doubt("segment", _("this result was {former}; by today's card it is {now}").format(**words))]


def _in_words(total: Decimal | None, segment: str | None) -> str:
    points = "—" if total is None else exact_number(total, spoken())
    refusal = _("refusal")
    return f"{points} ({segment or refusal})"


def _statements(card: Scorecard) -> Iterator[Statement]:
    for block in card.blocks:
        for parameter in block.parameters:
            at = ("parameter", parameter.id)
            yield (*at, "block"), block.id
            yield (*at, "title"), parameter.title
            yield (*at, "weight"), _number(parameter.weight)
            for choice in card.choices(parameter):
                yield (*at, "answer", choice.id), choice.text
                yield (*at, "points", choice.id), "" if choice.points is None else _number(choice.points)
    for knockout in card.knockouts:
        yield ("knockout", knockout.id), f"{knockout.title}. {knockout.about or ''}"
    for segment in card.segments:
        yield ("segment", segment.id, "from"), _number(segment.from_)
        yield ("segment", segment.id, "to"), _number(segment.to)


def _number(value: Decimal) -> str:
    return f"{value.normalize() + 0:f}"
