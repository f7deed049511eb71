"""What a manager fills in becomes typed values, or is named with what is expected."""

from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.book.load import load_book
from salesbook.calendar.working_time import working_time
from salesbook.letters.field_values import MAX_TEXT, NotAValue, ValueContext, read_value
from salesbook.letters.values import missing, read_values
from salesbook.models.letter import FieldType, Letter, LetterField
from salesbook.reading.decode import decode
from tests.books import BASE

TODAY = date(2026, 11, 20)
"""A Friday."""
COMPANY = load_book(BASE, {"company"})[0].company
CHANNELS = tuple(channel for channel in COMPANY.channels if channel.id in ("email", "telegram"))
READING = ValueContext(TODAY, working_time(COMPANY), "RUB", CHANNELS)


def field(type_: str, **more: Any) -> LetterField:
    found, misfits = decode(LetterField, {"id": "x", "label": "Икс", "type": type_} | more)
    assert misfits == []
    assert isinstance(found, LetterField)
    return found


def value_of(type_: str, value: Any, **more: Any) -> Any:
    return read_value(field(type_, **more), value, READING)


@pytest.mark.parametrize(
    ("type_", "given", "value"),
    [
        ("line", "  Анна ", "Анна"),
        ("line", "а\tб", "а\tб"),
        ("line", "а\u202eб\x00в\x1b[31m", "абв[31m"),
        ("text", "раз\r\nдва\rтри", "раз\nдва\nтри"),
        ("list", ["а", " б "], ["а", "б"]),
        ("date", date(2026, 11, 25), date(2026, 11, 25)),
        ("date", "2026-11-25", date(2026, 11, 25)),
        ("date", " 5.1.2027 ", date(2027, 1, 5)),
        ("date", "сегодня", TODAY),
        ("date", "завтра", date(2026, 11, 21)),
        ("date", "в пятницу", TODAY),
        ("date", "26.11", date(2026, 11, 26)),
        ("date", 26.11, date(2026, 11, 26)),
        ("date", "19.11", date(2026, 11, 19)),
        ("date", "31.12", date(2026, 12, 31)),
        ("date", "+2 рабочих дня", date(2026, 11, 24)),
        ("date", "через 2 рабочих дня", date(2026, 11, 24)),
        ("date", "-1 день", date(2026, 11, 19)),
        ("date", "−3 дня", date(2026, 11, 17)),
        ("date", "2 дня назад", date(2026, 11, 18)),
        ("date", "+1 неделя", date(2026, 11, 27)),
        ("time", "19", "19:00"),
        ("time", 19, "19:00"),
        ("time", "19-00", "19:00"),
        ("time", "9.30", "09:30"),
        ("time", 19.45, "19:45"),
        ("time", "в 7 вечера", "19:00"),
        ("zone", "Владивосток", "Asia/Vladivostok"),
        ("zone", "МСК+7", "UTC+10"),
        ("phone", "8 (900) 000-00-00", "+7\u00a0900\u00a0000-00-00"),
        ("phone", 79000000000, "+7\u00a0900\u00a0000-00-00"),
        ("phone", "мой", "мой"),
        ("time", "9:05", "09:05"),
        ("time", "23:59", "23:59"),
        ("number", 5, 5),
        ("number", 12_500_000, 12_500_000),
        ("number", 1 - 10**15, 1 - 10**15),
        ("number", "12 500\u00a0000,5", 12500000.5),
        ("money", "12 500 000 ₽", 12500000),
        ("money", "12,5 млн", 12500000),
        ("money", "1.5 млн руб.", 1500000),
        ("number", "−3", -3),
        ("number", "-3", -3),
        ("choice", "а", "а"),
        ("channel", "telegram", "telegram"),
        ("channel", " почта ", "email"),
        ("channel", "имейл", "email"),
        ("channel", "тг", "telegram"),
        ("flag", True, True),
        ("flag", "Да", True),
        ("flag", "нет", False),
        ("flag", 0, False),
    ],
)
def test_values(type_: str, given: Any, value: Any) -> None:
    found = value_of(type_, given, **({"choices": ["а", "б"]} if type_ == "choice" else {}))
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("type_", "given", "expected"),
    [
        ("line", 5, "text: put numbers and dates in quotes"),
        ("line", date(2026, 1, 1), "text: put numbers and dates in quotes"),
        ("line", "раз\nдва", "one line"),
        ("line", "\u202e", "text that says something"),
        ("text", "я" * (MAX_TEXT + 1), "at most 5000 characters"),
        ("text", ["а"], "text: put numbers and dates in quotes"),
        ("list", "а", "a list: every entry on a line of its own"),
        ("list", ["а", 5], "text: put numbers and dates in quotes"),
        ("list", ["а", ""], "text that says something"),
        ("date", "скоро", "a day, such as 25.11.2026, “tomorrow” or “+2 working days”"),
        ("date", 26.1, "a day, such as 25.11.2026, “tomorrow” or “+2 working days”"),
        ("time", 19.3, "a time, such as 15:30"),
        ("time", True, "a time, such as 15:30"),
        ("zone", "далеко", "a city or a time zone, such as Vladivostok, Asia/Vladivostok, UTC+10"),
        ("zone", 3, "a city or a time zone, such as Vladivostok, Asia/Vladivostok, UTC+10"),
        ("phone", "", "text that says something"),
        ("money", "12.500", "a number, such as 12500000"),
        ("money", "$100", "a number, such as 12500000"),
        ("date", "31.02.2026", "a day, such as 25.11.2026, “tomorrow” or “+2 working days”"),
        ("date", 20261125, "a day, such as 25.11.2026, “tomorrow” or “+2 working days”"),
        ("date", "٢٥.١١.٢٠٢٦", "a day, such as 25.11.2026, “tomorrow” or “+2 working days”"),
        ("time", "24:00", "a time, such as 15:30"),
        ("time", "скоро", "a time, such as 15:30"),
        ("time", 930, "a time, such as 15:30"),
        ("number", "много", "a number, such as 12500000"),
        ("number", True, "a number, such as 12500000"),
        ("number", float("nan"), "a number, such as 12500000"),
        ("number", float("inf"), "a number, such as 12500000"),
        ("number", 10**15, "a number, such as 12500000"),
        ("money", "1" * 16, "a number, such as 12500000"),
        ("choice", "в", "one of: а, б"),
        ("choice", ["а"], "one of: а, б"),
        ("channel", "sms", "one of: Почта, Telegram"),
        ("channel", {"a": 1}, "one of: Почта, Telegram"),
        ("flag", "может быть", "yes or no"),
        ("flag", 2, "yes or no"),
    ],
)
def test_what_does_not_fit(type_: str, given: Any, expected: str) -> None:
    with pytest.raises(NotAValue) as caught:
        value_of(type_, given, **({"choices": ["а", "б"]} if type_ == "choice" else {}))
    assert str(caught.value) == expected


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("сегодня", TODAY),
        ("вчера", date(2026, 11, 19)),
        ("в пятницу", TODAY),
        ("в четверг", date(2026, 11, 19)),
        ("в субботу", date(2026, 11, 14)),
        ("19.11", date(2026, 11, 19)),
        (date(2026, 11, 20), TODAY),
    ],
)
def test_what_has_happened_lies_behind(given: Any, value: date) -> None:
    """«В субботу», said on a Friday of a meeting that was held, is the last one."""
    assert value_of("date", given, past=True) == value


