"""Templates: a letter of the book with its sample, and bare Jinja2 in the sandbox of letters."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path, PurePosixPath
from random import Random
from typing import Any

from jinja2 import TemplateError

from salesbook.book.book import Book
from salesbook.book.load import load_book, read
from salesbook.core.errors import UserError
from salesbook.core.source import BadBytes, decode
from salesbook.letters import environment
from salesbook.letters import writing as letters
from salesbook.letters.gaps import closed, marking
from salesbook.letters.values import read_values, value_context
from salesbook.models.kinds import KINDS
from salesbook.models.letter import Letter
from salesbook.reading.files import SourceFile
from salesbook.sandbox.metering import MAX_TEXT
from salesbook.sandbox.reasons import reason
from tests.books import TODAY
from tests.fuzz.confinement import say
from tests.fuzz.generators import data as generated
from tests.fuzz.generators import press
from tests.fuzz.target import CHECKOUT, Target, base_book, laid, room

_CLOCKS = environment.Clocks("Europe/Moscow", "Asia/Vladivostok", TODAY)

_OUTCOMES = (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError, AttributeError)
"""What `tools.letters` turns into a message."""


def letter(data: bytes) -> None:
    """Read a letter's file and write it with its sample: a letter, nothing, or the user's mistake."""
    disk = room() / "letter.md"
    disk.write_bytes(data)
    kind = next(kind for kind in KINDS if kind.name == "letter")
    item = read(SourceFile(disk, PurePosixPath("content/letters/summary.md"), kind)).part.item
    if item is None:
        return
    assert isinstance(item.data, Letter)
    try:
        written = letters.sample(_book().context, item, item.data, today=TODAY)
    except UserError as error:
        say(error.message)
        return
    if written is not None and written.html is not None:
        say(written.text)
        assert "<script" not in written.html.lower()


def template(data: bytes) -> None:
    """Render a template with a letter's values, as plain text and as HTML: text within its bound, or an error."""
    try:
        source = decode(data)
    except BadBytes:
        return
    for finalize in (letters.as_text, letters.escaped):
        try:
            escaping = finalize is letters.escaped
            made = environment.sandbox(_book().context, finalize, autoescape=escaping)
            text = closed(made.changed(environment.prepared(source), marking).render(**_values()))
        except _OUTCOMES as error:
            say(reason(error))
        else:
            say(text)
            assert len(text) <= MAX_TEXT


def envelope(data: bytes) -> None:
    """Put a letter into a hostile envelope: a page of HTML, or the user's mistake."""
    item = _book().items["letter:summary"]
    assert isinstance(item.data, Letter)
    with laid(base_book(), [(_ENVELOPE, data)]):
        try:
            written = letters.sample(_book().context, item, item.data, today=TODAY)
        except UserError as error:
            say(error.message)
            return
    assert written is not None
    say(written.html or "")


@cache
def _book() -> Book:
    return load_book(base_book())[0]


@cache
def _values() -> dict[str, Any]:
    item = _book().items["letter:summary"]
    assert isinstance(item.data, Letter)
    reading = value_context(_book().context, item.data, today=TODAY, of_sample=True)
    values, _unfit = read_values(item.data, item.data.sample, reading)
    odd = {"words": ["а", "<b>", "в"] * 5, "deep": [[1, [2]], {"a": [3]}]}
    return {**environment.given(_book().company), **values, **odd, environment.CLOCKS: _CLOCKS}


def _letters(books: Sequence[Path]) -> list[bytes]:
    return [path.read_bytes() for root in books for path in sorted((root / "content/letters").glob("*.md"))]


def _sources(books: Sequence[Path]) -> list[bytes]:
    pages = (CHECKOUT / "templates").rglob("*.*")
    return [data.split(b"---\n", 2)[-1] for data in _letters(books)] + [path.read_bytes() for path in sorted(pages)]


_ENVELOPE = "templates/letters/envelope.html"


def _hostile(random: Random) -> bytes:
    return press.template(random, _texts()).encode("utf-8", "surrogatepass")


def _hostile_letter(random: Random) -> bytes:
    text = (base_book() / "content/letters/summary.md").read_text(encoding="utf-8")
    if random.random() < 0.4:
        return generated.front_matter(random, text).encode("utf-8", "surrogatepass")
    head, line, body = text.partition("\n---\n")
    return (head + line + press.template(random, [body])).encode("utf-8", "surrogatepass")


def _hostile_envelope(random: Random) -> bytes:
    return press.template(random, [(base_book() / _ENVELOPE).read_text(encoding="utf-8")]).encode(
        "utf-8", "surrogatepass"
    )


@cache
def _texts() -> tuple[str, ...]:
    return tuple(data.decode() for data in _sources([base_book()]))


TARGETS = (
    Target(letter, _letters, runs=4_000, generate=_hostile_letter),
    Target(template, _sources, runs=7_000, generate=_hostile),
    Target(envelope, lambda _books: [(base_book() / _ENVELOPE).read_bytes()], runs=2_500, generate=_hostile_envelope),
)
