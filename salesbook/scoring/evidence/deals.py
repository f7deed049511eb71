"""Closed deals as columns: the answers to each parameter, and whether each deal was won."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import compress, repeat
from operator import add
from typing import NamedTuple

from salesbook.models.points import TOTAL_PLACES
from salesbook.models.scorecard import Choice, Parameter, Scorecard
from salesbook.scoring.columns import CardRows, State


class Outcomes(NamedTuple):
    """How many deals were won and how many lost."""

    won: int
    lost: int

    @property
    def all(self) -> int:
        """All deals."""
        return self.won + self.lost

    @property
    def rate(self) -> float:
        """The share of those that were won; 0 of none."""
        return self.won / self.all if self.all else 0.0

    def __add__(self, other: object) -> "Outcomes":
        assert isinstance(other, Outcomes)
        return Outcomes(self.won + other.won, self.lost + other.lost)


NO_DEALS = Outcomes(0, 0)

Tally = Mapping[int, Outcomes]
"""The outcomes of the deals with each score, in ascending order of the scores."""


@dataclass(frozen=True, slots=True)
class Deals:
    """Closed deals by a card, those that no knock-out refuses; missing answers are there as “unknown”, as in scoring.

    `answers` has for every parameter the numbers of the answers in `card.choices`, one a deal; `won` has 1 for a deal
    that was won, else 0; `later` has 1 for a deal of the later of two periods, 0 for one of the earlier, 2 for one of
    neither, and is empty where there are no periods; `since` is the first day of the later one.
    `refused` has the deals that a knock-out refuses by its id; one that two refuse is among both, and once in
    `all_refused`.
    """

    card: Scorecard
    answers: Mapping[str, Sequence[int]]
    won: bytes
    later: bytes = b""
    since: date | None = None
    refused: Mapping[str, Outcomes] = field(default_factory=dict)
    all_refused: Outcomes = NO_DEALS

    @property
    def outcomes(self) -> Outcomes:
        """Won and lost deals, without those that are refused."""
        won = sum(self.won)
        return Outcomes(won, len(self.won) - won)

    def with_card(self, card: Scorecard) -> "Deals":
        """Return the deals by another card with the same answers."""
        return replace(self, card=card)

    def totals(self) -> list[int]:
        """Return the total of every deal, in units of the last digit that a total may have."""
        totals = [0] * len(self.won)
        for parameter in self.card.parameters():
            totals = self.sums([parameter], totals)
        return totals

    def sums(self, parameters: Iterable[Parameter], start: Sequence[int] | None = None) -> list[int]:
        """Return what some parameters count together in every deal, added to `start`."""
        sums = list(start) if start is not None else [0] * len(self.won)
        for parameter in parameters:
            counts = counted(self.card, parameter)
            sums = list(map(add, sums, map(counts.__getitem__, self.answers[parameter.id])))
        return sums

    def tally(self, scores: Iterable[int]) -> Tally:
        """Return the outcomes by a score of every deal."""
        return tallied(Counter(zip(scores, self.won, strict=True)))


class DealCollector:
    """Takes closed deals, many rows at a time."""

    def __init__(self, card: Scorecard) -> None:
        self.card = card
        self._answers = {p.id: array("H") for p in card.parameters()}
        self._won = bytearray()
        self._days = array("l")
        self._refused: Counter[tuple[str, bool]] = Counter()
        self._all_refused: Counter[bool] = Counter()

    def add_rows(self, rows: CardRows, won: Sequence[bool | None], days: Sequence[date | None]) -> int:
        """Take the rows that have a score, or are refused, and have ended (`won` is not None); return how many.

        `days` are those of all rows, or none.
        """
        ended = [result is not None and state != State.UNFIT for result, state in zip(won, rows.states, strict=True)]
        scored = [end and state == State.SCORED for end, state in zip(ended, rows.states, strict=True)]
        for answers, numbers in zip(self._answers.values(), rows.answers, strict=True):
            answers.extend(compress(numbers, scored))
        self._won.extend(compress(map(bool, won), scored))
        ordinals = (0 if day is None else day.toordinal() for day in days) if days else repeat(0)
        self._days.extend(compress(ordinals, scored))
        for end, state, held, result in zip(ended, rows.states, rows.knockouts, won, strict=True):
            if end and state != State.SCORED:
                self._all_refused[bool(result)] += 1
                self._refused.update((name, bool(result)) for name in held)
        return sum(ended)

    def deals(self, since: date | None = None) -> Deals:
        """Return all deals that were taken; the later period begins `since` a day, by default at the middle deal's."""
        days = sorted(day for day in self._days if day)
        first = since.toordinal() if since is not None else days[len(days) // 2] if days else 0
        later = bytes(2 if not day else day >= first for day in self._days) if days else b""
        refused = {k.id: Outcomes(self._refused[k.id, True], self._refused[k.id, False]) for k in self.card.knockouts}
        every = Outcomes(self._all_refused[True], self._all_refused[False])
        since = date.fromordinal(first) if days else None
        return Deals(self.card, self._answers, bytes(self._won), later, since, refused, every)


def tallied(counts: Mapping[tuple[int, int], int]) -> Tally:
    """Return a tally of counts by (score, 1 for won or 0 for lost)."""
    scores = sorted({score for score, _won in counts})
    return {score: Outcomes(counts.get((score, 1), 0), counts.get((score, 0), 0)) for score in scores}


def counted(card: Scorecard, parameter: Parameter) -> list[int]:
    """Return what each answer to a parameter counts, in units of a total."""
    return [count_of(parameter, choice) for choice in card.choices(parameter)]


def count_of(parameter: Parameter, choice: Choice) -> int:
    """Return what an answer counts, in units of a total; what is left out counts nothing."""
    return 0 if choice.points is None else units(choice.points * parameter.weight)


def units(value: Decimal) -> int:
    """Return a total in units of the last digit that it may have."""
    return int(value.scaleb(TOTAL_PLACES))


def points(value: int) -> Decimal:
    """Return units as points."""
    return Decimal(value).scaleb(-TOTAL_PLACES).normalize() + 0
