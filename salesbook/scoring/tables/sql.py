"""A card compiled to SQL: one SELECT that gives every row of a table what `scoring.score` gives a lead.

It is written in DuckDB's dialect, with nothing that other engines have not: CASE, sums, LOWER, TRIM, REPLACE. Sums are
exact: whole numbers, or decimals where the card has fractions.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from salesbook.models.scorecard import UNKNOWN, Choice, Parameter, Scorecard
from salesbook.scoring.tables.mapping import ColumnMapping
from salesbook.scoring.tables.spellings import (
    NO,
    REPLACED,
    SEPARATORS,
    SPACES,
    YES,
    answers_by_key,
    key_of,
    knockout_list,
)
from salesbook.scoring.tables.table import literal

_INTEGER = 2**31


@dataclass(frozen=True)
class CardQuery:
    """What is asked for: a card, the SQL of the columns by their numbers, and cells that are seen often.

    `seen` are cells of each parameter as they stand in the file, most frequent first: they are compared before a cell
    is brought to its key, which costs more than all the rest. So are the cells of `seen_knockouts`, of the columns of
    `knockout_columns`, each with the ids of the knock-outs that hold.
    """

    card: Scorecard
    mapping: ColumnMapping
    columns: Sequence[str]
    seen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    seen_knockouts: Sequence[tuple[Sequence[str | None], Sequence[str]]] = ()

    def scores(self, source: str) -> str:
        """Return the SELECT of all rows of a source, which adds to them total, segment and whatever else is judged.

        `scored` is false for a row that has no score: an answer is wrong or missing.
        """
        card = self.card
        parameters = list(card.parameters())
        position = {p.id: f"p{n}" for n, p in enumerate(parameters)}
        counts = ", ".join(f"{self._counts(p)} AS {position[p.id]}" for p in parameters)
        answered = f"SELECT *, {counts}, {self._knocked_out()} AS ko FROM {source}"
        blocks = ", ".join(
            f"{' + '.join(position[p.id] for p in block.parameters)} AS b{n}" for n, block in enumerate(card.blocks)
        )
        summed = f"SELECT *, {blocks} FROM ({answered}) AS answered"
        total = " + ".join(f"b{n}" for n in range(len(card.blocks)))
        if self._may_be_blank():
            total = f"CASE WHEN ko <> '' AND {self._is_blank()} THEN NULL ELSE {total} END"
        return f"SELECT *, {total} AS sum FROM ({summed}) AS summed"

    def scored(self) -> str:
        """Return the condition that a row of `scores` has a score."""
        if not self.card.knockouts:
            return "sum IS NOT NULL"
        # A CASE, because AND would look at every cell of every row.
        return (
            "CASE WHEN ko IS NULL THEN FALSE WHEN sum IS NOT NULL THEN TRUE "
            f"WHEN ko <> '' THEN {self._is_blank()} ELSE FALSE END"
        )

    def segment(self, shown: Callable[[str], str] = str) -> str:
        """Return the SQL of the segment, `shown` as its file needs it; NULL for a row that is knocked out."""
        cases = " ".join(
            f"WHEN sum >= {self._number(s.from_)} AND sum <= {self._number(s.to)} THEN {literal(shown(s.id))}"
            for s in self.card.segments
            if s.from_ <= s.to
        )
        return f"CASE WHEN ko <> '' THEN NULL {cases} END"

    def knocked_out(self) -> str:
        """Return the SQL of the ids of the knock-outs that hold, parted by commas; none is NULL."""
        return "NULLIF(ko, '')" if self.card.knockouts else "CAST(NULL AS VARCHAR)"

    def takes_unknown(self) -> bool:
        """Tell whether the card takes “unknown” for an answer anywhere."""
        return any(map(self._takes_unknown, self.card.parameters()))

    def unknown(self) -> str:
        """Return the SQL of the ids of the parameters that nobody can answer yet, parted by commas; none is NULL."""
        names = [p for p in self.card.parameters() if self._takes_unknown(p)]
        parts = " || ".join(f"CASE WHEN {self._is_unknown(p)} THEN {literal(', ' + p.id)} ELSE '' END" for p in names)
        return f"CASE WHEN sum IS NULL THEN NULL ELSE NULLIF(SUBSTRING({parts}, 3), '') END"

    def block(self, number: int) -> str:
        """Return the SQL of a block's sum; NULL where the row has no total."""
        answerable_blank = all(map(self._takes_unknown, self.card.blocks[number].parameters))
        if not self.card.knockouts or not answerable_blank:
            return f"b{number}"
        return f"CASE WHEN sum IS NULL THEN NULL ELSE b{number} END"

    def _choices(self, parameter: Parameter) -> dict[str, Choice]:
        return {choice.id: choice for choice in self.card.choices(parameter)}

    def _takes_unknown(self, parameter: Parameter) -> bool:
        return UNKNOWN in self._choices(parameter)

    def _column(self, parameter: Parameter) -> str | None:
        number = self.mapping.parameters.get(parameter.id)
        return None if number is None else self.columns[number]

    def _counts(self, parameter: Parameter) -> str:
        """Return the SQL of what a parameter counts; NULL: what stands in its cell is no answer."""
        choices = self._choices(parameter)
        counts = {name: Decimal(0) if c.points is None else c.points * parameter.weight for name, c in choices.items()}
        column = self._column(parameter)
        if column is None:
            return f"CAST({self._number(counts[UNKNOWN])} AS {self.number_type})"
        keys = answers_by_key(self.card, parameter, self.mapping.answers.get(parameter.id))
        first = [f"WHEN {column} IS NULL THEN {self._number(counts[keys['']])}"] if "" in keys else []
        for cell, answer in self._seen_answers(parameter, keys):
            first.append(f"WHEN {column} = {literal(cell)} THEN {self._number(counts[answer])}")
        by_answer: dict[str, list[str]] = {}
        for key, answer in keys.items():
            by_answer.setdefault(answer, []).append(literal(key))
        rest = " ".join(
            f"WHEN {_key(column)} IN ({', '.join(names)}) THEN {self._number(counts[answer])}"
            for answer, names in by_answer.items()
        )
        return (
            f"CAST(CASE {' '.join(first)} ELSE CASE {rest} END END AS {self.number_type})"
            if first
            else (f"CAST(CASE {rest} END AS {self.number_type})")
        )

    def _seen_answers(self, parameter: Parameter, keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        for cell in self.seen.get(parameter.id, ()):
            if (answer := keys.get(key_of(cell))) is not None:
                yield cell, answer

    def _is_unknown(self, parameter: Parameter) -> str:
        column = self._column(parameter)
        if column is None:
            return "TRUE"
        keys = answers_by_key(self.card, parameter, self.mapping.answers.get(parameter.id))
        judged = [cell for cell, answer in self._seen_answers(parameter, keys) if answer != UNKNOWN]
        names = ", ".join(literal(key) for key, answer in keys.items() if answer == UNKNOWN)
        known = f"WHEN {column} IN ({', '.join(map(literal, judged))}) THEN FALSE " if judged else ""
        return f"CASE WHEN {column} IS NULL THEN TRUE {known}ELSE {_key(column)} IN ({names}) END"

    @cached_property
    def number_type(self) -> str:
        """Return the type of all numbers: it holds every total and every bound of the card exactly."""
        if places := self._places:
            return f"DECIMAL(38, {places})"
        counts = [
            [abs(c.points * p.weight) for c in self.card.choices(p) if c.points is not None]
            for p in self.card.parameters()
        ]
        return "INTEGER" if sum(max(each, default=Decimal(0)) for each in counts) < _INTEGER else "BIGINT"

    @cached_property
    def _places(self) -> int:
        """Return how many digits behind the point the numbers of the card have."""
        numbers = [bound for segment in self.card.segments for bound in (segment.from_, segment.to)]
        for parameter in self.card.parameters():
            numbers += [c.points * parameter.weight for c in self.card.choices(parameter) if c.points is not None]
        return max(-int(number.normalize().as_tuple().exponent) for number in [Decimal(0), *numbers])

    def _number(self, value: Decimal) -> str:
        """Return an exact number: engines take 2.5 for a decimal, or for the binary fraction nearest to it.

        All have one type: of two decimals of different scales some engines make one of the smaller scale.
        """
        plain = f"{value.normalize() + 0:f}"
        return f"CAST('{plain}' AS {self.number_type})" if self._places else plain

    def _may_be_blank(self) -> bool:
        """Tell whether a row without answers, but with a knock-out, would have a sum: all parameters take “unknown”."""
        return bool(self.card.knockouts) and all(map(self._takes_unknown, self.card.parameters()))

    def _is_blank(self) -> str:
        """Return the condition that a row answers nothing."""
        columns = [self.columns[n] for n in self.mapping.parameters.values()]
        return " AND ".join(f"{_key(column)} = ''" for column in columns) or "TRUE"

    def _knocked_out(self) -> str:
        """Return the SQL of the ids of the knock-outs that hold; NULL: a cell says something else."""
        marks, column = self.mapping.marks, self.mapping.knockouts
        listed = None if column is None else self.columns[column]
        if listed is None and not marks:
            return "''"
        keyed = "" if listed is None else _parted(listed)
        names = knockout_list(self.card).names
        conditions, holds = [], []
        for knockout in self.card.knockouts:
            ways = []
            if knockout.id in marks:
                cell = _key(self.columns[marks[knockout.id]])
                ways.append(f"{cell} IN ({_list(YES)})")
                conditions.append(f"{cell} IN ({_list(('', *YES, *NO))})")
            if listed is not None:
                mentions = [_mentions(keyed, name, names) for name, meant in names if meant == knockout.id]
                ways.append(f"({_key(listed)} NOT IN ({_list(NO)}) AND ({' OR '.join(mentions)}))")
            if ways:
                holds.append(f"CASE WHEN {' OR '.join(ways)} THEN {literal(', ' + knockout.id)} ELSE '' END")
        if listed is not None:
            rest = keyed
            for name, _knockout in names:
                rest = f"REPLACE({rest}, {literal(name)}, '')"
            bare = f"REPLACE(REPLACE({rest}, ',', ''), ' ', '')"
            conditions.append(f"({_key(listed)} IN ({_list(NO)}) OR {bare} = '')")
        columns = [self.columns[n] for n in knockout_columns(self.mapping)]
        seen = " ".join(
            f"WHEN {' AND '.join(map(_is, columns, cells))} THEN {literal(', '.join(ids))}"
            for cells, ids in [([None] * len(columns), ()), *self.seen_knockouts]
        )
        ids = f"SUBSTRING({' || '.join(holds)}, 3)" if holds else "''"
        return f"CASE {seen} WHEN {' AND '.join(conditions)} THEN {ids} END"


def knockout_columns(mapping: ColumnMapping) -> list[int]:
    """Return the columns that say which knock-outs hold."""
    return [*([] if mapping.knockouts is None else [mapping.knockouts]), *mapping.marks.values()]


def _is(column: str, cell: str | None) -> str:
    return f"{column} IS NULL" if cell is None else f"{column} = {literal(cell)}"


def _mentions(keyed: str, name: str, names: Sequence[tuple[str, str]]) -> str:
    """Return the condition that a list has a name, and not only as a part of a longer one."""
    for longer, _knockout in names:
        if name in longer and longer != name:
            keyed = f"REPLACE({keyed}, {literal(longer)}, '')"
    return f"{keyed} <> REPLACE({keyed}, {literal(name)}, '')"


def _key(column: str) -> str:
    """Return the SQL of a cell's key: see `spellings.key_of`."""
    text = f"COALESCE({column}, '')"
    for old, new in REPLACED:
        text = f"REPLACE({text}, {literal(old)}, {literal(new)})"
    return f"LOWER(TRIM({text}, {literal(SPACES)}))"


def _parted(column: str) -> str:
    """Return the SQL of a list with commas around each of its parts: see `spellings.parted`."""
    text = _key(column)
    for old, new in [*((separator, ",") for separator in SEPARATORS), (", ", ","), (" ,", ","), (",", ",,")]:
        text = f"REPLACE({text}, {literal(old)}, {literal(new)})"
    return f"(',' || {text} || ',')"


def _list(words: Sequence[str]) -> str:
    return ", ".join(map(literal, words))
