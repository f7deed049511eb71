"""Columns that are not sure, asked on a terminal: by their numbers, the one that looks right being the default."""

from collections.abc import Sequence
from dataclasses import replace

from rich.markup import escape

from salesbook.cli.ask import Prompt, ask_one
from salesbook.core.language import gettext as _
from salesbook.models.scorecard import UNKNOWN, Scorecard
from salesbook.output.tables import numbered_columns
from salesbook.scoring.tables.mapping import KNOCKOUTS, ColumnMapping, Guess, called
from salesbook.scoring.tables.table import Table

_NONE = 0
"""What is typed where no column answers."""


def asked_mapping(guess: Guess, table: Table, card: Scorecard) -> ColumnMapping:
    """Ask for every column that is not sure, and return the mapping with the answers."""
    mapping = guess.mapping
    lines: Sequence[str] = numbered_columns(table)
    may_lack = {p.id for p in card.parameters() if any(choice.id == UNKNOWN for choice in card.choices(p))}
    parameters = {p.id for p in card.parameters()}
    for name, candidates in guess.unsure.items():
        optional = name in may_lack or name not in parameters
        near = [table.columns.index(column) + 1 for column in candidates]
        number = ask_one(_prompt(called(name, card), lines, near, optional=optional, width=len(table.columns)))
        lines = ()
        if name not in parameters:
            if number != _NONE and name == KNOCKOUTS:
                mapping = replace(mapping, knockouts=number - 1)
            elif number != _NONE:
                mapping = replace(mapping, marks={**mapping.marks, name: number - 1})
        elif number == _NONE:
            mapping = replace(mapping, absent=mapping.absent | {name})
        else:
            mapping = replace(mapping, parameters={**mapping.parameters, name: number - 1})
    return mapping


def _prompt(name: str, lines: Sequence[str], near: Sequence[int], *, optional: bool, width: int) -> Prompt:
    """Return the question for a column; Enter takes the only one that looks right, or none where none need be."""
    lowest = _NONE if optional else 1

    def read(typed: str) -> int:
        if typed.isdecimal() and len(typed) < 6 and lowest <= int(typed) <= width:
            return int(typed)
        raise ValueError(_("type a number from {first} to {last}").format(first=lowest, last=width))

    question = _("number of the column of {name}:")
    if optional:
        question = _("number of the column of {name}, 0 if there is none:")
    default = near[0] if len(near) == 1 else _NONE if optional and not near else None
    if len(near) > 1:
        alike = ", ".join(map(str, near))
        lines = [*lines, escape(_("  several columns look like {name}: {numbers}").format(name=name, numbers=alike))]
    return Prompt(name, lines, question.format(name=name), read, default=default)
