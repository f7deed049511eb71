"""Registers are sorted as they stand: blocks move with their comments, no byte of an entry changes."""

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.book.load import compile_book, load_book
from salesbook.core.changes import Change
from salesbook.mending.registers import in_order, in_order_of
from salesbook.reading.sources import Sources
from salesbook.text.naming import collated
from tests.books import found, write_book

GLOSSARY = """\
title: Словарь
terms:
  # о программах
  # в два ряда
  - term: Zoom
    definition: >-
      Программа.

      # не комментарий
      - не статья
  - {term: Ёж, definition: Зверь.}

  - term: Лид   # слово
    definition: Заявка.
    see: [ОП-001]
  # последнее
  - term: «Бронь»
    definition: Срок.
# хвост
about: О словах.
"""
SORTED = """\
title: Словарь
terms:
  # последнее
  - term: «Бронь»
    definition: Срок.
  - {term: Ёж, definition: Зверь.}

  - term: Лид   # слово
    definition: Заявка.
    see: [ОП-001]
  # о программах
  # в два ряда
  - term: Zoom
    definition: >-
      Программа.

      # не комментарий
      - не статья
# хвост
about: О словах.
"""


def put_in_order(root: Path, change: dict[str, str | bytes | None]) -> dict[str, str]:
    write_book(root, change)
    book, problems = load_book(root)
    assert problems == []
    plan = in_order(book)
    plan.apply()
    return {c.path.name: c.after.decode() for c in plan.changes}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_entries_move_with_what_stands_above_them(tmp_path: Path, end: str) -> None:
    text = GLOSSARY.replace("\n", end).encode()
    assert put_in_order(tmp_path, {"glossary.yml": text}) == {"glossary.yml": SORTED.replace("\n", end)}
    assert "unsorted-register" not in {d.rule for d in found(tmp_path)}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("issued:\n  ОП: 2\n  # мк\n  МК: 1", "issued:\n  # мк\n  МК: 1\n  ОП: 2"),
        ("# слова\nissued: {ОП: 2, 'МК': 1}  # всё\n", "# слова\nissued: {'МК': 1, ОП: 2}  # всё\n"),
        ("issued:\n    'ОП': 2   # оп\n\n    МК: 1\n", "issued:\n\n    МК: 1\n    'ОП': 2   # оп\n"),
    ],
)
def test_the_register(tmp_path: Path, before: str, after: str) -> None:
    assert put_in_order(tmp_path, {"articles.yml": before}) == {"articles.yml": after}
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    "text",
    [
        "title: С\nterms: [{term: Б, definition: б}, {term: А, definition: а}]\n",
        "title: С\nterms:\n- {term: А, definition: а}\n",
    ],
)
def test_what_cannot_be_sorted_or_is_sorted_is_left_alone(tmp_path: Path, text: str) -> None:
    assert put_in_order(tmp_path, {"glossary.yml": text}) == {}


def test_texts_that_nobody_has_written_are_sorted(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    glossary = PurePosixPath("content/glossary.yml")
    book, problems = compile_book(Sources(root, {glossary: GLOSSARY.encode()}))
    assert problems == []
    assert in_order(book).changes == (Change(root / glossary, GLOSSARY.encode(), SORTED.encode()),)


@given(
    st.lists(
        st.tuples(st.text("абёеzA", min_size=1, max_size=3), st.sampled_from(["", "  # к\n", "\n", "# 0\n"])),
        min_size=1,
    )
)
def test_sorting_keeps_every_line_and_is_done_at_once(entries: list[tuple[str, str]]) -> None:
    text = "terms:\n" + "".join(f"{above}  - term: '{term}'\n" for term, above in entries)

    def key(entry: dict[str, str]) -> tuple[bool, str]:
        return collated(entry["term"])

    once = in_order_of(text.encode(), "terms", key)
    assert sorted(once.splitlines()) == sorted(text.encode().splitlines())
    assert in_order_of(once, "terms", key) == once
    terms = [line.split("'")[1] for line in once.decode().splitlines() if "'" in line]
    assert terms == sorted((term for term, _above in entries), key=collated)
