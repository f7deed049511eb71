"""Amounts in Russian prose."""

import pytest

from salesbook.text.quantities import quantities, shared, stems


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("15 минут", 15, "minutes"),
        ("через 1 минуту", 1, "minutes"),
        ("пятнадцати\u00a0минут", 15, "minutes"),
        ("Двух часов", 2, "hours"),
        ("двух рабочих дней", 2, "working_days"),
        ("3 рабочих\u00a0дня", 3, "working_days"),
        ("трех дней", 3, "days"),
        ("двум неделям", None, None),
        ("2 недели", 2, "weeks"),
        ("шести месяцев", 6, "months"),
        ("2 раза в месяц", 2, "per_month"),
        ("двух раз в неделю", 2, "per_week"),
        ("2,5 %", 2.5, "percent"),
        ("10%", 10, "percent"),
        ("30–40 %", None, None),
        ("10-15 минут", None, None),
        ("в 15:30 часов", None, None),
        ("25.11 дней", None, None),
        ("сдвух часов", None, None),
        ("2 частых", None, None),
        ("5 минутных", None, None),
    ],
)
def test_one_amount(text: str, value: float | None, unit: str | None) -> None:
    found = list(quantities(text))
    assert [(q.value, q.unit) for q in found] == ([] if value is None else [(value, unit)])
    assert all(text.startswith(q.text, q.start) for q in found)


def test_only_the_units_that_are_asked_for() -> None:
    assert [q.text for q in quantities("2 часа и 5 минут", ["minutes", "count", "money"])] == ["5 минут"]


def test_other_forms_of_the_words_begin_alike() -> None:
    name = stems("Первый звонок, который ждёт клиент")
    assert shared(name, "После первого звонка клиента ждут") == len(name) - 1
    assert shared(name, "клиенту") == 1
    assert stems("Срок") == ("сро",)
