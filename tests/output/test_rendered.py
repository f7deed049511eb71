"""Letters as Word documents, opened by LibreOffice: what stands on paper is what the letter says.

`pytest -m engines`, left out of the daily suite. Without LibreOffice and poppler they are skipped; with
SALESBOOK_OFFICE set, as CI has it, they fail instead.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from salesbook.book.load import load_book
from salesbook.calendar.working_time import working_time_of
from salesbook.letters.writing import RenderedLetter, sample
from salesbook.models.letter import Letter
from salesbook.output.documents import word_document
from tests.books import OTHER
from tests.output.everything import LINES, everything

pytestmark = pytest.mark.engines
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
PROGRAMS = ("soffice", "pdftotext", "pdffonts", "pdfinfo")


def letters() -> Iterator[tuple[str, RenderedLetter]]:
    yield "everything", everything()
    book, _problems = load_book(OTHER)
    for item, letter in book.data(Letter):
        rendered = sample(book.context, item, letter, today=NOW.date(), working=working_time_of(book))
        assert rendered is not None
        yield item.slug, rendered


LETTERS = dict(letters())


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """All letters as PDF: LibreOffice takes seconds to begin and opens them at one go."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        words = f"not installed: {', '.join(missing)} (Debian: libreoffice-writer-nogui, poppler-utils)"
        (pytest.fail if os.environ.get("SALESBOOK_OFFICE") else pytest.skip)(words)
    folder = tmp_path_factory.mktemp("papers")
    for name, letter in LETTERS.items():
        (folder / f"{name}.docx").write_bytes(word_document(letter, now=NOW, language="ru"))
    profile = (folder / "profile").as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf", "--outdir"]
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    subprocess.run([*command, str(folder), *files], check=True, capture_output=True, timeout=180)
    return {name: folder / f"{name}.pdf" for name in LETTERS}


def told(program: str, *arguments: str | Path) -> str:
    return subprocess.run([program, *arguments], check=True, capture_output=True, timeout=60).stdout.decode()


def lines_of(paper: Path) -> list[str]:
    text = told("pdftotext", "-layout", paper, "-").replace("\uf0b7", "•")  # Word's own sign of a list
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in lines if line.strip("\f ")]


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_stands_on_one_page_in_one_font(papers: Mapping[str, Path], name: str) -> None:
    about = told("pdfinfo", papers[name])
    assert "Pages:           1\n" in about
    assert "A4" in about
    fonts = [line.split()[0].partition("+")[2] for line in told("pdffonts", papers[name]).splitlines()[2:]]
    # Arial's twin; bullets and signs that it has not come from others.
    assert {font.partition("-")[0] for font in fonts} <= {"LiberationSans", "OpenSymbol", "DejaVuSans"}


@pytest.mark.parametrize("name", [name for name in LETTERS if name != "everything"])
def test_all_that_the_letter_says_stands_there_and_nothing_else(papers: Mapping[str, Path], name: str) -> None:
    letter = LETTERS[name]
    marks = str.maketrans("—-", "••")  # of lists: the text has others than the page
    expected = f"{letter.subject or ''} {letter.text}".translate(marks).split()
    assert " ".join(lines_of(papers[name])).translate(marks).split() == expected


def test_headings_lists_and_numbers_that_begin_anew(papers: Mapping[str, Path]) -> None:
    assert lines_of(papers["everything"]) == LINES
