"""What page templates write with beside the book: messages with values, anchors, lists by the alphabet, code, text."""

import re
from string import Formatter
from typing import Any

from markupsafe import Markup

from salesbook.book.item import Item
from salesbook.book.parts import Part
from salesbook.pages.escaping import LT, quiet_code, words
from salesbook.text.naming import collated

LONGEST = 5_000_000
"""Characters of a page, beside what it lists: marks of a megabyte of content may each take several when quoted."""


def fill(message: str, **values: Any) -> Markup:
    """Return a message with values put in, each made harmless as if it stood alone."""
    pieces = Formatter().parse(message)
    return Markup("").join(
        piece
        for text, name, _spec, _conversion in pieces
        for piece in (words(text), words(values[name]) if name else "")
    )


def anchor(name: str) -> Markup:
    """Return the attribute that gives a heading its anchor; with `_` at its end it is no anchor of the book's own."""
    return Markup("{{: #{} }}").format(re.sub(r"[^\w-]", "", name))


def alphabet(item: Item) -> list[tuple[str, list[Part]]]:
    """Return the parts of an item by the first letter of their titles, in the order of the alphabet."""
    by_letter: dict[str, list[Part]] = {}
    for part in sorted(item.parts, key=lambda part: collated(part.title)):
        by_letter.setdefault(part.title.strip('«"')[:1].upper(), []).append(part)
    return list(by_letter.items())


def source(text: str) -> Markup:
    """Return text as a block of code."""
    return Markup(quiet_code(f"```\n{text.replace(LT, '')}\n```"))  # noqa: S704 - every `<` is taken out


def verbatim(text: str) -> Markup:
    """Return plain text with its lines and paragraphs kept."""
    paragraphs = [[words(line) for line in p.split("\n")] for p in text.strip().split("\n\n")]
    return Markup("\n").join(Markup("<p>{}</p>").format(Markup("<br>").join(lines)) for lines in paragraphs)
