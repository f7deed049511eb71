"""Why a lead is where it is, out."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from rich.markup import escape

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.readable import one_line, readable
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext, spoken
from salesbook.models.points import plain_number
from salesbook.models.scorecard import UNKNOWN, Choice, Parameter, Scorecard, Segment
from salesbook.output.scores import card_json, signed
from salesbook.output.terminal import out
from salesbook.scoring.explanation import Change, Explanation, Part, Question
from salesbook.scoring.score import Lead
from salesbook.text.formats import exact_number

_NAMED = 5
"""So many parameters, questions and answers to one are named; programs get all of them."""


def write_explanation(book: Book, card: Scorecard, lead: Lead, what: Explanation) -> None:
    """Print why a lead is where it is, what would lift it, and what to ask next."""
    console = out()
    title = f"{card.title} · {card.edition}"
    console.print(f"[bold]{escape(lead.lead)}[/]  [dim]{escape(title)}[/]" if lead.lead else f"[dim]{escape(title)}[/]")
    lines = [*_standing(card, lead, what), *_reasons(book, what)]
    if not lead.knockouts:
        lines += [*_ways_up(book, what), *_next(book, what)]
    for line in lines:
        console.print(line)


def explanation_json(book: Book, item: Item, card: Scorecard, lead: Lead, what: Explanation) -> dict[str, Any]:
    """Return the explanation by a card, the data of `item`, as programs read it."""
    refused = bool(lead.knockouts)
    lift = what.lift
    return {
        "lead": lead.lead,
        "card": card_json(book, item, card),
        "total": _number(what.total),
        "segment": None if refused or what.segment is None else what.segment.id,
        "knocked_out": list(lead.knockouts),
        "without_knockouts": what.segment.id if refused and what.segment else None,
        "above_bottom": _number(what.above_bottom),
        "blocks": {block.id: _block_json(what, block.parameters) for block in card.blocks},
        "parameters": {part.parameter.id: _part_json(part) for part in what.parts},
        "lift": None
        if lift is None
        else {
            "segment": lift.segment.id,
            "points": plain_number(lift.points),
            "sets": [[_change_json(change) for change in way] for way in lift.sets],
        },
        "possible": {segment.id: round(share, 6) for segment, share in what.possible},
        "ask": [_question_json(book, question) for question in what.questions],
        "comment": lead.comment,
    }


def _standing(card: Scorecard, lead: Lead, what: Explanation) -> Iterator[str]:
    """Yield where the lead stands: refused, in a segment, or not judged yet."""
    titles = {knockout.id: knockout.title for knockout in card.knockouts}
    if lead.knockouts:
        reasons = ", ".join(titles[name] for name in lead.knockouts)
        yield "[bold red]" + _("Refusal") + f"[/]: {escape(reasons)}"
        if what.segment is not None:
            yield "  " + escape(_("without it the segment would be {name}").format(name=_named(what.segment)))
        return
    if what.segment is None or what.total is None:
        names = ", ".join(_named(segment) for segment, _share in what.possible)
        yield "[bold]" + _("Not all is asked yet") + "[/]: " + escape(_("it may become {names}").format(names=names))
        return
    yield f"[bold]{escape(_named(what.segment))}[/]: " + _("Total") + f" {signed(what.total)}"
    lowest = min(segment.from_ for segment in card.segments)
    if what.above_bottom is not None and what.segment.from_ > lowest:
        yield "  " + escape(_("it may lose {points} and stay where it is").format(points=_points(what.above_bottom)))


def _reasons(book: Book, what: Explanation) -> Iterator[str]:
    """Yield the parameters that count most, for the lead and against it."""
    for heading, parts, sign in (
        (_("What speaks for the lead"), sorted(what.parts, key=lambda part: -part.counts), 1),
        (_("What speaks against it"), sorted(what.parts, key=lambda part: part.counts), -1),
    ):
        telling = [part for part in parts if part.counts * sign > 0]
        if telling:
            yield f"\n[bold]{escape(heading)}[/]"
        for part in telling[:_NAMED]:
            answer = _answer(book, part.choice)
            plus = exact_number(part.counts, spoken(), plus=True)
            yield f"  [bold]{plus}[/] {escape(part.parameter.title)}: {escape(answer)}"
        if rest := telling[_NAMED:]:
            counts = exact_number(sum((part.counts for part in rest), Decimal(0)), spoken(), plus=True)
            titles = ", ".join(part.parameter.title for part in rest)
            yield f"  [bold]{counts}[/] " + escape(_("and more: {titles}").format(titles=titles))


def _ways_up(book: Book, what: Explanation) -> Iterator[str]:
    if what.lift is None:
        return
    head = _("What would lift it to {name}").format(name=_named(what.lift.segment))
    yield f"\n[bold]{escape(head)}[/]: " + escape(_("{points} more").format(points=_points(what.lift.points)))
    if not what.lift.sets:
        yield "  " + escape(_("no answers of this lead give as many"))
    for n, way in enumerate(what.lift.sets):
        if n:
            yield "  [dim]" + _("or") + "[/]"
        for change in way:
            plus = exact_number(change.gain, spoken(), plus=True)
            before, after = _answer(book, change.before), _answer(book, change.after)
            yield f"  [bold]{plus}[/] {escape(change.parameter.title)}: {escape(before)} → {escape(after)}"


def _next(book: Book, what: Explanation) -> Iterator[str]:
    """Yield the questions to ask next, the most telling first."""
    if not what.questions:
        if any(part.open for part in what.parts):
            yield "\n" + escape(_("No open question changes the segment."))
        return
    yield "\n[bold]" + escape(_("What to ask next")) + "[/]"
    for n, question in enumerate(what.questions[:_NAMED], 1):
        ask = f" — {one_line(readable(book, question.parameter.ask))}" if question.parameter.ask else ""
        yield f"  {n}. [bold]{escape(question.parameter.title)}[/]{escape(ask)}"
        if len({segment.id for _choice, segment in question.leads_to}) == 1:
            yield "     [dim]" + escape(_("by itself it changes nothing, together with other answers it does")) + "[/]"
            continue
        for choice, segment in question.leads_to[: _NAMED + 1]:
            yield f"     {escape(_answer(book, choice))} → {escape(_named(segment))}"
        yield from _and_more(max(len(question.leads_to) - _NAMED - 1, 0), "     ")
    yield from _and_more(max(len(what.questions) - _NAMED, 0), "  ")


def _and_more(count: int, indent: str) -> Iterator[str]:
    """Yield how many more there are, if any."""
    if count:
        yield indent + escape(ngettext("and {n} more", "and {n} more", count).format(n=count))


def _answer(book: Book, choice: Choice | None) -> str:
    if choice is None:
        return _("not asked")
    return _("unknown") if choice.id == UNKNOWN else one_line(readable(book, choice.text))


def _named(segment: Segment) -> str:
    return f"{segment.id} · {segment.title}"


def _points(points: Decimal) -> str:
    """Return «3 балла», «2,5 балла»."""
    whole = points == points.to_integral_value()
    return ngettext("{n} point", "{n} points", int(points) if whole else 2).format(n=signed(points))


def _block_json(what: Explanation, parameters: Iterable[Parameter]) -> dict[str, Any]:
    ids = {parameter.id for parameter in parameters}
    own = [part for part in what.parts if part.parameter.id in ids]
    names = ("counts", "lowest", "highest")
    return {name: plain_number(sum((getattr(part, name) for part in own), Decimal(0))) for name in names}


def _part_json(part: Part) -> dict[str, Any]:
    numbers = {name: plain_number(getattr(part, name)) for name in ("counts", "lowest", "highest")}
    return {"answer": None if part.choice is None else part.choice.id, "open": part.open, **numbers}


def _change_json(change: Change) -> dict[str, Any]:
    before = None if change.before is None else change.before.id
    gain = plain_number(change.gain)
    return {"parameter": change.parameter.id, "from": before, "to": change.after.id, "gain": gain}


def _question_json(book: Book, question: Question) -> dict[str, Any]:
    return {
        "parameter": question.parameter.id,
        "title": question.parameter.title,
        "ask": None if question.parameter.ask is None else readable(book, question.parameter.ask),
        "bits": round(question.bits, 6),
        "exact": question.exact,
        "leads_to": {choice.id: segment.id for choice, segment in question.leads_to},
    }


def _number(value: Decimal | None) -> int | float | None:
    return None if value is None else plain_number(value)
