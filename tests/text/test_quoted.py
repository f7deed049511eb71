"""Fields of the CRM and their values as texts name them."""

import pytest

from salesbook.text.quoted import leading, names_field, notes, quoted


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Заведите сделку с источником «Партнёр».", [("заведите сделку с источником", "партнер")]),
        ("источник:\u00a0**«Партнёр»**", [("источник", "партнер")]),
        ("Поля «Баллы», **«Сегмент»** и «Срок»", [("поля", "баллы"), ("поля", "сегмент"), ("поля", "срок")]),
        ("поле **«Сегмент»**: «B» или «C»", [("поле", "сегмент"), ("«сегмент»", "b"), ("«сегмент»", "c")]),
        ("в поле «Сегмент» выберите «B»", [("в поле", "сегмент"), ("«сегмент»", "b")]),
        ("«Сегмент» — «B»", [("«сегмент»", "b")]),
        ("[[crm#source|источник]]\u00a0— «Сайт»", [("crm#source", "сайт")]),
        ("Set the field “Source” to it; field “Source”: “Site”", [
            ("set the field", "source"), ("field", "source"), ("«source»", "site"),
        ]),
        ("Поле «Источник»: выберите из списка. «Не знаю» в нём нет", [("поле", "источник")]),
        ("Спросили об источнике — «от друзей»", []),
        ("Поле «Источник»\n«Сайт» с новой строки", [("поле", "источник")]),
        ("Скажите: «Какой у вас источник?»", []),
        ("(«Сайт»), «Квиз»", []),
        ("без кавычек", []),
    ],
)  # fmt: skip
def test_what_stands_in_quotation_marks_belongs_to_the_words_before_it(
    text: str, owners: list[tuple[str, str]]
) -> None:
    assert [(each.owner, each.words) for each in quoted(text)] == owners


def test_the_place_is_that_of_the_quotation() -> None:
    text = "поле «Источник» — «Партнёр»"
    assert [text[each.start : each.start + len(each.written)] for each in quoted(text)] == ["«Источник»", "«Партнёр»"]


def test_a_row_at_the_beginning() -> None:
    assert [each.words for each in leading("«Дорого» или «Далеко», «Долго» — и слова клиента «потом»")] == [
        "дорого", "далеко", "долго",
    ]  # fmt: skip
    assert list(leading("Словами клиента: «дорого»")) == []


def test_notes_are_each_once() -> None:
    assert notes("поле «Источник» и поле «Источник»") == ("поле\tисточник", "и поле\tисточник")


def test_words_that_name_a_field() -> None:
    assert names_field("в поле")
    assert not names_field("в поле зрения")
    assert not names_field("")
