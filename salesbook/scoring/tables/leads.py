"""Rows of a table as leads: the answers that a lead's own file would give, or what keeps a row from being scored."""

from collections.abc import Sequence

from salesbook.core.errors import Unfit, quoted
from salesbook.core.language import gettext as _
from salesbook.models.scorecard import Parameter, Scorecard
from salesbook.scoring.answers import meant_choices, unfit_answer
from salesbook.scoring.score import Lead
from salesbook.scoring.tables.mapping import ColumnMapping
from salesbook.scoring.tables.spellings import NO, YES, answers_by_key, key_of, knockout_list

_YES, _NO = frozenset(YES), frozenset(("", *NO))


class RowReader:
    """Reads the cells of rows, numbered as the columns of their table, by a card and a mapping."""

    def __init__(self, card: Scorecard, mapping: ColumnMapping) -> None:
        self.card = card
        self.mapping = mapping
        named = mapping.answers
        self._keys = {p.id: answers_by_key(card, p, named.get(p.id)) for p in card.parameters()}
        self._list = knockout_list(card)

    def lead(self, cells: Sequence[str | None]) -> tuple[Lead | None, list[Unfit]]:
        """Return the lead of a row, or everything that keeps it from being scored.

        A row that a knock-out refuses and that answers nothing else has no answers, as a file without scores has none.
        """
        unfit: list[Unfit] = []
        knockouts = self._knockouts(cells, unfit)
        columns = self.mapping.parameters
        if knockouts and not unfit and not any(key_of(cells[n]) for n in columns.values()):
            return Lead(knockouts, {}), []
        answers: dict[str, str] = {}
        for parameter in self.card.parameters():
            cell = cells[columns[parameter.id]] if parameter.id in columns else None
            answer = self._keys[parameter.id].get(key_of(cell))
            if answer is not None:
                answers[parameter.id] = answer
            else:
                unfit.append(_unfit_cell(cell, parameter, self.card))
        return (None, unfit) if unfit else (Lead(knockouts, answers), [])

    def knockouts(self, cells: Sequence[str | None]) -> tuple[str, ...] | None:
        """Return the ids of the knock-outs that hold in a row; None when a cell does not say."""
        unfit: list[Unfit] = []
        ids = self._knockouts(cells, unfit)
        return None if unfit else ids

    def _knockouts(self, cells: Sequence[str | None], unfit: list[Unfit]) -> tuple[str, ...]:
        held: set[str] = set()
        for knockout in self.card.knockouts:
            if knockout.id in self.mapping.marks:
                cell = cells[self.mapping.marks[knockout.id]]
                if key_of(cell) in _YES:
                    held.add(knockout.id)
                elif key_of(cell) not in _NO:
                    message = _("“{title}” ({id}): {found} is neither yes nor no")
                    message = message.format(title=knockout.title, id=knockout.id, found=quoted(cell))
                    unfit.append(Unfit(knockout.id, message, _("write yes or no, 1 or 0")))
        if self.mapping.knockouts is not None:
            cell = cells[self.mapping.knockouts]
            listed = self._list.held(cell)
            if listed is None:
                ids = ", ".join(k.id for k in self.card.knockouts)
                message = _("unknown knock-outs: {found}").format(found=quoted(cell))
                unfit.append(
                    Unfit("knockouts", message, _("knock-outs of this card: {names}").format(names=ids or "—"))
                )
            held |= listed or set()
        return tuple(knockout.id for knockout in self.card.knockouts if knockout.id in held)


def _unfit_cell(cell: str | None, parameter: Parameter, card: Scorecard) -> Unfit:
    """Say what is wrong with a cell; what a lead's file would take although no table holds it so is told of, too."""
    if not key_of(cell):
        return unfit_answer(None, parameter, card)
    if len(meant := meant_choices(cell, parameter, card)) == 1:
        message = _("“{title}” ({id}): {found} is not how a table says it").format(
            title=parameter.title, id=parameter.id, found=quoted(cell)
        )
        return Unfit(f"scores.{parameter.id}", message, _("write {name}").format(name=meant[0].id))
    return unfit_answer(cell, parameter, card)
