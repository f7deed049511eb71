"""Which points would have told better: every procedure tried on deals that it has not seen.

Deals are parted into five with as many won ones in each, four times over; points are found on four parts and judged on
the fifth. AUC of the twenty trials hang together, for their deals overlap: the interval of the difference of two
procedures is widened by C. Nadeau and Y. Bengio, Machine Learning 2003.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random
from statistics import fmean, variance

from salesbook.models.scorecard import Scorecard
from salesbook.scoring.evidence.ranking import ranking
from salesbook.scoring.fitting.additive import Model, fitted, free
from salesbook.scoring.fitting.card_points import points_of, totals_by_row
from salesbook.scoring.fitting.patterns import Patterns, RowCounts
from salesbook.scoring.fitting.procedure import procedure

FOLDS, REPEATS = 5, 4
"""Parts of the deals, and how often they are parted anew."""

_T95 = 2.093
"""Standard deviations on both sides of the mean that hold 95 % of Student's distribution with 19 degrees of freedom."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How much higher the AUC of one procedure is than that of another: the mean, and its 95 % interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Validation:
    """AUC of every trial, on deals that were not looked at: of today's card, the proposed one, logistic regression."""

    today: tuple[float, ...]
    proposed: tuple[float, ...]
    logistic: tuple[float, ...]

    @property
    def gain(self) -> Difference:
        """How much better the proposed points tell than those of today."""
        return difference(self.proposed, self.today)

    @property
    def behind_logistic(self) -> Difference:
        """How much better logistic regression tells than the proposed points: what whole and ordered points cost."""
        return difference(self.logistic, self.proposed)


def cross_validated(card: Scorecard, patterns: Patterns, tick: Callable[[], None] = lambda: None) -> Validation:
    """Try today's card, proposed points and logistic regression; `tick` is called after each of the twenty trials."""
    everything = patterns.counted()
    today = totals_by_row(points_of(card), patterns)
    start = procedure(card, patterns, everything).model
    plain = logistic(card, patterns, everything)
    nothing = [0.0] * patterns.count
    trials: list[tuple[float, float, float]] = []
    for chosen, test in _parted(patterns.won):
        trained, judged = patterns.counted(chosen), patterns.counted(test)
        proposed = totals_by_row(procedure(card, patterns, trained, start).points, patterns)
        regression = logistic(card, patterns, trained, plain).scores(patterns, nothing)
        scores = (today, proposed, [round(score * 1e9) for score in regression])
        trials.append((_auc(scores[0], judged), _auc(scores[1], judged), _auc(scores[2], judged)))
        tick()
    by_procedure = tuple(zip(*trials, strict=True))
    return Validation(by_procedure[0], by_procedure[1], by_procedure[2])


def logistic(card: Scorecard, patterns: Patterns, counts: RowCounts, start: Model | None = None) -> Model:
    """Return plain logistic regression: an effect for every answer, in no order, by a normal prior of variance 1."""
    questions = {parameter.id: free(len(card.choices(parameter))) for parameter in card.parameters()}
    return fitted(patterns, counts, questions, [0.0] * patterns.count, start)


def difference(first: Sequence[float], second: Sequence[float]) -> Difference:
    """Return how much higher figures of trials are than other figures of the same trials."""
    differences = [a - b for a, b in zip(first, second, strict=True)]
    mean = fmean(differences)
    reach = _T95 * sqrt((1 / len(differences) + 1 / (FOLDS - 1)) * variance(differences))
    return Difference(mean, mean - reach, mean + reach)


def _parted(won: bytes) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the deals to find points on and those to judge them on, the same on every machine."""
    by_outcome = [[n for n, each in enumerate(won) if each == outcome] for outcome in (0, 1)]
    for repeat in range(REPEATS):
        random = Random(repeat)  # noqa: S311 - a reader must get the same figure twice
        folds: list[list[int]] = [[] for _fold in range(FOLDS)]
        place = 0
        for deals in by_outcome:
            random.shuffle(deals)
            for n in deals:
                folds[place % FOLDS].append(n)
                place += 1
        for fold in folds:
            yield [n for other in folds if other is not fold for n in other], fold


def _auc(scores: Sequence[int], counts: RowCounts) -> float:
    ranked = ranking(counts.tally(scores))
    return 0.5 if ranked is None else ranked.auc
