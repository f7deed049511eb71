"""What an item says: its digest and its abbreviations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.book.wording import abbreviations, capitals, digest
from salesbook.models.walk import Marked


def found(text: str) -> list[str]:
    return [a.letters for a in abbreviations([Marked(("body",), None, text, words=True)])]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ёлка — в тёплом доме.", "елка - в теплом доме"),
        ("«Слово», т. д.", '"слово" тд'),
        ("раз два", "раз\n\n  два\u2009\u2011"),
        ("5\u2212 минут", "5 МИНУТ"),
    ],
)
def test_typography_does_not_count(first: str, second: str) -> None:
    assert digest([first]) == digest([second])


@pytest.mark.parametrize(
    ("first", "second"), [("15 минут", "16 минут"), ("да", "нет"), ("қазақ", "казак"), ("中文", "日本"), ("a1", "а1")]
)
def test_words_and_figures_count(first: str, second: str) -> None:
    assert digest([first]) != digest([second])


@given(st.text(), st.text(alphabet=" \n\t.,;:!?«»„“\"'—–-()[]*_#…№\u00a0\u2009"))
def test_signs_never_count_and_yaml_reads_the_digest_as_a_word(text: str, signs: str) -> None:
    made = digest([text])
    assert made == digest([text, signs])
    assert len(made) == 8
    assert set(made) <= set("abcdefghijklmnop")


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Отправьте УТП и КП2.", ["УТП", "КП2"]),
        ("Спросите РОПа, РОПом, РОП.", ["РОП"]),
        ("CRM-система", ["CRM"]),
        ("CМС и ВИP", []),
        ("ОП-007, ОП-000, IV квартал, SMS, РФ, Я, НЕ", []),
        ("Слово iPhone, e-CRM и АБВГДЕЖ", []),
        ("`SELECT` и https://example.com/ABC, ABC@example.com, {{ fact.ABC }}", []),
        ("```\nABC\n```", []),
        ("[[ОП-007|план ЖКХ]] и [про НПД](x.md) и ![БТИ](ABC.svg)", ["ЖКХ", "НПД", "БТИ"]),
        ("Отдел контроля качества (ОКК). ОКК слушает.", []),
        ("ОКК (отдел контроля качества)", []),
        ("УТП — уникальное торговое предложение", []),
        ("Отдел работы с качеством (ОРК)", []),
        ("Группа контроля (ОКК)", ["ОКК"]),
        ("ОКК — это важно", ["ОКК"]),
    ],
)
def test_abbreviations(text: str, letters: list[str]) -> None:
    assert found(text) == letters
    assert set(letters) <= set(capitals(text))


@given(st.text(alphabet="АБabЁё [](){}|`~#-1\n:/.@", max_size=60))
def test_an_abbreviation_stands_where_it_is_said_to(text: str) -> None:
    for letters, _route, start in abbreviations([Marked((), None, text, words=True)]):
        assert text.startswith(letters, start)
        assert letters in capitals(text)
