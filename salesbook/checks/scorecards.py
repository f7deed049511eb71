"""Checks of scorecards: every total that can come out falls into exactly one segment."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding
from salesbook.core.language import gettext as _
from salesbook.models.scorecard import Scorecard, Segment


def segment_gap(item: Item, card: Scorecard, _context: Context) -> Iterator[Finding]:
    """Some totals fall into no segment.

    With n parameters a total runs from −n to n; a lead whose total no segment covers has no next step.

    Bad: segments −15…−10 and −8…15: a lead with −9 belongs nowhere.

    Good: −15…−10 and −9…15.
    """
    n = len(card.parameters())
    wanted = -n
    for index, segment in sorted(enumerate(card.segments), key=lambda pair: pair[1].from_):
        if segment.from_ > wanted:
            yield _gap(item.path, index, wanted, min(segment.from_ - 1, n))
        wanted = max(wanted, segment.to + 1)
    if wanted <= n:
        yield _gap(item.path, len(card.segments) - 1, wanted, n)


def segment_overlap(item: Item, card: Scorecard, _context: Context) -> Iterator[Finding]:
    """Two segments share totals, or one is upside down or out of range.

    A lead with such a total would belong to two segments, with two next steps.

    Bad: −15…−9 and −9…9.

    Good: −15…−10 and −9…9.
    """
    n = len(card.parameters())
    ordered = sorted(enumerate(card.segments), key=lambda pair: (pair[1].from_, pair[1].to))
    for position, (index, segment) in enumerate(ordered):
        if segment.from_ > segment.to:
            message = _("segment {id}: {start} is greater than {end}")
            message = message.format(id=segment.id, start=_signed(segment.from_), end=_signed(segment.to))
            yield Finding(item.path, ("segments", index, "from"), message, _("swap “from” and “to”"))
        elif segment.from_ < -n or segment.to > n:
            message = _("segment {id} ({range}) goes beyond the possible totals {possible}")
            message = message.format(id=segment.id, range=_range(segment), possible=_bounds(-n, n))
            advice = _("{n} parameters give totals {possible}").format(n=n, possible=_bounds(-n, n))
            yield Finding(item.path, ("segments", index, "from" if segment.from_ < -n else "to"), message, advice)
        earlier = next((s for _i, s in ordered[:position] if s.to >= segment.from_), None)
        if earlier is not None:
            message = _("segments {first} ({first_range}) and {second} ({second_range}) overlap")
            message = message.format(
                first=earlier.id, first_range=_range(earlier), second=segment.id, second_range=_range(segment)
            )
            advice = _("let {second} begin with {start}").format(second=segment.id, start=_signed(earlier.to + 1))
            yield Finding(item.path, ("segments", index, "from"), message, advice)


def duplicate_answer(item: Item, card: Scorecard, _context: Context) -> Iterator[Finding]:
    """Two knock-outs, parameters or segments of a scorecard have one id.

    A lead's file names them by id: one answer would be taken for two questions.

    Bad: two parameters with `id: budget`.

    Good: `budget` and `budget-source`.
    """
    routes: list[tuple[tuple[str | int, ...], str]] = []
    routes += [(("knockouts", n, "id"), k.id) for n, k in enumerate(card.knockouts)]
    for b, block in enumerate(card.blocks):
        routes += [(("blocks", b, "parameters", p, "id"), x.id) for p, x in enumerate(block.parameters)]
    routes += [(("blocks", b, "id"), f"block {block.id}") for b, block in enumerate(card.blocks)]
    routes += [(("segments", n, "id"), f"segment {s.id}") for n, s in enumerate(card.segments)]
    seen: set[str] = set()
    for route, name in routes:
        if name in seen:
            message = _("the id “{id}” stands twice").format(id=name.rpartition(" ")[2])
            yield Finding(item.path, route, message, _("give every answer an id of its own"))
        seen.add(name)


def _gap(path: PurePosixPath, index: int, start: int, end: int) -> Finding:
    message = _("totals {range} belong to no segment").format(range=_bounds(start, end))
    return Finding(path, ("segments", index, "from"), message, _("extend one of the neighbouring segments"))


def _range(segment: Segment) -> str:
    return _bounds(segment.from_, segment.to)


def _bounds(start: int, end: int) -> str:
    return f"{_signed(start)}…{_signed(end)}" if start != end else _signed(start)


def _signed(n: int) -> str:
    return str(n).replace("-", "−")
