"""The book's Markdown as words for a terminal: references by their titles, figures by their values, no marks."""

from salesbook.book.book import Book
from salesbook.text import markup


def readable(book: Book, text: str) -> str:
    """Return `text` as a person would read it aloud."""

    def words(token: markup.Token) -> str:
        if token.kind == "fact":
            return book.figure(token.target) if token.target in book.facts else token.text
        if token.kind == "reference":
            stage = book.stage(f"{token.target}#{token.anchor}") if token.anchor else None
            item = book.resolve(token.target)
            return token.label or (f"«{stage[1].name}»" if stage else item.label if item else token.target)
        return token.label or token.target

    return markup.replace(text, words, lambda stretch: stretch.replace("**", "")).strip()


def titled(book: Book, name: str) -> str:
    """Return the label of the item that a typed field names, with its stage; the name itself when it is unknown."""
    target, sharp, _anchor = name.partition("#")
    item = book.resolve(target)
    if item is None:
        return name
    stage = book.stage(name) if sharp else None
    return f"{item.label} → {stage[1].name}" if stage else item.label


def one_line(text: str) -> str:
    """Fold a text into one line."""
    return " ".join(text.split())
