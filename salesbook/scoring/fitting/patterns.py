"""Closed deals counted by their answers: the same answers are one row, however many deals gave them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from salesbook.scoring.evidence.deals import Deals, Outcomes, Tally

MOST_ROWS = 6_000
"""So many rows at most are fitted to; of deals with more sets of answers some are drawn."""

_MOST_RARER, _MOST_OTHERS = 2_000, 4_000
"""Deals drawn of the rarer outcome and of the other one: which ones says nothing of how answers tell them apart."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """Sets of answers that occur among some deals, one a row.

    `columns` have for every parameter the number of its answer in each row; `rows` the numbers of the rows by parameter
    and answer; `deals` the row of each deal that was taken, and `won` 1 for a deal that was won, else 0.
    """

    columns: Mapping[str, Sequence[int]]
    rows: Mapping[str, Sequence[Sequence[int]]]
    deals: Sequence[int]
    won: bytes

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(next(iter(self.columns.values())))

    def counted(self, chosen: Iterable[int] | None = None) -> "RowCounts":
        """Return how many deals of each row were won and how many lost: of all deals, or of those `chosen`."""
        won, lost = [0] * self.count, [0] * self.count
        for n in range(len(self.deals)) if chosen is None else chosen:
            (won if self.won[n] else lost)[self.deals[n]] += 1
        return RowCounts(won, lost)


@dataclass(frozen=True, slots=True)
class RowCounts:
    """How many deals of each row of patterns were won, and how many lost."""

    won: Sequence[int]
    lost: Sequence[int]

    @property
    def outcomes(self) -> Outcomes:
        """Won and lost deals of all rows."""
        return Outcomes(sum(self.won), sum(self.lost))

    def tally(self, scores: Sequence[int]) -> Tally:
        """Return the outcomes by a score of every row; rows without deals are left out."""
        by_score: dict[int, list[int]] = {}
        for score, won, lost in zip(scores, self.won, self.lost, strict=True):
            if won or lost:
                counts = by_score.setdefault(score, [0, 0])
                counts[0] += won
                counts[1] += lost
        return {score: Outcomes(*by_score[score]) for score in sorted(by_score)}

    def by_answer(self, rows: Sequence[Sequence[int]]) -> dict[int, Outcomes]:
        """Return the outcomes of a parameter's answers by their numbers; `rows` are those of each answer."""
        return {
            n: Outcomes(sum(map(self.won.__getitem__, own)), sum(map(self.lost.__getitem__, own)))
            for n, own in enumerate(rows)
        }


def patterns_of(deals: Deals) -> Patterns:
    """Return the patterns of some deals, of a part of them when there are too many of different answers."""
    numbers, rows = _numbered(deals, range(len(deals.won)))
    chosen: Sequence[int] = range(len(deals.won))
    if len(rows) > MOST_ROWS:
        chosen = _drawn(deals)
        numbers, rows = _numbered(deals, chosen)
    columns = {parameter.id: [row[n] for row in rows] for n, parameter in enumerate(deals.card.parameters())}
    by_answer = {}
    for parameter in deals.card.parameters():
        own: list[list[int]] = [[] for _choice in deals.card.choices(parameter)]
        for n, answer in enumerate(columns[parameter.id]):
            own[answer].append(n)
        by_answer[parameter.id] = own
    return Patterns(columns, by_answer, numbers, bytes(deals.won[n] for n in chosen))


def _numbered(deals: Deals, chosen: Sequence[int]) -> tuple[list[int], list[tuple[int, ...]]]:
    """Return the row of each chosen deal, and the rows."""
    columns = [deals.answers[parameter.id] for parameter in deals.card.parameters()]
    if len(chosen) < len(deals.won):
        columns = [[column[n] for n in chosen] for column in columns]
    row_of: dict[tuple[int, ...], int] = {}
    return [row_of.setdefault(row, len(row_of)) for row in zip(*columns, strict=True)], list(row_of)


def _drawn(deals: Deals) -> list[int]:
    """Return some deals of each outcome, the same on every machine."""
    random = Random(1)  # noqa: S311 - a reader must get the same figure twice
    won = [n for n, outcome in enumerate(deals.won) if outcome]
    lost = [n for n, outcome in enumerate(deals.won) if not outcome]
    rarer, others = sorted((won, lost), key=len)
    drawn = random.sample(rarer, min(_MOST_RARER, len(rarer)))
    return sorted([*drawn, *random.sample(others, min(_MOST_OTHERS, len(others)))])
