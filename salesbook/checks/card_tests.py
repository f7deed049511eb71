"""Checks of a scorecard's own tests: every row gives what it says, and every segment is reached by some row."""

from collections.abc import Iterator

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding, Route
from salesbook.core.errors import Unfit
from salesbook.core.language import gettext as _
from salesbook.core.language import spoken
from salesbook.core.nearest import looks_like, nearest
from salesbook.models.scorecard import CardTest, Scorecard
from salesbook.scoring.score import Lead, Score, covers, read_lead, score
from salesbook.text.formats import exact_number

_LISTED = 5
"""So many parameters without an answer are named."""

_ENOUGH = 20
"""So many wrong rows are told of; the others are when those are mended."""


def failing_test(item: Item, card: Scorecard, _context: Context) -> Iterator[Finding]:
    """A row of a scorecard's tests gives something else than it says, or cannot be scored.

    Rows of answers, each with the segment that must come out, are how a card is changed without fear: points, weights
    and bounds may move, and what the company means by a good lead stays. A row names every parameter and the answer to
    it as a lead's file does, and `segment`, or `refused: true` when a knock-out holds; `total` where it matters. The
    tests of a card with a gap, an overlap or an id twice are not run.

    Bad: `{scores: {budget: 1, timing: 1}, segment: A}`, when both together give the total 2, and A begins with 3.

    Good: `segment: B`
    """
    if not card.tests or not covers(card):
        return
    wrong_rows = 0
    for n, test in enumerate(card.tests):
        faults = list(_faults(card, n, test))
        for route, message, advice in faults:
            yield Finding(item.path, route, _of_row(n, test, message), advice)
        wrong_rows += bool(faults)
        if wrong_rows == _ENOUGH:
            return


def untested_segment(item: Item, card: Scorecard, _context: Context) -> Iterator[Finding]:
    """No row of a scorecard's tests gives one of its segments; asked of cards that have tests.

    What no row reaches may go wrong without a word: a bound that was moved, an answer that lost its points.

    Bad: segments A, B and C, and rows that give A and B.

    Good: a row for every segment, best of all one on each side of every bound.
    """
    tested = {test.segment for test in card.tests}
    if not card.tests:
        return
    for n, segment in enumerate(card.segments):
        if segment.id not in tested:
            message = _("no test gives the segment {id}").format(id=segment.id)
            yield Finding(item.path, ("segments", n, "id"), message, _("add a row with answers that must lead there"))


def _faults(card: Scorecard, n: int, test: CardTest) -> Iterator[tuple[Route, str, str]]:
    """Yield what is wrong with a row: the route, the message and the advice."""
    lead, unfit = _lead_of(test, card)
    for wrong in unfit:
        yield _route(n, test, wrong), wrong.message, wrong.advice
    expected = list(_expected(card, n, test))
    yield from expected
    if lead is not None and not expected:
        for route, message in _differences(n, test, score(lead, card)):
            yield route, message, _("mend the row, or the card: one of the two is wrong")


def _lead_of(test: CardTest, card: Scorecard) -> tuple[Lead | None, list[Unfit]]:
    """Read a row as a lead's file is read; parameters without an answer are told of at once."""
    knockouts = list(test.knockouts)
    if knockouts and not test.scores:
        lead, unfit = read_lead({"knockouts": knockouts}, card)
        return lead, [wrong for wrong in unfit if not wrong.field.startswith("scores")]
    missing = [p for p in card.parameters() if test.scores.get(p.id) is None]
    # What is missing is told of at once: for the rest of the row it counts as answered.
    scores = test.scores | {p.id: p.choices()[0].id for p in missing}
    lead, unfit = read_lead({"knockouts": knockouts, "scores": scores}, card)
    if not missing:
        return lead, unfit
    names = ", ".join(p.id for p in missing[:_LISTED]) + ("…" if len(missing) > _LISTED else "")
    message = _("no answer to {names}").format(names=names)
    return None, [*unfit, Unfit("", message, _("name every parameter and the answer to it"))]


def _route(n: int, test: CardTest, wrong: Unfit) -> Route:
    """Return where a row is wrong."""
    block, _dot, name = wrong.field.partition(".")
    if block == "scores" and name in test.scores:
        return ("tests", n, "scores", name)
    if block == "knockouts" and name in test.knockouts:
        return ("tests", n, "knockouts", test.knockouts.index(name))
    return ("tests", n)


def _expected(card: Scorecard, n: int, test: CardTest) -> Iterator[tuple[Route, str, str]]:
    """Yield what is wrong with what a row says must come out: the route, the message and the advice."""
    ids = [segment.id for segment in card.segments]
    if (test.segment is None) != test.refused:
        advice = _("name one of the segments {names}, or write “refused: true”").format(names=", ".join(ids))
        yield ("tests", n), _("it must say what comes out, a segment or a refusal"), advice
    elif test.segment is not None and test.segment not in ids:
        message = _("there is no segment “{id}”").format(id=test.segment)
        near = looks_like(nearest(test.segment, ids)) or _("there are: {names}").format(names=", ".join(ids))
        yield ("tests", n, "segment"), message, near


def _differences(n: int, test: CardTest, result: Score) -> Iterator[tuple[Route, str]]:
    """Yield where the result of a row is not the one that it says."""
    refused = bool(result.knocked_out)
    outcome = _outcome(result)
    if refused != test.refused:
        wanted = _("a refusal") if test.refused else _("segment {id}").format(id=test.segment)
        message = _("it gives {outcome}, not {wanted}").format(outcome=outcome, wanted=wanted)
        yield ("tests", n, "refused" if test.refused else "segment"), message
    elif not refused and result.segment is not None and result.segment.id != test.segment:
        wanted = _("segment {id}").format(id=test.segment)
        yield ("tests", n, "segment"), _("it gives {outcome}, not {wanted}").format(outcome=outcome, wanted=wanted)
    if test.total is not None and result.total != test.total:
        wanted = exact_number(test.total, spoken())
        message = _("it gives {outcome}, not the total {wanted}").format(outcome=outcome, wanted=wanted)
        yield ("tests", n, "total"), message


def _outcome(result: Score) -> str:
    """Say what came out of a row, with the total."""
    if result.total is None:
        return _("a refusal without a total")
    total = exact_number(result.total, spoken())
    if result.knocked_out or result.segment is None:
        return _("a refusal with the total {total}").format(total=total)
    return _("segment {id} with the total {total}").format(id=result.segment.id, total=total)


def _of_row(n: int, test: CardTest, message: str) -> str:
    """Say of which row something is said."""
    if test.title is None:
        return _("test {n}: {message}").format(n=n + 1, message=message)
    return _("test “{title}”: {message}").format(title=test.title, message=message)
