"""«Что-то не так?»: the link of a page by which a reader tells the book's keepers, with the page already named."""

from html import escape
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from salesbook.book.book import Book
from salesbook.book.editions import edition
from salesbook.book.item import Item
from salesbook.core.language import Translations

_LONGEST_TITLE = 120
"""Characters of a title in an address: programs of mail cut addresses off at about two thousand."""
_OF_ISSUES = ("/-/issues/new", "/-/issues", "/issues/new", "/issues", ".git")
"""What people copy with the address of a repository."""


class Reports(NamedTuple):
    """Where a book wants to be told of its faults, and in which words it asks."""

    address: str
    book: Book
    labels: Translations

    @staticmethod
    def of(book: Book, labels: Translations) -> "Reports | None":
        """Return where a book wants to be told; None when it does not say."""
        return None if book.company.feedback is None else Reports(book.company.feedback, book, labels)

    def link(self, title: str, uri: str, item: Item | None = None) -> str:
        """Return the link of the page `uri`, which shows `item`, as a paragraph of HTML."""
        asked = self.labels.gettext("Is something wrong?")
        href = escape(self.href(title, uri, item))
        return f'\n\n<p class="report" data-search-exclude><a href="{href}">{escape(asked)}</a></p>\n'

    def href(self, title: str, uri: str, item: Item | None = None) -> str:
        """Return the address of a letter or an issue that is begun."""
        gettext = self.labels.gettext
        named = title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE]}…"
        lines = [(gettext("Page"), named), (gettext("Address"), f"{uri.removesuffix('.md')}.html")]
        if item is not None:
            lines += [
                (gettext("Name in the book"), item.name),
                (gettext("Edition"), edition(item.data, self.book.facts)),
            ]
        facts = [f"{label}: {' '.join(value.split())}" for label, value in lines]
        subject = gettext("Something is wrong: {title}").format(title=" ".join(named.split()))
        asked = gettext("What is wrong, and how it should be:")
        return begun(self.address, subject, "\n".join((*facts, "", asked, "", "")))


def begun(address: str, subject: str, text: str) -> str:
    """Return the address at which a letter to a mail address, or an issue of a repository, is begun."""
    if not address.startswith("https://"):
        lines = text.replace("\n", "\r\n")
        return f"mailto:{quote(address, safe='@')}?subject={_quoted(subject)}&body={_quoted(lines)}"
    parts = urlsplit(address)
    path = parts.path.rstrip("/")
    is_gitlab = "/-/" in path or "gitlab" in parts.netloc
    for ending in _OF_ISSUES:
        path = path.removesuffix(ending)
    repository = f"{parts.scheme}://{parts.netloc}{path}"
    if is_gitlab:
        return f"{repository}/-/issues/new?issue%5Btitle%5D={_quoted(subject)}&issue%5Bdescription%5D={_quoted(text)}"
    return f"{repository}/issues/new?title={_quoted(subject)}&body={_quoted(text)}"


def _quoted(text: str) -> str:
    return quote(text, safe="")
