"""A backtest for programs: everything."""

from typing import Any

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.models.points import plain_number
from salesbook.models.scorecard import Scorecard
from salesbook.output.scores import card_json
from salesbook.scoring.evidence.backtest import Backtest, BlockEvidence, ParameterEvidence, PeriodDrift
from salesbook.scoring.evidence.changes import TIMES, BoundMove, WeightChange
from salesbook.scoring.evidence.deals import Outcomes, points
from salesbook.scoring.evidence.drift import Drift
from salesbook.scoring.evidence.intervals import wilson
from salesbook.scoring.evidence.ranking import Ranking
from salesbook.scoring.evidence.trust import SHOWN, TRUSTED, Trust
from salesbook.scoring.evidence.verdicts import sign, strength
from salesbook.scoring.evidence.weights import Evidence

_DIGITS = 6


def backtest_json(
    book: Book, item: Item, card: Scorecard, judged: Backtest, left_out: dict[str, Any]
) -> dict[str, Any]:
    """Return a backtest by a card, the data of `item`; figures of too few deals are null."""
    shown = judged.trust is not Trust.NONE
    calibration = judged.calibration if shown else None
    return {
        "card": card_json(book, item, card),
        "deals": outcomes_json(judged.outcomes),
        "left_out": left_out,
        "trust": {"level": judged.trust.value, "least_shown": SHOWN, "least_trusted": TRUSTED},
        "total": _ranking(judged.ranking) if shown else None,
        "curve": [[_number(x), _number(y)] for x, y in judged.curve] if shown else [],
        "tenths": [{"deals": _number(t.deals), "won": _number(t.won), "lift": _number(t.lift)} for t in judged.tenths]
        if shown
        else [],
        "segments": {each.segment.id: outcomes_json(each.outcomes) for each in judged.segments},
        "blocks": {each.block.id: _block(each, shown=shown) for each in judged.blocks},
        "parameters": {each.parameter.id: parameter_json(card, each, shown=shown) for each in judged.parameters},
        "knockouts": {name: outcomes_json(outcomes) for name, outcomes in judged.deals.refused.items()},
        "refused": outcomes_json(judged.deals.all_refused),
        "calibration": None
        if calibration is None
        else {
            "intercept": _number(calibration.intercept),
            "slope": _number(calibration.slope),
            "brier": _number(calibration.brier),
            "brier_of_all": _number(calibration.brier_of_all),
            "chance": None if calibration.chance is None else _number(calibration.chance),
            "groups": [
                {"from": _points(g.low), "to": _points(g.high), "expected": _number(g.expected)}
                | outcomes_json(g.outcomes)
                for g in calibration.groups
            ],
        },
        "bounds": [_bound(move) for move in judged.bounds],
        "weights": {change.parameter.id: _weight(change) for change in judged.weights} if shown else {},
        "drift": None if judged.drift is None else _drift(judged.drift, judged),
    }


def outcomes_json(outcomes: Outcomes) -> dict[str, Any]:
    """Return how many deals were won and lost, and the share of the won ones with its interval."""
    interval = wilson(outcomes)
    rate = _number(outcomes.rate) if outcomes.all else None
    counts = {"deals": outcomes.all, "won": outcomes.won, "lost": outcomes.lost}
    return counts | {"rate": rate, "low": _number(interval.low), "high": _number(interval.high)}


def _ranking(ranking: Ranking | None) -> dict[str, Any] | None:
    if ranking is None:
        return None
    figures = ("auc", "low", "high", "gini", "ks")
    return {name: _number(getattr(ranking, name)) for name in figures} | {"ks_at": _points(ranking.ks_at)}


def _evidence(evidence: Evidence | None) -> dict[str, Any]:
    if evidence is None:
        return {"information_value": None, "chance": None, "shuffled": None}
    value, chance = _number(evidence.value), _number(evidence.chance)
    return {"information_value": value, "chance": chance, "shuffled": evidence.shuffled}


def _judged(each: ParameterEvidence | BlockEvidence, *, shown: bool) -> dict[str, Any]:
    ranking = _ranking(each.ranking) if shown else None
    words = {"strength": strength(each).value, "sign": sign(each.ranking).value} if shown else {}
    return {"ranking": ranking} | _evidence(each.evidence if shown else None) | words


def parameter_json(card: Scorecard, each: ParameterEvidence, *, shown: bool) -> dict[str, Any]:
    """Return what a parameter tells by itself; figures only where they are `shown`."""
    answers = {}
    for n, choice in enumerate(card.choices(each.parameter)):
        if each.evidence is not None:
            weight = each.evidence.weights[n]
            woe = None if weight.weight is None or not shown else _number(weight.weight)
            answers[choice.id] = outcomes_json(weight.outcomes) | {"weight_of_evidence": woe}
    return _judged(each, shown=shown) | {"answers": answers}


def _block(each: BlockEvidence, *, shown: bool) -> dict[str, Any]:
    weights = [] if each.evidence is None else each.evidence.weights
    bins = [
        {"from": _points(low), "to": _points(high)}
        | outcomes_json(weight.outcomes)
        | {"weight_of_evidence": None if weight.weight is None or not shown else _number(weight.weight)}
        for (low, high), weight in zip(each.bins, weights, strict=False)
    ]
    return _judged(each, shown=shown) | {"bins": bins}


def _bound(move: BoundMove) -> dict[str, Any]:
    names = {"below": move.below.id, "above": move.above.id, "from": _points(move.start)}
    return names | {name: outcomes_json(getattr(move, name)) for name in ("moved", "lower", "upper")}


def _weight(change: WeightChange) -> dict[str, Any]:
    """Return AUC by what the weight is multiplied by."""
    pairs = zip(TIMES, change.auc, strict=True)
    return {f"{times:g}": None if auc is None else _number(auc) for times, auc in pairs}


def _drift(drift: PeriodDrift, judged: Backtest) -> dict[str, Any]:
    since = judged.deals.since
    return {
        "since": None if since is None else since.isoformat(),
        "earlier": outcomes_json(drift.earlier),
        "later": outcomes_json(drift.later),
        "segments": _shifts(drift.segments),
        "parameters": {name: _shifts(each) for name, each in drift.parameters.items()},
    }


def _shifts(drift: Drift) -> dict[str, Any]:
    shares = {n: {"earlier": _number(s.earlier), "later": _number(s.later)} for n, s in drift.shifts.items()}
    return {"psi": _number(drift.psi), "shares": shares}


def _points(units: int) -> int | float:
    return plain_number(points(units))


def _number(value: float) -> float:
    return round(value, _DIGITS)
