"""The sandbox in which letters are written: dates, figures and sums as people of the book's language write them."""

from collections.abc import Callable
from typing import Any

from salesbook import formats
from salesbook.book import Book
from salesbook.models.company import Company
from salesbook.templating import Sandbox


def sandbox(book: Book, finalize: Callable[[Any], Any] | None = None) -> Sandbox:
    """Return the environment of the book's letters; `finalize` turns each inserted value into text."""
    return Sandbox(
        book.root / "templates" / "letters",
        finalize=finalize,
        filters={
            "date": formats.full_date,
            "day": formats.day,
            "weekday": formats.weekday,
            "number": formats.number,
            "money": lambda value: formats.money(value, book.company.currency),
        },
    )


def given(company: Company) -> dict[str, dict[str, str]]:
    """Return what every letter may use without declaring it: the company, its figures and the names of roles."""
    return {
        "company": {"name": company.name},
        "fact": {fact.id: formats.fact(fact, company.currency) for fact in company.facts},
        "role": {role.id.replace("-", "_"): role.name for role in company.roles},
    }
