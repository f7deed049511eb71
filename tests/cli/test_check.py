"""`salesbook check` and `salesbook explain`."""

from pathlib import Path

import pytest

from salesbook.book.load import load_book
from salesbook.checks import RULES
from tests.books import base_text, regulation
from tests.cli.ran import Command

BAD_FAQ = base_text("faq/payments.yml").replace("product:mayak", "product:none")


@pytest.fixture
def bad(root: Path) -> Path:
    (root / "content/faq/payments.yml").write_text(BAD_FAQ, encoding="utf-8")
    (root / "content/regulations/sales/x.md").write_text(regulation(), encoding="utf-8")
    lesson = "  - {item: ОП-001}\n"
    course = base_text("courses/start.yml")
    assert lesson in course
    (root / "content/courses/start.yml").write_text(
        course.replace(lesson, lesson + "  - {item: 'regulation:x'}\n"), "utf-8"
    )
    return root


def found_in(root: Path) -> str:
    """Say what was found in the bad book, and in how much."""
    book, _problems = load_book(root)
    checked = f"{len(book.items)} items, {len(book.references)} references"
    return f"Found: 2 errors in 2 files; checked: {checked}; 1 can be mended: salesbook check --fix\n"


def test_text(salesbook: Command, bad: Path) -> None:
    ran = salesbook("check")
    assert ran.code == 1
    assert ran.out == (
        "content/faq/payments.yml:3:55: error: there is no product “product:none” [unknown-reference]\n"
        "  3 |   - {question: Есть рассрочка?, answer: 'Да, смотрите [[product:none]].'}\n"
        "    |                                                       ^^^^^^^^^^^^^^^^\n"
        "    → see what there is: salesbook list product\n"
        "\n"
        "content/regulations/sales/x.md:2:1: error: the regulation has no article number [missing-article]\n"
        "  2 | title: Скидки\n"
        "    | ^\n"
        "    → run: salesbook articles assign\n"
    )
    assert ran.err == found_in(bad)


def test_json(salesbook: Command, bad: Path) -> None:
    ran = salesbook("check", "--format", "json")
    assert ran.code == 1
    book, _problems = load_book(bad)
    assert ran.json["summary"] == {
        "books": 1,
        "items": len(book.items),
        "references": len(book.references),
        "errors": 2,
        "warnings": 0,
        "files": 2,
        "fixable": 1,
        "ignored": 0,
        "baselined": 0,
        "silenced": {"settings": 0, "comments": 0, "baseline": 0, "off": [], "lowered": []},
    }
    assert ran.json["diagnostics"][0] == {
        "code": "unknown-reference",
        "severity": "error",
        "path": "content/faq/payments.yml",
        "line": 3,
        "column": 55,
        "end": {"line": 3, "column": 71},
        "message": "there is no product “product:none”",
        "advice": "see what there is: salesbook list product",
        "fix": None,
    }


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("sarif", '{\n  "$schema": "https://'),
        ("github", "::error file=content/faq/payments.yml,line=3,col=55,endColumn=71,title=unknown-reference::"),
        ("gitlab", '[\n  {\n    "description": "there is no product “product:none” → see'),
        ("junit", '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="salesbook" '),
    ],
)
def test_the_formats_of_ci_servers(salesbook: Command, bad: Path, form: str, begins: str) -> None:
    ran = salesbook("check", "--format", form)
    assert ran.code == 1
    assert ran.out.startswith(begins)
    # The report may go into a file: people are told how much was found all the same.
    assert ran.err == found_in(bad)


def test_junit_has_a_test_for_each_check_asked_for(salesbook: Command, bad: Path) -> None:
    ran = salesbook("check", "--format", "junit", "--select", "missing-article,segment-gap")
    # What keeps a file from being read is always asked.
    always = sum(not rule.silenceable for slug, rule in RULES.items() if slug != "useless-ignore")
    assert f'tests="{2 + always}" failures="1"' in ran.out
    ran = salesbook("check", "--format", "junit", "--ignore", "missing-article,unknown-reference")
    assert (ran.code, f'tests="{len(RULES) - 2}" failures="0"' in ran.out) == (0, True)


