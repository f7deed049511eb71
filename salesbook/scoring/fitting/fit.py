"""Points that closed deals propose for a card, and what speaks for them; people say whether they are taken."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from salesbook.models.points import plain_number
from salesbook.models.scorecard import CardTest, Scorecard
from salesbook.scoring.evidence.backtest import ParameterEvidence, parameter_evidence
from salesbook.scoring.evidence.deals import Deals, Outcomes
from salesbook.scoring.evidence.trust import Trust, trust_in
from salesbook.scoring.fitting.bounds import Bounds, moved_bounds, with_bounds
from salesbook.scoring.fitting.card_points import CardPoints, fixed_unknown, points_of, with_points
from salesbook.scoring.fitting.patterns import patterns_of
from salesbook.scoring.fitting.procedure import procedure
from salesbook.scoring.fitting.validation import Validation, cross_validated
from salesbook.scoring.score import read_lead, score

Route = tuple[str | int, ...]


class Verdict(StrEnum):
    """What comes of some deals for a card."""

    PROPOSED = "proposed"
    TOO_FEW = "too few"
    """No figure of so few deals says anything."""
    NOTHING_SURE = "nothing sure"
    """Chance would part the answers to every question as well."""
    NO_BETTER = "no better"
    """On deals that were not looked at, other points tell no better for sure than those of today."""
    AS_TODAY = "as today"
    """The points found are those of today."""
    NO_BOUNDS = "no bounds"
    """The points found give fewer totals than there are segments."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What deals propose for a card.

    `points` are those found, today's where they are not shown; `sure` the parameters whose points may change. `new`
    is the card with the points and with other `bounds`. Of too few deals there is no `validation`.
    """

    card: Scorecard
    outcomes: Outcomes
    trust: Trust
    verdict: Verdict
    parameters: tuple[ParameterEvidence, ...]
    sure: frozenset[str]
    points: CardPoints
    validation: Validation | None = None
    bounds: Bounds | None = None
    new: Scorecard | None = None

    def changes(self) -> dict[Route, int | float]:
        """Return the new values of the card's file by their routes; none when nothing is proposed."""
        return {} if self.new is None else _changes(self.card, self.new)

    def other_tests(self) -> tuple[CardTest, ...]:
        """Return the tests of the card that come out on today's card, and not on the proposed one."""
        if self.new is None:
            return ()
        new = self.new
        return tuple(test for test in self.card.tests if _passes(test, self.card) and not _passes(test, new))


def fit(deals: Deals, tick: Callable[[], None] = lambda: None) -> Fit:
    """Look for points of the card of some deals; `tick` is called after each of the trials of the cross-validation."""
    card, outcomes = deals.card, deals.outcomes
    trust = trust_in(outcomes)
    today = points_of(card)
    told = tuple(parameter_evidence(deals, parameter) for parameter in card.parameters())

    def without(verdict: Verdict, sure: frozenset[str] = frozenset(), validation: Validation | None = None) -> Fit:
        return Fit(card, outcomes, trust, verdict, told, sure, today, validation)

    if trust is Trust.NONE:
        return without(Verdict.TOO_FEW)
    patterns = patterns_of(deals)
    found = procedure(card, patterns, patterns.counted())
    if not found.sure:
        return without(Verdict.NOTHING_SURE)
    validation = cross_validated(card, patterns, tick)
    if found.points == today:
        return without(Verdict.AS_TODAY, found.sure, validation)
    if validation.gain.low <= 0:
        return without(Verdict.NO_BETTER, found.sure, validation)
    pointed = with_points(card, found.points)
    before = deals.tally(deals.totals())
    after = deals.tally(deals.with_card(pointed).totals())
    bounds = moved_bounds(card, pointed, before, after)
    if bounds is None:
        return replace(without(Verdict.NO_BOUNDS, found.sure, validation), points=found.points)
    new = with_bounds(pointed, bounds)
    return Fit(card, outcomes, trust, Verdict.PROPOSED, told, found.sure, found.points, validation, bounds, new)


def _changes(card: Scorecard, new: Scorecard) -> dict[Route, int | float]:
    before, after = _values(card), _values(new)
    return {route: value for route, value in after.items() if before[route] != value}


def _values(card: Scorecard) -> Mapping[Route, int | float]:
    """Return the numbers of a card by their routes in its file."""
    values: dict[Route, int | float] = {}
    for b, block in enumerate(card.blocks):
        for p, parameter in enumerate(block.parameters):
            at = ("blocks", b, "parameters", p)
            values[*at, "weight"] = plain_number(parameter.weight)
            for a, answer in enumerate(parameter.answers):
                values[*at, "answers", a, "points"] = plain_number(answer.points)
            if parameter.unknown is not None and fixed_unknown(card, parameter) is None:
                assert parameter.unknown.points is not None
                values[*at, "unknown", "points"] = plain_number(parameter.unknown.points)
    for s, segment in enumerate(card.segments):
        values["segments", s, "from"], values["segments", s, "to"] = map(plain_number, (segment.from_, segment.to))
    for r, rule in enumerate(card.rules):
        values["rules", r, "above"] = plain_number(rule.above)
    return values


def _passes(test: CardTest, card: Scorecard) -> bool:
    """Tell whether a test comes out on a card."""
    data: dict[str, Any] = {"knockouts": [*test.knockouts]}
    lead, _unfit = read_lead(data | ({"scores": dict(test.scores)} if test.scores else {}), card)
    if lead is None:
        return False
    result = score(lead, card)
    if test.refused or result.knocked_out:
        return test.refused == bool(result.knocked_out)
    same_segment = test.segment is None or (result.segment is not None and result.segment.id == test.segment)
    return same_segment and test.total in (None, result.total)
