"""What an item says: its digest and its abbreviations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.book.wording import abbreviations, abbreviations_in, capitals, digest, prose_of
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
        ("Қазақ, СӨЗ!", "қазақ\u2009сөз"),
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
        ("ОКК\u00a0— отдел контроля качества", []),
        ("ОКК - отдел контроля качества", ["ОКК"]),
        ("ОКК: отдел контроля качества", ["ОКК"]),
        ("ОКК (отдел по контролю за качеством)", []),
        ("ОПК (отдел по качеству)", []),
        ("ОКК — отдел как контроль качества", []),
        ("Отдел контроля качества, ОКК) и", ["ОКК"]),
        ("Отдел контроля качества (ОКК, УТП", ["ОКК", "УТП"]),
        ("отдел контроля качества (ОКК)", []),
        (f"Отдел контроля качества{' ' * 95} (ОКК)", []),
        (f"Отдел контроля качества{' ' * 96} (ОКК)", ["ОКК"]),
        (f"ОКК — {' ' * 101}отдел контроля качества", []),
        (f"ОКК — {' ' * 102}отдел контроля качества", ["ОКК"]),
        ("Группа (ОКК) отдела (ОКК): отдел контроля качества (ОКК)", []),
        ("e-CRM и УТП", ["УТП"]),
        ("ABC@example.com и УТП", ["УТП"]),
        ("https://example.com/ABC и УТП", ["УТП"]),
        ("{% if ABC %} УТП", ["УТП"]),
        ("~~~\nABC\n~~~\nУТП", ["УТП"]),
        ("НДС и УТП", ["УТП"]),
    ],
)
def test_abbreviations(text: str, letters: list[str]) -> None:
    assert found(text) == letters
    assert set(letters) <= set(capitals(text))


def test_an_abbreviation_is_named_once_at_its_first_place_among_words() -> None:
    texts = [
        ("code", "УТП", False),
        ("title", "Слова.", True),
        ("about", "и УТП, КП", True),
        ("body", "УТП и КП", True),
    ]
    strings = [Marked((name,), None, text, words=words) for name, text, words in texts]
    assert abbreviations(strings) == [("УТП", ("about",), 2), ("КП", ("about",), 7)]
    spelt = Marked(("end",), None, "Уникальное торговое предложение (УТП)", words=True)
    assert abbreviations([*strings, spelt]) == [("КП", ("about",), 7)]


def test_what_a_line_defines() -> None:
    assert abbreviations_in("Отдел продаж (ОП, ОКК), CRM и SMS") == {"ОП", "ОКК", "CRM", "SMS"}
    assert capitals("ОКК, КП, ОКК, НЕ, КП") == ("ОКК", "КП")


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("слово", "слово"),
        ("до [[ЖКХ|ЖКХ]] после", "до       ЖКХ   после"),
        ("[ЖКХ](ЖКХ.md)", " ЖКХ         "),
        ("![ЖКХ](ЖКХ.svg) и", "  ЖКХ           и"),
        ("[[ОП-007]] и [](a.md)", "           и         "),
        ("[[ОП-007#срок| в срок ]]", "               в срок   "),
        ("а `[[ОП-007|б]]` в", "а                в"),
        ("~~~\nа\n~~~", " " * 9),
        ("за {{ fact.sla }} {% if a %}да", "за                          да"),
        ("см. https://a.ru/b и a@b.ru, да", "см.                и       , да"),
    ],
)
def test_prose_stands_where_it_stood(text: str, prose: str) -> None:
    assert prose_of(text) == prose


@given(st.text(alphabet="АБabЁё [](){}|`~#-1\n:/.@", max_size=60))
def test_an_abbreviation_stands_where_it_is_said_to(text: str) -> None:
    for letters, _route, start in abbreviations([Marked((), None, text, words=True)]):
        assert text.startswith(letters, start)
        assert letters in capitals(text)


@pytest.mark.parametrize(
    ("texts", "letters"), [([""], "bchbmpcf"), (["Слово"], "mgpjhfah"), (["Слово", "сөз"], "flilcgak")]
)
def test_a_digest_stays_what_it_was(texts: list[str], letters: str) -> None:
    """Courses of all books hold seals that are made of digests."""
    assert digest(texts) == letters
