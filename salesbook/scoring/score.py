"""Scoring: a lead's answers against a scorecard → blocks, total, segment and what to do next.

A parameter counts the points of its answer times its weight, a block the sum of its parameters, the total that of all.
“Unknown” counts what the card says it does; where it says nothing, the parameter is left out: it adds nothing to the
block and the total, and the result names it. All sums are exact.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from salesbook.core.errors import Unfit, quoted
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext
from salesbook.core.nearest import looks_like, nearest
from salesbook.models.scorecard import UNKNOWN, Choice, ExtraRule, Outcome, Parameter, Scorecard, Segment
from salesbook.scoring.answers import meant_choices, unfit_answer
from salesbook.scoring.editions import CardStamp, FormerScore, read_stamp
from salesbook.scoring.results import lead_data
from salesbook.scoring.totals import Totals, totals_of

_KEYS = ("lead", "card", "knockouts", "scores", "comment")
_STAMP = "version"
"""Stands in all JSON that the program writes; a lead that it has written goes back as it is."""
_MISLEADING = (UNKNOWN, "true", "false", "null")
MAX_UNKNOWN = 100
"""So many names that a card does not have are told of one by one."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead's answers: the knock-outs that hold, and for every parameter the id of its answer (empty: not judged)."""

    knockouts: tuple[str, ...]
    answers: dict[str, str]
    lead: str = ""
    comment: str = ""
    card: CardStamp | None = None
    """The card that its file names; None: it names none."""
    former: FormerScore | None = None
    """What came out then, of a lead that is read from a score."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A parameter with the answer to it, and what it counts: points times weight; None: it is left out."""

    parameter: Parameter
    choice: Choice
    counts: Decimal | None


@dataclass(frozen=True, slots=True)
class Score:
    """The result. `total` and `segment` are None when a knock-out ended the judgement before the parameters.

    `answered` are all parameters in the order they are asked; those that are `unknown` are counted or left out as the
    card says.
    """

    blocks: dict[str, Decimal]
    total: Decimal | None
    segment: Segment | None
    knocked_out: tuple[str, ...]
    outcome: Outcome
    rules: tuple[ExtraRule, ...]
    answered: tuple[Answered, ...]

    @property
    def unknown(self) -> tuple[Answered, ...]:
        """The parameters that nobody can answer yet."""
        return tuple(each for each in self.answered if each.choice.id == UNKNOWN)


def read_lead(data: Any, card: Scorecard) -> tuple[Lead | None, list[Unfit]]:
    """Turn a data file, or a score kept as JSON, into a lead: all that is unknown, missing or out of range at once.

    Nothing is assumed: `knockouts` must be there (an empty list says that none holds), and so must every parameter,
    unless a knock-out holds and the file has no scores at all.
    """
    data, former = lead_data(data)
    if not isinstance(data, dict):
        return None, [Unfit("", _("a lead is a block of fields"), _("fields: {names}").format(names=", ".join(_KEYS)))]
    unfit = list(_unknowns([(key, key) for key in data if key not in (*_KEYS, _STAMP)], _KEYS))
    stamp, of_stamp = read_stamp(data.get("card"))
    unfit += of_stamp
    knockouts = _knockouts(data, card, unfit)
    chosen = _answers(data, card, unfit, needed=not knockouts)
    for key in ("lead", "comment"):
        value = data.get(key)
        if value is not None and not isinstance(value, str | int):
            unfit.append(Unfit(key, _("“{field}” must be text").format(field=key), _("put it in quotes")))
    if unfit:
        return None, unfit
    words = str(data.get("lead") or ""), str(data.get("comment") or "")
    return Lead(tuple(knockouts), chosen, *words, stamp, former), []


def score(lead: Lead, card: Scorecard) -> Score:
    """Sum a lead up. A knock-out goes to refusal whatever the sum; otherwise the segment says what is next."""
    answered = tuple(_answered(lead.answers[p.id], p, card) for p in card.parameters()) if lead.answers else ()
    counts = {each.parameter.id: each.counts or Decimal(0) for each in answered}
    blocks = {b.id: sum((counts[p.id] for p in b.parameters), Decimal(0)) for b in card.blocks} if answered else {}
    total = sum(blocks.values(), Decimal(0)) if answered else None
    segment = None
    if total is not None:
        segment = next((s for s in card.segments if s.from_ <= total <= s.to), None)
    if lead.knockouts:
        return Score(blocks, total, segment, lead.knockouts, card.refusal, (), answered)
    assert total is not None
    assert segment is not None, "segment-gap is an error of the book, reported before any lead is scored"
    rules = tuple(rule for rule in card.rules if total > rule.above)
    return Score(blocks, total, segment, (), segment, rules, answered)


