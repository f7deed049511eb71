"""Texts below a book: front matter, YAML, Markdown."""

from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from random import Random

from salesbook.book.load import load_book
from salesbook.core.source import BadBytes, decode
from salesbook.pages.places import Places
from salesbook.pages.prose import Writer
from salesbook.reading import yaml as book_yaml
from salesbook.reading.amounts import excess
from salesbook.reading.document import comments_in, data_of, locate, split
from salesbook.reading.plain_yaml import read_plain
from salesbook.text import anchors, hypertext, markup, safety
from tests.books import BASE
from tests.fuzz.confinement import say
from tests.fuzz.generators import data as generated
from tests.fuzz.generators import markdown as markdown_texts
from tests.fuzz.target import Target, contents

_PATH = PurePosixPath("content/book/x.md")
_WRITER = Writer(Places(load_book(BASE)[0]))
_ITEM = _WRITER.book.items["article:objections"]


def front_matter(data: bytes) -> None:
    """Split a text into fields and body: either problems, or data that every place can be found of."""
    if (text := _text(data)) is None:
        return
    document, problems = split(_PATH, text)
    found, more = (None, problems) if problems else data_of(document)
    for problem in more:
        assert problem.message
        assert 1 <= problem.place.line <= text.count("\n") + 2
    if isinstance(found, dict):
        assert not more
        for key, value in list(found.items())[:20]:
            for route in ((key,), (key, 0), (key, "x", 1)):
                assert 1 <= locate(document, route).start.line <= text.count("\n") + 2, (key, value)
        if document.body and not comments_in(document):
            assert document.text[document.body_start :].startswith(document.body)


def yaml_text(data: bytes) -> None:
    """Read a YAML text: data or problems, never both, the same from both readers; every problem stands in the text."""
    if (text := _text(data)) is None:
        return
    value, problems = book_yaml.read_any(text)
    plain = read_plain(text)
    assert plain is None or (repr(plain) == repr(value) and not problems)
    assert not (problems and value is not None)
    for problem in problems:
        problem.message.encode()
        assert 1 <= problem.place.line <= text.count("\n") + 2, problem
    repr(value).encode("utf-8", "surrogatepass")


def markdown(data: bytes) -> None:
    """Scan Markdown and make HTML of it: tokens stand where they say, and nothing in the result could run."""
    if (text := _text(data)) is None:
        return
    for token in markup.tokens(text):
        assert text.startswith(token.text, token.start)
    assert markup.replace(text, lambda token: token.text) == text
    names = [heading.anchor for heading in anchors.headings(text) if not heading.explicit]
    assert len(set(names)) == len(names)
    anchors.with_anchors(text)
    try:
        html = hypertext.to_html(text)
    except ValueError:
        assert len(text) > hypertext.MAX_LINES
        return
    _Harmless().feed(html)


class _Harmless(HTMLParser):
    """Reads HTML as a browser does, and fails when anything in it could run."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "iframe", "style", "object", "embed", "svg"), tag
        assert not any(name.startswith("on") for name, _value in attrs), attrs
        addresses = (value or "" for name, value in attrs if name in ("href", "src"))
        assert all(map(safety.is_safe, addresses)), attrs


def academy_prose(data: bytes) -> None:
    """Write prose of the academy in every way there is: no tag of the text is left."""
    if (text := _text(data)) is None or excess(text, text):
        return
    _WRITER.turn_to("book/objections.md", _ITEM)
    for written in (_WRITER.prose(text), _WRITER.body(text), _WRITER.inline(text), _WRITER.bullets((text, text))):
        say(written)
        assert "<script" not in written.lower()
        assert "<img" not in written.lower()
    _WRITER.plain(text, 150)


def _text(data: bytes) -> str | None:
    try:
        return decode(data)
    except BadBytes as bad:
        assert bad.place.line >= 1
        return None


def _seeds(books: Sequence[Path], ending: str) -> list[bytes]:
    found = [(root / name).read_bytes() for root in books for name in contents(root) if name.endswith(ending)]
    return [data for data in found if len(data) < 8_000]


def _bodies(books: Sequence[Path]) -> list[bytes]:
    return [data.split(b"---\n", 2)[-1] for data in _seeds(books, ".md")]


def _chapter(random: Random) -> bytes:
    return markdown_texts.chapter(random).encode("utf-8", "surrogatepass")


def _body(random: Random) -> bytes:
    return markdown_texts.body(random).encode("utf-8", "surrogatepass")


def _yaml(random: Random) -> bytes:
    return generated.yaml_text(random).encode("utf-8", "surrogatepass")


TARGETS = (
    Target(front_matter, lambda books: _seeds(books, ".md"), runs=14_000, generate=_chapter),
    Target(yaml_text, lambda books: _seeds(books, ".yml"), runs=16_000, generate=_yaml),
    Target(markdown, _bodies, runs=6_000, generate=_body),
    Target(academy_prose, _bodies, runs=8_000, generate=_body),
)
