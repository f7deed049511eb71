"""Checks of scorecards: every parameter can be answered, and every total that can come out falls into one segment."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import PurePosixPath

from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding, Route
from salesbook.core.language import gettext as _
from salesbook.core.language import spoken
from salesbook.models.scorecard import Parameter, Scorecard, Segment
from salesbook.scoring.score import misleading_id
from salesbook.scoring.totals import Totals, totals_of
from salesbook.text.formats import exact_number


def segment_gap(item: Item, card: Scorecard, _context: Context) -> Iterator[Finding]:
    """Some totals fall into no segment.

    A total is the sum over all parameters: points of the answer times the weight; so it runs from the sum of the least
    that each may count to the sum of the most, and what “unknown” counts is among it. A lead whose total no segment
    covers has no next step. Only totals that can come out are asked for: where all points are multiples of five,
    nothing lies between 10 and 15.

    Bad: segments −15…−10 and −8…15: a lead with −9 belongs nowhere.

    Good: −15…−10 and −9…15.
    """
    totals = totals_of(card)
    wanted: Decimal | None = totals.lowest
    for index, segment in sorted(enumerate(card.segments), key=lambda pair: pair[1].from_):
        if wanted is None:
            return
        if segment.from_ > wanted:
            last = totals.below(segment.from_)
            assert last is not None, "the total that is wanted lies below"
            yield _gap(item.path, index, wanted, last)
            wanted = totals.at_or_above(segment.from_)
        if wanted is not None and segment.to >= wanted:
            wanted = totals.above(segment.to)
    if wanted is not None:
        yield _gap(item.path, len(card.segments) - 1, wanted, totals.highest)


def segment_overlap(item: Item, card: Scorecard, _context: Context) -> Iterator[Finding]:
    """Two segments share totals, or one is upside down, out of range or empty.

    A lead with such a total would belong to two segments, with two next steps. A segment is empty when no lead can come
    into it: 11…14, where all points are multiples of five.

    Bad: −15…−9 and −9…9.

    Good: −15…−10 and −9…9.
    """
    totals = totals_of(card)
    ordered = sorted(enumerate(card.segments), key=lambda pair: (pair[1].from_, pair[1].to))
    furthest: Segment | None = None  # of the segments so far, the one that ends last
    for index, segment in ordered:
        if misplaced := _misplaced(segment, card, totals):
            key, message, advice = misplaced
            yield Finding(item.path, ("segments", index, key), message, advice)
        if furthest is not None and furthest.to >= segment.from_:
            message = _("segments {first} ({first_range}) and {second} ({second_range}) overlap")
            message = message.format(
                first=furthest.id, first_range=_range(furthest), second=segment.id, second_range=_range(segment)
            )
            yield Finding(item.path, ("segments", index, "from"), message, _apart(segment, totals.above(furthest.to)))
        if furthest is None or segment.to > furthest.to:
            furthest = segment


def duplicate_answer(item: Item, card: Scorecard, _context: Context) -> Iterator[Finding]:
    """Two knock-outs, parameters, segments, or answers to one parameter have one id.

    A lead's file names them by id: one answer would be taken for two questions, or one word for two answers.

    Bad: two parameters with `id: budget`.

    Good: `budget` and `budget-source`.
    """
    routes: list[tuple[Route, str]] = []
    routes += [(("knockouts", n, "id"), k.id) for n, k in enumerate(card.knockouts)]
    for route, parameter in _parameters(card):
        routes.append(((*route, "id"), parameter.id))
        of_parameter = f"answer to {'.'.join(map(str, route))} {{}}"
        routes += [((*route, "answers", n, "id"), of_parameter.format(a.id)) for n, a in enumerate(parameter.answers)]
    routes += [(("blocks", b, "id"), f"block {block.id}") for b, block in enumerate(card.blocks)]
    routes += [(("segments", n, "id"), f"segment {s.id}") for n, s in enumerate(card.segments)]
    seen: set[str] = set()
    for route, name in routes:
        if name in seen:
            message = _("the id “{id}” stands twice").format(id=name.rpartition(" ")[2])
            yield Finding(item.path, route, message, _("give every answer an id of its own"))
        seen.add(name)


def unanswerable_parameter(item: Item, card: Scorecard, _context: Context) -> Iterator[Finding]:
    """A parameter of a scorecard has no answers, has them in two ways, or one that a lead's file would misread.

    Nobody could be judged by it. There are two ways: `minus`, `zero` and `plus` mean −1, 0 and 1; `answers` lists
    answers with points of their own. In a lead's file a number means points, and `unknown` that nobody can say yet: no
    answer may be called so.

    Bad: `minus: Денег нет` alone; `minus: …` beside `answers: …`; an answer with `id: '20'`.

    Good: `answers: [{id: small, text: До 10 млн, points: 0}, {id: large, text: Больше, points: 20}]`
    """
    for route, parameter in _parameters(card):
        marks = {"minus": parameter.minus, "zero": parameter.zero, "plus": parameter.plus}
        present = [name for name, text in marks.items() if text is not None]
        missing = [name for name in marks if name not in present]
        names = {"title": parameter.title, "present": ", ".join(present), "missing": ", ".join(missing)}
        if parameter.answers and present:
            message = _("the parameter “{title}” has both answers and {present}").format(**names)
            yield Finding(item.path, (*route, "answers"), message, _("keep one of the two ways"))
        elif parameter.short and missing:
            message = _("the parameter “{title}” lacks {missing}").format(**names)
            advice = _("write minus, zero and plus, or a list of answers with points")
            yield Finding(item.path, (*route, "id"), message, advice)
        if len(parameter.answers) == 1:
            message = _("the parameter “{title}” has one answer, and so tells nothing").format(**names)
            yield Finding(item.path, (*route, "answers"), message, _("add another answer, or remove the parameter"))
        for n, answer in enumerate(parameter.answers):
            if misleading_id(answer.id):
                message = _("“{id}” means something else in a lead's file").format(id=answer.id)
                yield Finding(item.path, (*route, "answers", n, "id"), message, _("choose a word that says the answer"))


def duplicate_default(book: Book) -> Iterator[Finding]:
    """Two scorecards are marked as the one by which leads are judged when none is named.

    `salesbook score` without `--card` would have to guess.

    Bad: `default: true` in content/scorecards/leads.yml and in partners.yml.

    Good: the mark on one of them.
    """
    marked = [item for item, card in book.data(Scorecard) if card.default]
    for item in marked[1:]:
        message = _("“{title}” is marked “default: true”, and so is “{other}”")
        message = message.format(title=item.title, other=marked[0].title)
        yield Finding(item.path, ("default",), message, _("keep the mark on one of them"))


def _parameters(card: Scorecard) -> Iterator[tuple[Route, Parameter]]:
    for b, block in enumerate(card.blocks):
        for p, parameter in enumerate(block.parameters):
            yield ("blocks", b, "parameters", p), parameter


def _misplaced(segment: Segment, card: Scorecard, totals: Totals) -> tuple[str, str, str] | None:
    """Return what is wrong with a segment by itself: the field, the message and the advice."""
    if segment.from_ > segment.to:
        message = _("segment {id}: {start} is greater than {end}")
        message = message.format(id=segment.id, start=_signed(segment.from_), end=_signed(segment.to))
        return "from", message, _("swap “from” and “to”")
    if segment.from_ < totals.lowest or segment.to > totals.highest:
        possible = _bounds(totals.lowest, totals.highest)
        message = _("segment {id} ({range}) goes beyond the possible totals {possible}")
        message = message.format(id=segment.id, range=_range(segment), possible=possible)
        advice = _("{n} parameters give totals {possible}").format(n=len(card.parameters()), possible=possible)
        return "from" if segment.from_ < totals.lowest else "to", message, advice
    first = totals.at_or_above(segment.from_)
    if first is None or first > segment.to:
        message = _("no total falls into segment {id} ({range})").format(id=segment.id, range=_range(segment))
        return "from", message, _("extend it, or remove it")
    return None


def _apart(segment: Segment, start: Decimal | None) -> str:
    if start is None:
        return _("let one of them end before the other begins")
    return _("let {second} begin with {start}").format(second=segment.id, start=_signed(start))


def _gap(path: PurePosixPath, index: int, start: Decimal, end: Decimal) -> Finding:
    message = _("totals {range} belong to no segment").format(range=_bounds(start, end))
    return Finding(path, ("segments", index, "from"), message, _("extend one of the neighbouring segments"))


def _range(segment: Segment) -> str:
    return _bounds(segment.from_, segment.to)


def _bounds(start: Decimal, end: Decimal) -> str:
    return f"{_signed(start)}…{_signed(end)}" if start != end else _signed(start)


def _signed(number: Decimal) -> str:
    return exact_number(number, spoken())
