"""What a text names without linking to it."""

import pytest

from salesbook.text.mentions import addresses, codes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Порядок — в ОП-099.", ["ОП-099"]),
        ("ОП-099, ОП-7 и (оп-099)", ["ОП-099", "ОП-7", "оп-099"]),
        ("ОП–099, ОП‑099", ["ОП–099", "ОП‑099"]),
        ("ОП 099, ОП099", ["ОП 099", "ОП099"]),
        ("OП-099", ["OП-099"]),
        ("ГОСТ-099", ["ГОСТ-099"]),  # whose prefix it is, the company tells
        ("[[ОП-099]], [[ОП-099#порядок]]", []),
        ("топ-10, топ-5, оп-99", []),
        ("ПО 100 клиентов, ПО 2026", []),
        ("2-099, 214-ФЗ, 8-800-555", []),
        ("ООООООООП-099", []),
        ("https://example.com/ОП-099, img/ОП-099", []),
        ("ОП-0999, ОП-099-1, ОП-099а", []),
        ("А-ОП-099", []),
    ],
)
def test_codes(text: str, found: list[str]) -> None:
    assert sorted(code.text for code in codes(text)) == sorted(found)
    assert all(text[code.start :].startswith(code.text) for code in codes(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Смотрите https://example.com/a.html.", ["https://example.com/a.html"]),
        ("(http://localhost:8000/a?h=слово), дальше", ["http://localhost:8000/a?h=слово"]),
        ("[а](https://example.com/a#b) <https://example.com>", ["https://example.com/a#b", "https://example.com"]),
        ("«https://example.com/a»", ["https://example.com/a"]),
        ("example.com/a, ftp://example.com, https://", []),
    ],
)
def test_addresses(text: str, found: list[str]) -> None:
    assert [address.text for address in addresses(text)] == found


@pytest.mark.parametrize("words", ["ОП-0", "ОП-099 ", "А-1", "https://", "ОП 0", "0" * 10])
def test_ten_thousand_of_them_are_read_in_time(words: str) -> None:
    text = words * 10_000
    assert len([*codes(text), *addresses(text)]) <= 10_000
