"""Pieces of a drawing (SVG) as text: everything of a book's is escaped here, and how wide words will be is estimated.

No font is known when a page is made: widths are those of a wide face (DejaVu Sans), so that words fit in any other.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from markupsafe import Markup

LINE = 1.3
"""Height of a line of words by the size of its letters."""

_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NARROW = frozenset("!\"'(),-./:;[]`|·IiJjlftrгт")
_WIDE = frozenset("жмшщыюфmwЖМШЩЫЮФMWД@%—№…→←")
_EAST = "\u2e80"
"""From here on, scripts whose letters are as wide as they are tall."""


class Run(NamedTuple):
    """Words on a line that look and lead alike; `href` is an address, `title` is said when the pointer rests there."""

    text: str
    href: str = ""
    title: str = ""
    css: str = ""


def escaped(text: str) -> str:
    """Return text fit to stand between tags and in an attribute; what XML cannot hold goes."""
    return escape(_NOT_XML.sub("", text))


def element(name: str, content: str = "", /, **attributes: str | float) -> str:
    """Return an element with finished `content`; `_` in an attribute's name is `-`, one at its end is left out."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(_number(value))}"'
        for key, value in attributes.items()
        if value != ""
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def titled(title: str) -> str:
    """Return what is said when the pointer rests on an element; nothing for no words."""
    return element("title", escaped(title)) if title else ""


def line_of(x: float, y: float, runs: Iterable[Run], css: str) -> str:
    """Return a line of words, of which `y` is the foot; links lead by themselves."""
    written = []
    for run in runs:
        words = element("tspan", titled(run.title) + escaped(run.text), class_=run.css)
        written.append(element("a", words, href=run.href) if run.href else words)
    return element("text", "".join(written), x=x, y=y, class_=css)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide words are at most when their letters are of a size."""
    return sum(map(_width, text)) * size * (1.12 if bold else 1)


def wrapped(runs: Iterable[Run], width: float, size: float, *, bold: bool = False) -> list[list[Run]]:
    """Return runs broken into lines that are no wider than `width`; a word that is wider is broken itself."""
    lines: list[list[Run]] = [[]]
    used = 0.0
    for run in runs:
        for word in _pieces(run.text, width, size, bold):
            needed = width_of(word, size, bold=bold)
            if used + width_of(word.rstrip(), size, bold=bold) > width and lines[-1]:
                lines.append([])
                used = 0.0
            _add(lines[-1], run, word if lines[-1] else word.lstrip())
            used += needed
    return [line for line in lines if line]


def _add(line: list[Run], run: Run, word: str) -> None:
    """Put a word at the end of a line, into the run that it goes on with."""
    if line and line[-1]._replace(text="") == run._replace(text=""):
        line[-1] = line[-1]._replace(text=line[-1].text + word)
    elif word:
        line.append(run._replace(text=word))


def _pieces(text: str, width: float, size: float, bold: bool) -> Iterator[str]:
    """Yield the words of a text, each with the space behind it; of one that is too wide, parts."""
    for word in re.findall(r"[^ \t\n]*[ \t\n]*", text):
        piece = ""
        for char in word:
            if piece and not char.isspace() and width_of(piece + char, size, bold=bold) > width:
                yield piece
                piece = ""
            piece += char
        if piece:
            yield piece


def _width(char: str) -> float:
    if unicodedata.combining(char):
        return 0
    if char == " ":
        return 0.32
    if char in _NARROW:
        return 0.42
    if char >= _EAST:
        return 1.05
    wide = 0.2 if char in _WIDE else 0
    return (0.76 if char.isupper() else 0.66) + wide


def _number(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def placeholder(number: int) -> tuple[str, Markup]:
    """Return a name for a drawing of a page, and the element in whose place the press sets it at the very end."""
    name = f"drawing.{number}"
    return name, Markup('<page-drawing name="{}"></page-drawing>').format(name)


PLACEHOLDER = re.compile(r'<page-drawing name="(drawing\.\d{1,4})"></page-drawing>')
"""The same, as the sanitizer writes it: in an attribute its quotes would be references, among words its brackets."""
