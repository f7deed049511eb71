"""Points that closed deals propose for a card, for programs."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import fmean
from typing import Any

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.models.points import plain_number
from salesbook.models.scorecard import Scorecard
from salesbook.output.backtests_json import outcomes_json, parameter_json
from salesbook.output.scores import card_json
from salesbook.scoring.evidence.backtest import ParameterEvidence
from salesbook.scoring.evidence.trust import SHOWN, TRUSTED, Trust
from salesbook.scoring.fitting.card_points import ParameterPoints, points_of
from salesbook.scoring.fitting.fit import Fit
from salesbook.scoring.fitting.validation import FOLDS, REPEATS, Validation

_DIGITS = 6


def fit_json(book: Book, item: Item, fit: Fit, left_out: dict[str, Any], diff: Sequence[str]) -> dict[str, Any]:
    """Return what deals propose for a card, the data of `item`, as programs read it."""
    shown = fit.trust is not Trust.NONE
    today = points_of(fit.card)
    bounds = fit.bounds
    return {
        "card": card_json(book, item, fit.card),
        "deals": outcomes_json(fit.outcomes),
        "left_out": left_out,
        "trust": {"level": fit.trust.value, "least_shown": SHOWN, "least_trusted": TRUSTED},
        "verdict": fit.verdict.value,
        "cross_validation": None if fit.validation is None else _trials_json(fit.validation),
        "parameters": {
            told.parameter.id: parameter_json(fit.card, told, shown=shown)
            | {"sure": told.parameter.id in fit.sure}
            | _points_json(fit.card, told, today[told.parameter.id], fit.points[told.parameter.id])
            for told in fit.parameters
        },
        "segments": None
        if bounds is None
        else {
            each.segment.id: {"from": plain_number(each.from_), "to": plain_number(each.to)} for each in bounds.segments
        },
        "rules": None if bounds is None else [plain_number(above) for above in bounds.rules],
        "tests": [test.title for test in fit.other_tests()],
        "diff": "\n".join(diff),
    }


def _points_json(
    card: Scorecard, told: ParameterEvidence, before: ParameterPoints, points: ParameterPoints
) -> dict[str, Any]:
    names = [choice.id for choice in card.choices(told.parameter)]
    by_answer = {
        name: {"today": _number(was), "found": _number(now)}
        for name, was, now in zip(names, before.points, points.points, strict=True)
    }
    return {"weight": {"today": _number(before.weight), "found": _number(points.weight)}, "points": by_answer}


def _trials_json(trials: Validation) -> dict[str, Any]:
    aucs = {"today": trials.today, "found": trials.proposed, "logistic_regression": trials.logistic}
    differences = {"gain": trials.gain, "behind_logistic_regression": trials.behind_logistic}
    return {
        "parts": FOLDS,
        "times": REPEATS,
        "auc": {
            name: {"mean": round(fmean(each), _DIGITS), "trials": [round(auc, _DIGITS) for auc in each]}
            for name, each in aucs.items()
        },
        "differences": {
            name: {
                "mean": round(each.mean, _DIGITS),
                "low": round(each.low, _DIGITS),
                "high": round(each.high, _DIGITS),
            }
            for name, each in differences.items()
        },
    }


def _number(value: Decimal | None) -> int | float | None:
    return None if value is None else plain_number(value)
