"""What a reader is told of an item, a place in it, or a word of the company, as Markdown."""

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.readable import readable
from salesbook.core.language import gettext as _
from salesbook.editing.symbols import Symbol
from salesbook.models.base import ContentModel, Prose, Summary, fields_marked
from salesbook.models.company import AcademySection, Channel, Fact, Role, Term
from salesbook.models.vocabularies import VOCABULARIES
from salesbook.models.walk import marked

_LINES = 400


def item_words(item: Item) -> str:
    """Return an item's kind and state."""
    states = {"draft": _("draft"), "retired": _("retired")}
    state = states.get(item.card.status)
    return f"{item.kind.singular()} · {state}" if state else item.kind.singular()


def symbol_words(book: Book, symbol: Symbol) -> str | None:
    """Return what a symbol is, as Markdown; None for a symbol the book does not have."""
    if symbol.kind in VOCABULARIES:
        return _company_words(book, symbol)
    item = book.items.get(symbol.name)
    if item is None:
        return None
    head = f"**{_safe(item.label)}**\n\n{item_words(item)}"
    if not symbol.anchor:
        return _joined(head, _beginning(book, item))
    part = item.part(symbol.anchor)
    if part is None:
        return head
    return _joined(f"**{_safe(part.title)}**\n\n{_safe(item.label)}", _summary(book, part.data))


def _summary(book: Book, block: ContentModel | None) -> str:
    """Return what a block of data says of itself in a sentence."""
    names = () if block is None else fields_marked(type(block), Summary)
    return next((_short(readable(book, getattr(block, name))) for name in names), "")


def _company_words(book: Book, symbol: Symbol) -> str | None:
    vocabulary = VOCABULARIES[symbol.kind]
    words = vocabulary.of(book.company)
    found = next((word for word in words if word.id == symbol.name), None)
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
        case Term() | AcademySection():
            head = f"**{_safe(found.name or found.id)}**\n\n{_(vocabulary.one)}"
        case _:
            head = f"**{_safe(found.name)}**"
    return _joined(head, _safe(about))


def _beginning(book: Book, item: Item) -> str:
    """Return the first lines of an item's text: its body, or the first prose among its fields."""
    body = getattr(item.data, "body", None)
    if not isinstance(body, str) or not item.kind.markdown_body:
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
