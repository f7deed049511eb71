"""The whole compile: whatever could be read is in the book, whatever could not is in the list."""

from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.book.load import ENOUGH, first_of, load_book
from salesbook.core.diagnostics import Finding
from salesbook.core.errors import UserError
from salesbook.models.base import ContentModel
from salesbook.reading.files import find_root
from salesbook.reading.yaml import read
from tests.books import BASE, base_text, changed, findings, found, regulation, shown, write_book


@pytest.mark.parametrize("below", [".", "content", "content/regulations/sales", "content/company.yml", "templates"])
def test_the_book_is_found_from_anywhere_in_it(tmp_path: Path, below: str) -> None:
    root = write_book(tmp_path)
    assert find_root(root / below) == root.resolve()


def test_no_book(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no book in .*content/company\.yml"):
        find_root(tmp_path)


def test_a_broken_item_is_not_unknown(tmp_path: Path) -> None:
    """One mistake gives one finding: those who refer to the broken file are not to blame."""
    name = "regulations/sales/key-meeting.md"
    found = findings(tmp_path, changed(name, ("review_months: 6", "review_months: x")))
    assert [(d.rule, str(d.path)) for d in found] == [("schema", f"content/{name}")]
    book, _problems = load_book(tmp_path)
    assert {"regulation:key-meeting", "ОП-002"} <= book.broken


def test_the_book_tells_which_files_are_unread(tmp_path: Path) -> None:
    regulations, glossary = "regulations/sales/key-meeting.md", "glossary.yml"
    book, _problems = load_book(write_book(tmp_path, {regulations: "x", glossary: "x: 1", "regulations/bad.md": "x"}))
    assert book.unread("regulation") == ("regulation:bad", "regulation:key-meeting")
    assert book.unread("glossary", "pipeline") == ("glossary",)
    assert book.unread("pipeline") == ()
    assert book.unread() == tuple(sorted(book.broken))
    content = PurePosixPath("content")
    assert [book.is_unread(content / name) for name in (regulations, glossary, "regulations/bad.md")] == [True] * 3
    assert not any(book.is_unread(content / name) for name in ("scripts/key-meeting.yml", "x/glossary.yml", "bad.md"))


def test_a_link_to_an_unread_file_is_not_broken(tmp_path: Path) -> None:
    link = "[Словарь](../../glossary.yml) и [сценарий](../../scripts/key-meeting.md)"
    found = findings(tmp_path, {"glossary.yml": "x: 1\n", "regulations/sales/x.md": regulation("Новый", "", link)})
    assert [d.message for d in found if d.rule == "broken-link"] == [
        "there is no file “../../scripts/key-meeting.md” (content/scripts/key-meeting.md)"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "company.yml",
        "pipelines/main.yml",
        "scripts/key-meeting.yml",
        "scorecards/leads.yml",
        "letters/summary.md",
        "glossary.yml",
        "articles.yml",
        "positions/manager.md",
    ],
)
@pytest.mark.parametrize("text", [b"", b"\xff", b"[", b"title: x\n", b"- a\n", b"---\ntitle: x\n---\nx\n"])
def test_one_broken_file_does_not_drag_others_along(tmp_path: Path, name: str, text: bytes) -> None:
    found = findings(tmp_path, {name: text})
    assert found
    assert {str(d.path) for d in found} == {f"content/{name}"}


def test_findings_stand_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    found = findings(
        tmp_path,
        {
            "faq/payments.yml": "x: 1\n",
            "book/objections.md": "",
            "regulations/sales/x.md": regulation(body="[[a]]\n[[b]]"),
        },
    )
    assert [(str(d.path), d.place.line) for d in found] == sorted((str(d.path), d.place.line) for d in found)
    assert len(found) == 7


def test_the_book_is_frozen() -> None:
    book, _problems = load_book(BASE)
    with pytest.raises(AttributeError):
        book.items = {}  # type: ignore[misc]
    with pytest.raises(ValueError, match="frozen"):
        book.company.name = "x"  # type: ignore[misc]
    for item in book.items.values():
        assert isinstance(item.data, ContentModel)
        hash(item.data.model_dump_json())


def test_loading_changes_no_file(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in root.rglob("*") if p.is_file()}
    assert found(root) == []
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in root.rglob("*") if p.is_file()} == before


def test_the_folder_the_user_stands_in_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_book(tmp_path / "book", {"faq/x.yml": "x: 1\n"})
    monkeypatch.chdir(tmp_path)
    found = load_book(Path("book"))[1]
    monkeypatch.chdir(tmp_path / "book" / "content")
    assert [shown(d) for d in load_book(Path(".."))[1]] == [shown(d) for d in found]


