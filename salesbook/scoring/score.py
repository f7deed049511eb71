"""Scoring: a lead's answers against a scorecard → blocks, total, segment and what to do next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from salesbook.core.errors import Unfit, quoted
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext
from salesbook.core.nearest import looks_like, nearest
from salesbook.models.scorecard import ExtraRule, Outcome, Scorecard, Segment
from salesbook.text.numbers import typed_number

ALLOWED = (-1, 0, 1)
_KEYS = ("lead", "knockouts", "scores", "comment")
_STAMP = "version"
"""Stands in all JSON that the program writes; a lead that it has written goes back as it is."""
MAX_UNKNOWN = 100
"""So many names that a card does not have are told of one by one."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead's answers: the knock-outs that hold, and −1, 0 or 1 for every parameter (empty: not judged)."""

    knockouts: tuple[str, ...]
    scores: dict[str, int]
    lead: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """The result. `total` and `segment` are None when a knock-out ended the judgement before the parameters."""

    blocks: dict[str, int]
    total: int | None
    segment: Segment | None
    knocked_out: tuple[str, ...]
    outcome: Outcome
    rules: tuple[ExtraRule, ...]


def read_lead(data: Any, card: Scorecard) -> tuple[Lead | None, list[Unfit]]:
    """Turn a data file into a lead: all answers that are unknown, missing or out of range are named at once.

    Nothing is assumed: `knockouts` must be there (an empty list says that none holds), and so must every parameter,
    unless a knock-out holds and the file has no scores at all.
    """
    if not isinstance(data, dict):
        return None, [Unfit("", _("a lead is a block of fields"), _("fields: {names}").format(names=", ".join(_KEYS)))]
    unfit = list(_unknowns([(key, key) for key in data if key not in (*_KEYS, _STAMP)], _KEYS))
    knockouts = _knockouts(data, card, unfit)
    scores = _scores(data, card, unfit, needed=not knockouts)
    for key in ("lead", "comment"):
        value = data.get(key)
        if value is not None and not isinstance(value, str | int):
            unfit.append(Unfit(key, _("“{field}” must be text").format(field=key), _("put it in quotes")))
    if unfit:
        return None, unfit
    return Lead(tuple(knockouts), scores, str(data.get("lead") or ""), str(data.get("comment") or "")), []


def read_answer(value: object) -> int | None:
    """Return the points of an answer as people type it: 1, «+1», «−1» with a minus of print, '1', 1.0; else None."""
    number = typed_number(value)
    return int(number) if number is not None and number in ALLOWED else None


def score(lead: Lead, card: Scorecard) -> Score:
    """Sum a lead up. A knock-out goes to refusal whatever the sum; otherwise the segment says what is next."""
    complete = len(lead.scores) == len(card.parameters())
    blocks = {b.id: sum(lead.scores[p.id] for p in b.parameters) for b in card.blocks} if complete else {}
    total = sum(lead.scores.values()) if complete else None
    segment = None
    if total is not None:
        segment = next((s for s in card.segments if s.from_ <= total <= s.to), None)
    if lead.knockouts:
        return Score(blocks, total, segment, lead.knockouts, card.refusal, ())
    assert total is not None
    assert segment is not None, "segment-gap is an error of the book, reported before any lead is scored"
    return Score(blocks, total, segment, (), segment, tuple(rule for rule in card.rules if total > rule.above))


def covers(card: Scorecard) -> bool:
    """Tell whether every answer has an id of its own and every total exactly one segment.

    A card of which that is not true must not score anybody.
    """
    n = len(card.parameters())
    ids = [x.id for group in (card.parameters(), card.knockouts) for x in group]
    if len({*ids}) < len(ids) or len({b.id for b in card.blocks}) < len(card.blocks):
        return False
    return all(sum(s.from_ <= total <= s.to for s in card.segments) == 1 for total in range(-n, n + 1))


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


def _scores(data: dict[str, Any], card: Scorecard, unfit: list[Unfit], *, needed: bool) -> dict[str, int]:
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
    unfit += _unknowns([(f"scores.{key}", key) for key in answers if key not in ids], ids)
    allowed = _("allowed: −1, 0 or 1")
    scores: dict[str, int] = {}
    for parameter in card.parameters():
        value = answers.get(parameter.id)
        field = f"scores.{parameter.id}"
        answer = read_answer(value)
        if answer is not None:
            scores[parameter.id] = answer
        elif value is None:
            message = _("no answer to “{title}” ({id})").format(title=parameter.title, id=parameter.id)
            unfit.append(Unfit(field, message, allowed))
        else:
            message = _("“{title}” ({id}): {found} is not an answer")
            message = message.format(title=parameter.title, id=parameter.id, found=quoted(value))
            unfit.append(Unfit(field, message, allowed))
    return scores if not unfit else {}


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
