"""`salesbook pdf`: the command, its refusals, editions."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.ran import Command


def test_a_book_and_its_edition(salesbook: Command, tmp_path: Path) -> None:
    whole, edition = tmp_path / "whole.pdf", tmp_path / "edition.pdf"
    ran = salesbook("pdf", "--output", whole)
    assert (ran.code, ran.out) == (0, "")
    assert f"written: {whole}" in ran.err
    assert salesbook("pdf", "--output", edition, "--role", "marketer").code == 0
    assert "Маркетолог" in PdfReader(edition).pages[0].extract_text()
    assert "Маркетолог" not in PdfReader(whole).pages[0].extract_text()
    assert salesbook("pdf", "--output", whole).code == 0, "an earlier one is replaced"


@pytest.mark.parametrize("folder", ["content", "templates/letters", "site"])
def test_nothing_is_written_among_the_sources(salesbook: Command, root: Path, folder: str) -> None:
    ran = salesbook("pdf", "--output", root / folder / "book.pdf")
    assert (ran.code, ran.out) == (2, "")
    assert "among the sources" in ran.err
    assert not (root / folder / "book.pdf").exists()


def test_an_unknown_role(salesbook: Command, tmp_path: Path) -> None:
    ran = salesbook("pdf", "--role", "manger", "--output", tmp_path / "x.pdf")
    assert ran.code == 2
    assert "manager" in ran.err


def test_a_book_with_errors(salesbook: Command, root: Path, tmp_path: Path) -> None:
    (root / "content/letters/summary.md").write_text("---\ntitle: [\n---\n", encoding="utf-8")
    ran = salesbook("pdf", "--output", tmp_path / "x.pdf")
    assert ran.code == 1
    assert not (tmp_path / "x.pdf").exists()
