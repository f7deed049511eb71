"""Addresses of the academy itself, pasted where the book has names for its pages."""

import re
from collections.abc import Iterator

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding, Route, Span
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.models.base import Link, Names, Prose
from salesbook.models.vocabularies import vocabulary_of
from salesbook.models.walk import Marked
from salesbook.pages.addresses import OwnPage, own_page
from salesbook.text import markup
from salesbook.text.markup import UNREAD, Token
from salesbook.text.mentions import addresses

_DEFINITION = re.compile(r"[ ]{0,3}\[[^\]\n]{1,200}\]:[ \t]*<?\Z")
_LONGEST_LABEL = 400
_QUOTED, _NEAR = 80, 300


class _Pages:
    """The pages of a book's own academy by their addresses; each address is judged once."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._judged: dict[str, OwnPage | None] = {}

    def at(self, address: str) -> OwnPage | None:
        if address not in self._judged:
            self._judged[address] = own_page(self._book, address)
        return self._judged[address]


def own_address(book: Book) -> Iterator[Finding]:
    """An address of the academy itself was pasted where the book has a name for the page.

    It came from the address line of a browser. It stops working when the academy moves, opens nothing on a colleague's
    machine when it is that of `salesbook serve`, and the page does not know that somebody refers to it. The academy
    is known by `site_url` in mkdocs.yml; without it, by the path of a page that the book has. `check --fix` writes the
    reference and keeps the words of the link.

    Bad: `[скидки](http://127.0.0.1:8000/regulations/sales/discounts.html#порядок)`

    Good: `[[ОП-015#порядок|скидки]]`
    """
    pages = _Pages(book)
    for item in book.items.values():
        if any(pages.at(address) for address in item.card.addresses):
            for string in item.strings:
                if "://" in string.value:
                    yield from _in_string(book, item, string, pages)


def _in_string(book: Book, item: Item, string: Marked, pages: _Pages) -> Iterator[Finding]:
    route, mark, value, _words = string
    if isinstance(mark, Prose):
        yield from _in_links(book, item, route, value, pages)
        yield from _in_words(book, item, route, value, pages)
    elif isinstance(mark, Names):
        page = pages.at(value.strip())
        if page is not None and vocabulary_of(mark) is None:
            yield _finding(book, item, route, Span(0, value), page, _name(book, page), fits=_fits(page, mark))
    else:
        where = _("this field takes a file of the book or another site") if isinstance(mark, Link) else None
        for start, address in addresses(value):
            page = pages.at(address)
            if page is not None:
                advice = where or _("references do not work here: say it in words, or leave it out")
                yield Finding(item.path, route, _message(address, page), advice, Span(start, address))


def _in_links(book: Book, item: Item, route: Route, text: str, pages: _Pages) -> Iterator[Finding]:
    for token in markup.tokens(text):
        page = pages.at(_address(token)) if token.kind == "link" else None
        if page is not None:
            label = (token.label or "").strip()
            kept = label if len(label) <= _LONGEST_LABEL and "://" not in label else ""
            reference = f"[[{_name(book, page)}|{kept}]]" if kept else f"[[{_name(book, page)}]]"
            yield _finding(book, item, route, Span(token.start, token.text), page, reference)


def _in_words(book: Book, item: Item, route: Route, text: str, pages: _Pages) -> Iterator[Finding]:
    """Yield the addresses that stand in prose by themselves, bare or in angle brackets."""
    masked = markup.replace(text, lambda token: UNREAD * len(token.text), code=lambda code: UNREAD * len(code))
    for start, address in addresses(masked):
        page = pages.at(address)
        if page is None:
            continue
        end = start + len(address)
        span = Span(start, address)
        if text[start - 1 : start] == "<" and text[end : end + 1] == ">":
            span = Span(start - 1, f"<{address}>")
        line = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
        alone = not (line.endswith(("](", "](<", '"', "'", "=")) or _DEFINITION.fullmatch(line))
        yield _finding(book, item, route, span, page, f"[[{_name(book, page)}]]", fits=alone)


def _finding(
    book: Book, item: Item, route: Route, span: Span, page: OwnPage, reference: str, *, fits: bool = True
) -> Finding:
    """Tell of an address in `span`; `fits`: the reference can take its place as it is."""
    advice = _("write {reference}").format(reference=reference)
    lost = bool(page.anchor) and page.anchor not in page.item.card.anchors
    if lost:
        missing = _("“{title}” has no place “#{anchor}”").format(title=page.item.label, anchor=page.anchor)
        near = looks_like(nearest(page.anchor, page.item.card.anchors))
        advice = "; ".join(filter(None, (advice, missing, near)))
    address = span.text if "](" not in span.text else span.text[span.text.rindex("](") + 2 : -1]
    return Finding(
        item.path, route, _message(address.strip("<>"), page), advice, span, reference if fits and not lost else None
    )


def _message(address: str, page: OwnPage) -> str:
    message = _("“{address}” is a page of the academy itself: {label}")
    if not page.certain:
        message = _("“{address}” has the path of a page of this academy: {label}")
    short = address if len(address) <= _QUOTED else address[: _QUOTED - 1] + "…"
    return message.format(address=short, label=page.item.label)


def _address(token: Token) -> str:
    return token.target if token.fragment is None else f"{token.target}#{token.fragment}"


def _name(book: Book, page: OwnPage) -> str:
    """Return the name by which the book refers to a page: the number, when no other regulation has it."""
    item = page.item
    name = item.article if item.article and len(book.by_article[item.article]) == 1 else item.name
    return f"{name}#{page.anchor}" if page.anchor else name


def _fits(page: OwnPage, names: Names) -> bool:
    """Tell whether a field may name the page: an item of its kind, with a place in it when the field asks for one."""
    return (not names.kinds or page.item.kind.name in names.kinds) and (bool(page.anchor) or not names.anchor)
