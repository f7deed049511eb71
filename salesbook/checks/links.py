"""Checks of what links point to inside the book: files, headings, stages, terms."""

from collections.abc import Iterator

from salesbook.book.book import Book
from salesbook.book.item import Reference, linked_path
from salesbook.core.diagnostics import Finding
from salesbook.core.language import gettext as _
from salesbook.core.nearest import KnownNames, looks_like, nearest
from salesbook.pages.addresses import own_page
from salesbook.text import safety


def broken_link(book: Book) -> Iterator[Finding]:
    """An ordinary link or a picture points to a file that is not in the book.

    The reader meets a dead link or an empty frame. Paths are relative to the file in which the link stands.

    Bad: `![Карточка](img/card.png)` where the folder has only `card.svg`.

    Good: `![Карточка](img/card.svg)`
    """
    paths: KnownNames | None = None
    for reference in book.dubious:
        path = linked_path(reference)
        if path is None or path in book.files or path in book.by_path or book.is_unread(path):
            continue
        # Nearly every audit finds all links whole, and a book may have thousands of files.
        paths = paths or KnownNames(path.as_posix() for path in (*book.files, *book.by_path))
        advice = looks_like(paths.nearest(path.as_posix())) or _("put the file there, or mend the path")
        message = _("there is no file “{name}” ({path})").format(name=reference.url, path=path)
        yield _finding(reference, message, advice)


def unsafe_link(book: Book) -> Iterator[Finding]:
    """A link would run a script, or leads to a place of the site by an absolute path.

    `javascript:` and `data:` addresses run code in the reader's browser; the academy takes them out. A path that
    begins with / breaks as soon as the academy is moved to another folder.

    Bad: `[Скидка](javascript:alert(1))`, `[Прайс](/crm/prices)`

    Good: `[Скидка](https://example.com/discount)`, `[Прайс](../crm/prices.md)`
    """
    for reference in book.dubious:
        url = reference.url
        if not url or safety.is_insecure(url):
            continue  # insecure_link reports it
        if not (safety.may_be_followed(url) or safety.is_relative(url)):
            message = _("the address “{url}” is not allowed").format(url=url[:80])
            yield _finding(reference, message, _("use https://…, mailto:, tel: or a path relative to this file"))


def insecure_link(book: Book) -> Iterator[Finding]:
    """A link leads out of the book by another way than https.

    What goes by http or ftp can be read and changed on its way, and browsers warn of it; an address that begins with //
    takes whatever the page itself came by. Not every site answers by https, so look before you change the address.
    A page of the academy itself is told of by `own-address`.

    Bad: `[Прайс](http://example.com/price)`, `//example.com/plan.pdf`

    Good: `[Прайс](https://example.com/price)`
    """
    for reference in book.dubious:
        url = reference.url
        if url and safety.is_insecure(url) and own_page(book, url) is None:
            message = _("the address “{url}” is not https").format(url=url[:80])
            yield _finding(reference, message, _("use https://…, if the site answers to it"))


def missing_anchor(book: Book) -> Iterator[Finding]:
    """A link points to a heading, stage, term or question that the page does not have.

    The browser opens the page at its top, and the reader looks for the place in vain. Anchors of headings are their
    words in lower case with hyphens (`## Порядок действий` is `#порядок-действий`); stages go by their ids.

    Bad: `[[ОП-007#порядок]]` where the heading is «Порядок действий».

    Good: `[[ОП-007#порядок-действий]]`
    """
    for reference in book.dubious:
        names = reference.names
        if names is not None and (names.local or not (names.anchor or "#" in reference.target)):
            continue
        item = reference.source if reference.url == "" else book.target(reference)
        if item is None and not reference.target and reference.names is None:
            item = reference.source
        if item is None or not (reference.anchor or (names is not None and names.anchor)):
            continue
        if not reference.anchor:
            message = _("“{name}” names a pipeline; here one of its stages is expected").format(name=reference.target)
            yield _finding(reference, message, _("add the stage: {name}#new-lead").format(name=item.name))
        elif reference.anchor not in item.card.anchors:
            advice = looks_like(nearest(reference.anchor, item.card.anchors)) or _("link to the page itself")
            message = _("“{title}” has no place “#{anchor}”").format(title=item.label, anchor=reference.anchor)
            yield _finding(reference, message, advice)


def _finding(reference: Reference, message: str, advice: str) -> Finding:
    return Finding(reference.source.path, reference.route, message, advice, reference.span)
