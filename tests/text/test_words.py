"""Forms of words: behind numbers, greetings, names in their cases."""

import pytest

from salesbook.text.words import form_of, greeting, name_in_case

ROOMS = ("комната", "комнаты", "комнат")


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0, "комнат"), (1, "комната"), (2, "комнаты"), (4, "комнаты"), (5, "комнат"), (11, "комнат"), (12, "комнат"),
        (14, "комнат"), (21, "комната"), (22, "комнаты"), (111, "комнат"), (114, "комнат"), (121, "комната"),
        (1.5, "комнаты"), (-1, "комната"), (1000, "комнат"),
    ],
)  # fmt: skip
def test_a_noun_behind_a_number(number: float, form: str) -> None:
    assert form_of(number, ROOMS, "ru") == form


def test_english_has_two_forms() -> None:
    assert [form_of(n, ("room", "rooms"), "en") for n in (0, 1, 2, 1.5)] == ["rooms", "room", "rooms", "rooms"]
    for forms, language in ((ROOMS, "en"), (ROOMS[:2], "ru"), ((), "ru")):
        with pytest.raises(ValueError, match=str(len(forms))):
            form_of(1, forms, language)


@pytest.mark.parametrize(
    ("hour", "words"),
    [(4, "Здравствуйте"), (5, "Доброе утро"), (11, "Доброе утро"), (12, "Добрый день"), (17, "Добрый день"),
     (18, "Добрый вечер"), (22, "Добрый вечер"), (23, "Здравствуйте"), (0, "Здравствуйте")],
)  # fmt: skip
def test_greetings(hour: int, words: str) -> None:
    assert greeting(hour, "ru") == words
    assert greeting(hour, "en").isascii()


@pytest.mark.parametrize(
    ("name", "case", "form"),
    [
        ("Анна", "dative", "Анне"),
        ("Олег", "genitive", "Олега"),
        ("Саша", "dative", "Саше"),
        ("Мария", "instrumental", "Марией"),
        ("Пётр", "accusative", "Петра"),
        ("Евгений", "prepositional", "Евгении"),
        ("Jane", "dative", None),
        ("Женя Ким", "dative", None),
        ("ООО", "dative", None),
        ("Ыъщ", "dative", None),
        ("анна", "dative", None),
        ("", "dative", None),
        ("<b>", "dative", None),
    ],
)
def test_a_name_in_its_case_only_when_it_is_sure(name: str, case: str, form: str | None) -> None:
    assert name_in_case(name, case) == form
