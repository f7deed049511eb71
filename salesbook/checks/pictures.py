"""Pictures: said in words for those who do not see them, and shown somewhere."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import WHOLE, Finding
from salesbook.core.language import gettext as _
from salesbook.reading.files import PRESS

_FILE = re.compile(r"\S+\.(?:png|jpe?g|svg|webp|gif|avif)", re.IGNORECASE)


def missing_alt(item: Item, _context: Context) -> Iterator[Finding]:
    """A picture has no words of its own, or only the name of its file.

    A screen reader reads them aloud, search finds them, and they stand in for a picture that has not loaded.

    Bad: `![](img/card.svg)`, `![card.svg](img/card.svg)`

    Good: `![Карточка сделки: поле «Источник» под именем клиента](img/card.svg)`
    """
    for reference in item.references:
        if not reference.image:
            continue
        words = (reference.label or "").strip()
        if not words:
            message = _("the picture “{url}” has no words").format(url=reference.url)
        elif _FILE.fullmatch(words):
            message = _("the words of a picture are the name of a file: “{words}”").format(words=words)
        else:
            continue
        advice = _("write between the square brackets what the picture shows")
        yield Finding(item.path, reference.route, message, advice, reference.span)


def unused_picture(book: Book) -> Iterator[Finding]:
    """A file lies in content/ beside the items, and nothing in the book shows it or links to it.

    It was left behind when a text changed, or its link was forgotten: nobody will see it, and nobody keeps it up to
    date.

    Bad: `crm/img/old-card.svg`, which no instruction shows

    Good: `![Карточка](img/old-card.svg)` in an instruction, or no such file
    """
    if book.unread():
        return  # an item that cannot be read may show it
    unused = sorted(book.files - book.linked)
    settings = (book.sources.text_of(PurePosixPath(PRESS)) or "") if unused else ""
    for path in unused:
        if str(path) in settings:
            continue  # a logo of the academy
        message = _("nothing in the book shows “{name}”").format(name=path.name)
        yield Finding(path, WHOLE, message, _("show it where it is needed, or delete the file"))
