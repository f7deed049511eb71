"""Leads column by column: the answers of many rows at once, as the numbers that they have on a card.

Of a million cells few differ: what each of them means is asked once, of `RowReader`, and then looked up.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeVar

from salesbook.models.scorecard import Parameter, Scorecard
from salesbook.scoring.score import Lead
from salesbook.scoring.tables.leads import RowReader
from salesbook.scoring.tables.mapping import ColumnMapping
from salesbook.scoring.tables.spellings import answers_by_key, key_of

_WRONG = -1
_REMEMBERED = 1_000
"""So many different cells of a column are remembered."""

K = TypeVar("K")
V = TypeVar("V")

Cells = Sequence[str | None]
"""The cells of a column, or of a row."""


class State(IntEnum):
    """What a card makes of a row."""

    UNFIT = 0
    """An answer is wrong or missing: it has no score."""
    SCORED = 1
    REFUSED = 2
    """A knock-out holds."""
    REFUSED_UNASKED = 3
    """A knock-out holds, and nothing else is answered."""


@dataclass(frozen=True, slots=True)
class CardRows:
    """Rows as a card reads them: `answers` are the numbers of the answers by parameter, a column each.

    An unfit row, and one that is refused unasked, has the number 0 everywhere. `knockouts` are the ids of those that
    hold in each row.
    """

    card: Scorecard
    states: Sequence[int]
    answers: Sequence[Sequence[int]]
    knockouts: Sequence[tuple[str, ...]]


class _Remembering(dict[K, V]):
    """What a function returns, asked once for each of the first arguments."""

    def __init__(self, function: Callable[[K], V]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, key: K) -> V:
        value = self._function(key)
        if len(self) < _REMEMBERED:
            self[key] = value
        return value


class ColumnReader:
    """Reads the columns of a table, numbered as they stand there, by a card and a mapping."""

    def __init__(self, card: Scorecard, mapping: ColumnMapping) -> None:
        self.card = card
        self.row_reader = RowReader(card, mapping)
        self._columns = [mapping.parameters.get(parameter.id) for parameter in card.parameters()]
        self._answers: list[_Remembering[str | None, int]] = []
        for parameter in card.parameters():
            self._answers.append(_Remembering(_numbers(card, parameter, mapping)))
        self._marks = [*([] if mapping.knockouts is None else [mapping.knockouts]), *mapping.marks.values()]
        self._knockouts = _Remembering(self._held)

    def columns(self) -> set[int]:
        """Return the numbers of the columns that are read."""
        return {*self._marks, *(n for n in self._columns if n is not None)}

    def rows(self, cells: "Callable[[int], Cells]", count: int) -> CardRows:
        """Return `count` rows, of which `cells` gives each column by its number."""
        answers = [
            [reading[None]] * count if n is None else list(map(reading.__getitem__, cells(n)))
            for n, reading in zip(self._columns, self._answers, strict=True)
        ]
        states = [int(State.SCORED)] * count
        for numbers in answers:
            if _WRONG in numbers:
                for row in (row for row, number in enumerate(numbers) if number == _WRONG):
                    states[row], numbers[row] = State.UNFIT, 0
        if not self._marks:
            return CardRows(self.card, states, answers, [()] * count)
        knockouts: list[tuple[str, ...]] = []
        for row, marks in enumerate(zip(*map(cells, self._marks), strict=True)):
            held = self._knockouts[marks]
            knockouts.append(held or ())
            if held is None:
                states[row] = State.UNFIT
            elif held and self._unasked(cells, row):
                states[row] = State.REFUSED_UNASKED
                for numbers in answers:
                    numbers[row] = 0
            elif held and states[row]:
                states[row] = State.REFUSED
        return CardRows(self.card, states, answers, knockouts)

    def _unasked(self, cells: "Callable[[int], Cells]", row: int) -> bool:
        return not any(key_of(cells(n)[row]) for n in self._columns if n is not None)

    def _held(self, marks: tuple[str | None, ...]) -> tuple[str, ...] | None:
        by_column: list[str | None] = [None] * (max(self._marks) + 1)
        for n, cell in zip(self._marks, marks, strict=True):
            by_column[n] = cell
        return self.row_reader.knockouts(by_column)


def _numbers(card: Scorecard, parameter: Parameter, mapping: ColumnMapping) -> Callable[[str | None], int]:
    """Return what gives a cell the number of the answer that it means."""
    numbers = {choice.id: n for n, choice in enumerate(card.choices(parameter))}
    keys = answers_by_key(card, parameter, mapping.answers.get(parameter.id))
    return lambda cell: numbers.get(keys.get(key_of(cell), ""), _WRONG)


def listed_rows(card: Scorecard, leads: Iterable[Lead | None]) -> CardRows:
    """Return leads as rows; None for one that does not fit the card."""
    numbers = {p.id: {c.id: n for n, c in enumerate(card.choices(p))} for p in card.parameters()}
    states: list[int] = []
    answers: list[list[int]] = [[] for _parameter in numbers]
    knockouts = []
    for lead in leads:
        asked = {} if lead is None else lead.answers
        held = () if lead is None else lead.knockouts
        refused = State.REFUSED if asked else State.REFUSED_UNASKED
        states.append(State.UNFIT if lead is None else refused if held else State.SCORED)
        for column, (name, own) in zip(answers, numbers.items(), strict=True):
            column.append(own[asked[name]] if asked else 0)
        knockouts.append(held)
    return CardRows(card, states, answers, knockouts)
