"""Why a lead is where it is, what would lift it, and what to ask next; all sums are exact."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Any

from salesbook.core.errors import Unfit
from salesbook.models.points import TOTAL_PLACES
from salesbook.models.scorecard import UNKNOWN, Choice, Parameter, ParameterBlock, Scorecard, Segment
from salesbook.scoring.questions import information, shares
from salesbook.scoring.results import lead_data
from salesbook.scoring.score import Lead, read_lead
from salesbook.scoring.totals import totals_of

MOST_SETS = 5
"""So many ways up are named."""
MOST_CHANGES = 8
"""Of more changes than that there is one way up, and no list of ways: nobody reads it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A parameter as it stands: its answer (None: there is none), and what it counts, counts at least and at most.

    “Unknown” that is left out counts nothing.
    """

    parameter: Parameter
    choice: Choice | None
    counts: Decimal
    lowest: Decimal
    highest: Decimal

    @property
    def open(self) -> bool:
        """Whether nobody has answered it: the answer is missing, or “unknown”."""
        return self.choice is None or self.choice.id == UNKNOWN


@dataclass(frozen=True, slots=True)
class Change:
    """Another answer to a parameter, and what it adds to the total."""

    parameter: Parameter
    before: Choice | None
    after: Choice
    gain: Decimal


@dataclass(frozen=True, slots=True)
class Lift:
    """The way to the next segment: the points that are missing, and sets of as few changes as do it.

    No sets: no answers of this lead lead there.
    """

    segment: Segment
    points: Decimal
    sets: tuple[tuple[Change, ...], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """An open question: what its answer tells of the segment, in bits, and the segment after each of its answers."""

    parameter: Parameter
    bits: float
    exact: bool
    leads_to: tuple[tuple[Choice, Segment], ...]
    """The segment if nothing else changes; empty when other answers are missing."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What can be said of a lead. `total`, `segment`, `above_bottom` and `lift` are None while answers are missing.

    `possible` are the segments that can come out of the open questions, each with its share if every answer is as
    likely as another; for a lead without open questions the one that it is in. A segment's `from_` is the lowest total
    of it that can come out.
    """

    parts: tuple[Part, ...]
    total: Decimal | None
    segment: Segment | None
    above_bottom: Decimal | None
    """How many points the lead may lose without falling out of its segment."""
    lift: Lift | None
    possible: tuple[tuple[Segment, float], ...]
    questions: tuple[Question, ...]
    """Those that carry something, the most telling first."""


def explain(lead: Lead, card: Scorecard) -> Explanation:
    """Explain a lead; parameters without an answer in it are taken as not asked yet. Knock-outs are not looked at."""
    parts = tuple(_part(parameter, lead.answers.get(parameter.id), card) for parameter in card.parameters())
    segments = reachable_segments(card)
    complete = all(part.choice is not None for part in parts)
    total = sum((part.counts for part in parts), Decimal(0))
    segment = _segment(segments, total) if complete else None
    above = None if segment is None else next((s for s in segments if s.from_ > segment.from_), None)
    return Explanation(
        parts,
        total if complete else None,
        segment,
        None if segment is None else total - segment.from_,
        None if above is None else _lift(parts, above, above.from_ - total, card),
        _possible(parts, segments),
        tuple(_questions(parts, segments, card, complete=complete)),
    )


def read_begun_lead(data: Any, card: Scorecard) -> tuple[Lead | None, list[Unfit]]:
    """Turn a data file into a lead as `read_lead` does, but for parameters that stand in it without an answer.

    They, and those that do not stand in it, are not asked yet: the lead has no answer to them.
    """
    lead, unfit = read_lead(data, card)
    if lead is not None:
        return lead, []
    scores = plain.get("scores", {}) if isinstance(plain := lead_data(data)[0], dict) else None
    if not isinstance(scores, dict):
        return None, unfit
    open_fields = {f"scores.{p.id}" for p in card.parameters() if scores.get(p.id) is None}
    if others := [each for each in unfit if each.field not in open_fields]:
        return None, others
    asked = [b.model_copy(update={"parameters": _asked(b, scores)}) for b in card.blocks]
    answers = {name: value for name, value in scores.items() if value is not None}
    return read_lead(plain | {"scores": answers}, card.model_copy(update={"blocks": tuple(asked)}))


def _asked(block: ParameterBlock, scores: Mapping[str, Any]) -> tuple[Parameter, ...]:
    return tuple(parameter for parameter in block.parameters if scores.get(parameter.id) is not None)


def _part(parameter: Parameter, answer: str | None, card: Scorecard) -> Part:
    choices = card.choices(parameter)
    counts = [_counts(parameter, choice) for choice in choices]
    choice = None if answer is None else next(choice for choice in choices if choice.id == answer)
    now = Decimal(0) if choice is None else _counts(parameter, choice)
    return Part(parameter, choice, now, min(counts), max(counts))


def _counts(parameter: Parameter, choice: Choice) -> Decimal:
    return Decimal(0) if choice.points is None else choice.points * parameter.weight


def _segment(segments: Sequence[Segment], total: Decimal) -> Segment:
    return next(segment for segment in reversed(segments) if segment.from_ <= total)


def reachable_segments(card: Scorecard) -> list[Segment]:
    """Return the segments that can come out, in ascending order, each from the lowest total of it that can."""
    totals = totals_of(card)
    first = [(totals.at_or_above(segment.from_), segment) for segment in card.segments]
    starting = [(total, segment) for total, segment in first if total is not None and total <= segment.to]
    return [
        segment.model_copy(update={"from_": total}) for total, segment in sorted(starting, key=lambda pair: pair[0])
    ]


def _lift(parts: Sequence[Part], above: Segment, points: Decimal, card: Scorecard) -> Lift:
    ways = sorted(((part.highest - part.counts, part) for part in parts), key=lambda way: -way[0])
    gains = [gain for gain, _part in ways if gain > 0]
    sums = list(accumulate(gains))
    needed = next((n for n, gain in enumerate(sums, 1) if gain >= points), None)
    if needed is None:
        return Lift(above, points, ())
    chosen = [range(needed)] if needed > MOST_CHANGES else _enough(gains, sums, needed, points)
    sets = []
    for indices in chosen:
        sets.append(tuple(_cheapest([ways[n][1] for n in indices], points, card)))
        if len(sets) == MOST_SETS:
            break
    return Lift(above, points, tuple(sets))


def _enough(
    gains: Sequence[Decimal], sums: Sequence[Decimal], size: int, points: Decimal, start: int = 0
) -> Iterator[tuple[int, ...]]:
    """Yield the sets of `size` gains that are enough, gains in descending order, the greatest first.

    A branch is entered only where the greatest gains that are left are enough, so each one ends in a set.
    """
    if size == 0:
        yield ()
        return
    for n in range(start, len(gains) - size + 1):
        if sums[n + size - 1] - (sums[n - 1] if n else 0) < points:
            return
        yield from ((n, *rest) for rest in _enough(gains, sums, size - 1, points - gains[n], n + 1))


def _cheapest(parts: Sequence[Part], points: Decimal, card: Scorecard) -> Iterator[Change]:
    """Yield a change for every part, none greater than it must be for all together to be enough."""
    spare = sum((part.highest - part.counts for part in parts), Decimal(0)) - points
    for part in parts:
        best = part.highest - part.counts
        gains = [(_counts(part.parameter, choice) - part.counts, choice) for choice in card.choices(part.parameter)]
        enough = [way for way in gains if way[0] > 0 and way[0] >= best - spare and way[1].id != UNKNOWN]
        # “Unknown” may count more than any answer; then there is no better way to put it.
        gain, choice = min(enough or [way for way in gains if way[0] == best], key=lambda way: way[0])
        spare -= best - gain
        yield Change(part.parameter, part.choice, choice, gain)


def _possible(parts: Sequence[Part], segments: Sequence[Segment]) -> tuple[tuple[Segment, float], ...]:
    settled, questions, bounds = _in_units(parts, segments)
    likely = shares(questions, settled, bounds)
    return tuple((segment, share) for segment, share in zip(segments, likely, strict=True) if share > 0)


def _questions(
    parts: Sequence[Part], segments: Sequence[Segment], card: Scorecard, *, complete: bool
) -> Iterator[Question]:
    settled, questions, bounds = _in_units(parts, segments)
    total = sum((part.counts for part in parts), Decimal(0))
    of_parameter = {part.parameter.id: part for part in parts}
    told = information(questions, settled, bounds)
    ordered = sorted(told, key=lambda name: (-round(told[name].bits, 9), -_spread(of_parameter[name])))
    missing = sum(part.choice is None for part in parts)
    for name in ordered:
        part, carried = of_parameter[name], told[name]
        if carried.bits < 1e-9:
            continue
        alone = complete or (missing == 1 and part.choice is None)
        leads_to = (
            (choice, _segment(segments, total - part.counts + _counts(part.parameter, choice)))
            for choice in part.parameter.choices()
        )
        yield Question(part.parameter, carried.bits, carried.exact, tuple(leads_to) if alone else ())


def _spread(part: Part) -> Decimal:
    counts = [_counts(part.parameter, choice) for choice in part.parameter.choices()]
    return max(counts) - min(counts)


def _in_units(parts: Sequence[Part], segments: Sequence[Segment]) -> tuple[int, Mapping[str, list[int]], list[int]]:
    """Return the settled total, what the answers to each open question count, and where segments begin, in units."""
    settled = sum((part.counts for part in parts if not part.open), Decimal(0))
    questions = {
        part.parameter.id: [_units(_counts(part.parameter, choice)) for choice in part.parameter.choices()]
        for part in parts
        if part.open
    }
    return _units(settled), questions, [_units(segment.from_) for segment in segments[1:]]


def _units(value: Decimal) -> int:
    return int(value.scaleb(TOTAL_PLACES))