def _answered(name: str, parameter: Parameter, card: Scorecard) -> Answered:
    choice = next(choice for choice in card.choices(parameter) if choice.id == name)
    return Answered(parameter, choice, None if choice.points is None else choice.points * parameter.weight)


def covers(card: Scorecard) -> bool:
    """Tell whether every parameter can be answered, every answer has an id of its own, every total exactly one segment.

    A card of which that is not true must not score anybody.
    """
    parameters = card.parameters()
    groups = [[p.id for p in parameters], [k.id for k in card.knockouts], [b.id for b in card.blocks]]
    groups += [[choice.id for choice in p.choices()] for p in parameters]
    if any(len({*ids}) < len(ids) for ids in groups):
        return False
    return all(map(answerable, parameters)) and _one_segment_each(card.segments, totals_of(card))


def answerable(parameter: Parameter) -> bool:
    """Tell whether a parameter has answers, in one way, and none that a lead's file would take for another."""
    marks = sum(text is not None for text in (parameter.minus, parameter.zero, parameter.plus))
    if parameter.short:
        return marks == 3
    return marks == 0 and len(parameter.answers) > 1 and not any(misleading_id(a.id) for a in parameter.answers)


def misleading_id(name: str) -> bool:
    """Tell whether an answer's id would be something else in a lead's file: points, “unknown”, true or nothing."""
    return name in _MISLEADING or name.isdecimal()


def _one_segment_each(segments: Sequence[Segment], totals: Totals) -> bool:
    ordered = sorted((s for s in segments if s.from_ <= s.to), key=lambda s: s.from_)
    ordered = [s for s in ordered if (first := totals.at_or_above(s.from_)) is not None and first <= s.to]
    if not ordered or ordered[0].from_ > totals.lowest or ordered[-1].to < totals.highest:
        return False
    # The first total above a segment is the first one of the next.
    return all(
        s.to < after.from_ and totals.above(s.to) == totals.at_or_above(after.from_) for s, after in pairwise(ordered)
    )


def _knockouts(data: dict[str, Any], card: Scorecard, unfit: list[Unfit]) -> list[str]:
    ids = [k.id for k in card.knockouts]
    allowed = _("knock-outs of this card: {names}").format(names=", ".join(ids) or "—")
    if "knockouts" not in data:
        unfit.append(
            Unfit(
                "knockouts",
                _("“knockouts” is missing"),
                _("list those that hold, [] if none; {allowed}").format(allowed=allowed),
            )
        )
        return []
    listed = data["knockouts"]
    if not isinstance(listed, list):
        unfit.append(
            Unfit("knockouts", _("“knockouts” must be a list, found {found}").format(found=quoted(listed)), allowed)
        )
        return []
    unknown = [entry for entry in listed if entry not in ids]
    unfit += _unknowns([(f"knockouts.{entry}", entry) for entry in unknown], ids)
    return [entry for entry in ids if entry in listed]


def _answers(data: dict[str, Any], card: Scorecard, unfit: list[Unfit], *, needed: bool) -> dict[str, str]:
    answers = data.get("scores")
    if answers is None and "scores" not in data and not needed:
        return {}
    ids = [p.id for p in card.parameters()]
    if answers is None:
        answers = {}
    if not isinstance(answers, dict):
        message = _("“scores” must be a block of fields, found {found}").format(found=quoted(answers))
        unfit.append(Unfit("scores", message, _("write “parameter: 1” lines")))
        return {}
    known = frozenset(ids)
    unfit += _unknowns([(f"scores.{key}", key) for key in answers if key not in known], ids)
    chosen: dict[str, str] = {}
    for parameter in card.parameters():
        value = answers.get(parameter.id)
        meant = meant_choices(value, parameter, card)
        if len(meant) == 1:
            chosen[parameter.id] = meant[0].id
        else:
            unfit.append(unfit_answer(value, parameter, card))
    return chosen if not unfit else {}


def _unknowns(named: Sequence[tuple[str, object]], allowed: Sequence[str]) -> Iterator[Unfit]:
    """Yield what is wrong with names (field, name) that a card does not have; of more than a hundred, how many more."""
    for n, (field, name) in enumerate(named[:MAX_UNKNOWN], 1):
        unfit = _unknown(field, name, allowed)
        if n < MAX_UNKNOWN or len(named) == n:
            yield unfit
        else:
            more = len(named) - n
            others = ngettext("and {n} more of the kind in this file", "and {n} more of the kind in this file", more)
            yield replace(unfit, message=f"{unfit.message}; {others.format(n=more)}")


def _unknown(field: str, name: object, allowed: Sequence[str]) -> Unfit:
    advice = looks_like(nearest(str(name), allowed)) or _("allowed: {names}").format(names=", ".join(allowed))
    return Unfit(field, _("unknown answer {found}").format(found=quoted(name)), advice)
