"""The demo book, for the tests of this folder alone: all others use books of their own (tests/books.py)."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from salesbook.book.book import Book
from salesbook.book.load import load_book

ROOT = Path(__file__).parents[2]
NAME = "Белая гавань"
DAY = datetime(2026, 11, 29, 12, tzinfo=UTC)
"""No regulation of the book was reviewed later."""


def demo_book() -> Book:
    """Return the book in content/; skip the module of tests that asks when it is another company's."""
    book, _problems = load_book(ROOT)
    if book.company.name != NAME:
        pytest.skip(f"content/ is the book of {book.company.name}, not of {NAME}", allow_module_level=True)
    return book
