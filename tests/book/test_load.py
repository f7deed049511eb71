"""The whole compile: whatever could be read is in the book, whatever could not is in the list."""

from collections.abc import Sequence, Set
from pathlib import Path, PurePosixPath
from typing import Any
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.book.load import ENOUGH, first_of, load_book, located, unread_company
from salesbook.book.load import read as read_file
from salesbook.core.diagnostics import Diagnostic, Finding, Rule, Severity, Span
from salesbook.core.errors import UserError
from salesbook.core.source import LineColumn
from salesbook.models.base import ContentModel
from salesbook.models.kinds import kind_of
from salesbook.reading.files import SourceFile, find_root
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


def file(name: str, data: bytes | None = None) -> SourceFile:
    """Return a file of content/ that holds these bytes, or that is not there."""
    return SourceFile(Path("/nowhere") / name, PurePosixPath("content", name), kind_of(name), unwritten=data)


REGULATION = "regulations/sales/a.md"
NAMES = frozenset({"regulation:a", "ОП-007"})


def test_a_file_that_is_not_there_has_its_name() -> None:
    text, document, unit, data = read_file(file("faq/gone.yml"))
    assert (text, document, data, unit.item, unit.names) == (None, None, None, None, frozenset({"faq:gone"}))
    assert [problem.rule for problem in unit.problems] == ["unreadable-file"]


