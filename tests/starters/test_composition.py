"""Answers laid over a starter: what is typed comes out as it was, and every other byte stays."""

from datetime import date
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.starters.answers import Answers, DepartmentAnswer, RoleAnswer, read_line
from salesbook.starters.blocks import data_in, with_values
from salesbook.starters.catalogue import Files, named_starter
from salesbook.starters.composition import COMPANY, company_of, composed
from salesbook.starters.hours import read_hours

FILES = named_starter("minimal").files("ru")
DAY = date(2027, 2, 3)
HOSTILE = (
    *('"Рога: и #копыта"', "- а", "? а", "null", "~", "true", "2026-11-28", "1e3", "0x1F", "*а", "&а", "!а б", "@а"),
    *("`а`", "| а", "> а", "{а: б}", "[а, б]", "а: б", "а #б", "'", '"', "\\", "\\n", "---", "...", "<<", "=", ","),
    *("а,]}", "%YAML 1.1", "{{ а }}", "{% raw %}", "[[ОП-001]]", "</script>", "ОП", "%s", "@company@", "\u2028"),
    *("🏠", "١٢", "е\u0301"),
)
NAMES = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=60))


def changed(**answers: Any) -> Files:
    """Return the files of the starter that answers have changed, beside the day of the last review."""
    before = composed(FILES, Answers(), DAY)
    after = composed(FILES, Answers(**answers), DAY)
    return {path: data for path, data in after.items() if data != before[path]}


def data_of(files: Files, path: str) -> Any:
    return data_in(files[PurePosixPath(path)].decode())


def test_without_answers_nothing_but_the_day_of_the_review_changes() -> None:
    for path, data in composed(FILES, Answers(), DAY).items():
        text = FILES[path].decode()
        if path.parts[1] == "regulations":
            assert data_in(data.decode())["reviewed"] == DAY
            text = text.replace(str(data_in(text)["reviewed"]), str(DAY))
        assert data.decode() == text


@settings(max_examples=150, deadline=None)
@given(NAMES, NAMES, NAMES)
def test_whatever_is_typed_comes_out_as_it_was(company: str, crm: str, role: str) -> None:
    try:
        company, crm, role = map(read_line, (company, crm, role))
    except ValueError:
        return
    roles = (RoleAnswer("Глава"), RoleAnswer("Продавец"), RoleAnswer(role))
    files = composed(FILES, Answers(company=company, about=company, crm=crm, roles=roles), DAY)
    book = company_of(files)
    assert (book.name, book.about) == (company, company)
    assert [each.name for each in book.roles] == ["Глава", "Продавец", role]
    assert len({each.id for each in book.roles}) == 3
    assert data_of(files, "content/crm.yml")["system"] == crm
    assert data_of(files, "content/positions/manager.md")["title"] == "Продавец"


def test_comments_and_other_fields_stay() -> None:
    ((path, data),) = changed(company="Ромашка").items()
    assert path == COMPANY
    assert data.decode() == FILES[COMPANY].decode().replace("name: Моя компания", "name: Ромашка")


def test_readers_of_a_new_book_do_not_write_to_the_starters_own_address() -> None:
    company = FILES[COMPANY] + b"feedback: book@example.com\n"
    assert "feedback" in data_in(company.decode())
    files = composed({**FILES, COMPANY: company}, Answers(company="Ромашка"), DAY)
    assert files[COMPANY].decode() == FILES[COMPANY].decode().replace("name: Моя компания", "name: Ромашка")


def test_a_new_prefix_is_everywhere() -> None:
    files = composed(FILES, Answers(departments=(DepartmentAnswer("Сбыт", "СБ"), DepartmentAnswer("Склад", "ОП"))), DAY)
    assert not [path for path, data in files.items() if "ОП-" in data.decode()]
    assert data_of(files, "content/articles.yml") == {"issued": {"СБ": 3}}
    assert data_of(files, "content/regulations/sales/next-step.md")["article"] == "СБ-002"
    assert [(each.id, each.prefix) for each in company_of(files).departments] == [("sales", "СБ"), ("склад", "ОП")]


