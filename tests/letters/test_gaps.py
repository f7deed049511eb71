"""What was left out leaves no gap in a letter: neither in its text nor on its page nor in its subject."""

import re
from html import unescape
from pathlib import Path

import pytest

from salesbook.core.errors import UserError
from tests.books import changed, compiled
from tests.letters.test_writing import REFUSAL, TEMPLATE, written

NOTE = (
    "fields:\n",
    "fields:\n  - {id: note, label: Приписка, type: text, required: false}\n"
    "  - {id: tags, label: Метки, type: list, required: false}\n",
)


def bodies(root: Path, body: str, **facts: object) -> tuple[str, str]:
    """Return the text of a letter of refusal with another body, and what its page shows of it."""
    book = compiled(root, changed(REFUSAL, NOTE, (TEMPLATE, body)))
    letter = written({"client": "Анна", "reason": "нет объекта"} | facts, book=book, name="refusal")
    assert letter.html is not None
    page = re.search(r"(<p>.*?</p>)", letter.html, re.DOTALL)
    return letter.text, unescape(re.sub(r"<[^>]*>", "", page[1])) if page else ""


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("{{ client }} {{ note }} пишет", "Анна пишет"),
        ("{{ client }} {{ note }}, пишите", "Анна, пишите"),
        ("{{ client }} {{ note }}. {{ note }} Ждём", "Анна. Ждём"),
        ("{{ note }} {{ client }}", "Анна"),
        ("{{ client }} {{ note }}", "Анна"),
        ("{{ client }} {{ note }} {{ note }} {{ note }} ждёт", "Анна ждёт"),
        ("«{{ note }} {{ client }} {{ note }}»", "«Анна»"),
        ("{{ client }} {% if note %}и {{ note }}{% endif %}, ждём", "Анна, ждём"),
        ("{{ client }} {% if note %}{{ note }}{% endif %} ждёт", "Анна ждёт"),
        ("{{ client }} {% for tag in tags %}{{ tag }} {% endfor %} ждёт", "Анна ждёт"),
        ("{{ client }} {% if client %}{{ note }}{% endif %} ждёт", "Анна ждёт"),
        ("{{ client }}\u00a0{{ note }}\u00a0ждёт", "Анна\u00a0ждёт"),
        ("5\u00a0{{ note }} дней", "5 дней"),
        ("{{ client }}{{ note }}{{ reason }}", "Аннанет объекта"),
        ("**{{ note }}** {{ client }}", "Анна"),
        ("{{ client }} {{ note | default('', true) }} ждёт", "Анна ждёт"),
        ("{{ client }} {{ tags | join(', ') }} ждёт", "Анна ждёт"),
    ],
)
def test_a_line(tmp_path: Path, body: str, text: str) -> None:
    assert bodies(tmp_path, body) == (f"{text}\n", text)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("раз\n{{ note }}\nдва", "раз\nдва\n"),
        ("раз\n{% if note %}{{ note }}{% endif %}\nдва", "раз\nдва\n"),
        ("раз\n\n{{ note }}\n\nдва", "раз\n\nдва\n"),
        ("раз\n\n- {{ note }}\n- два", "раз\n\n— два\n"),
        ("раз\n{% if note %}\n{{ note }}\n{% endif %}\n  два", "раз\n  два\n"),
        ("раз\n  {{ note }} два", "раз\n  два\n"),
        ("{{ note }}\n{{ note }}\nраз", "раз\n"),
        ("раз\n{{ note }}", "раз\n"),
    ],
)
def test_lines(tmp_path: Path, body: str, text: str) -> None:
    assert bodies(tmp_path, body)[0] == text


@pytest.mark.parametrize(
    ("body", "note", "text"),
    [
        ("{{ client }}: {{ note }} !", "два  пробела , и\u00a0ещё", "Анна: два  пробела , и\u00a0ещё !"),
        ("{{ client }} {{ note }} ждёт", "—", "Анна — ждёт"),
        ("{{ note }}  слова", "а", "а  слова"),
        ("[{{ note }}]", "\ufdd0а", "[а]"),
    ],
)
def test_blanks_of_values_and_of_the_template_stay(tmp_path: Path, body: str, note: str, text: str) -> None:
    assert bodies(tmp_path, body, note=note)[0] == f"{text}\n"


def test_a_subject_closes_its_gaps(tmp_path: Path) -> None:
    subject = ("title: Отказ\n", 'title: Отказ\nsubject: "{{ client }} {{ note }}, ответ {{ note }}"\n')
    book = compiled(tmp_path, changed(REFUSAL, NOTE, subject))
    letter = written({"client": "Анна", "reason": "нет объекта"}, book=book, name="refusal")
    assert letter.subject == "Анна, ответ"


def test_what_a_block_of_words_hands_on_can_be_asked_for(tmp_path: Path) -> None:
    body = (
        "{% set words %}{{ note }}{% endset %}{% macro said() %}{{ note }}{% endmacro %}"
        "{% if words %}есть{% else %}нет{% endif %}, {% if said() %}есть{% else %}нет{% endif %}"
    )
    assert bodies(tmp_path / "none", body)[0] == "нет, нет\n"
    assert bodies(tmp_path / "some", body, note="а")[0] == "есть, есть\n"


def test_a_name_that_is_not_declared_is_still_an_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not declared"):
        bodies(tmp_path, "{{ nothing }}")
