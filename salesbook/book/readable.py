"""The book's Markdown as words to be read: references by their titles, figures by their values, no marks."""

from salesbook.book.book import Book
from salesbook.book.titles import called
from salesbook.core.language import Translations
from salesbook.text import dialects, markup
from salesbook.text.naming import parted
from salesbook.text.standing import Standing, standings


def readable(book: Book, text: str) -> str:
    """Return `text` as a person would read it aloud."""
    say = Translations(book.company.language).gettext
    text = dialects.substituted(dialects.FOOTNOTE, lambda match: f"[{match[1]}]", dialects.unmarked(text, say))
    placed: dict[int, Standing] = {}

    def words(token: markup.Token) -> str:
        if token.kind == "fact":
            return book.figure(token.target) if token.target in book.facts else token.text
        if token.kind == "reference":
            item = book.resolve(token.target)
            block = item.block(token.anchor) if item is not None and token.anchor else None
            if token.label or item is None:
                return token.label or token.target
            placed.update(() if placed else standings(text, book.company.language))
            return called(item, block, placed[token.start], book.company.language)
        return token.label or token.target

    return markup.replace(text, words, lambda stretch: stretch.replace("**", "")).strip()


def titled(book: Book, name: str) -> str:
    """Return the label of the item that a typed field names, with its part; the name itself when it is unknown."""
    target, anchor = parted(name)
    item = book.resolve(target)
    if item is None:
        return name
    block = item.block(anchor)
    return f"{item.label} → {block.title}" if block is not None else item.label


def one_line(text: str) -> str:
    """Fold a text into one line."""
    return " ".join(text.split())
