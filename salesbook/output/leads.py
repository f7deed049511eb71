"""Leads out: a file of answers that `salesbook score` reads, with what every answer means beside it."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.readable import one_line, readable
from salesbook.core.language import gettext as _
from salesbook.models.scorecard import UNKNOWN, Choice, Knockout, Parameter, Scorecard
from salesbook.output.scores import score_json, score_text, signed
from salesbook.output.terminal import as_json
from salesbook.scoring.answers import typed_form
from salesbook.scoring.editions import stamp_of
from salesbook.scoring.score import Lead, Score

_WIDTH = 110


def sample_lead(card: Scorecard) -> Lead:
    """Return an example of a lead: nothing knocks it out, and every answer that a card knows stands somewhere."""
    answers = {}
    for n, parameter in enumerate(card.parameters()):
        # The best first, so that a sample is of a lead worth having; “unknown” comes last.
        choices = sorted(card.choices(parameter), key=lambda c: (c.id == UNKNOWN, -(c.points or 0)))
        answers[parameter.id] = choices[n % len(choices)].id
    return Lead(knockouts=(), answers=answers, lead=_("request 118"), comment="")


def lead_data(book: Book, item: Item, card: Scorecard, lead: Lead) -> dict[str, Any]:
    """Return a lead as a file of data holds it; without scores, where a knock-out has made them needless."""
    data: dict[str, Any] = {"lead": lead.lead, "card": _stamp(book, item, card), "knockouts": list(lead.knockouts)}
    scores = {p.id: typed_form(p, _chosen(card, p, lead)) for p in card.parameters() if p.id in lead.answers}
    return data | ({"scores": scores} if scores else {}) | {"comment": lead.comment}


def sample_text(book: Book, item: Item, card: Scorecard, *, json: bool) -> str:
    """Return the sample of a card, the data of `item`, as YAML or JSON: as it goes back into `salesbook score`."""
    lead = sample_lead(card)
    return as_json(lead_data(book, item, card, lead)) + "\n" if json else lead_file(book, item, card, lead)


def file_of(book: Book, item: Item, card: Scorecard, lead: Lead, score: Score, ending: str) -> bytes:
    """Return what a file of an ending holds: the answers (.yml), all for programs (.json), or the score in words."""
    if ending in (".yml", ".yaml"):
        return lead_file(book, item, card, lead).encode()
    if ending == ".json":
        return (as_json(score_json(book, item, card, lead, score)) + "\n").encode()
    return score_text(book, card, lead, score).encode()


def lead_file(book: Book, item: Item, card: Scorecard, lead: Lead) -> str:
    """Return a lead as YAML, with what every answer means in comments."""
    return "\n".join(_lines(book, item, card, lead)) + "\n"


def _lines(book: Book, item: Item, card: Scorecard, lead: Lead) -> Iterator[str]:
    yield from comment_lines(f"{card.title} · {card.edition}")
    yield from comment_lines(f"salesbook score ../lead.yml --card {item.slug}")
    yield ""
    yield from comment_lines(_("label of the lead: no names, no phones"))
    yield entry("lead", lead.lead)
    yield ""
    yield from comment_lines(_("the card that the answers are given by: when it changes, “salesbook score” says so"))
    yield entry("card", _stamp(book, item, card))
    yield ""
    yield from comment_lines(_("knock-outs: the ids of those that hold, such as {example}; [] when none does").format(
        example=f"[{', '.join(knockout.id for knockout in card.knockouts[:2])}]"
    ))  # fmt: skip
    for knockout in card.knockouts:
        yield from comment_lines(_meaning(book, knockout), "  ")
    yield entry("knockouts", list(lead.knockouts))
    yield ""
    if lead.answers:
        yield from comment_lines(_how_to_answer(card))
        yield "scores:"
        for block in card.blocks:
            yield from (f"  {line}" for line in comment_lines(f"— {block.title} —"))
            for parameter in block.parameters:
                yield from (f"  {line}" for line in _answer(book, card, parameter, lead))
        yield ""
    yield from comment_lines(_("whatever is worth knowing; may stay empty"))
    yield entry("comment", lead.comment)


def _stamp(book: Book, item: Item, card: Scorecard) -> dict[str, str]:
    """Return what a file of answers remembers of its card."""
    return asdict(stamp_of(item.name, card, book.facts))


def _how_to_answer(card: Scorecard) -> str:
    if not all(parameter.short for parameter in card.parameters()):
        return _("scores: the word or number at the beginning of a line is an answer; a knock-out makes them needless")
    return _("scores: −1, 0 or 1 for every parameter; a knock-out makes them needless")


def _answer(book: Book, card: Scorecard, parameter: Parameter, lead: Lead) -> Iterator[str]:
    """Yield the answer to a parameter below what it may be."""
    question = f" {readable(book, parameter.ask)}" if parameter.ask else ""
    weight = "" if parameter.weight == 1 else " " + _("Weight: {n}.").format(n=signed(parameter.weight))
    yield from comment_lines(f"{parameter.title}.{question}{weight}")
    for choice in card.choices(parameter):
        yield from comment_lines(readable(book, choice.text), _head(parameter, choice))
    yield entry(parameter.id, typed_form(parameter, _chosen(card, parameter, lead)))


def _head(parameter: Parameter, choice: Choice) -> str:
    """Return what stands before the meaning of an answer: how it is typed, and its points."""
    if choice.points is None:
        return f"  {choice.id} — "
    points = signed(choice.points)
    return f"  {points:>2}  " if parameter.short and choice.id != UNKNOWN else f"  {choice.id} ({points}) — "


def _chosen(card: Scorecard, parameter: Parameter, lead: Lead) -> Choice:
    return next(choice for choice in card.choices(parameter) if choice.id == lead.answers[parameter.id])


def _meaning(book: Book, knockout: Knockout) -> str:
    about = f". {readable(book, knockout.about)}" if knockout.about else ""
    return f"{knockout.id} — {knockout.title}{about}"


def comment_lines(words: str, head: str = "") -> Iterator[str]:
    """Yield words as lines of a comment behind a head, whatever ends a line in them."""
    import textwrap

    hanging = " " * len(head)
    one = one_line(words)
    for line in textwrap.wrap(one, _WIDTH, initial_indent=head, subsequent_indent=hanging, break_on_hyphens=False):
        yield f"# {line}"


def entry(key: str, value: Any) -> str:
    """Return an entry as YAML writes it: an id may look like a number or like yes."""
    import yaml

    return yaml.safe_dump({key: value}, allow_unicode=True, default_flow_style=False, width=10_000).rstrip("\n")