@pytest.mark.parametrize(
    ("name", "text", "names", "problem"),
    [
        (REGULATION, "article: ОП-007\n", NAMES, ("front-matter", 1, 1, "the file does not begin with front matter",
         "begin with “---”, the fields, and “---” again")),
        (REGULATION, "---\narticle: 'ОП-007'\nx: [\n---\n", NAMES, ("yaml-syntax", 4, 1,
         "a bracket is never closed, or a comma is missing", "close the bracket, or put the text in quotes")),
        (REGULATION, "---\nx: 1\n article: ОП-007\n---\n", {"regulation:a"}, ("yaml-syntax", 3, 9,
         "a colon where YAML does not expect one", "put the whole value in quotes, or mend the indentation")),
        ("faq/a.yml", "article: ОП-007\ntitle: x\nquestions: [{question: Что?, answer: Да}]\n", {"faq:a"},
         ("schema", 1, 1, "the field “article” is unknown", "it looks like title")),
        ("glossary.yml", "- a\n", {"glossary"}, ("schema", 1, 1, "“the file” must be a block of fields, found a list",
         "write “field: value” lines, indented alike")),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_compiled_has_its_names(
    name: str, text: str, names: Set[str], problem: tuple[str, int, int, str, str]
) -> None:
    reading = read_file(file(name, text.encode()))
    first = reading.part.problems[0]
    assert (first.rule, first.place.line, first.place.column, first.message, first.advice) == problem
    assert first.path == PurePosixPath("content", name)
    assert (reading.part.item, reading.text) == (None, text)
    assert reading.part.names == names
    assert reading.document is not None
    assert reading.document.text == text


def test_a_misfit_is_placed_at_its_key_or_its_value() -> None:
    text = "title: 5\nquestions:\n  - {question: Что?, answer: Да, titel: x}\n"
    problems = read_file(file("faq/a.yml", text.encode())).part.problems
    assert [(p.place.line, p.place.column) for p in problems] == [(1, 8), (3, 34)]


def test_a_file_as_it_was_read() -> None:
    """A text that somebody has read already counts in place of the file's."""
    text = regulation("Скидки", "ОП-007")
    reading = read_file(file(REGULATION), text)
    assert reading == read_file(file(REGULATION, text.encode()))._replace(part=reading.part)
    assert (reading.text, reading.part.problems, reading.part.names) == (text, [], frozenset())
    assert reading.document is not None
    assert reading.document.body == "Текст."
    assert (reading.data["article"], reading.data["department"]) == ("ОП-007", "sales")
    item = reading.part.item
    assert item is not None
    assert (item.name, item.path, item.article) == ("regulation:a", PurePosixPath("content", REGULATION), "ОП-007")


def test_a_book_of_what_is_wanted(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    book, problems = load_book(root, {"letter", "script:key-meeting"})
    assert problems == []
    assert set(book.items) == {"company", "letter:summary", "letter:refusal", "script:key-meeting"}
    assert book.files == frozenset()
    assert load_book(root)[0].files == {PurePosixPath("content/products/img/plan.svg")}


@pytest.mark.parametrize(("text", "rules"), [(None, ["no-company"]), ("x: 1\n", ["schema"])])
def test_a_book_without_its_company(tmp_path: Path, text: str | None, rules: list[str]) -> None:
    """Its words are not known, which is not the fault of those who use them."""
    book, problems = load_book(write_book(tmp_path, {"company.yml": text}))
    assert sorted({problem.rule for problem in problems}) == rules
    assert book.is_broken("company")
    assert not book.context.known
    assert book.company == unread_company()
    if text is None:
        (problem,) = problems
        assert (problem.path.as_posix(), problem.place) == ("content/company.yml", LineColumn())
        assert problem.message == "the book has no content/company.yml"
        assert problem.advice == "create it: the other files refer to it"
    assert not load_book(BASE)[0].is_broken("company")


def test_a_company_that_is_not_known_names_nothing() -> None:
    company = unread_company()
    assert (company.name, company.facts, company.roles, company.channels, company.departments) == ("", (), (), (), ())
    assert company.time_zone in available_timezones()


def test_an_item_that_is_given_twice(tmp_path: Path) -> None:
    root = write_book(tmp_path, {"regulations/marketing/first-contact.md": regulation("Другой", "ОП-009")})
    book, problems = load_book(root)
    (problem,) = problems
    assert (problem.rule, problem.path.as_posix()) == ("duplicate-item", "content/regulations/sales/first-contact.md")
    first = "content/regulations/marketing/first-contact.md"
    assert problem.message == f"the item “regulation:first-contact” is already given by {first}"
    assert problem.advice == "rename one of the two files"
    assert book.items["regulation:first-contact"].title == "Другой"
    assert {"regulation:first-contact", "ОП-001"} <= book.broken


RULE = Rule("x", Severity.WARNING, "", secret=True)
TOOL = Rule("y", Severity.ERROR, "", by_tool=True)
FAQ = PurePosixPath("content/faq/a.yml")
QUESTION = ("questions", 0, "question")


@pytest.mark.parametrize(
    ("span", "place", "end", "replacement"),
    [
        (Span(0, "Что"), LineColumn(3, 16), LineColumn(3, 19), "Где"),
        (Span(4, "it's"), LineColumn(3, 15), LineColumn(3, 27), None),
        (None, LineColumn(3, 15), LineColumn(3, 27), None),
    ],
)
def test_a_finding_is_placed_in_its_file(
    span: Span | None, place: LineColumn, end: LineColumn, replacement: str | None
) -> None:
    """What does not stand there letter by letter is not replaced."""
    texts = {FAQ: "title: x\nquestions:\n  - question: 'Что it''s?'\n"}
    finding = Finding(FAQ, QUESTION, "message", "advice", span, "Где")
    expected = Diagnostic("x", Severity.WARNING, FAQ, place, "message", "advice", end, replacement, secret=True)
    assert located(texts.get, RULE, [finding]) == [expected]


def test_findings_are_placed_each_in_its_own_file() -> None:
    other = PurePosixPath("content/faq/b.yml")
    asked = []

    def text_of(path: PurePosixPath) -> str | None:
        asked.append(path)
        return {FAQ: "a: 1\nb: 2\n", other: "\na: 1\n"}.get(path)

    gone = PurePosixPath("content/faq/c.yml")
    findings = [Finding(path, (key,), key) for path, key in ((FAQ, "b"), (other, "a"), (gone, "a"), (FAQ, "a"))]
    diagnostics = located(text_of, TOOL, findings)
    assert [(d.path, d.place.line, d.place.column, d.message) for d in diagnostics] == [
        (FAQ, 2, 4, "b"), (other, 2, 4, "a"), (gone, 1, 1, "a"), (FAQ, 1, 4, "a"),
    ]  # fmt: skip
    assert asked == [FAQ, other, gone]
    assert all(d.by_tool and not d.secret and d.severity is Severity.ERROR for d in diagnostics)


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


@pytest.mark.slow
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


@pytest.mark.slow
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


def told(kinds: Sequence[tuple[str, str | None]]) -> list[tuple[str, int]]:
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
    text = regulation(body="[[ОП-999]]\n\n" * (ENOUGH + 20))
    found = [d for d in findings(tmp_path, {"regulations/sales/many.md": text}) if d.rule == "unknown-reference"]
    assert len(found) == ENOUGH
    assert sum("and 20 more of the kind in this file" in d.message for d in found) == 1


def test_a_field_of_an_older_book_is_read_past(tmp_path: Path) -> None:
    """A book of version 0.1.0 opens as it is: company.yml is in it, and what it had to name is told of once."""
    limits = "limits: {first_contact: nobody, last_contact: [x]}\n"
    root = write_book(tmp_path, {"company.yml": base_text("company.yml") + limits})
    book, (problem,) = load_book(root)
    assert (problem.rule, problem.severity) == ("former-field", Severity.WARNING)
    assert "“limits” is no longer needed" in problem.message
    assert problem.place == LineColumn(base_text("company.yml").count("\n") + 1, 1)
    assert not book.is_broken("company")
    assert book.company == load_book(BASE)[0].company