def test_json_of_a_sound_book(salesbook: Command) -> None:
    ran = salesbook("check", "--format", "json")
    assert ran.code == 0
    assert ran.json["diagnostics"] == []


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (["--select", "missing-article"], ["missing-article"]),
        (["--select", "missing-article,unknown-reference"], ["unknown-reference", "missing-article"]),
        (["--select", "schema"], []),
        (["--ignore", "missing-article"], ["unknown-reference"]),
        (["--ignore", "missing-article", "--ignore", "unknown-reference"], []),
        (["--select", "missing-article", "--ignore", "missing-article"], []),
    ],
)
def test_select_and_ignore(salesbook: Command, bad: Path, options: list[str], codes: list[str]) -> None:
    ran = salesbook("check", "--format", "json", *options)
    assert [d["code"] for d in ran.json["diagnostics"]] == codes
    assert ran.code == bool(codes)


@pytest.mark.parametrize(
    ("paths", "codes"),
    [
        (["content/faq"], ["unknown-reference"]),
        (["content/regulations/sales/x.md"], ["missing-article"]),
        (["content"], ["unknown-reference", "missing-article"]),
        (["content/faq", "content/regulations"], ["unknown-reference", "missing-article"]),
        (["content/pipelines"], []),
        (["content/faq/../regulations"], ["missing-article"]),
    ],
)
def test_paths(
    salesbook: Command, bad: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], codes: list[str]
) -> None:
    monkeypatch.chdir(bad)
    ran = salesbook("check", "--format", "json", *paths)
    assert [d["code"] for d in ran.json["diagnostics"]] == codes
    assert ran.code == bool(codes)


def test_paths_that_are_not_of_the_book(salesbook: Command, tmp_path: Path) -> None:
    assert "there is no file or folder" in salesbook("check", tmp_path / "none").err
    ran = salesbook("check", tmp_path)
    assert ran.code == 2
    assert "is not part of the book" in ran.err


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_code(salesbook: Command, option: str) -> None:
    ran = salesbook("check", option, "mising-article")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no check “mising-article”" in ran.err
    assert "it looks like missing-article" in ran.err


@pytest.mark.parametrize("name", ["[red].md", "[/].md", ":100:.md", "\\[x].md"])
def test_marks_of_the_terminal_in_what_is_reported(salesbook: Command, root: Path, name: str) -> None:
    path = root / "content" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    ran = salesbook("check")
    assert ran.code == 1
    line = f"content/{name}:1:1: error: no kind of content lives at content/{name} [misplaced-file]\n"
    assert line in ran.out.splitlines(keepends=True)


@pytest.mark.parametrize("code", sorted(RULES))
def test_explain(salesbook: Command, code: str) -> None:
    ran = salesbook("explain", code)
    assert ran.code == 0
    assert code in ran.out
    assert "Bad:" in ran.out
    assert "Good:" in ran.out


def test_explain_lists_all(salesbook: Command) -> None:
    lines = salesbook("explain").out.splitlines()
    assert [line.split()[0] for line in lines] == sorted(RULES)


def test_explain_takes_a_code_as_check_prints_it(salesbook: Command) -> None:
    assert salesbook("explain", "[schema]").out == salesbook("explain", "schema").out
    ran = salesbook("explain", "shema")
    assert ran.code == 2
    assert "it looks like schema" in ran.err


def test_json_is_a_format(salesbook: Command, bad: Path) -> None:
    assert salesbook("check", "--json").out == salesbook("check", "--format", "json").out


def test_a_part_of_the_book_is_not_the_book(salesbook: Command, bad: Path) -> None:
    ran = salesbook("check", "--select", "segment-gap")
    assert (ran.code, ran.out) == (0, "")
    assert "Nothing found in the files and by the checks asked for" in ran.err
