"""Personal data: what is somebody's, what is nobody's, and that no report says it."""

from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.book.context import Context
from salesbook.book.load import load_book
from salesbook.checks.privacy import personal_data
from salesbook.core.settings import Settings
from tests.books import BASE

COMPANY = load_book(BASE)[0].company
PAGE = PurePosixPath("content/book/a.md")


def found(text: str, *public: str, path: PurePosixPath = PAGE) -> list[Any]:
    return list(personal_data(path, text, Context(BASE, COMPANY, Settings(public=public))))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("+7 912 345-67-89", "a telephone number: +7 9•• •••-••-89"),
        ("+7(912)345-67-89", "a telephone number: +7(9••)•••-••-89"),
        ("+79123456789", "a telephone number: +79•••••••89"),
        ("89123456789", "a telephone number: 89•••••••89"),
        ("+7\u00a0727\u00a0123\u00a045\u00a067", "a telephone number: +7\u00a07••\u00a0•••\u00a0••\u00a067"),
        ("(861) 234-56-78", "a telephone number: (86•) •••-••-78"),
        ("+375 29 123-45-67", "a telephone number: +37• •• •••-••-67"),
        ("+1 (212) 345-6789", "a telephone number: +1 (2••) •••-••89"),
        ("+971501234567", "a telephone number: +97••••••••67"),
        ("ivanov@mail.ru", "an e-mail address: i•••@•••.ru"),
        ("почта:Ольга.Петрова+1@почта.рф", "an e-mail address: О•••@•••.рф"),
        ("паспорт 4510 123456", "a passport: 45•• ••••56"),
        ("Паспорт гражданки: серия 45 10, номер 123456", "a passport: 45 ••, номер ••••56"),
        ("4276 3800 1234 5679", "a bank card: 42•• •••• •••• ••79"),
        ("2200-0000-0000-0004", "a bank card: 22••-••••-••••-••04"),
        ("4276380012345679", "a bank card: 42••••••••••••79"),
        ("371449635398431", "a bank card: 37•••••••••••31"),
        ("112-233-445 95", "a SNILS: 11•-•••-••• 95"),
        ("500100732259", "a person's INN: 50••••••••59"),
    ],
)
def test_somebodys(text: str, message: str) -> None:
    for around in ("{}", "Анна ({}), да", "<!-- {} -->", "phone: {}\n", "x: '{}'", "1 2 3 4 5, {}"):
        (finding,) = found(around.format(text))
        assert (finding.message, finding.span.text) == (
            message,
            text.removeprefix("почта:").split("серия ")[-1].removeprefix("паспорт "),
        )


@pytest.mark.parametrize(
    "text",
    [
        "+7 900 000-00-00",
        "+7 000 123-45-67",
        "8 (495) 000-00-00",
        "+1 212 555-01-23",
        "anna@example.com",
        "a@b.example.ru",
        "a@test",
        "plan@2x.png",
        "@telegram.me",
        "12 500 000 000 ₽",
        "8 900 123 456 ₽",
        "+15 000 000 000",
        "+12 345 678 901 ₽",
        "2026-11-21 2026-11-25 2026-12-01",
        "20261121123000",
        "40702810900000000001",
        "89123456789012",
        "a89123456789",
        "ОП-001-89123456789",
        "id=89123456789",
        "8 800 555-35-35",
        "8 (804) 333-00-01",
        "1.89123456789",
        "4510 000000",
        "2026 350000",
        "паспорт 0000 000000",
        "паспорт: 4 страницы, 2026 год",
        "4276 3800 1234 5678",
        "1234 5678 1234 5670",
        "112-233-445 96",
        "000-000-000 00",
        "500100732250",
        "000000000000",
        "5001007322",
    ],
)
def test_nobodys(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("8 (862) 234-56-78", "+7 862 234 56 78"),
        ("+78622345678", "8 862 234-56-78"),
        ("office@bereg.ru", "Office@Bereg.ru"),
        ("sales@bereg.ru", "@bereg.ru"),
        ("500100732259", "500100732259"),
    ],
)
def test_the_companys_own(text: str, public: str) -> None:
    assert found(text, public) == []
    assert len(found(f"{text} +7 912 345-67-89 ivan@mail.ru", public)) == 2


def test_points_of_a_picture_are_nobodys() -> None:
    drawn = '<path d="M 89123456789 4276380012345679"/><text>89123456789</text>'
    (finding,) = found(drawn, path=PurePosixPath("content/crm/img/a.svg"))
    assert drawn[finding.span.start :].startswith("89123456789</text>")


@given(st.from_regex(r"\+7 9[0-9]{2} [0-9]{3}-[0-9]{2}-[1-9][0-9]", fullmatch=True))
def test_no_report_says_a_number(number: str) -> None:
    for finding in found(f"Анна: {number}."):
        digits = "".join(filter(str.isdigit, finding.message))
        assert digits == number[1] + number[3] + number[-2:]


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["1 ", "(", "+7 9", "a@", "@a.", "паспорт 4", "серия", "1-", ' d="', "4276 "])
def test_a_hostile_megabyte_is_looked_through(piece: str) -> None:
    assert len(found(piece * (1_000_000 // len(piece)), path=PurePosixPath("content/a.svg"))) <= 1
