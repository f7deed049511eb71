"""Numbered lists are numbered as the page numbers them: told by the library that prints it."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from salesbook.text.clauses import clause_numbers, has_numbers, is_misnumbered, numbered_lists

EXTENSIONS = ["admonition", "attr_list", "def_list", "sane_lists", "tables", "pymdownx.details", "pymdownx.superfences"]


class Lists(HTMLParser):
    """Collects the numbers that a browser shows, list by list."""

    def __init__(self) -> None:
        super().__init__()
        self.lists: list[list[int]] = []
        self._open: list[tuple[int, list[int]] | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "ol":
            self.lists.append([])
            self._open.append((int(dict(attrs).get("start") or 1), self.lists[-1]))
        elif tag == "ul":
            self._open.append(None)
        elif tag == "li" and self._open and (numbered := self._open[-1]) is not None:
            numbered[1].append(numbered[0] + len(numbered[1]))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ol", "ul"):
            self._open.pop()


def printed(text: str) -> list[list[int]]:
    lists = Lists()
    lists.feed(Markdown(extensions=EXTENSIONS).convert(text))
    return lists.lists


def shown(text: str) -> list[list[int]]:
    return [[int(clause.shown) for clause in clauses] for clauses in numbered_lists(text)]


@pytest.mark.parametrize(
    "text",
    [
        "1. a\n2. b\n4. c",
        "3. a\n4. b",
        "0. a\n1. b",
        "1. a\n\nтекст\n\n4. b\n6. c",
        "1. a\n    1. x\n    3. y\n2. b",
        "1. a\n\n    текст\n\n2. b\n\n4. c",
        "!!! note\n    1. a\n    3. b",
        '??? tip "Совет"\n    1. a\n    3. b\n\n2. c',
        "26. ноября встреча\n28. ноября обед",
        "текст\n26. ноября",
        "1. a\n- b\n3. c",
        "1. a\n\n- b\n\n3. c",
        "- a\n    1. x\n    3. y",
        "1. a\n   1. b\n2. c",
        "## H\n1. a\n3. b",
        "1. a\n## H\n2. b",
        "1) a\n2) b\n4) c",
        "    1. a\n    3. b",
        "1. a\n2. b\n\n> q\n\n4. c",
        "> 1. a\n> 3. b",
        "1. a\n\n    - x\n\n        1. q\n        3. w\n\n2. b",
        "1. a\n\n\n\n3. b",
        "1. a\nещё\n3. b",
        "1. a\n***\n3. b",
        "1. a\n\n```\n7. code\n```\n\n3. b",
        "* a\n1. b\n3. c",
        "1.a\n2.b",
        "1.  a\n\n  3. b\n\n   5. c",
        "1. a\n\n    | x | y |\n    |---|---|\n    | 1 | 2 |\n\n3. b",
    ],
)
def test_as_it_is_printed(text: str) -> None:
    assert shown(text) == printed(text)


LINES = ["1. a", "2. b", "4. c", "", "", "## Раздел", "***"]
INNER = ["    1. x", "    2. y", "    5. z", "    текст", "    - b", ""]


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([[line] for line in LINES]),
            st.sampled_from([["", line, ""] for line in ("текст", "- b", "> слова")]),
            st.lists(st.sampled_from(INNER), max_size=4).map(lambda inner: ["1. a", *inner, ""]),
        ),
        max_size=6,
    ).map(lambda parts: "\n".join(line for part in parts for line in part))
)
def test_what_is_said_to_be_renumbered_is(text: str) -> None:
    lists = printed(text)
    for clauses in numbered_lists(text):
        if is_misnumbered(clauses):
            assert [int(clause.shown) for clause in clauses] in lists


def test_numbers_stand_where_it_says() -> None:
    text = "слова\n\n> 3. a\n> 7. b\n\n1. c\n\t- d\n\t\t12. e"
    assert [[text[c.start :].startswith(f"{c.written}.") for c in each] for each in numbered_lists(text)] == [
        [True, True],
        [True],
        [True],
    ]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("1. a\n2. b\n4. c", True),
        ("1. a\n2. b\n2. c", True),
        ("2. a\n1. b", True),
        ("1. a\n1. b\n1. c", False),
        ("0. a\n0. b", False),
        ("4. a\n5. b", False),
        ("1. a", False),
    ],
)
def test_numbers_that_the_page_changes(text: str, wrong: bool) -> None:
    assert [is_misnumbered(clauses) for clauses in numbered_lists(text)] == [wrong]
    assert has_numbers(text) is ("\n" in text)


def test_every_number_by_which_a_clause_can_be_cited() -> None:
    text = (
        "## 7. Срок\n\n### 7.2 Когда\n\n**8.1.** Слова.\n\n9) Ещё.\n\n1. a\n    1. b\n    2. c\n3. d\n\n"
        "| 12 | таблица |\n\n### Пункт 14. Скидки\n\nПо п. 15 нет.\n\n- № 16"
    )
    numbers = {"7", "7.2", "8.1", "9", "1", "1.1", "1.2", "2", "3", "12", "14", "16"}
    assert clause_numbers(text) == numbers


@pytest.mark.parametrize(
    "line", ["1. a\n", "    1. a\n", "> 1. a\n", "1. a\n\n    - b\n\n", "!!! x\n", "> " * 50 + "1. a\n"]
)
def test_ten_thousand_lines_are_read_in_time(line: str) -> None:
    assert len(numbered_lists(line * 10_000)) <= 10_000
