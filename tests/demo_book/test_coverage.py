"""docs/coverage.md says the truth: a row for every fact, names that exist, headings with text, right counts."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest

from salesbook.book.book import Book
from salesbook.book.load import load_book
from salesbook.finding.sections import sections
from salesbook.starters.catalogue import named_starter
from salesbook.text.naming import parted
from tests.demo_book.demo import ROOT, demo_book

DEMO = demo_book()
DOCS = ROOT / "docs"
FACTS = 261
VERDICTS = ("yes", "part", "no", "tool", "context")
BOOKLESS = ("tool", "context")
"""Facts that no book has to say: a starter does not change what is said of them."""
_NAMED = re.compile(r"`([^`]+)`")
_LINKED = re.compile(r"\[[^\]]+\]\(([^)#]+)\)")


class Cell(NamedTuple):
    """What a row says of one book: the starter's name (empty: the demo book), the places as written, the verdict."""

    starter: str
    places: str
    carried: str

    @property
    def named(self) -> list[str]:
        """The references and commands of the cell."""
        return _NAMED.findall(self.places)


class Row(NamedTuple):
    """A row of a case's table; the first cell is that of the demo book, a second one that of the case's starter."""

    case: str
    number: int
    cells: tuple[Cell, ...]

    @property
    def demo(self) -> str:
        """How far the demo book carries the fact."""
        return self.cells[0].carried

    @property
    def best(self) -> str:
        """How far the book that carries most of it does."""
        return self.demo if self.demo in BOOKLESS else min((c.carried for c in self.cells), key=VERDICTS.index)


def _tables(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the tables of a page below the heading they stand under: its words and the table's lines, by cells."""
    for section in re.split(r"^#+ ", text, flags=re.MULTILINE)[1:]:
        lines = [line for line in section.splitlines() if line.startswith("|")]
        if lines:
            cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
            yield section.partition("\n")[0], [cells[0], *cells[2:]]


TABLES = dict(_tables((DOCS / "coverage.md").read_text(encoding="utf-8")))
SUMMARY = next(iter(TABLES.values()))[1:]


def _rows() -> Iterator[Row]:
    for heading, (head, *lines) in TABLES.items():
        case, _colon, name = heading.removeprefix("Case ").partition(": ")
        if not name:
            continue
        starters = ["", *(_NAMED.findall(title)[0] for title in head[4::2])]
        for number, _fact, *rest in lines:
            cells = zip(starters, rest[::2], rest[1::2], strict=True)
            yield Row(f"{case}: {name}", int(number), tuple(Cell(*cell) for cell in cells))


ROWS = list(_rows())
CELLS = [(row.number, cell) for row in ROWS for cell in row.cells]


@cache
def book_of(starter: str) -> Book:
    return load_book(named_starter(starter).folder("ru"))[0] if starter else DEMO


@cache
def told(starter: str) -> frozenset[tuple[str, str]]:
    """Return the places of a book that have text of their own: names of items, and anchors in them."""
    return frozenset((each.item.name, each.anchor) for each in sections(book_of(starter)) if each.text.strip())


def problem_of(starter: str, name: str) -> str | None:
    """Say what is wrong with a reference; nothing when it leads to something that says anything."""
    target, anchor = parted(name)
    item = book_of(starter).resolve(target)
    if item is None:
        return f"{name}: no such item"
    if item.draft or item.retired:
        return f"{name}: not in force"
    if anchor and anchor not in item.card.anchors:
        return f"{name}: no such anchor"
    if anchor and (item.name, anchor) not in told(starter):
        return f"{name}: nothing is said there"
    return None


def carries(starter: str, name: str) -> bool:
    """Tell whether a reference is as exact as it can be: it has an anchor, or leads to a page that has none."""
    target, anchor = parted(name)
    item = book_of(starter).resolve(target)
    return bool(anchor) or (item is not None and item.kind.page is not None and not item.card.anchors)


def test_every_fact_has_one_row() -> None:
    assert [row.number for row in ROWS] == list(range(1, FACTS + 1))
    assert {cell.carried for _number, cell in CELLS} <= set(VERDICTS)


def test_what_is_named_exists() -> None:
    named = [(n, cell.starter, name) for n, cell in CELLS if cell.carried not in BOOKLESS for name in cell.named]
    assert [(n, wrong) for n, starter, name in named if (wrong := problem_of(starter, name)) is not None] == []


def test_a_yes_names_what_carries_it() -> None:
    said = [(n, cell) for n, cell in CELLS if cell.carried == "yes"]
    assert [n for n, cell in said if not any(carries(cell.starter, name) for name in cell.named)] == []


def test_a_part_names_something_and_a_no_nothing() -> None:
    assert [n for n, cell in CELLS if cell.carried == "part" and not cell.named] == []
    assert [n for n, cell in CELLS if cell.carried in ("no", "context") and cell.places != "—"] == []


def test_tools_are_commands_and_pages() -> None:
    commands = re.findall(r"^## (salesbook .+)$", (DOCS / "reference" / "cli.md").read_text("utf-8"), re.MULTILINE)
    tools = [(n, cell) for n, cell in CELLS if cell.carried == "tool"]
    assert [n for n, cell in tools if not cell.named] == []
    assert [(n, name) for n, cell in tools for name in cell.named if name not in commands] == []
    pages = [(n, page) for n, cell in tools for page in _LINKED.findall(cell.places)]
    assert [(n, page) for n, page in pages if not (DOCS / page).is_file()] == []


def test_the_counts_are_those_of_the_rows() -> None:
    cases = [*dict.fromkeys(row.case for row in ROWS), "All"]
    labels = [re.sub(r"\[(.+)\]\(.+\)", r"\1", line[0]) for line in SUMMARY]
    assert labels == cases
    for case, (_label, *counts) in zip(cases, SUMMARY, strict=True):
        rows = [row for row in ROWS if case in (row.case, "All")]
        demo, best = Counter(row.demo for row in rows), Counter(row.best for row in rows)
        expected = [len(rows), *(demo[each] for each in VERDICTS), *(best[each] for each in VERDICTS[:3])]
        assert list(map(int, counts)) == expected, case


def test_what_is_missing_has_a_reason() -> None:
    missing = [row.number for row in ROWS if row.demo in ("part", "no")]
    assert [int(line[0]) for line in TABLES["Not carried"][1:]] == missing
    text = (DOCS / "coverage.md").read_text(encoding="utf-8").partition("## Not carried")[2]
    lacking = [n for n, cell in CELLS if cell.starter and cell.carried in ("part", "no")]
    assert [n for n in lacking if not re.search(rf"\b{n}\b", text)] == []


def test_exceptions_are_those_of_a_yes_or_a_tool() -> None:
    whole = [row.number for row in ROWS if row.demo in ("yes", "tool")]
    excepted = [int(line[0]) for line in TABLES["A yes or a tool with an exception"][1:]]
    assert excepted == sorted(set(excepted) & set(whole))


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("ОП-999#порядок", "no such item"),
        ("ОП-007#небывалое", "no such anchor"),
        ("ОП-014#порядок", "not in force"),
        ("ОП-007#напоминания", None),
        ("scorecard:leads", None),
    ],
)
def test_a_wrong_name_is_noticed(name: str, wrong: str | None) -> None:
    assert problem_of("", name) == (None if wrong is None else f"{name}: {wrong}")


def test_an_item_with_headings_is_not_enough() -> None:
    assert [carries("", name) for name in ("ОП-007", "company", "ОП-007#напоминания", "letter:summary")] == [
        *(False, False),
        *(True, True),
    ]
