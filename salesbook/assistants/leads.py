"""A lead scored by a card: its answers come as arguments, and nothing of them stays."""

from collections.abc import Mapping
from typing import Any

from salesbook.assistants.citations import citation, named_items
from salesbook.assistants.reader import OpenBook
from salesbook.book.item import Item
from salesbook.book.readable import readable
from salesbook.core.errors import Unfit, UserError
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext
from salesbook.models.points import plain_number
from salesbook.models.scorecard import Choice, Scorecard
from salesbook.output.scores import card_json, score_json
from salesbook.scoring.answers import typed_form
from salesbook.scoring.score import covers, read_lead, score


class UnfitLead(UserError):  # noqa: N818 - named after what it is about
    """Answers that cannot be scored; `problems` says of each what is wrong."""

    def __init__(self, problems: list[Unfit]) -> None:
        n = len(problems)
        message = ngettext("{n} answer does not fit", "{n} answers do not fit", n).format(n=n)
        super().__init__(message, _("mend what “problems” names"))
        self.problems = problems


def default_card(opened: OpenBook) -> str | None:
    """Return the file name of the card that is marked; None when none or several are."""
    marked = [item.slug for item, card in opened.book.data(Scorecard) if card.default]
    return marked[0] if len(marked) == 1 else None


def scored(opened: OpenBook, item: Item, card: Scorecard, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the score of a lead by a card, the data of `item`; its questions when nothing is answered yet.

    Raises `UserError` for a card that must not score anybody, `UnfitLead` for answers that do not fit.
    """
    if not covers(card):
        unsound = _(
            "the scorecard “{name}” has a gap or an overlap in its segments, an id twice, or a parameter that nobody "
            "can answer"
        )
        advice = _("whoever keeps the book mends what “salesbook check” shows")
        raise UserError(unsound.format(name=item.slug), advice)
    cited = citation(opened, item) | {
        "card": card_json(opened.whole, opened.whole.items[item.name], _own(opened, item))
    }
    if "scores" not in given and "knockouts" not in given:
        return {**cited, "questions": _questions(opened, card)}
    answers = {name: given[name] for name in ("knockouts", "scores") if name in given}
    lead, unfit = read_lead(answers, card)
    if lead is None:
        raise UnfitLead(unfit)
    result = score_json(opened.book, item, card, lead, score(lead, card))
    named = (opened.book.resolve((result["next"][of] or {}).get("name", "")) for of in ("regulation", "letter"))
    kept = {key: value for key, value in result.items() if key not in ("lead", "comment", "card")}
    return {**cited, **kept, "refers_to": named_items(opened, filter(None, named))}


def _own(opened: OpenBook, item: Item) -> Scorecard:
    """Return the card as everybody knows it: its digest is the same for every role."""
    data = opened.whole.items[item.name].data
    assert isinstance(data, Scorecard)
    return data


def _questions(opened: OpenBook, card: Scorecard) -> dict[str, Any]:
    return {
        "knockouts": [
            {"id": k.id, "title": k.title, "about": readable(opened.book, k.about) if k.about else None}
            for k in card.knockouts
        ],
        "scores": [
            {
                "id": parameter.id,
                "block": block.title,
                "title": parameter.title,
                "ask": readable(opened.book, parameter.ask) if parameter.ask else None,
                "answers": [
                    {"answer": typed_form(parameter, choice), "means": readable(opened.book, choice.text)}
                    | _points(choice)
                    for choice in card.choices(parameter)
                ],
            }
            for block in card.blocks
            for parameter in block.parameters
        ],
    }


def _points(choice: Choice) -> dict[str, Any]:
    return {"points": None if choice.points is None else plain_number(choice.points)}
