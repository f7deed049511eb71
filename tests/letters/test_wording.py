"""Filters for the wording of a letter: numbers with nouns, greetings, polite forms, names in their cases."""

from pathlib import Path

import pytest

from salesbook.core.errors import UserError
from tests.books import changed, compiled
from tests.letters.test_writing import REFUSAL, TEMPLATE, written

FIELDS = (
    "reason, label: Причина, type: choice, choices: [другой регион, нет объекта]}",
    "reason, label: Причина, type: choice, choices: [другой регион, нет объекта]}\n"
    "  - {id: rooms, label: Комнат, type: number}\n  - {id: hour, label: Час, type: time}\n"
    "  - {id: zone, label: Пояс, type: zone, required: false}\n  - {id: formal, label: На вы, type: flag}",
)
FACTS = {"client": "Анна", "reason": "нет объекта", "rooms": 3, "hour": "20:00", "zone": "Владивосток", "formal": True}


def said(tmp_path: Path, template: str, **facts: object) -> str:
    book = compiled(tmp_path / "book", changed(REFUSAL, FIELDS, (TEMPLATE, template + " {{ reason }}")))
    letter = written(FACTS | facts, book=book, name="refusal")
    assert letter.html is not None
    return letter.text.removesuffix(" нет объекта\n")


@pytest.mark.parametrize(
    ("template", "facts", "text"),
    [
        ('{{ rooms | counted("комната", "комнаты", "комнат") }}', {}, "3\u00a0комнаты"),
        ('{{ rooms | counted("комната", "комнаты", "комнат") }}', {"rooms": 1200.5}, "1\u00a0200,5\u00a0комнаты"),
        ("{{ hour | greeting }}", {}, "Здравствуйте"),
        ("{{ hour | greeting }}", {"zone": None}, "Добрый вечер"),
        ("{{ hour | greeting }}", {"hour": "7:00"}, "Добрый день"),
        ('Ждём {{ formal | either("вас", "тебя") }}', {}, "Ждём вас"),
        ('Ждём {{ formal | either("вас", "тебя") }}', {"formal": False}, "Ждём тебя"),
        ('Отправили {{ client | in_case("dative") }}', {}, "Отправили Анне"),
        ('{% if client | in_case("dative") %}да{% else %}нет{% endif %}', {"client": "Анна-Мария"}, "нет"),
    ],
)
def test_wording(tmp_path: Path, template: str, facts: dict[str, object], text: str) -> None:
    assert said(tmp_path, template, **facts) == text


@pytest.mark.parametrize(
    "template",
    [
        '{{ client | counted("а", "б", "в") }}',
        '{{ rooms | counted("комната", "комнаты") }}',
        '{{ client | either("вас", "тебя") }}',
        '{{ client | in_case("vocative") }}',
        "{{ client | greeting }}",
    ],
)
def test_what_an_author_may_not_ask_for(tmp_path: Path, template: str) -> None:
    with pytest.raises(UserError, match="the template of"):
        said(tmp_path, template)