@pytest.mark.parametrize("given", ["завтра", "послезавтра", "21.11", "через 3 дня", date(2026, 11, 21)])
def test_what_has_happened_lies_in_no_future(given: Any) -> None:
    with pytest.raises(NotAValue, match=r"a date up to today \(November.20, 2026\)"):
        value_of("date", given, past=True)


@pytest.mark.parametrize(("ahead", "day", "fits"), [(True, 19, False), (True, 20, True), (False, 19, True)])
def test_a_next_step_lies_ahead(ahead: bool, day: int, fits: bool) -> None:
    given = date(2026, 11, day)
    if fits:
        assert value_of("date", given, ahead=ahead) == given
    else:
        with pytest.raises(NotAValue, match=r"a date from today on \(November.20, 2026\)"):
            value_of("date", given, ahead=ahead)


@pytest.mark.parametrize(
    ("value", "nothing"),
    [
        (None, True),
        ("", True),
        (" \n", True),
        ([], True),
        ({}, True),
        (0, False),
        (False, False),
        ("0", False),
        ([""], False),
    ],
)
def test_missing(value: Any, nothing: bool) -> None:
    assert missing(value) is nothing


def letter(*fields: dict[str, Any]) -> Letter:
    data = {"title": "Т", "channels": ["email"], "regulation": "ОП-001", "purpose": "П", "body": "Б"}
    found, misfits = decode(Letter, data | {"fields": list(fields)})
    assert misfits == []
    assert isinstance(found, Letter)
    return found


