"""What authors note to each other in comments never leaves the source: no page, no letter has a word of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.load import compile_book
from salesbook.book.seals import seal
from salesbook.core.language import Translations
from salesbook.letters.writing import sample
from salesbook.models.letter import Letter
from salesbook.output.items import item_json, shown_json
from salesbook.pages.academy import make_academy
from salesbook.reading.sources import Sources
from tests.academy.tiny import TEMPLATES, write_book
from tests.books import TODAY

SECRET, SEEN = "СЕКРЕТ", "ВИДНО"
MARKS = [
    "# ",
    "## ",
    "- ",
    "1. ",
    "> ",
    "| ",
    " |",
    "---",
    "**",
    "*",
    "[[ОП-001]]",
    "[",
    "](",
    "!!! note",
    "{",
    "<",
    ">",
    ":",
]
NOTES = [
    f"<!-- {SECRET} -->",
    f"<!--{SECRET}--!>",
    f"<!-- {SECRET}\n\n## {SECRET}\n\n- {SECRET} -->",
    f"<!-- {{{{ {SECRET} }}}} [[{SECRET}]] `{SECRET} -->",
    f"<!-- ```\n{SECRET}\n-->",
    f"<!-- > <!-- {SECRET} -->",
    f"<!--\n{SECRET}\n-->\n",
]
WORDS = [SEEN, f"{SEEN} ", f"\n\n{SEEN}\n\n", " ", "\n", "\n\n", "    ", "\t"]
TEXTS = st.lists(st.sampled_from([*NOTES, *WORDS, *MARKS]), max_size=20).map("".join)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_book(tmp_path_factory.mktemp("book"))
    shutil.copytree(TEMPLATES, root / "templates", dirs_exist_ok=True)
    return root


def book_with(root: Path, name: str, text: str) -> Book:
    """Compile the tiny book with one of its files saying something else."""
    path = PurePosixPath("content", name)
    assert (root / path).is_file()
    book, _problems = compile_book(Sources(root, {path: text.encode()}))
    return book


def outputs(root: Path, book: Book, item: Item | None) -> Iterator[str]:
    """Yield what pages, lists and `show` say of a book, and what its letters say to a client."""
    for page in make_academy(book, (TEMPLATES,), Translations("ru"), frozenset(), today=TODAY).pages:
        yield f"{page.title}\n{page.meta}\n{page.text}"
    if item is not None:
        yield f"{item_json(book, item)} {shown_json(book, item)} {item.card} {item.mentions}"
        if isinstance(item.data, Letter) and (letter := sample(book.context, item, item.data, today=TODAY)) is not None:
            yield f"{letter.subject}\n{letter.text}\n{letter.html}"


def chapter(text: str) -> str:
    return f"---\ntitle: Закрытие <!-- {SECRET} -->\norder: 1\ntheme: Оплата\n---\nНачало.\n\n{text}"


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_no_text_in_a_comment_reaches_a_page(root: Path, text: str) -> None:
    book = book_with(root, "book/closing.md", chapter(text))
    said = list(outputs(root, book, book.resolve("article:closing")))
    assert not [words for words in said if SECRET in words or "<!--" in words]
    page = next(words for words in said if words.startswith("Закрытие\n"))
    assert page.count(SEEN) - page.partition("\n#")[0].count(SEEN) == text.count(SEEN)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_nor_one_in_a_field_of_yaml(root: Path, text: str) -> None:
    block = "".join(f"    {line}\n" for line in f"Начало.\n{text}".split("\n"))
    faq = f'title: Оплата\nabout: "а <!-- {SECRET} --> б"\nquestions:\n- question: Как?\n  answer: |2\n{block}'
    book = book_with(root, "faq/pay.yml", faq)
    item = book.resolve("faq:pay")
    assert item is not None or "\t" in text
    assert not [words for words in outputs(root, book, item) if SECRET in words or "<!--" in words]


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*NOTES, *WORDS, "{{ client }}", "- ", "**", "# "]), max_size=20).map("".join))
def test_nor_one_in_a_letter(root: Path, text: str) -> None:
    letter = (root / "content/letters/summary.md").read_text(encoding="utf-8")
    letter = letter.replace("Итоги: ", f"Итоги<!-- {SECRET} -->: ") + text
    book = book_with(root, "letters/summary.md", letter)
    item = book.resolve("letter:summary")
    assert item is not None
    said = list(outputs(root, book, item))
    assert not [words for words in said if SECRET in words or "<!--" in words]
    assert said[-1].startswith("Итоги: Анна\n")
    assert said[-1].count(SEEN) == 2 * text.count(SEEN)


def test_a_comment_in_code_is_shown(root: Path) -> None:
    text = "`<!-- раз -->`\n\n```\n<!-- два -->\n```\n\n- пункт\n\n    ~~~\n    <!-- три -->\n    ~~~\n"
    book = book_with(root, "book/closing.md", chapter(text))
    page = "".join(outputs(root, book, None))
    assert all(f"!-- {word} -->" in page for word in ("раз", "два", "три"))


def test_a_note_does_not_change_what_an_item_says(root: Path) -> None:
    seals = set()
    for note in ("", "<!-- спросить юриста -->", "\n\n<!--\n## Порядок\n-->"):
        item = book_with(
            root, "book/closing.md", f"---\ntitle: З\norder: 1\ntheme: О\n---\n## Зачем\n\nНадо.{note}"
        ).resolve("article:closing")
        assert item is not None
        seals |= {seal(item, None, {}), seal(item, "зачем", {})}
    assert len(seals) == 2
