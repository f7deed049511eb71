"""A lead's label: who is named in it is asked about, what is sold is not."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.scoring import labels
from salesbook.scoring.labels import label_doubt


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Анна, двушка", "Анна"),
        ("анна петровна", "анна"),
        ("заявка Иванова", "Иванова"),
        ("заявка 118 Роман", "Роман"),
        ("семья Ивановых", "Ивановых"),
        ("Партнёр Сидоренко", "Сидоренко"),
        ("звонок Олегу", "Олегу"),
        ("Рустам", "Рустам"),
        ("ИРИНА", "ИРИНА"),
        ("Лев", "Лев"),
    ],
)
def test_a_name_is_asked_about(label: str, words: str) -> None:
    assert label_doubt(label) == f"“{words}” in the label looks like a person's name"


@pytest.mark.parametrize(
    ("label", "doubt"),
    [
        ("тел. 8 912 000-11-22", "“8 912 000-11-22” in the label is somebody's telephone number"),
        ("+79120001122", "“+79120001122” in the label is somebody's telephone number"),
        ("anna@example.com, дом", "“anna@example.com” in the label is somebody's e-mail address"),
    ],
)
def test_an_address_is_asked_about(label: str, doubt: str) -> None:
    assert label_doubt(label) == doubt


@pytest.mark.parametrize(
    "label",
    [
        *("", "заявка 118", "Сделка 5", "А-1187", "Лид 118", "Лид, март", "Вилла у моря", "ЖК Маяк, апартаменты"),
        *("Циан, семья с детьми", "клиент из Сочи", "Москва, инвестор", "ООО Ромашка", "Юг, до 12 млн"),
        *("горячий лид с сайта", "Белая гавань, реклама", "Авито 118", "заявка 1234567890123", "Telegram, 2-я линия"),
    ],
)
def test_a_label_without_a_person(label: str) -> None:
    assert label_doubt(label) is None


def test_a_usual_label_needs_no_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymorphy3", None)
    labels._dictionary.cache_clear()
    assert label_doubt("Заявка 118 с сайта") is None


@given(st.text(max_size=40))
def test_any_label_is_looked_at(label: str) -> None:
    assert label_doubt(label) is None or label_doubt(label)
