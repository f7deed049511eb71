"""Logistic regression on answers: the effect of each on the log-odds that a deal is won.

Effects are drawn towards a centre as by a normal prior of variance 1, which is scikit-learn's `LogisticRegression` with
C = 1 where the centre is nought; the intercept is free. Found by Newton's method question by question: the curvature of
one question's answers is diagonal, so the best effects that keep an order are a weighted isotonic regression.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, fsum, log
from operator import add, mul, sub
from typing import Protocol

from salesbook.scoring.fitting.patterns import Patterns, RowCounts

_ROUNDS = 200
_LONGEST = 2.0
"""A step of an effect is no longer: far from the end Newton's would overshoot."""
_BOUND = 30.0


class Question(Protocol):
    """What the effects of a question's answers may be."""

    def start(self) -> list[float]:
        """Return the effects before any deal is looked at."""

    def updated(self, effects: Sequence[float], slopes: Sequence[float], weights: Sequence[float]) -> list[float]:
        """Return better effects by the slope and the curvature of the likelihood in each."""

    def spare(self, effects: Sequence[float]) -> float:
        """Return what the intercept may take over from all effects, to bring them nearer to their centre."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Groups of answers with an effect each: of two with different ranks the higher one has no lesser effect.

    `groups` are the numbers of the answers in each. A group of rank None may have any effect; so may groups of one rank
    among themselves.
    """

    groups: tuple[tuple[int, ...], ...]
    ranks: tuple[int | None, ...]
    centre: tuple[float, ...]

    def start(self) -> list[float]:
        """Return the effects before any deal is looked at."""
        return self._spread(self.centre)

    def updated(self, effects: Sequence[float], slopes: Sequence[float], weights: Sequence[float]) -> list[float]:
        """Return better effects by the slope and the curvature of the likelihood in each."""
        targets, certainties = [], []
        for group, middle in zip(self.groups, self.centre, strict=True):
            effect, slope, weight = effects[group[0]], sum(slopes[n] for n in group), sum(weights[n] for n in group)
            targets.append(effect + _bounded((slope - effect + middle) / (weight + 1)))
            certainties.append(weight + 1)
        return self._spread(isotonic(targets, certainties, self.ranks))

    def spare(self, effects: Sequence[float]) -> float:
        """Return how far the effects are from their centre in the mean."""
        return fsum(effects[group[0]] - middle for group, middle in zip(self.groups, self.centre, strict=True)) / len(
            self.groups
        )

    def _spread(self, by_group: Sequence[float]) -> list[float]:
        """Return the effect of every answer."""
        effects = [0.0] * sum(map(len, self.groups))
        for group, effect in zip(self.groups, by_group, strict=True):
            for n in group:
                effects[n] = effect
        return effects


def free(answers: int) -> Steps:
    """Return a question whose answers may each have any effect."""
    return Steps(tuple((n,) for n in range(answers)), (None,) * answers, (0.0,) * answers)


@dataclass(frozen=True, slots=True)
class Slope:
    """Answers with the effects slope × value, the slope not below nought."""

    values: tuple[float, ...]
    centre: float

    def start(self) -> list[float]:
        """Return the effects before any deal is looked at."""
        return [self.centre * value for value in self.values]

    def updated(self, effects: Sequence[float], slopes: Sequence[float], weights: Sequence[float]) -> list[float]:
        """Return better effects by the slope and the curvature of the likelihood in each."""
        slope = self.slope(effects)
        gain = sum(map(mul, self.values, slopes)) - slope + self.centre
        weight = sum(value * value * each for value, each in zip(self.values, weights, strict=True)) + 1
        slope = max(slope + _bounded(gain / weight), 0.0)
        return [slope * value for value in self.values]

    def spare(self, effects: Sequence[float]) -> float:
        """Return nought: a slope has nothing to spare."""
        return 0.0

    def slope(self, effects: Sequence[float]) -> float:
        """Return the slope of some effects."""
        n = max(range(len(self.values)), key=lambda n: abs(self.values[n]))
        return effects[n] / self.values[n] if self.values[n] else 0.0


