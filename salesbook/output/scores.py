"""A score out: for a manager, what to do next; for programs, everything."""

from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.markup import escape

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.readable import one_line, readable, titled
from salesbook.core.language import gettext as _
from salesbook.core.language import spoken
from salesbook.models.points import plain_number
from salesbook.models.scorecard import Scorecard
from salesbook.output.terminal import out, text_console
from salesbook.scoring.editions import scoring_edition, stamp_of
from salesbook.scoring.score import Answered, Lead, Score
from salesbook.text.formats import exact_number

_COLOURS = ("red", "yellow", "green")


def write_score(book: Book, card: Scorecard, lead: Lead, score: Score) -> None:
    """Print blocks, total, segment, and what to do next."""
    _print_score(out(), book, card, lead, score, commands=True)


def score_text(book: Book, card: Scorecard, lead: Lead, score: Score) -> str:
    """Return what `write_score` prints, in lines as long as they are, and the card's digest.

    It is for a CRM: neither colours nor commands are of use there. `site/assets/scoring.js` says the same.
    """
    console = text_console()
    with console.capture() as captured:
        _print_score(console, book, card, lead, score, commands=False)
        edition = f"{card.edition} · {scoring_edition(card, book.facts)}"
        console.print(_("Edition of the card") + f": {escape(edition)}")
    return captured.get()


def _print_score(console: Console, book: Book, card: Scorecard, lead: Lead, score: Score, *, commands: bool) -> None:
    title = f"{card.title} · {card.edition}"
    console.print(f"[bold]{escape(lead.lead)}[/]  [dim]{escape(title)}[/]" if lead.lead else f"[dim]{escape(title)}[/]")
    for block in card.blocks:
        if block.id in score.blocks:
            console.print(f"  {escape(block.title)}: [bold]{signed(score.blocks[block.id])}[/]")
    if score.total is not None:
        console.print("  " + _("Total") + f": [bold]{signed(score.total)}[/]")
        _print_unknown(console, score)
    if score.knocked_out:
        console.print("\n[bold red]" + _("Refusal") + "[/]: " + _("knocked out"))
        for knockout in card.knockouts:
            if knockout.id in score.knocked_out:
                console.print(f"  • {escape(knockout.title)}")
    elif score.segment is not None:
        segment = score.segment
        bounds = f"{signed(segment.from_)}…{signed(segment.to)}"
        place = (
            sum(s.from_ < segment.from_ for s in card.segments) * (len(_COLOURS) - 1) // max(len(card.segments) - 1, 1)
        )
        name = f"{segment.id} · {segment.title}"
        console.print(f"\n[bold {_COLOURS[place]}]{escape(name)}[/] [dim]({bounds})[/]")
    roles = book.words["role"]
    who = roles.get(score.outcome.works, score.outcome.works)
    console.print("\n[bold]" + _("What next") + "[/]  " + _("works") + f": {escape(who)}")
    for n, action in enumerate(score.outcome.actions, 1):
        console.print(f"  {n}. {escape(one_line(readable(book, action)))}")
    for rule in score.rules:
        who = roles.get(rule.who, rule.who)
        console.print(f"  [bold yellow]![/] {escape(who)}: {escape(one_line(readable(book, rule.action)))}")
    console.print("  " + _("Regulation") + f": {escape(titled(book, score.outcome.regulation))}")
    if score.outcome.letter:
        slug = score.outcome.letter.partition(":")[2]
        command = f" [dim](salesbook letter {escape(slug)})[/]" if commands else ""
        console.print("  " + _("Letter") + f": {escape(titled(book, score.outcome.letter))}{command}")


def _print_unknown(console: Console, score: Score) -> None:
    """Print what nobody can answer yet, and which of it counts nothing at all."""
    if not score.unknown:
        return
    count = _("{n} of {all}").format(n=len(score.unknown), all=len(score.answered))
    titles = ", ".join(each.parameter.title for each in score.unknown)
    console.print("  " + _("Unknown") + f": [bold]{count}[/] — {escape(titles)}")
    left_out = [each.parameter.title for each in score.unknown if each.counts is None]
    if left_out:
        console.print("  " + _("Left out of the total") + f": {escape(', '.join(left_out))}")


def score_json(book: Book, item: Item, card: Scorecard, lead: Lead, score: Score) -> dict[str, Any]:
    """Return the score by a card, the data of `item`, as programs read it; the names are those of design.md.

    `parameters` are the points before the weight, null for what is left out; `answers` say all of each parameter, and
    `counts` there is points times weight.
    """
    outcome = score.outcome
    segment = score.segment if not score.knocked_out else None
    return {
        "lead": lead.lead,
        "card": card_json(book, item, card),
        "total": None if score.total is None else plain_number(score.total),
        "segment": segment.id if segment else None,
        "knocked_out": list(score.knocked_out),
        "blocks": {name: plain_number(points) for name, points in score.blocks.items()},
        "parameters": {each.parameter.id: _number(each.choice.points) for each in score.answered},
        "answers": {each.parameter.id: _answer_json(book, each) for each in score.answered},
        "unknown": [each.parameter.id for each in score.unknown],
        "next": {
            "works": outcome.works,
            "actions": [readable(book, action) for action in outcome.actions],
            "regulation": _reference(book, outcome.regulation),
            "letter": _reference(book, outcome.letter) if outcome.letter else None,
            "rules": [{"who": rule.who, "action": readable(book, rule.action)} for rule in score.rules],
        },
        "comment": lead.comment,
    }


def card_json(book: Book, item: Item, card: Scorecard) -> dict[str, str]:
    """Return what a result remembers of its card, the data of `item`.

    `edition` is the author's word, `digest` is made of what decides a score: `scoring.editions` says what that is.
    """
    stamp = stamp_of(item.name, card, book.facts)
    return {"name": stamp.name, "title": card.title, "edition": stamp.edition, "digest": stamp.digest}


def signed(number: Decimal) -> str:
    """Write a number with a real minus, as the book does, and the comma of the language in use."""
    return exact_number(number, spoken())


def _answer_json(book: Book, answered: Answered) -> dict[str, Any]:
    return {
        "answer": answered.choice.id,
        "text": readable(book, answered.choice.text),
        "points": _number(answered.choice.points),
        "weight": plain_number(answered.parameter.weight),
        "counts": _number(answered.counts),
    }


def _number(value: Decimal | None) -> int | float | None:
    return None if value is None else plain_number(value)


def _reference(book: Book, name: str) -> dict[str, str]:
    return {"name": name, "title": titled(book, name)}
