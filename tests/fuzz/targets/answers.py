"""What people and assistants ask a book: questions, the search's scripts, kept words, calls of tools.

An input of `assistant` says on its first line `TOOL | ROLE`; the arguments follow as JSON.
"""

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from salesbook.assistants import tools
from salesbook.assistants.citations import MAX_ANSWER
from salesbook.assistants.reader import BookReader, OpenBook
from salesbook.book.book import Book
from salesbook.book.load import load_book
from salesbook.core.errors import UserError
from salesbook.core.language import Translations
from salesbook.finding import search
from salesbook.finding.excerpts import excerpt, marked
from salesbook.finding.forms import Dictionary
from salesbook.finding.index import Index
from salesbook.models.letter import Letter
from salesbook.models.pipeline import Pipeline
from salesbook.models.scorecard import Scorecard
from salesbook.output.finding import hit_json
from salesbook.output.visible import harmless_json
from salesbook.pages.places import Places
from salesbook.pages.search import search_data
from tests.fuzz.confinement import say
from tests.fuzz.generators import data as generated
from tests.fuzz.generators.words import hostile
from tests.fuzz.harmless import judge_terminal
from tests.fuzz.target import OF_TESTS, Target, base_book, base_names, contents, headed, parted
from tests.fuzz.targets.books import hostile_file, with_file

_MOST = 10
_SCRIPT = re.compile(r"bookSearch\.[a-z]+\((.*)\);\n", re.DOTALL)
_BAR = " | "


def question(data: bytes) -> None:
    """Ask a book; at most ten places, one of an item, each shown with its own words and no others."""
    typed = data.decode("utf-8", "replace")
    book, index = _asked()
    hits = search.find(index, typed, _MOST)
    assert len({hit.section.item.name for hit in hits}) == len(hits) <= _MOST
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        assert hit.score > 0
        told = hit_json(book, index, hit)
        assert "".join(s.text for s in excerpt(index, hit)) == told["excerpt"]
        assert "".join(s.text for s in marked(index, hit, hit.section.heading)) == hit.section.heading
        say(told["excerpt"])


def search_scripts(data: bytes) -> None:
    """Make the search of a book with a hostile file: scripts that hand over data and do nothing else."""
    name, content = parted(data, base_names())
    with_file(name, content)
    book, _problems = load_book(base_book())
    index = Index.of(book, None, _dictionary())
    for script in search_data(Places(book), Translations("ru"), index):
        say(script.text)
        whole = _SCRIPT.fullmatch(script.text)
        assert whole is not None, script.text[:200]
        assert not {"\u2028", "\u2029"} & {*script.text}
        json.loads(f"[{whole[1]}]")
        assert re.fullmatch(r"search/[a-z0-9/-]+\.js", script.uri), script.uri


def kept_words(data: bytes) -> None:
    """Begin with damaged words of the dictionary; a book is asked all the same."""
    dictionary = Dictionary(data)
    for word in ("скидка", "брони", "x", "оп"):
        for lemma in dictionary.lemmas(word):
            say(lemma)
            assert all(isinstance(stem, str) for stem in dictionary.stems(lemma))
    dictionary.learnt()


def assistant(data: bytes) -> None:
    """Call a tool as an assistant would; bounded plain data, or the user's mistake."""
    head, _line_end, rest = data.partition(b"\n")
    name, _bar, role = head.decode("utf-8", "replace").partition(_BAR)
    opened = _opened(role if role in _ROLES else None)
    try:
        given = json.loads(rest)
    except (ValueError, RecursionError):
        return  # the SDK hands on no such message
    if given is not None and not isinstance(given, dict):
        return
    try:
        answer = tools.call(opened, name, given)
    except UserError as error:
        say(error.message)
        say(error.advice)
        return
    plain = json.dumps(answer, ensure_ascii=False)
    text = harmless_json(plain)
    say(text)
    judge_terminal(text, json=True)
    assert json.loads(text) == json.loads(plain.encode("utf-8", "replace"))
    assert len(text) < 4 * MAX_ANSWER


_ROLES = ("teacher", "curator")


@cache
def _dictionary() -> Dictionary:
    return Dictionary()


@cache
def _asked() -> tuple[Book, Index]:
    book, _problems = load_book(OF_TESTS[1])
    return book, Index.of(book, dictionary=_dictionary())


@cache
def _opened(role: str | None) -> OpenBook:
    return BookReader(OF_TESTS[1], role).read()


def _titles(books: Sequence[Path]) -> list[bytes]:
    return [item.title.encode() for root in books for item in load_book(root)[0].items.values()]


def _questions(random: Random) -> bytes:
    known = [item.title for item in _asked()[0].items.values()]
    words = [random.choice((random.choice(known), hostile(random), random.choice("оп-1 op7 №3 crblrf ".split(" "))))]
    if random.random() < 0.5:
        words = [*words, *random.choice(known).split()][:: random.choice((1, -1))]
    return " ".join(words).encode("utf-8", "surrogatepass")


def _base_files(_books: Sequence[Path]) -> list[bytes]:
    return [headed(name, (base_book() / name).read_bytes()) for name in contents(base_book())]


def _hostile_file(random: Random) -> bytes:
    return headed(*hostile_file(random, OF_TESTS[0]))


def _learnt(_books: Sequence[Path]) -> list[bytes]:
    dictionary = Dictionary()
    for word in ("скидка", "брони", "оплате"):
        for lemma in dictionary.lemmas(word):
            dictionary.stems(lemma)
    return [dictionary.learnt() or b""]


def _call(name: str, role: str, given: Any) -> bytes:
    return f"{name}{_BAR}{role}\n".encode() + json.dumps(given).encode()


def _calls(_books: Sequence[Path]) -> list[bytes]:
    book = _asked()[0]
    calls = [_call("find", "", {"question": "скидка", "limit": 3}), _call("list", "teacher", {"kind": "letter"})]
    calls += [_call("show", "teacher", {"name": name}) for name in book.items]
    for item, pipeline in book.data(Pipeline):
        calls += [_call("pipeline_stage", "", {"pipeline": item.slug, "stage": s.id}) for s in pipeline.stages]
    calls += [_call("letter_fields", "", {"letter": item.slug}) for item, _letter in book.data(Letter)]
    for item, card in book.data(Scorecard):
        answers = {p.id: card.choices(p)[0].id for p in card.parameters()}
        calls.append(_call("score", "curator", {"card": item.slug, "scores": answers, "knockouts": []}))
    return calls


def _generated_call(random: Random) -> bytes:
    tool = random.choice(tools.TOOLS)
    names = [*_asked()[0].items]
    given = {
        argument.name: random.choice(
            (random.choice(names), hostile(random), random.randrange(-2, 10**6), generated.value(random))
        )
        for argument in tool.arguments
        if argument.required or random.random() < 0.5
    }
    called = tool.name if random.random() < 0.95 else hostile(random).replace("\n", "")
    try:
        return _call(called, random.choice(("", *_ROLES)), given)
    except (TypeError, ValueError):
        return _call(called, "", {})


TARGETS = (
    Target(question, lambda _books: _titles(OF_TESTS), runs=6_000, generate=_questions),
    Target(search_scripts, _base_files, runs=400, generate=_hostile_file, guided=False),
    Target(kept_words, _learnt, runs=2_000),
    Target(assistant, _calls, runs=4_000, generate=_generated_call),
)
