"""What a mapping file says: which column answers what, and what its cells mean; everything wrong with it at once."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from salesbook.core.errors import UserError, quoted
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.core.spelling import spelling
from salesbook.models.scorecard import UNKNOWN, Scorecard
from salesbook.scoring.tables.mapping import KNOCKOUTS, ColumnMapping
from salesbook.scoring.tables.table import Table

_KEYS = ("columns", "answers", "unknown")

Route = tuple[str | int, ...]
Where = Callable[[Route], str]
"""Tells where in its file a value stands, `map.yml:3:5`, by the keys and numbers that lead to it."""


class _Problem(NamedTuple):
    """Something wrong with a mapping: where in its data, what, what to do."""

    route: Route
    message: str
    advice: str = ""


def nowhere(_route: Route) -> str:
    """Tell no place: the data are of no file."""
    return ""


def mapping_of(data: Any, table: Table, card: Scorecard, where: Where = nowhere) -> ColumnMapping:
    """Read what a mapping file says; raises `UserError` that names everything wrong with it and where it stands.

    `columns` gives headers the id of a parameter, of a knock-out, or `knockouts`; `answers` gives the cells of a
    parameter's column the ids of its answers; `unknown` lists parameters that the table has no column for.
    """
    reader = _Reader(table, card)
    mapping = reader.mapping(data)
    if reader.problems:
        message = "; ".join(_said(problem, where) for problem in reader.problems)
        raise UserError(_("the mapping file does not fit: {problems}").format(problems=message), _("mend it"))
    return mapping


def _said(problem: _Problem, where: Where) -> str:
    place = where(problem.route)
    words = f"{problem.message} — {problem.advice}" if problem.advice else problem.message
    return f"{place}: {words}" if place else words


class _Reader:
    """Reads the blocks of a mapping for a table and a card; `problems` are what is wrong with them."""

    def __init__(self, table: Table, card: Scorecard) -> None:
        self.problems: list[_Problem] = []
        self._table = table
        self._card = card
        self._parameters = {p.id: p for p in card.parameters()}

    def mapping(self, data: Any) -> ColumnMapping:
        """Return the mapping; it holds only when there are no problems."""
        if not isinstance(data, dict):
            self._blame((), _("a mapping is a block of fields"), _fields())
            data = {}
        for key in data:
            if key not in _KEYS:
                self._blame((key,), _("unknown field {found}").format(found=quoted(key)), _fields())
        columns = self._columns(self._block(data, "columns"))
        answers = dict(self._answers(self._block(data, "answers")))
        marks = {k.id: n for k in self._card.knockouts for n, target in columns.items() if target == k.id}
        return ColumnMapping(
            {name: n for name in self._parameters for n, target in columns.items() if target == name},
            self._absent(data.get("unknown") or []),
            next((n for n, target in columns.items() if target == KNOCKOUTS), None),
            {name: n for name, n in marks.items() if name not in self._parameters},
            answers,
        )

    def _columns(self, stated: dict[Any, Any]) -> dict[int, str]:
        """Return what columns are said to answer, by their numbers."""
        targets = [*self._parameters, *(k.id for k in self._card.knockouts), KNOCKOUTS]
        numbers = {column.name: n for n, column in enumerate(self._table.columns)}
        spelt: dict[str, list[str]] = {}
        for name in numbers:
            spelt.setdefault(spelling(name), []).append(name)
        columns: dict[int, str] = {}
        for header, target in stated.items():
            route = ("columns", header)
            name = " ".join(str(header).split())
            if name not in numbers and len(alike := spelt.get(spelling(name), [])) == 1:
                name = alike[0]
            if name not in numbers:
                near = looks_like(nearest(name, numbers)) or self._headers()
                self._blame(route, _("there is no column {found}").format(found=quoted(header)), near)
                continue
            meant = self._meant(str(target), targets, "columns", route)
            if meant in columns.values():
                self._blame(route, _("two columns are said to be “{name}”").format(name=meant))
            columns[numbers[name]] = meant
        return columns

    def _headers(self) -> str:
        listed = ", ".join(f"«{column.shown}»" for column in self._table.columns[:30])
        return _("the table has: {names}").format(names=listed)

    def _answers(self, stated: dict[Any, Any]) -> Iterable[tuple[str, dict[str, str]]]:
        for name, named in stated.items():
            route = ("answers", name)
            parameter = self._parameters.get(self._meant(name, self._parameters, "answers", route))
            if parameter is None:
                continue
            if not isinstance(named, dict):
                self._blame(route, _("“{field}” must be a block of fields").format(field=name))
                continue
            ids = [choice.id for choice in self._card.choices(parameter)]
            field = f"answers.{name}"
            meant = {str(cell): self._meant(str(answer), ids, field, (*route, cell)) for cell, answer in named.items()}
            yield parameter.id, meant

    def _absent(self, stated: Any) -> frozenset[str]:
        if not isinstance(stated, list):
            self._blame(("unknown",), _("“unknown” must be a list, found {found}").format(found=quoted(stated)))
            return frozenset()
        names = []
        for n, stated_name in enumerate(stated):
            route = ("unknown", n)
            name = self._meant(str(stated_name), self._parameters, "unknown", route)
            parameter = self._parameters.get(name)
            if parameter and UNKNOWN not in [choice.id for choice in self._card.choices(parameter)]:
                message = _("the card does not take “unknown” for “{title}”").format(title=parameter.title)
                self._blame(route, message, _("name its column"))
            names.append(name)
        return frozenset(names)

    def _meant(self, name: Any, allowed: Iterable[str], field: str, route: Route) -> str:
        """Return a name if it is one of those allowed; otherwise tell of it."""
        names = list(allowed)
        if str(name) not in names:
            message = _("“{field}”: there is no {found}").format(field=field, found=quoted(name))
            advice = looks_like(nearest(str(name), names)) or _("allowed: {names}").format(names=", ".join(names[:30]))
            self._blame(route, message, advice)
        return str(name)

    def _block(self, data: dict[Any, Any], key: str) -> dict[Any, Any]:
        block = data.get(key)
        if block is None:
            return {}
        if not isinstance(block, dict):
            self._blame((key,), _("“{field}” must be a block of fields").format(field=key))
            return {}
        return block

    def _blame(self, route: Route, message: str, advice: str = "") -> None:
        self.problems.append(_Problem(route, message, advice))


def _fields() -> str:
    return _("fields: {names}").format(names=", ".join(_KEYS))
