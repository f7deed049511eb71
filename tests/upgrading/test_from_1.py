"""What the step from format 1 does beside company.yml: the default card, readers, seals."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

import pytest

from salesbook.book.load import load_book
from salesbook.book.seals import seal
from salesbook.core.book_format import CURRENT
from salesbook.models.training import Course
from salesbook.reading.sources import Sources
from salesbook.text.naming import parted
from salesbook.upgrading import upgrade
from salesbook.upgrading.from_1 import default_card, readers_of_lessons, seals_made_anew
from salesbook.upgrading.rewriting import Left, Rewrite, rewritten
from salesbook.upgrading.seals_of_1 import said
from tests.books import base_text, changed
from tests.upgrading.old import files_of, write_old

LEADS, START = "scorecards/leads.yml", "courses/start.yml"
FIRST = "regulations/sales/first-contact.md"
OTHER_CARD = base_text(LEADS).replace("title: Карта лида", "title: Карта партнёра")


def results(root: Path, part: Callable[[Sources], Iterator[Rewrite | Left]]) -> dict[str, str]:
    """Return what a part makes of files, by their paths below content/: the new text, or why it is left."""
    sources = Sources(root)
    outcome = {}
    for rewrite in part(sources):
        change = rewritten(sources, rewrite) if isinstance(rewrite, Rewrite) else rewrite
        outcome[str(rewrite.path.relative_to("content"))] = (
            change.message if isinstance(change, Left) else change.after.decode()
        )
    return outcome


def test_of_several_cards_the_one_called_leads_is_marked(tmp_path: Path) -> None:
    root = write_old(tmp_path, {"scorecards/partners.yml": OTHER_CARD})
    marked = base_text(LEADS).replace("title: Карта лида\n", "title: Карта лида\ndefault: true\n")
    assert results(root, default_card) == {LEADS: marked}


@pytest.mark.parametrize(
    "cards",
    [
        {},
        {"scorecards/partners.yml": OTHER_CARD.replace("edition", "default: true\nedition", 1)},
        {LEADS: None, "scorecards/a.yml": OTHER_CARD, "scorecards/b.yml": base_text(LEADS)},
    ],
)
def test_where_there_is_nothing_to_choose_no_card_is_marked(tmp_path: Path, cards: dict[str, str | None]) -> None:
    assert results(write_old(tmp_path, cards), default_card) == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("readers: [head]", "readers: [head, manager]"),
        ("readers: ['head'] # кто", "readers: ['head', manager] # кто"),
        ("readers:\n  - head # он", "readers:\n  - head # он\n  - manager"),
        ("readers:\n- head", "readers:\n- head\n- manager"),
        ("readers: [\n  head,\n  ]", "readers: [\n  head, manager,\n  ]"),
    ],
)
def test_whoever_is_sent_to_a_regulation_becomes_a_reader(tmp_path: Path, before: str, after: str) -> None:
    text = base_text(FIRST).replace("readers: [manager]", before, 1)
    expected = text.replace(before, after, 1)
    root = write_old(tmp_path, {FIRST: text})
    assert results(root, readers_of_lessons) == {FIRST: expected}
    (root / "content" / FIRST).write_text(expected, encoding="utf-8")
    assert results(root, readers_of_lessons) == {}


def test_readers_of_what_had_none_in_format_1_stay(tmp_path: Path) -> None:
    """Only regulations had `readers`: on anything else somebody has written them since, and means them."""
    changes = changed("scripts/key-meeting.yml", ("title:", "readers: [head]\ntitle:"))
    assert results(write_old(tmp_path, changes), readers_of_lessons) == {}


QUESTION = "  - {question: Что в письме?, options: [Да., Нет.], answer: 1, because: Так., source: 'letter:summary'"


def with_question(tmp_path: Path, seen: str | None, changes: dict[str, str] | None = None) -> Path:
    line = QUESTION + (f", seen: {seen}" if seen else "") + "}\n"
    return write_old(tmp_path, {START: base_text(START) + line, **(changes or {})})


def seals(root: Path) -> tuple[str, str]:
    """Return the seals of the second question's source: in format 1, and now."""
    book, _problems = load_book(root)
    (_item, course), *_more = book.data(Course)
    target, anchor = parted(course.quiz[1].source)
    source = book.resolve(target)
    assert source is not None
    return seal(source, anchor, book.facts, said), seal(source, anchor, book.facts)


def test_a_seal_of_the_same_words_is_made_anew(tmp_path: Path) -> None:
    old, new = seals(with_question(tmp_path / "a", None))
    assert old != new, "fields of a letter hold something by default"
    root = with_question(tmp_path / "b", f"'{old}'")
    text = (root / "content" / START).read_text(encoding="utf-8")
    assert results(root, seals_made_anew) == {START: text.replace(old, new)}


def test_a_seal_of_other_words_is_left(tmp_path: Path) -> None:
    old, new = seals(with_question(tmp_path / "a", None))
    change = changed("letters/summary.md", ("title: ", "title: Новое "))
    assert results(with_question(tmp_path / "b", old, change), seals_made_anew) == {}
    assert results(with_question(tmp_path / "c", new), seals_made_anew) == {}
    assert results(with_question(tmp_path / "d", None), seals_made_anew) == {}


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_file_that_is_a_link_is_left_to_a_person(tmp_path: Path) -> None:
    root = write_old(tmp_path, {"scorecards/partners.yml": OTHER_CARD})
    card = root / "content" / LEADS
    card.rename(root / "content/scorecards/real.txt")
    card.symlink_to("real.txt")
    (left,) = (rewritten(Sources(root), each) for each in default_card(Sources(root)) if isinstance(each, Rewrite))
    assert left == Left(
        PurePosixPath("content", LEADS),
        "it is a link: mend the file that it leads to",
        "write it yourself: default: true",
    )


def test_letters_that_are_composed_otherwise_are_left_to_a_person(tmp_path: Path) -> None:
    """An edit on a line of decomposed letters would change letters that nobody has asked about."""
    text = base_text(FIRST).replace("readers: [manager]", "readers: [head] # ё й", 1)
    root = write_old(tmp_path, {FIRST: text.replace("ё й", "е\u0308 и\u0306")})
    assert "composed in another way" in results(root, readers_of_lessons)[FIRST]


def test_a_book_beneath_is_upgraded_by_itself(tmp_path: Path) -> None:
    """What the book itself has is rewritten; what it has from beneath is as it is there."""
    second = base_text(FIRST).replace("readers: [manager]", "readers: [head]", 1)
    base = write_old(tmp_path / "base", {FIRST: second})
    own = tmp_path / "own"
    (own / "content").mkdir(parents=True)
    (own / "content/company.yml").write_text("extends: ../base\nformat: 1\n", encoding="utf-8")
    before = files_of(base)
    planned = upgrade(own)
    assert (planned.problems, planned.left) == ((), ())
    assert [change.path for change in planned.plan.changes] == [own / "content/company.yml"]
    planned.plan.apply(own)
    assert (own / "content/company.yml").read_text(encoding="utf-8") == "extends: ../base\nformat: 2\n"
    assert files_of(base) == before
    assert {change.path.name for change in upgrade(base).plan.changes} == {"company.yml", "first-contact.md"}


def test_a_book_that_extends_another_and_says_no_format(tmp_path: Path) -> None:
    write_old(tmp_path / "base")
    own = tmp_path / "own"
    (own / "content").mkdir(parents=True)
    (own / "content/company.yml").write_text("extends: ../base\n", encoding="utf-8")
    assert upgrade(own).stated == CURRENT