FILES = [
    p.relative_to(BASE / "content").as_posix()
    for p in sorted((BASE / "content").rglob("*"))
    if p.suffix in {".md", ".yml"}
]


@settings(max_examples=70, deadline=None)
@given(st.sampled_from(FILES), st.data())
def test_no_damage_to_a_file_ends_the_program(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    """Cut a file, repeat a part of it, put odd bytes in: the compile and every check go on."""
    text = base_text(name).encode()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    odd = data.draw(
        st.sampled_from(
            [
                b"",
                b"\xff",
                b"\x00",
                b"\t",
                b"\n",
                b"[",
                b"]",
                b"{{",
                b"}}",
                b"%}",
                b": ",
                b"- ",
                b"null",
                b"&a ",
                b"*a",
                b"!x ",
                b"'",
                b'"',
                b"[[",
                b"#",
                "\u2028".encode(),
                b"---\n",
            ]
        )
    )
    damaged = text[:start] + odd + data.draw(st.sampled_from([b"", text[start:end]])) + text[end:]
    root = write_book(tmp_path_factory.mktemp("book"), {name: damaged})
    for diagnostic in found(root):
        lines = damaged.decode("utf-8", "replace").splitlines() if str(diagnostic.path) == f"content/{name}" else None
        assert diagnostic.place.line >= 1
        assert lines is None or diagnostic.place.line <= len(lines) + 1
        assert diagnostic.message


VALUES: list[Any] = [
    None,
    0,
    -1,
    10**17,
    1.5,
    True,
    "",
    " ",
    "x",
    "x" * 5000,
    "[[x]]",
    "{{ fact.x }}",
    "#",
    "pipeline:#",
    "a#b#c",
    ":",
    "\n",
    [],
    [None],
    [[]],
    {},
    {"a": None},
    {"id": 1},
]


@settings(max_examples=70, deadline=None)
@given(st.sampled_from([f for f in FILES if f.endswith(".yml")]), st.data())
def test_no_value_in_any_field_ends_the_program(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    import yaml

    tree, problems = read(base_text(name))
    assert problems == []
    node: Any = tree
    for _depth in range(data.draw(st.integers(1, 4))):
        keys = list(node) if isinstance(node, dict) else list(range(len(node))) if isinstance(node, list) else []
        if not keys:
            break
        key = data.draw(st.sampled_from(keys))
        parent, node = node, node[key]
    parent[key] = data.draw(st.sampled_from(VALUES))
    text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=10**6)
    for diagnostic in findings(tmp_path_factory.mktemp("book"), {name: text}):
        assert diagnostic.message


def test_a_review_in_the_last_year_of_the_calendar(tmp_path: Path) -> None:
    """The next review would be due in the year 10000, which no date can say."""
    change = changed("regulations/sales/first-contact.md", ("2026-11-03", "9999-12-01"))
    assert [d.rule for d in findings(tmp_path, change)] == ["future-review"]


def told(kinds: list[tuple[str, str | None]]) -> list[tuple[str, int]]:
    """Return what is told of findings in files, and for how many more each stands; a replacement may be given."""
    findings = (Finding(PurePosixPath(name), (), f"{n}", replacement=by) for n, (name, by) in enumerate(kinds))
    return [(f"{finding.path}:{finding.message}", more) for finding, more in first_of(findings)]


@pytest.mark.parametrize("over", [-1, 0, 1, 500])
def test_of_a_thousand_of_a_kind_in_a_file_the_last_stands_for_the_rest(over: int) -> None:
    said = told([("a.md", None)] * (ENOUGH + over))
    assert len(said) == min(ENOUGH, ENOUGH + over)
    assert [more for _finding, more in said] == [0] * (len(said) - 1) + [max(over, 0)]
    assert said[-1][0] == f"a.md:{len(said) - 1}"


def test_each_file_has_a_thousand_of_its_own_and_what_is_mended_is_all_told() -> None:
    said = told([("a.md", None), ("b.md", None)] * ENOUGH + [("a.md", "new")] * 3 * ENOUGH + [("b.md", None)])
    assert len(said) == 5 * ENOUGH
    assert [(finding.partition(":")[0], more) for finding, more in said if more] == [("b.md", 1)]


def test_the_last_says_how_many_more_there_are(tmp_path: Path) -> None:
    text = regulation(body="[[ОП-999]] " * (ENOUGH + 20))
    found = [d for d in findings(tmp_path, {"regulations/sales/many.md": text}) if d.rule == "unknown-reference"]
    assert len(found) == ENOUGH
    assert sum("and 20 more of the kind in this file" in d.message for d in found) == 1
