"""Which column of a table answers which parameter: guessed from headers where one is surely meant, or from a file."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from salesbook.core.errors import Unfit, UserError, quoted
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.core.spelling import spelling
from salesbook.models.scorecard import UNKNOWN, Scorecard
from salesbook.scoring.tables.table import Column, Table

KNOCKOUTS = "knockouts"
"""Names the column that lists knock-outs, as the field of a lead's file."""

_LISTS = (KNOCKOUTS, "knocked_out", "knock-outs", "отсев", "критерии отсева", "фаза отсева")
_IDENTITIES = ("id", "lead", "название", "название сделки", "название лида", "имя", "name", "сделка", "лид", "номер")
_UNIT = re.compile(r"\s*(?:[,(\[].*)?$")
_KEYS = ("columns", "answers", "unknown")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Where a table has the answers to a card: numbers of columns by the ids of what they answer.

    Parameters that are `absent` have no column: all leads answer “unknown”. `marks` are columns that say yes or no to
    one knock-out each, `knockouts` the one that lists those that hold. `answers` are more names of answers, by
    parameter.
    """

    parameters: Mapping[str, int]
    absent: frozenset[str] = frozenset()
    knockouts: int | None = None
    marks: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Guess:
    """What headers tell: a mapping of what is sure, and for the rest the columns that may be meant, by parameter."""

    mapping: ColumnMapping
    unsure: Mapping[str, tuple[Column, ...]]


def guessed(table: Table, card: Scorecard, stated: ColumnMapping | None = None) -> Guess:
    """Return what the headers of a table say of a card; what a mapping file has `stated` is not guessed."""
    stated = stated or ColumnMapping({})
    taken = {*stated.parameters.values(), *stated.marks.values()} | {stated.knockouts}
    free = [(n, column) for n, column in enumerate(table.columns) if n not in taken]
    wanted = {p.id: (p.id, p.title) for p in card.parameters() if p.id not in {*stated.parameters, *stated.absent}}
    marks = {k.id: (k.id, k.title) for k in card.knockouts if k.id not in stated.marks}
    claims = {name: _claimed(free, names) for name, names in {**marks, **wanted}.items()}
    claimants: dict[int, int] = {}
    for columns in claims.values():
        for n in columns:
            claimants[n] = claimants.get(n, 0) + 1
    sure = {name: columns[0] for name, columns in claims.items() if len(columns) == 1 and claimants[columns[0]] == 1}
    lists = _claimed([(n, column) for n, column in free if n not in sure.values()], _LISTS)
    mapping = ColumnMapping(
        {**stated.parameters, **{name: sure[name] for name in wanted if name in sure}},
        stated.absent,
        lists[0] if stated.knockouts is None and len(lists) == 1 and card.knockouts else stated.knockouts,
        {**stated.marks, **{name: sure[name] for name in marks if name in sure}},
        stated.answers,
    )
    unsure = {}
    for name, names in wanted.items():
        if name not in sure:
            near = claims[name] or _near([pair for pair in free if pair[0] not in sure.values()], names)
            unsure[name] = tuple(table.columns[n] for n in near)
    return Guess(mapping, unsure)


def identities(table: Table) -> tuple[Column, ...]:
    """Return the columns that say which lead a row is about: its number, its name."""
    names = {spelling(name) for name in _IDENTITIES}
    return tuple(column for column in table.columns if spelling(column.name) in names)


def mapping_of(data: Any, table: Table, card: Scorecard) -> ColumnMapping:
    """Read what a mapping file says; raises `UserError` that names everything wrong with it.

    `columns` gives headers the id of a parameter, of a knock-out, or `knockouts`; `answers` gives the cells of a
    parameter's column the ids of its answers; `unknown` lists parameters that the table has no column for.
    """
    problems: list[Unfit] = []
    if not isinstance(data, dict):
        problems.append(Unfit("", _("a mapping is a block of fields"), _fields()))
        data = {}
    problems += [
        Unfit(str(key), _("unknown field {found}").format(found=quoted(key)), _fields())
        for key in data
        if key not in _KEYS
    ]
    columns = _columns(_block(data, "columns", problems), table, card, problems)
    parameters = {p.id: p for p in card.parameters()}
    answers: dict[str, dict[str, str]] = {}
    for name, named in _block(data, "answers", problems).items():
        parameter = parameters.get(_meant(name, parameters, "answers", problems))
        if parameter is None:
            continue
        ids = [choice.id for choice in card.choices(parameter)]
        if not isinstance(named, dict):
            problems.append(Unfit(f"answers.{name}", _("“{field}” must be a block of fields").format(field=name), ""))
            continue
        where = f"answers.{name}"
        meant = {str(cell): _meant(str(answer), ids, where, problems) for cell, answer in named.items()}
        answers[parameter.id] = meant
    absent = _absent(data.get("unknown") or [], card, problems)
    if problems:
        message = "; ".join(f"{p.message}{f' — {p.advice}' if p.advice else ''}" for p in problems)
        raise UserError(_("the mapping file does not fit: {problems}").format(problems=message), _("mend it"))
    knockouts = next((n for n, target in columns.items() if target == KNOCKOUTS), None)
    marks = {k.id: n for k in card.knockouts for n, target in columns.items() if target == k.id}
    return ColumnMapping(
        {name: n for name in parameters for n, target in columns.items() if target == name},
        absent,
        knockouts,
        {name: n for name, n in marks.items() if name not in parameters},
        answers,
    )


def missing(guess: Guess, table: Table, card: Scorecard) -> UserError:
    """Return what is said when parameters have no column that is surely theirs: all of them, with what is near."""
    titles = {p.id: p.title for p in card.parameters()}
    lines = []
    for name, columns in guess.unsure.items():
        line = _("“{title}” ({id})").format(title=titles[name], id=name)
        lines.append(line + (f" — {looks_like([f'«{column.shown}»' for column in columns])}" if columns else ""))
    headers = ", ".join(f"«{column.shown}»" for column in table.columns[:30])
    message = _("no column is surely the one of: {names}. The table has: {headers}")
    message = message.format(names="; ".join(lines), headers=headers + ("…" if len(table.columns) > 30 else ""))
    return UserError(
        message, _("say which column is which in a file: --map map.yml, with “columns: {header: parameter}”")
    )


def _claimed(columns: Iterable[tuple[int, Column]], names: Sequence[str]) -> list[int]:
    """Return the columns that go by one of the names, those that do so most exactly alone."""
    pairs = list(columns)
    spelt = {spelling(name) for name in names}
    sayings: tuple[Callable[[str], bool], ...] = (
        lambda header: header in names,
        lambda header: spelling(header) in spelt,
        lambda header: spelling(_bare(header)) in spelt,
    )
    for says in sayings:
        if claimed := [n for n, column in pairs if says(" ".join(column.header.split()))]:
            return claimed
    return []


def _bare(header: str) -> str:
    """Return a header without its unit and without the entity before it: «Бюджет» for «Сделка: Бюджет, ₽»."""
    return _UNIT.sub("", header.rpartition(": ")[2])


def _near(columns: Iterable[tuple[int, Column]], names: Sequence[str]) -> list[int]:
    by_name = {column.name: n for n, column in columns}
    near = [header for name in names for header in nearest(name, by_name)]
    near += [header for header in by_name for name in names if spelling(name) in spelling(header)]
    return [by_name[header] for header in dict.fromkeys(near)][:3]


def _columns(stated: dict[Any, Any], table: Table, card: Scorecard, problems: list[Unfit]) -> dict[int, str]:
    """Return what columns are said to answer, by their numbers."""
    targets = [*(p.id for p in card.parameters()), *(k.id for k in card.knockouts), KNOCKOUTS]
    numbers = {column.name: n for n, column in enumerate(table.columns)}
    spelt: dict[str, list[str]] = {}
    for name in numbers:
        spelt.setdefault(spelling(name), []).append(name)
    columns: dict[int, str] = {}
    for header, target in stated.items():
        name = " ".join(str(header).split())
        if name not in numbers and len(alike := spelt.get(spelling(name), [])) == 1:
            name = alike[0]
        if name not in numbers:
            message = _("there is no column {found}").format(found=quoted(header))
            problems.append(Unfit("columns", message, looks_like(nearest(name, numbers))))
            continue
        meant = _meant(str(target), targets, "columns", problems)
        if meant in columns.values():
            problems.append(Unfit("columns", _("two columns are said to be “{name}”").format(name=meant), ""))
        columns[numbers[name]] = meant
    return columns


def _absent(stated: Any, card: Scorecard, problems: list[Unfit]) -> frozenset[str]:
    if not isinstance(stated, list):
        problems.append(Unfit("unknown", _("“unknown” must be a list, found {found}").format(found=quoted(stated)), ""))
        return frozenset()
    parameters = {p.id: p for p in card.parameters()}
    names = [_meant(str(name), parameters, "unknown", problems) for name in stated]
    for name in names:
        if name in parameters and UNKNOWN not in [choice.id for choice in card.choices(parameters[name])]:
            message = _("the card does not take “unknown” for “{title}”").format(title=parameters[name].title)
            problems.append(Unfit("unknown", message, _("name its column")))
    return frozenset(names)


def _meant(name: Any, allowed: Iterable[str], where: str, problems: list[Unfit]) -> str:
    """Return a name if it is one of those allowed; otherwise tell of it."""
    names = list(allowed)
    if str(name) not in names:
        message = _("“{field}”: there is no {found}").format(field=where, found=quoted(name))
        advice = looks_like(nearest(str(name), names)) or _("allowed: {names}").format(names=", ".join(names[:30]))
        problems.append(Unfit(where, message, advice))
    return str(name)


def _block(data: dict[Any, Any], key: str, problems: list[Unfit]) -> dict[Any, Any]:
    block = data.get(key)
    if block is None:
        return {}
    if not isinstance(block, dict):
        problems.append(Unfit(key, _("“{field}” must be a block of fields").format(field=key), ""))
        return {}
    return block


def _fields() -> str:
    return _("fields: {names}").format(names=", ".join(_KEYS))