CLIENT = {"id": "client", "label": "Клиент", "type": "line"}
LIKED = {"id": "liked", "label": "Понравилось", "type": "list", "required": False}
STEP = {
    "id": "step",
    "label": "Шаг",
    "type": "group",
    "fields": [
        {"id": "action", "label": "Что", "type": "line"},
        {"id": "time", "label": "Когда", "type": "time", "required": False},
    ],
}


def read(data: Any, *fields: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    values, unfit = read_values(letter(*fields), data, READING)
    return values, [u.field for u in unfit]


def test_what_is_not_given_is_none_and_can_be_asked_for() -> None:
    found = read({"client": "Анна", "step": {"action": "бронь"}}, CLIENT, LIKED, STEP)
    assert found == ({"client": "Анна", "liked": [], "step": {"action": "бронь", "time": None}}, [])
    assert read({}, STEP | {"required": False}) == ({"step": None}, [])


@pytest.mark.parametrize(
    ("data", "fields"),
    [
        ({}, ["client", "step", "step.action"]),
        ({"client": "", "step": {}}, ["client", "step", "step.action"]),
        ({"client": "А", "step": {"action": " "}}, ["step.action"]),
        ({"client": "А", "step": "бронь"}, ["step"]),
        ({"client": "А", "step": {"action": "б", "actoin": "в"}}, ["step.actoin"]),
        ({"client": "А", "clint": "Б", "step": {"action": "б"}}, ["clint"]),
        ({"client": 5, "step": {"action": 5, "time": "скоро"}}, ["client", "step.action", "step.time"]),
        ("слова", [""]),
        ([], [""]),
        (None, [""]),
    ],
)
def test_everything_wrong_is_named_at_once(data: Any, fields: list[str]) -> None:
    assert read(data, CLIENT, STEP)[1] == fields


@pytest.mark.parametrize(
    ("data", "message", "advice"),
    [
        ({"step": "бронь"}, "“Шаг” (step) must be a block of fields, found «бронь»", "fields: action, time"),
        (
            {"step": {"action": 5}},
            "“Что” (step.action): «5» does not fit",
            "expected text: put numbers and dates in quotes",
        ),
        ({"step": {}}, "“Шаг” (step) is not filled in", "fill it in"),
        ({"step": {"action": "а", "why": 1}}, "unknown field «why»", "fields: action, time"),
        ("слова", "the letter's data must be a block of fields", "fields: step"),
    ],
)
def test_a_misfit_says_what_was_found_and_what_is_expected(data: Any, message: str, advice: str) -> None:
    _values, unfit = read_values(letter(STEP), data, READING)
    assert (unfit[0].message, unfit[0].advice) == (message, advice)


def test_a_line_is_no_list() -> None:
    assert read({"client": ["Анна", "Пётр"]}, CLIENT) == ({"client": None}, ["client"])


def test_entries_of_a_list_are_named_by_their_numbers() -> None:
    found = read({"liked": ["а", 5, " б ", True]}, LIKED)
    assert found == ({"liked": ["а", None, "б", None]}, ["liked[2]", "liked[4]"])


ANY: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["x", "action", "client"]), inner, max_size=2)
    ),
    max_leaves=5,
)
TYPES = get_args(FieldType)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(TYPES), ANY)
def test_any_value_is_read_or_refused(type_: str, value: Any) -> None:
    extra: dict[str, dict[str, Any]] = {"choice": {"choices": ["а"]}, "group": {"fields": [CLIENT]}}
    more = extra.get(type_, {})
    found, unfit = read({"x": value}, {"id": "x", "label": "Икс", "type": type_} | more)
    assert unfit or not missing(found["x"])
