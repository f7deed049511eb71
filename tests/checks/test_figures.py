"""Figures in prose: what is replaced is what company.yml would print, and a mended text has nothing left to mend."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.book.item import Item
from salesbook.book.load import load_book
from salesbook.checks.figures import written_figure
from salesbook.core.diagnostics import Finding
from salesbook.models.kinds import BY_NAME
from salesbook.models.knowledge import Article
from tests.books import BASE

HOUSE = load_book(BASE)[0].context


def article(body: str) -> Item:
    data = Article(title="Глава", order=1, theme="Тема", body=body)
    return Item(BY_NAME["article"], "x", PurePosixPath("content/book/x.md"), lambda: data)


def written(body: str) -> list[Finding]:
    return list(written_figure(article(body), HOUSE))


def mended(body: str) -> str:
    for finding in sorted(written(body), key=lambda f: f.span.start if f.span else 0, reverse=True):
        if finding.replacement is not None and finding.span is not None:
            end = finding.span.start + len(finding.span.text)
            body = body[: finding.span.start] + finding.replacement + body[end:]
    return body


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Первый звонок — через 15 минут.", "Первый звонок — через {{ fact.first_contact }}."),
        ("Первый звонок — в течение 15\u00a0минут.", "Первый звонок — в течение {{ fact.first_contact }}."),
        ("Частота рассылок: 2 раза в месяц.", "Частота рассылок: {{ fact.mailing_frequency }}."),
        ("Ответ — не позднее 15 минут.", "Ответ — не позднее 15 минут."),
        ("Первый звонок — в течение пятнадцати минут.", "Первый звонок — в течение пятнадцати минут."),
        ("Рассылки не чаще 2 раз в месяц.", "Рассылки не чаще 2 раз в месяц."),
    ],
)
def test_only_what_reads_the_same_is_replaced(before: str, after: str) -> None:
    assert written(before)
    assert mended(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "Разговор занял 15 минут.",
        "Звонок был вчера. Клиент пришёл за 15 минут до начала.",
        "Первый звонок — через {{ fact.first_contact }}.",
        "`Первый звонок — через 15 минут`",
        "Первый звонок — через 15–20 минут.",
    ],
)
def test_what_is_no_promise(text: str) -> None:
    assert written(text) == []


PARTS = [
    "Первый звонок",
    " — ",
    "в течение ",
    "не чаще ",
    "15 минут",
    "15\u00a0минут",
    "2 раза в месяц",
    "30 дней",
    ". ",
    "\n",
]


@given(st.lists(st.sampled_from([*PARTS, "{{ fact.first_contact }}", "`", "рассылок"]), min_size=1).map("".join))
def test_mending_twice_is_mending_once(text: str) -> None:
    if text.strip():
        once = mended(text)
        assert mended(once) == once
        assert len(written(once)) <= len(written(text))
