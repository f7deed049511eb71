"""Words of the company on the command line: by id, by name, or by the short name that people say."""

import pytest

from salesbook.book.load import load_book
from salesbook.book.names import word_meant
from salesbook.core.errors import UserError
from tests.books import BASE, OTHER


@pytest.mark.parametrize(
    ("vocabulary", "typed", "word"),
    [
        ("role", "head", "head"),
        ("role", "HEAD", "head"),
        ("role", "руководитель отдела продаж", "head"),
        ("department", "Отдел продаж", "sales"),
        ("channel", "telegram", "telegram"),
        ("channel", "Telegram", "telegram"),
        ("fact", "first-contact", "first_contact"),
    ],
)
def test_words(vocabulary: str, typed: str, word: str) -> None:
    assert word_meant(load_book(BASE)[0], vocabulary, typed) == word


@pytest.mark.parametrize(
    ("vocabulary", "typed", "message", "advice"),
    [
        ("role", "haed", "there is no role “haed”", "it looks like head"),
        ("role", "рдук", "there is no role “рдук”", "there are: "),
        ("department", "x", "there is no department “x”", "there are: sales, marketing"),
    ],
)
def test_unknown_words(vocabulary: str, typed: str, message: str, advice: str) -> None:
    with pytest.raises(UserError) as unknown:
        word_meant(load_book(BASE)[0], vocabulary, typed)
    assert unknown.value.message == message
    assert unknown.value.advice.startswith(advice)


def test_short_names() -> None:
    book = load_book(OTHER)[0]
    short = [(role.short, role.id) for role in book.company.roles if role.short]
    assert short
    for name, role in short:
        assert word_meant(book, "role", name.lower()) == role
