"""What a reader is told of an item, a place in it, or a word of the company, as Markdown."""

from salesbook.book.book import Book
from salesbook.book.item import Item, numbered
from salesbook.core.language import gettext as _
from salesbook.editing.symbols import Symbol
from salesbook.models.base import Prose
from salesbook.models.company import VOCABULARIES, Channel, Fact, Role
from salesbook.models.knowledge import Faq, Glossary
from salesbook.models.pipeline import Pipeline
from salesbook.models.script import Script
from salesbook.models.walk import marked
from salesbook.output.prose import readable
from salesbook.text import markup

_LINES = 400


def item_words(item: Item) -> str:
    """Return an item's kind and state."""
    states = {"draft": _("draft"), "retired": _("retired")}
    state = states.get(item.card.status)
    return f"{item.kind.singular()} · {state}" if state else item.kind.singular()


def thing_words(book: Book, thing: Symbol) -> str | None:
    """Return what a thing is, as Markdown; None for a thing the book does not have."""
    if thing.kind in VOCABULARIES:
        return _company_words(book, thing)
    item = book.items.get(thing.name)
    if item is None:
        return None
    head = f"**{_safe(item.label)}**\n\n{item_words(item)}"
    if not thing.anchor:
        return _joined(head, _beginning(book, item))
    if thing.anchor not in item.card.anchors:
        return head
    return _joined(
        f"**{_safe(anchor_words(item, thing.anchor))}**\n\n{_safe(item.label)}", _place_text(book, item, thing)
    )


def anchor_words(item: Item, anchor: str) -> str:
    """Return what stands at an anchor of an item's page: a stage's name, a heading, a term."""
    data = item.data
    body = getattr(data, "body", "")
    titles: list[str] = []
    if isinstance(data, Pipeline):
        return next((stage.name for stage in data.stages if stage.id == anchor), anchor)
    if isinstance(data, Glossary):
        titles = [term.term for term in data.terms]
    elif isinstance(data, Faq):
        titles = [qa.question for qa in data.questions]
    elif isinstance(data, Script):
        titles = [block.title for block in data.blocks]
    known = dict(zip(numbered(titles), titles, strict=True))
    return known.get(anchor) or next((h.text for h in markup.headings(body) if h.anchor == anchor), anchor)


def _place_text(book: Book, item: Item, thing: Symbol) -> str:
    data = item.data
    if isinstance(data, Pipeline):
        stage = next((stage for stage in data.stages if stage.id == thing.anchor), None)
        return "" if stage is None else _short(readable(book, stage.closes_on))
    if isinstance(data, Glossary):
        terms = dict(zip(numbered(term.term for term in data.terms), data.terms, strict=True))
        return _short(readable(book, terms[thing.anchor].definition)) if thing.anchor in terms else ""
    return ""


def _company_words(book: Book, thing: Symbol) -> str | None:
    words = VOCABULARIES[thing.kind].of(book.company)
    found = next((word for word in words if word.id == thing.name), None)
    if found is None:
        return None
    about = readable(book, found.about) if isinstance(found, Role | Fact) and found.about else ""
    match found:
        case Fact():
            head = f"**{_safe(found.name)}**: {_safe(book.company.amount(found))}"
        case Channel(max_length=int(length)):
            head = f"**{_safe(found.name)}**\n\n" + _("{format}, up to {n} characters").format(
                format=found.format, n=length
            )
        case _:
            head = f"**{_safe(found.name)}**"
    return _joined(head, _safe(about))


def _beginning(book: Book, item: Item) -> str:
    """Return the first lines of an item's text: its body, or the first prose among its fields."""
    body = getattr(item.data, "body", None)
    if not isinstance(body, str) or item.kind.name == "letter":
        body = next((value for _route, mark, value in marked(item.data) if isinstance(mark, Prose)), "")
    return _short(readable(book, body))


def _short(text: str) -> str:
    if len(text) <= _LINES:
        return _safe(text)
    return _safe(text[:_LINES].rsplit(None, 1)[0]) + "…"


def _joined(head: str, text: str) -> str:
    return f"{head}\n\n{text}" if text else head


def _safe(text: str) -> str:
    """Keep words of a book from becoming HTML or links in an editor's pop-up; headings become plain lines."""
    for letter in "\\`*_<[":
        text = text.replace(letter, "\\" + letter)
    return "\n".join(line.lstrip("#").strip() if line.startswith("#") else line for line in text.split("\n"))
