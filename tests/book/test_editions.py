"""Editions: what of an item counts, and what does not."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.book.editions import edition, edition_of
from salesbook.models.company import Fact
from tests.books import base_text, changed, compiled

Change = dict[str, str]
FACTS = {"first_contact": Fact(id="first_contact", name="Первый звонок", value=15, unit="minutes")}


def edition_in(root: Path, name: str, change: Change | None = None) -> str:
    book = compiled(root, change)
    return edition(book.items[name].data, book.facts)


def said(text: str) -> str:
    return edition_of([(("text",), text)], FACTS)


@pytest.mark.parametrize(
    "change",
    [
        changed("scorecards/leads.yml", ("from: -1, to: 1", "from: -1, to: 1.5")),
        changed("scorecards/leads.yml", ("from: -1, to: 1", "from: 1, to: 1")),
        changed("scorecards/leads.yml", ("id: budget", "id: money")),
        changed("scorecards/leads.yml", ("title: Бюджет", "title: Деньги")),
    ],
)
def test_what_counts(tmp_path: Path, change: Change) -> None:
    assert edition_in(tmp_path / "a", "scorecard:leads") != edition_in(tmp_path / "b", "scorecard:leads", change)


@pytest.mark.parametrize(
    "change",
    [
        changed("scorecards/leads.yml", ("title: Бюджет", "title: «бюджет»")),
        {"scorecards/leads.yml": "# Слова для себя.\n" + base_text("scorecards/leads.yml")},
        {"scorecards/leads.yml": base_text("scorecards/leads.yml") + "order: 7\ndefault: true\n"},
        {"scorecards/leads.yml": base_text("scorecards/leads.yml").replace("ё", "е")},
    ],
)
def test_what_does_not_count(tmp_path: Path, change: Change) -> None:
    assert edition_in(tmp_path / "a", "scorecard:leads") == edition_in(tmp_path / "b", "scorecard:leads", change)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Больше −1", "Больше 1"),
        ("До 1,5 млн", "До 15 млн"),
        ("от 10-20", "от 1020"),
        ("кот онемел", "ко тонемел"),
        ("10 %", "10"),
        ("меньше < 5", "меньше > 5"),
        ("нет", ""),
        ("«ОП-007»", "«ОП-008»"),
    ],
)
def test_another_meaning_is_another_edition(one: str, other: str) -> None:
    assert said(one) != said(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ещё — «да»!", 'еще - "да"'),
        ("До 12 500 000 ₽", "до 12500000\u00a0₽."),
        ("−5 и  −2,5", "-5 и\n-2.5"),
        ("когда-нибудь", "когда нибудь"),
        ("**Деньги** есть", "деньги есть"),
        ("½ срока", "½\u2009срока"),
        ("2–3 дня", "2—3 дня"),
    ],
)
def test_typography_is_not_another_edition(one: str, other: str) -> None:
    assert said(one) == said(other)


def test_a_figure_counts_by_its_value() -> None:
    text = [(("text",), "За {{ fact.first_contact }}")]
    later = {"first_contact": FACTS["first_contact"].model_copy(update={"value": 30.0})}
    assert edition_of(text, FACTS) != edition_of(text, later) != edition_of(text, {})
    assert said("Сразу") == edition_of([(("text",), "Сразу")], later)


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=8), max_size=5), st.randoms())
def test_the_order_does_not_count_and_the_place_does(values: dict[str, str], random: Any) -> None:
    statements = [((key,), value) for key, value in values.items()]
    one = edition_of(statements, {})
    assert len(one) == 8
    assert one.isascii() and one.isalpha()
    random.shuffle(statements)
    assert edition_of(statements, {}) == one
    assert edition_of([(("more", *route), value) for route, value in statements], {}) != one or not statements
