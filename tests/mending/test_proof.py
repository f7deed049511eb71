"""A fix is proven by reading the file anew."""

from pathlib import Path, PurePosixPath

import pytest

from salesbook.core.edits import TextEdit, replaced
from salesbook.mending.proof import proven
from salesbook.models.kinds import BY_NAME
from salesbook.reading.files import SourceFile
from tests.books import base_text

FAQ = SourceFile(Path(), PurePosixPath("content/faq/a.yml"), BY_NAME["faq"])
BOOK = SourceFile(Path(), PurePosixPath("content/book/a.md"), BY_NAME["article"])
CHAPTER = """\
---
title: 'Слово "слово"' # слово
order: 1
theme: "Раз \\"раз\\""
---
<!-- salesbook: ignore=x слово -->
Слово "слово".
"""
ANSWERS = """\
title: Оплата
questions:
  - question: Есть - ли?
    answer: >
      Да - да,
      да - нет.
  - {question: 'It''s "it"?', answer: да}
"""
NOTED = """\
title: Оплата
questions:
  - question: Есть?
    answer: |
      Да <!-- да - нет
      - - -->
      да - нет.
"""


def after(text: str, *edits: tuple[str, int, str]) -> tuple[str, list[TextEdit]]:
    """Replace the nth occurrence of words."""
    made = []
    for words, nth, replacement in edits:
        at = -1
        for _n in range(nth):
            at = text.index(words, at + 1)
        made.append(TextEdit(at, at + len(words), replacement))
    made.sort()
    return replaced(text, made), made


@pytest.mark.parametrize(
    ("entry", "text", "edits"),
    [
        (BOOK, CHAPTER, [('"слово"', 1, "«слово»")]),
        (BOOK, CHAPTER, [('"слово"', 2, "«слово»")]),
        (BOOK, CHAPTER, [("слово", 2, "слова")]),
        (BOOK, CHAPTER, [("слово", 4, "слова")]),
        (BOOK, CHAPTER, [("Слово", 1, "Слова"), ("Слово", 2, "Слова")]),
        (FAQ, ANSWERS, [(" - ", 2, " — ")]),
        (FAQ, ANSWERS, [(" - ", 3, " — "), (" - ", 4, " — ")]),
        (FAQ, ANSWERS, [('"it"', 1, "„it“")]),
        (FAQ, NOTED, [("да - нет", 2, "да — нет")]),
    ],
)
def test_just_the_strings_that_were_to_change(entry: SourceFile, text: str, edits: list[tuple[str, int, str]]) -> None:
    new, made = after(text, *edits)
    assert new != text
    assert proven(entry, text, new, made)


@pytest.mark.parametrize(
    ("entry", "text", "edits"),
    [
        (BOOK, CHAPTER, [("order", 1, "ordnung")]),
        (BOOK, CHAPTER, [("theme", 1, "thema")]),
        (BOOK, CHAPTER, [("1", 1, "2")]),
        (BOOK, CHAPTER, [('"слово"', 1, "'слово'")]),
        (BOOK, CHAPTER, [('Раз \\"раз\\"', 1, 'Раз "раз"')]),
        (BOOK, CHAPTER, [("---\n<", 1, "--\n<")]),
        (BOOK, CHAPTER, [("слово", 3, "слова")]),
        (BOOK, CHAPTER, [("Слово", 1, "")]),
        (FAQ, ANSWERS, [("Есть - ли", 1, "Есть: ли")]),
        (FAQ, ANSWERS, [("'It''s", 1, "'It's")]),
        (FAQ, ANSWERS, [("Оплата", 1, "Оплата\nx: y")]),
        (FAQ, NOTED, [("да - нет", 1, "да — нет")]),
        (FAQ, ANSWERS + "x: y\n", [("Оплата", 1, "Цена")]),
    ],
)
def test_anything_else(entry: SourceFile, text: str, edits: list[tuple[str, int, str]]) -> None:
    new, made = after(text, *edits)
    if edits[0][0] == "Слово":
        # The words were to go, and more went with them.
        new = new.replace("слово", "", 1)
    assert not proven(entry, text, new, made)


def test_the_base_book_stands_as_it_is() -> None:
    text = base_text("faq/payments.yml")
    assert proven(FAQ, text, text, [])
