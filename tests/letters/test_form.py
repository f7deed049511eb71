"""How a letter looks: what marks, line ends and empty fields of its template leave in text, page and subject."""

import json
from pathlib import Path
from typing import Any

import pytest

from salesbook.letters.writing import RenderedLetter
from tests.books import changed, compiled
from tests.letters.test_writing import REFUSAL, TEMPLATE, written

FACTS = {"client": "Анна", "reason": "нет объекта"}
NOTE = ("fields:\n", "fields:\n  - {id: note, label: Приписка, type: text, required: false}\n")


def refusal(
    root: Path, body: str, facts: dict[str, Any] = FACTS, *, subject: str = "Ответ", **parts: str
) -> RenderedLetter:
    """Write the letter of refusal with another body; `parts` are further files of templates/letters."""
    letter = changed(
        REFUSAL, NOTE, (TEMPLATE, body), ("title: Отказ\n", f"title: Отказ\nsubject: {json.dumps(subject)}\n")
    )
    files = {f"templates/letters/{name}.txt": text for name, text in parts.items()}
    return written(facts, book=compiled(root, letter | files), name="refusal")


def page(letter: RenderedLetter) -> str:
    assert letter.html is not None
    return letter.html


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("## Итоги\n\n# Ответ\nСлова", "Итоги\n\nОтвет\nСлова\n"),
        ("**Да**, [наш сайт](https://example.com) ждёт", "Да, наш сайт: https://example.com ждёт\n"),
        ("- раз\n  * два\nтри - четыре", "— раз\n  — два\nтри - четыре\n"),
        ("{% if client %}- раз{% endif %}", "— раз\n"),
        ("Раз  \n  Два\t\n\n\n\nТри\n\n", "Раз\n  Два\n\nТри\n"),
        ("Раз\n{% if client %}  \nСлова\n{% endif %}\nконец", "Раз\nСлова\nконец\n"),
        ("Привет {% if client %}\nи слова{% endif %}", "Привет\nи слова\n"),
        ("[{{ note }}]", "[]\n"),
    ],
    ids=["headings", "bold and links", "lists", "list item in a tag", "line ends", "tags alone", "tag", "empty field"],
)
def test_text(tmp_path: Path, body: str, text: str) -> None:
    assert refusal(tmp_path, body).text == text


@pytest.mark.parametrize(
    ("subject", "line"),
    [
        ("Ответ: {{ reason }}", "Ответ: нет объекта"),
        ("Ответ{% if note %} о {{ note }}{% endif %}", "Ответ"),
        ("Ответ {% if note %}{{ note }}{% endif %} {{ client }}", "Ответ Анна"),
        (" {{ note }} Ответ\n\nнам ", "Ответ нам"),
        ("За 5\u00a0дней", "За 5\u00a0дней"),
    ],
)
def test_a_subject_is_one_line_with_single_spaces(tmp_path: Path, subject: str, line: str) -> None:
    assert refusal(tmp_path, "Слова", subject=subject).subject == line


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("{{ company.name }}", "Берег"),
        ("{{ fact.first_contact }}, {{ fact.mailing_frequency }}", "15\u00a0минут, 2\u00a0раза в месяц"),
        ("{{ role.head }}, {{ role.night_shift }}", "Руководитель отдела продаж, Ночная смена"),
        ("{{ day | date }}, {{ day | weekday }}", "25\u00a0ноября 2026\u00a0года, среда"),
        ("До {{ day | day }}", "До 25\u00a0ноября"),
        ("{{ sum | number }}, {{ sum | money }}", "12\u00a0500\u00a0000, 12\u00a0500\u00a0000\u00a0₽"),
    ],
    ids=["company", "figures", "roles", "dates", "days", "numbers"],
)
def test_what_every_letter_may_say(tmp_path: Path, words: str, text: str) -> None:
    role = "  - {id: night-shift, name: Ночная смена, department: sales}\n"
    fields = "fields:\n  - {id: day, label: День, type: date}\n  - {id: sum, label: Сумма, type: money}\n"
    company = changed("company.yml", ("channels:\n", f"{role}channels:\n"))
    book = compiled(tmp_path, company | changed(REFUSAL, ("fields:\n", fields), (TEMPLATE, words)))
    facts = FACTS | {"day": "2026-11-25", "sum": 12_500_000}
    assert written(facts, book=book, name="refusal").text == f"{text}\n"


def test_letters_share_parts(tmp_path: Path) -> None:
    letter = refusal(tmp_path, "Слова.\n\n{% include 'farewell.txt' %}", farewell="До встречи, {{ client }}")
    assert letter.text == "Слова.\n\nДо встречи, Анна\n"
    assert "<p>До встречи, Анна</p>" in page(letter)


@pytest.mark.parametrize(
    "body",
    [
        "{% macro bold(words) %}**{{ words }}**{% endmacro %}{{ bold(client) }}",
        "{% set bold %}**{{ client }}**{% endset %}{{ bold }}",
    ],
    ids=["macro", "block"],
)
def test_what_a_macro_has_written_is_not_written_twice(tmp_path: Path, body: str) -> None:
    html = page(refusal(tmp_path, body, FACTS | {"client": "Анна & <Ко>"}))
    assert "<p><strong>Анна &#38; &#60;Ко&#62;</strong></p>" in html


def test_blank_lines_of_an_answer_do_not_end_a_list(tmp_path: Path) -> None:
    html = page(refusal(tmp_path, "- {{ note }}\n- конец", FACTS | {"note": "раз \n\n  \n  два"}))
    assert "<ul>\n<li>раз<br>\nдва</li>\n<li>конец</li>\n</ul>" in html


def test_the_envelope_takes_names_for_words(tmp_path: Path) -> None:
    company = changed("company.yml", ("name: Берег", "name: Берег & <Ко>"))
    letter = changed(REFUSAL, ("title: Отказ\n", "title: Отказ\nsubject: Ответ <{{ client }}>\n"))
    html = page(written(FACTS, book=compiled(tmp_path, company | letter), name="refusal"))
    assert "<title>Ответ &lt;Анна&gt;</title>" in html
    assert ">Берег &amp; &lt;Ко&gt;</p>" in html


def test_a_letter_without_a_subject_is_entitled_by_its_name() -> None:
    letter = written(FACTS, name="refusal")
    assert letter.subject is None
    assert "<title>Отказ</title>" in page(letter)
