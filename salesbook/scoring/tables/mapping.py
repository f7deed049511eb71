"""Which column of a table answers which parameter: guessed from headers where one is surely meant."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.core.spelling import spelling
from salesbook.models.scorecard import Scorecard
from salesbook.scoring.tables.table import Column, Table

KNOCKOUTS = "knockouts"
"""Names the column that lists knock-outs, as the field of a lead's file."""

_LISTS = (KNOCKOUTS, "knock-outs", "отсев", "критерии отсева", "фаза отсева")
_SCORED = "knocked_out"
"""The column that a score adds: it counts where a scored table has lost the one that it came of."""

_IDENTITIES = ("id", "lead", "название", "название сделки", "название лида", "имя", "name", "сделка", "лид", "номер")
_UNIT = re.compile(r"\s*(?:[,(\[].*)?$")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Where a table has the answers to a card: numbers of columns by the ids of what they answer.

    Parameters that are `absent` have no column: all leads answer “unknown”. `marks` are columns that say yes or no to
    one knock-out each, `knockouts` the one that lists those that hold. `answers` are more names of answers, by
    parameter. `passed_over` are columns that might have been meant, too, by the id for which another one was taken.
    """

    parameters: Mapping[str, int]
    absent: frozenset[str] = frozenset()
    knockouts: int | None = None
    marks: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    passed_over: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Guess:
    """What headers tell: a mapping of what is sure, and for the rest the columns that may be meant.

    `unsure` are parameters without a sure column, and knock-outs, or their list, that several columns may speak of, by
    their ids.
    """

    mapping: ColumnMapping
    unsure: Mapping[str, tuple[Column, ...]]


@dataclass(frozen=True, slots=True)
class _Claim:
    """Columns that go by a name: by the very id, and by whatever else it is called."""

    by_id: Sequence[int]
    others: Sequence[int]

    @property
    def columns(self) -> list[int]:
        """Those of which one must be meant."""
        return [*self.by_id] if len(self.by_id) == 1 else [*self.by_id, *self.others]


def guessed(table: Table, card: Scorecard, stated: ColumnMapping | None = None) -> Guess:
    """Return what the headers of a table say of a card; what a mapping file has `stated` is not guessed."""
    stated = stated or ColumnMapping({})
    taken = {*stated.parameters.values(), *stated.marks.values()} | {stated.knockouts}
    free = [(n, column) for n, column in enumerate(table.columns) if n not in taken]
    wanted = {p.id: (p.id, p.title) for p in card.parameters() if p.id not in {*stated.parameters, *stated.absent}}
    marks = {k.id: (k.id, k.title) for k in card.knockouts if k.id not in stated.marks}
    claims = {name: _claim(free, names) for name, names in {**marks, **wanted}.items()}
    claimants = Counter(n for claim in claims.values() for n in claim.columns)
    sure = {
        name: claim.columns[0]
        for name, claim in claims.items()
        if len(claim.columns) == 1 and (claim.by_id or claimants[claim.columns[0]] == 1)
    }
    left = [(n, column) for n, column in free if n not in sure.values()]
    if card.knockouts and stated.knockouts is None:
        claims[KNOCKOUTS] = _claim(left, _LISTS)
        if not claims[KNOCKOUTS].columns:
            claims[KNOCKOUTS] = _claim(left, (KNOCKOUTS, _SCORED))
        if len(claims[KNOCKOUTS].columns) == 1:
            sure[KNOCKOUTS] = claims[KNOCKOUTS].columns[0]
    free_numbers = [n for n, _column in left]
    near = {name: [n for n in claim.columns if n in free_numbers] for name, claim in claims.items() if name not in sure}
    near = {name: columns for name, columns in near.items() if columns}
    near |= {name: _near(left, names) for name, names in wanted.items() if name not in sure and name not in near}
    passed = {
        name: tuple(n for n in claims[name].others if n not in sure.values()) for name in sure if claims[name].by_id
    }
    mapping = ColumnMapping(
        {**stated.parameters, **{name: sure[name] for name in wanted if name in sure}},
        stated.absent,
        sure.get(KNOCKOUTS, stated.knockouts),
        {**stated.marks, **{name: sure[name] for name in marks if name in sure and name not in wanted}},
        stated.answers,
        {name: columns for name, columns in passed.items() if columns},
    )
    return Guess(mapping, {name: tuple(table.columns[n] for n in columns) for name, columns in near.items()})


def identities(table: Table) -> tuple[Column, ...]:
    """Return the columns that say which lead a row is about: its number, its name."""
    names = {spelling(name) for name in _IDENTITIES}
    return tuple(column for column in table.columns if spelling(column.name) in names)


def missing(guess: Guess, table: Table, card: Scorecard) -> UserError:
    """Return what is said when columns are not sure: all of what they would answer, with what is near."""
    lines = []
    for name, columns in guess.unsure.items():
        line = called(name, card)
        lines.append(line + (f" — {looks_like([f'«{column.shown}»' for column in columns])}" if columns else ""))
    headers = ", ".join(f"«{column.shown}»" for column in table.columns[:30])
    message = _("no column is surely the one of: {names}. The table has: {headers}")
    message = message.format(names="; ".join(lines), headers=headers + ("…" if len(table.columns) > 30 else ""))
    return UserError(
        message, _("say which column is which in a file: --map map.yml, with “columns: {header: parameter}”")
    )


def called(name: str, card: Scorecard) -> str:
    """Return what people call what a column answers: the title of a parameter or a knock-out with its id."""
    titles = {k.id: k.title for k in card.knockouts} | {p.id: p.title for p in card.parameters()}
    title = titles.get(name, _("knock-outs"))
    return _("“{title}” ({id})").format(title=title, id=name)


def _claim(columns: Iterable[tuple[int, Column]], names: Sequence[str]) -> _Claim:
    """Return the columns that go by one of the names, of which the first is the id."""
    spelt = {spelling(name) for name in names}
    by_id, others = [], []
    for n, column in columns:
        header = " ".join(column.header.split())
        if header == names[0]:
            by_id.append(n)
        elif spelling(header) in spelt or spelling(_bare(header)) in spelt:
            others.append(n)
    return _Claim(by_id, others)


def _bare(header: str) -> str:
    """Return a header without its unit and without the entity before it: «Бюджет» for «Сделка: Бюджет, ₽»."""
    return _UNIT.sub("", header.rpartition(": ")[2])


def _near(columns: Iterable[tuple[int, Column]], names: Sequence[str]) -> list[int]:
    by_name = {column.name: n for n, column in columns}
    near = [header for name in names for header in nearest(name, by_name)]
    near += [header for header in by_name for name in names if spelling(name) in spelling(header)]
    return [by_name[header] for header in dict.fromkeys(near)][:3]