@dataclass(frozen=True, slots=True)
class Model:
    """The intercept, and the effects of each question's answers, in log-odds."""

    intercept: float
    effects: Mapping[str, Sequence[float]]

    def scores(self, patterns: Patterns, offset: Sequence[float]) -> list[float]:
        """Return the log-odds of every row."""
        scores = [self.intercept + each for each in offset]
        for name, effects in self.effects.items():
            scores = list(map(add, scores, map(effects.__getitem__, patterns.columns[name])))
        return scores


def fitted(
    patterns: Patterns,
    counts: RowCounts,
    questions: Mapping[str, Question],
    offset: Sequence[float],
    start: Model | None = None,
    tolerance: float = 1e-4,
) -> Model:
    """Return the likeliest effects; `offset` is a part of each row's log-odds that is given.

    Only how long it takes depends on `start`. Effects are as near to the likeliest ones as `tolerance` says, about.
    """
    offset = [min(max(each, -_BOUND), _BOUND) for each in offset]
    outcomes = counts.outcomes
    deals = list(map(add, counts.won, counts.lost))
    effects = {name: question.start() for name, question in questions.items()}
    intercept = log((outcomes.won + 0.5) / (outcomes.lost + 0.5))
    if start is not None and start.effects.keys() == effects.keys():
        effects, intercept = {name: list(each) for name, each in start.effects.items()}, start.intercept
    scores = Model(intercept, effects).scores(patterns, offset)
    for _round in range(_ROUNDS):
        residuals, weights = _derivatives(scores, counts.won, deals)
        step = _bounded(sum(residuals) / max(sum(weights), 1e-9))
        intercept += step
        scores = [score + step for score in scores]
        longest = abs(step)
        for name, question in questions.items():
            residuals, weights = _derivatives(scores, counts.won, deals)
            slopes = [sum(map(residuals.__getitem__, rows)) for rows in patterns.rows[name]]
            curvature = [sum(map(weights.__getitem__, rows)) for rows in patterns.rows[name]]
            better = question.updated(effects[name], slopes, curvature)
            steps = list(map(sub, better, effects[name]))
            scores = list(map(add, scores, map(steps.__getitem__, patterns.columns[name])))
            spare = question.spare(better)
            intercept += spare
            effects[name] = [effect - spare for effect in better]
            longest = max(longest, *map(abs, steps))
        if longest < tolerance:
            break
    return Model(intercept, effects)


def isotonic(targets: Sequence[float], weights: Sequence[float], ranks: Sequence[int | None]) -> list[float]:
    """Return the values nearest to the targets that do not fall where ranks rise: neighbours that do are pooled.

    Answers of one rank are put in the order of their targets first (Kruskal's primary approach to ties).
    """
    placed = list(targets)
    ordered = sorted((rank, targets[n], n) for n, rank in enumerate(ranks) if rank is not None)
    pools: list[tuple[float, float, list[int]]] = []
    for _rank, target, n in ordered:
        pool = (target, weights[n], [n])
        while pools and pools[-1][0] > pool[0]:
            value, weight, members = pools.pop()
            together = weight + pool[1]
            pool = ((value * weight + pool[0] * pool[1]) / together, together, members + pool[2])
        pools.append(pool)
    for value, _weight, members in pools:
        for n in members:
            placed[n] = value
    return placed


def _derivatives(scores: Sequence[float], won: Sequence[int], deals: Sequence[int]) -> tuple[list[float], list[float]]:
    chances = [1 / (1 + exp(-score)) if score > -_BOUND * 10 else 0.0 for score in scores]
    expected = list(map(mul, deals, chances))
    return list(map(sub, won, expected)), [mean * (1 - chance) for mean, chance in zip(expected, chances, strict=True)]


def _bounded(step: float) -> float:
    return min(max(step, -_LONGEST), _LONGEST)
