"""What each answer tells of the outcome: weight of evidence, information value, and whether chance would do as well.

The weight of evidence of an answer is ln of (its share of the won deals ÷ its share of the lost ones): above 0 it
speaks for winning, below 0 against. The information value of a parameter is the sum over its answers of the difference
of the two shares times the weight. Where an answer has no won deals or no lost ones, half a deal is added to both of
its counts; without that the weight would be infinite. Bounds of the value: N. Siddiqi, Credit Risk Scorecards (Wiley,
2006): under 0.02 nothing, to 0.1 weak, to 0.3 medium, above strong; above 0.5 too good to be believed at once.
"""

from collections.abc import Iterable, Mapping
from math import log
from random import Random
from typing import NamedTuple

from salesbook.scoring.evidence.deals import NO_DEALS, Outcomes
from salesbook.scoring.evidence.distributions import chi_square_tail

NOTHING, WEAK, MEDIUM, DOUBTFUL = 0.02, 0.1, 0.3, 0.5
"""Where the next word for an information value begins."""

LEAST_EXPECTED = 5
"""So many deals must be expected in every cell for χ² to be right (Cochran, Biometrics 1954)."""

DRAWS = 1_000
"""Shuffles of a permutation test: a chance of 5 % is known to within 1.4 %."""

_MOST_SHUFFLED = 200
"""Of so many deals at most outcomes are shuffled; with more of them χ² of the answers that are left is right."""


class Weight(NamedTuple):
    """An answer's outcomes, and its weight of evidence; None: nobody has answered so."""

    outcomes: Outcomes
    weight: float | None


class Evidence(NamedTuple):
    """What the answers to a question tell: weights in the order of the answers, the information value, and chance.

    `chance` is how likely outcomes that have nothing to do with the answers differ between them as much as these;
    `shuffled` says that it was found by shuffling them and not by χ².
    """

    weights: tuple[Weight, ...]
    value: float
    chance: float
    shuffled: bool


def evidence(by_answer: Mapping[int, Outcomes], answers: int) -> Evidence | None:
    """Return what `answers` answers tell by their outcomes, given by number; None when none won, or none lost."""
    everything = sum(by_answer.values(), NO_DEALS)
    if not everything.won or not everything.lost:
        return None
    weights = weights_of_evidence(by_answer, answers)
    chance, shuffled = _chance([here for here in by_answer.values() if here.all], everything)
    return Evidence(weights, information_value(weights), chance, shuffled)


def weights_of_evidence(by_answer: Mapping[int, Outcomes], answers: int) -> tuple[Weight, ...]:
    """Return the weight of each answer; some deals must be won and some lost."""
    everything = sum(by_answer.values(), NO_DEALS)
    weights = []
    for n in range(answers):
        here = by_answer.get(n, NO_DEALS)
        if here.all:
            won, lost = _shares(here, everything)
            weights.append(Weight(here, log(won / lost)))
        else:
            weights.append(Weight(here, None))
    return tuple(weights)


def information_value(weights: Iterable[Weight]) -> float:
    """Return the information value of a parameter by the weights of all its answers."""
    weights = tuple(weights)
    everything = sum((each.outcomes for each in weights), NO_DEALS)
    value = 0.0
    for each in weights:
        if each.weight is not None:
            won, lost = _shares(each.outcomes, everything)
            value += (won - lost) * each.weight
    return value


def _shares(here: Outcomes, everything: Outcomes) -> tuple[float, float]:
    """Return an answer's shares of the won deals and of the lost ones, neither of which is nought."""
    half = 0 if here.won and here.lost else 0.5
    return (here.won + half) / everything.won, (here.lost + half) / everything.lost


def chi_square(groups: list[Outcomes], everything: Outcomes) -> float:
    """Return χ² of the outcomes of groups against their independence."""
    total = 0.0
    for group in groups:
        for actual, share in ((group.won, everything.rate), (group.lost, 1 - everything.rate)):
            expected = group.all * share
            total += (actual - expected) ** 2 / expected
    return total


def _chance(groups: list[Outcomes], everything: Outcomes) -> tuple[float, bool]:
    if len(groups) < 2:
        return 1.0, False
    rarer = min(everything.won, everything.lost)
    if min(group.all for group in groups) * rarer / everything.all >= LEAST_EXPECTED:
        return chi_square_tail(chi_square(groups, everything), len(groups) - 1), False
    if rarer > _MOST_SHUFFLED:
        return _chance_of_pooled(groups, everything)
    return _shuffled(groups, everything, rarer), True


def _chance_of_pooled(groups: list[Outcomes], everything: Outcomes) -> tuple[float, bool]:
    """Return the chance with the rare answers taken together."""
    enough = LEAST_EXPECTED * everything.all / min(everything.won, everything.lost)
    frequent = [group for group in groups if group.all >= enough]
    rare = sum((group for group in groups if group.all < enough), NO_DEALS)
    pooled = [*frequent, rare] if rare.all >= enough else frequent
    # Without the few that are too rare even together, everything is a little less.
    rest = sum(pooled, NO_DEALS)
    if len(pooled) < 2 or not rest.won or not rest.lost:
        return 1.0, False
    return chi_square_tail(chi_square(pooled, rest), len(pooled) - 1), False


def _shuffled(groups: list[Outcomes], everything: Outcomes, rarer: int) -> float:
    """Return how often shuffled outcomes differ between groups as much; the same on every machine."""
    random = Random(1)  # noqa: S311 - a reader must get the same figure twice
    sizes = [group.all for group in groups]
    least = chi_square(groups, everything) * (1 - 1e-9)
    rarer_won = Outcomes(rarer, everything.all - rarer)
    numbers, as_extreme = range(len(groups)), 1
    for _draw in range(DRAWS):
        drawn = [0] * len(groups)
        for n in random.sample(numbers, k=rarer, counts=sizes):
            drawn[n] += 1
        # χ² is the same whichever of the two outcomes is called won.
        shuffled = [Outcomes(n, size - n) for n, size in zip(drawn, sizes, strict=True)]
        as_extreme += chi_square(shuffled, rarer_won) >= least
    return as_extreme / (DRAWS + 1)
