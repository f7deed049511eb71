"""Books for tests: a small complete one (tests/cases/base) and changes to it; another that uses every field."""

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from salesbook.auditing.choice import Choice
from salesbook.auditing.reporting import reported
from salesbook.auditing.run import audit
from salesbook.book.book import Book
from salesbook.book.load import load_book
from salesbook.core.diagnostics import Diagnostic
from salesbook.core.settings import Settings

CASES = Path(__file__).parent / "cases"
BASE = CASES / "base"
OTHER = Path(__file__).parent / "other_book"
"""A language school: another valid book, in which every field of every kind stands."""
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = NOW.date()

REGULATION = """\
---
title: {title}
{article}readers: [manager]
owner: head
status: active
review_months: 6
reviewed: 2026-11-03
---
{body}
"""


def write_book(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the base book into `root` with `changes` made: path below content/ → its text, its bytes, None to delete.

    A path that begins with templates/ is taken from the book's root.
    """
    shutil.copytree(BASE, root, ignore=shutil.ignore_patterns(".salesbook"), dirs_exist_ok=True)
    for name, content in (changes or {}).items():
        path = root / name if name.startswith("templates/") else root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


LAID_OVER = "extends: ../base\nname: Берег в Сочи\n"


def write_laid_over(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the base book into `folder`/base and a book of `changes` alone laid over it; return its folder."""
    if not (folder / "base").exists():
        write_book(folder / "base")
    root = folder / "own"
    for name, content in {"company.yml": LAID_OVER, **(changes or {})}.items():
        path = root / name if name.startswith(("templates/", "site/", "mkdocs")) else root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is not None:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def base_text(name: str) -> str:
    """Return a file of the base book, its path taken below content/."""
    return (BASE / "content" / name).read_text(encoding="utf-8")


def changed(name: str, *pairs: tuple[str, str]) -> dict[str, str]:
    """Return a change of a base file: every `(old, new)` replaced once; the old words must be there."""
    text = base_text(name)
    for old, new in pairs:
        assert old in text, f"{name} has no {old!r}"
        text = text.replace(old, new, 1)
    return {name: text}


def regulation(title: str = "Скидки", article: str | None = None, body: str = "Текст.") -> str:
    """Return the text of a regulation."""
    return REGULATION.format(title=title, article=f"article: {article}\n" if article else "", body=body)


def compiled(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Book:
    """Write and load a book that must have no problem of its files."""
    book, problems = load_book(write_book(root, changes))
    assert problems == []
    return book


def findings(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> list[Diagnostic]:
    """Write a book and return all that is wrong with it."""
    return found(write_book(root, changes))


def found(root: Path, now: datetime = NOW) -> list[Diagnostic]:
    """Return all that is reported of a book on disk without any settings."""
    made = audit(root, Settings(), now=now, cached=False)
    return list(reported(made, Settings(), Choice(), lambda _path: ()).findings)


def shown(diagnostic: Diagnostic) -> str:
    """Write a finding as golden files hold it."""
    place = f"{diagnostic.path}:{diagnostic.place.line}:{diagnostic.place.column}"
    return f"{place}: {diagnostic.rule}: {diagnostic.message}"