def test_a_letter_goes_by_the_channels_that_are_left() -> None:
    left = changed(channels=("Звонок", "телега", "Сигнал флажками"))
    assert data_of(left, "content/letters/summary.md")["channels"] == ["telegram"]
    others = changed(channels=("Сигнал флажками", "phone"))
    assert data_of(others, "content/letters/summary.md")["channels"] == ["сигнал-флажками"]
    channels = company_of(composed(FILES, Answers(channels=("Звонок", "телега")), DAY)).channels
    assert [(each.id, each.name, each.format) for each in channels] == [
        ("phone", "Звонок", "voice"), ("telegram", "телега", "text"),
    ]  # fmt: skip


def test_advertising_goes_where_it_may_and_what_is_named_is_in_use() -> None:
    direct = named_starter("direct-sales").files("ru")
    files = composed(direct, Answers(channels=("Звонок", "Telegram", "WhatsApp", "СМС")), DAY)
    assert all(channel.in_use for channel in company_of(files).channels)
    advertising = data_of(files, "content/letters/warmup-lost.md")
    assert (advertising["advertising"], advertising["channels"]) == (True, ["sms"])
    assert data_of(files, "content/letters/meeting.md")["channels"] == ["telegram"]


def test_talks_are_held_by_the_channels_that_are_left() -> None:
    talks = {
        PurePosixPath("content/scripts/x.yml"): b"channels: [phone, email]\n",
        PurePosixPath("content/pipelines/x.yml"): b"stages:\n  - {id: a, channels: [email]}\n  - {id: b}\n",
    }
    files = composed(FILES | talks, Answers(channels=("Звонок", "СМС")), DAY)
    assert data_of(files, "content/scripts/x.yml") == {"channels": ["phone"]}
    stages = data_of(files, "content/pipelines/x.yml")["stages"]
    assert stages == [{"id": "a", "channels": ["phone", "sms"]}, {"id": "b"}], "none of its own is left"


def test_another_zone_may_be_another_country() -> None:
    company = company_of(composed(FILES, Answers(time_zone="Asia/Almaty", hours=read_hours("пн 9–10")), DAY))
    assert (company.time_zone, company.calendar.country, company.currency) == ("Asia/Almaty", "KZ", "KZT")
    assert len(company.hours) == 1
    for zone in ("Asia/Vladivostok", "Europe/Simferopol"):
        company = company_of(composed(FILES, Answers(time_zone=zone), DAY))
        assert (company.calendar.country, company.currency) == ("RU", "RUB")


@pytest.mark.parametrize(
    ("text", "route", "value", "expected"),
    [
        ("a: 1\nb: 2 # c\n", ("b",), "x: y", "a: 1\nb: 'x: y' # c\n"),
        ("a:\n  - {b: 1}\n\n# c\nd: 2\n", ("a",), [{"b": 2}, {"b": 3}], "a:\n  - {b: 2}\n  - {b: 3}\n\n# c\nd: 2\n"),
        ("a: [1, 2]\n", ("a",), ["x"], "a: [x]\n"),
        ("a: |\n  x\n  y\nb: 1\n", ("a",), "z", "a: z\nb: 1\n"),
        ("a:\n  b: 1\n", ("a",), {"c": 2, "d": 3}, "a:\n  c: 2\n  d: 3\n"),
        ("a:\n  - b: 1\n", ("a", 0, "c"), 2, "a:\n  - b: 1\n    c: 2\n"),
        ("a: {b: 1}\n", ("a", "c"), "x, y", "a: {b: 1, c: 'x, y'}\n"),
        ("---\na: 1\n---\na: 1\n", ("a",), 2, "---\na: 2\n---\na: 1\n"),
    ],
)
def test_values_are_set_where_they_stand(text: str, route: tuple[Any, ...], value: Any, expected: str) -> None:
    assert with_values(text, {route: value}) == expected


def test_what_is_not_there_cannot_be_set() -> None:
    with pytest.raises(LookupError):
        with_values("a: 1\n", {("b", 0, "c"): 1})
