"""A book of a newer format is refused before anything of it is read; a number that is no format is a finding."""

from pathlib import Path

import pytest

from salesbook.book.load import load_book
from salesbook.core.book_format import CURRENT, EXTENDING, FIRST
from salesbook.core.errors import UserError
from salesbook.reading.newer_format import refuse_newer
from tests.books import base_text, write_book

NEWER = str(CURRENT + 1)


def company(line: str) -> bytes:
    """Return company.yml of the base book with another line in place of its format."""
    return base_text("company.yml").replace(f"format: {CURRENT}\n", line, 1).encode()


@pytest.mark.parametrize(
    "line",
    [
        f"format: {NEWER}\n",
        f"format:    {NEWER}   # новый\r\n",
        f"'format': {NEWER}\n",
        f'"format" : +{NEWER}\n',
        f"format:\n  {NEWER}\n",
        "format: 999\n",
    ],
)
def test_a_newer_format_is_refused(tmp_path: Path, line: str) -> None:
    root = write_book(tmp_path, {"company.yml": company(line)})
    with pytest.raises(UserError) as caught:
        refuse_newer(root)
    assert f"of format {'999' if '999' in line else NEWER}," in caught.value.message
    assert f"up to {CURRENT}" in caught.value.message
    assert "pip install -U salesbook" in caught.value.advice


def test_one_that_begins_with_a_mark_or_stands_in_braces_is_refused(tmp_path: Path) -> None:
    for text in (f"\ufeffname: x\nformat: {NEWER}\n", f"{{name: x, format: {NEWER}}}\n", f"---\nformat: {NEWER}\n"):
        with pytest.raises(UserError, match=f"of format {NEWER},"):
            refuse_newer(write_book(tmp_path, {"company.yml": text}))


@pytest.mark.parametrize(
    "text",
    [
        company(""),
        company(f"format: {CURRENT}\n"),
        company(f"format: {FIRST}\n"),
        company(f"# format: {NEWER}\n"),
        company(f"about: |\n  format: {NEWER}\n"),
        company(f"x: {{format: {NEWER}}}\n"),
        company(f"format: '{NEWER}'\n"),
        company("format: 1000\n"),
        company(f"format: [{NEWER}\n"),
        f"format: {NEWER}\n\tname: [".encode(),
        b"\xff format: 3",
        b"",
    ],
)
def test_whatever_says_no_newer_format_is_read(tmp_path: Path, text: bytes) -> None:
    refuse_newer(write_book(tmp_path, {"company.yml": text}))


def test_a_book_without_a_company_says_nothing(tmp_path: Path) -> None:
    refuse_newer(tmp_path)


@pytest.mark.parametrize("value", ["новый", "0", "-1", "1.5", "true", "9" * 400, "'2'", "[2]", "1000"])
def test_a_wrong_number_is_a_finding(tmp_path: Path, value: str) -> None:
    book, problems = load_book(write_book(tmp_path, {"company.yml": company(f"format: {value}\n")}))
    assert [(problem.rule, problem.path.name, problem.place.line) for problem in problems] == [
        ("schema", "company.yml", 2)
    ]
    assert "format" in problems[0].message
    assert book.is_broken("company")


def test_without_a_number_a_book_is_of_the_first_format(tmp_path: Path) -> None:
    book, problems = load_book(write_book(tmp_path, {"company.yml": company("")}))
    assert (problems, book.company.format) == ([], FIRST)


def test_a_book_over_one_of_a_newer_format_is_refused(tmp_path: Path) -> None:
    write_book(tmp_path / "base", {"company.yml": company(f"format: {NEWER}\n")})
    root = tmp_path / "own"
    (root / "content").mkdir(parents=True)
    (root / "content/company.yml").write_text("extends: ../base\n", encoding="utf-8")
    with pytest.raises(UserError, match=rf"^\.\./base/content/company\.yml: the book is of format {NEWER},"):
        refuse_newer(root)


@pytest.mark.parametrize(("own", "stated"), [("", EXTENDING), (f"format: {FIRST}\n", FIRST)])
@pytest.mark.parametrize("beneath", ["", f"format: {CURRENT}\n"])
def test_the_format_is_not_that_of_the_book_beneath(tmp_path: Path, own: str, stated: int, beneath: str) -> None:
    """A book that extends another was written for a program that knew `extends`, whatever lies beneath."""
    write_book(tmp_path / "base", {"company.yml": company(beneath)})
    root = tmp_path / "own"
    (root / "content").mkdir(parents=True)
    (root / "content/company.yml").write_text(f"extends: ../base\n{own}", encoding="utf-8")
    refuse_newer(root)
    book, problems = load_book(root)
    assert (problems, book.company.format) == ([], stated)
