"""Days as people type them, read on Wednesday, 25 November 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.calendar.durations import LONGEST, Duration
from salesbook.calendar.words import FIRST_YEAR, LAST_YEAR, shifted, spoken_day

TODAY = date(2026, 11, 25)
DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR - 10, 12, 31))
WEEKDAYS = ("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье")
MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        # dates with a year
        ("2026-11-25", "2026-11-25"),
        ("2026.11.05", "2026-11-05"),
        ("25.11.2026", "2026-11-25"),
        ("25.11.26", "2026-11-25"),
        ("5.1.2027", "2027-01-05"),
        ("05/01/2027", "2027-01-05"),
        ("05-01-2027", "2027-01-05"),
        ("25.11 2026", "2026-11-25"),
        ("25. 11. 2026", "2026-11-25"),
        ("25.11.2026 г.", "2026-11-25"),
        ("25 ноября 2026", "2026-11-25"),
        ("25 ноября 2026 года", "2026-11-25"),
        ("25 нояб. 2026г.", "2026-11-25"),
        ("1-го декабря 2026", "2026-12-01"),
        ("November 25, 2026", "2026-11-25"),
        ("25th of November 2026", "2026-11-25"),
        # without one
        ("25.11", "2026-11-25"),
        ("26.11.", "2026-11-26"),
        ("26/11", "2026-11-26"),
        ("26-11", "2026-11-26"),
        ("26–11", "2026-11-26"),
        ("24.11", "2027-11-24"),
        ("01.01", "2027-01-01"),
        ("26 ноября", "2026-11-26"),
        ("26\u00a0НОЯБРЯ", "2026-11-26"),
        ("9 янв", "2027-01-09"),
        ("Jan 9", "2027-01-09"),
        ("9 may", "2027-05-09"),
        ("29.02", "2028-02-29"),
        ("29 февраля", "2028-02-29"),
        ("26-го", "2026-11-26"),
        ("26 числа", "2026-11-26"),
        ("25-го числа", "2026-11-25"),
        ("24 числа", "2026-12-24"),
        ("31-го", "2026-12-31"),
        ("30th", "2026-11-30"),
        # words
        ("сегодня", "2026-11-25"),
        ("Завтра", "2026-11-26"),
        ("завтра.", "2026-11-26"),
        (" послезавтра ", "2026-11-27"),
        ("вчера", "2026-11-24"),
        ("позавчера", "2026-11-23"),
        ("до завтра", "2026-11-26"),
        ("today", "2026-11-25"),
        ("the day after tomorrow", "2026-11-27"),
        ("day before yesterday", "2026-11-23"),
        # days of the week
        ("пт", "2026-11-27"),
        ("Пт.", "2026-11-27"),
        ("пятница", "2026-11-27"),
        ("в пятницу", "2026-11-27"),
        ("во вторник", "2026-12-01"),
        ("в среду", "2026-11-25"),
        ("к пятнице", "2026-11-27"),
        ("до пятницы", "2026-11-27"),
        ("не позднее пятницы", "2026-11-27"),
        ("в воскресение", "2026-11-29"),
        ("в эту пятницу", "2026-11-27"),
        ("в ближайшую среду", "2026-11-25"),
        ("в следующую пятницу", "2026-12-04"),
        ("в следующую среду", "2026-12-02"),
        ("в следующий понедельник", "2026-11-30"),
        ("в пятницу на следующей неделе", "2026-12-04"),
        ("на следующей неделе в пятницу", "2026-12-04"),
        ("во вторник на этой неделе", "2026-11-24"),
        ("friday", "2026-11-27"),
        ("on Friday", "2026-11-27"),
        ("this friday", "2026-11-27"),
        ("next friday", "2026-12-04"),
        ("friday next week", "2026-12-04"),
        # so much later
        ("через 3 дня", "2026-11-28"),
        ("через три дня", "2026-11-28"),
        ("через неделю", "2026-12-02"),
        ("через 2 недели", "2026-12-09"),
        ("через месяц", "2026-12-25"),
        ("через полгода", "2027-05-25"),
        ("через год", "2027-11-25"),
        ("+3 дня", "2026-11-28"),
        ("+ 1 неделя", "2026-12-02"),
        ("3 дня назад", "2026-11-22"),
        ("неделю назад", "2026-11-18"),
        ("in 3 days", "2026-11-28"),
        ("in a week", "2026-12-02"),
        ("2 weeks ago", "2026-11-11"),
        ("3 days from now", "2026-11-28"),
        # a weekday with a date
        ("пт 27.11", "2026-11-27"),
        ("пятница, 27 ноября", "2026-11-27"),
        ("27.11 (пт)", "2026-11-27"),
        ("в пятницу 27 ноября 2026 года", "2026-11-27"),
    ],
)
def test_a_day(typed: str, day: str) -> None:
    assert spoken_day(typed, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "как-нибудь", "26", "2026", "26.13", "32.01", "31.11", "30 февраля", "00.01", "0 числа", "32-го",
        "25.11.0001", "25.11.2200", "2026-02-30", "9999-12-31", "٢٥.١١.٢٠٢٦", "25.11.٢٠٢٦", "²5.11", "99999999999.11",
        "5 дней", "через день", "через 2 рабочих дня", "через 2 часа", "через 99999 дней", "через 99999 месяцев",
        "через 999999 дней", "через минус 3 дня", "чт 27.11", "27.11 чт", "пятница суббота", "в эту следующую пятницу",
        "пятницу на неделе", "на следующей неделе", "в 10.11", "в 19.00", "19-00", "19:00", "сегодня завтра",
        "25.11.2026 26.11.2026", "+", "через", "назад", "на", "до", "в в в", "\x00", "25.11.2026" + "0" * 60, "пт" * 40,
        "-1.11", "1.-1", "one friday",
    ],
)  # fmt: skip
def test_no_day(typed: str) -> None:
    assert spoken_day(typed, TODAY) is None


@pytest.mark.parametrize(
    ("today", "typed", "day"),
    [
        ("2026-12-31", "01.01", "2027-01-01"),
        ("2026-12-31", "завтра", "2027-01-01"),
        ("2028-02-29", "29.02", "2028-02-29"),
        ("2028-03-01", "29.02", "2032-02-29"),
        ("2096-03-01", "29.02", "2104-02-29"),
        ("2027-01-31", "через месяц", "2027-02-28"),
        ("2027-01-31", "30-го", "2027-03-30"),
        # The coming Friday is that of the next week only when this week's has gone by.
        ("2026-11-28", "в следующую пятницу", "2026-12-04"),
        ("2026-11-23", "в следующую пятницу", "2026-12-04"),
        ("2026-11-29", "в следующий понедельник", "2026-11-30"),
        ("2026-11-29", "в понедельник на этой неделе", "2026-11-23"),
    ],
)
def test_on_another_day(today: str, typed: str, day: str) -> None:
    assert spoken_day(typed, date.fromisoformat(today)) == date.fromisoformat(day)


@given(DAYS, DAYS)
def test_every_day_is_read_as_it_is_written(day: date, today: date) -> None:
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"):
        assert spoken_day(day.strftime(form), today) == day
    assert spoken_day(f"{day.day} {MONTHS[day.month - 1]} {day.year} года", today) == day
    assert spoken_day(f"{day.day} {day:%B} {day.year}", today) == day


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), DAYS)
def test_two_figures_of_a_year_are_of_this_century(day: date, today: date) -> None:
    assert spoken_day(day.strftime("%d.%m.%y"), today) == day


@given(DAYS, DAYS)
def test_without_a_year_it_is_the_next_such_day(day: date, today: date) -> None:
    coming = next(c for n in range(3000) if ((c := today + timedelta(n)).day, c.month) == (day.day, day.month))
    for text in (f"{day.day}.{day.month:02}", f"{day.day} {MONTHS[day.month - 1]}"):
        assert spoken_day(text, today) == coming
    of_month = next(c for n in range(100) if (c := today + timedelta(n)).day == day.day)
    assert spoken_day(f"{day.day} числа", today) == of_month


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24.11", "2026-11-24"),
        ("25 ноября", "2026-11-25"),
        ("26.11", "2026-11-26"),
        ("01.06", "2026-06-01"),
        ("25.05", "2027-05-25"),
        ("24-го", "2026-11-24"),
        ("15 числа", "2026-11-15"),
        ("5 числа", "2026-12-05"),
        ("29.02", "2028-02-29"),
        ("31.11", None),
        ("вт 24.11", "2026-11-24"),
        # Other words mean what they always do.
        ("24.11.2027", "2027-11-24"),
        ("вторник", "2026-12-01"),
    ],
)
def test_what_may_be_over_is_the_nearest(typed: str, day: str | None) -> None:
    assert spoken_day(typed, TODAY, nearest=True) == (day and date.fromisoformat(day))


def test_of_two_that_are_as_near_it_is_the_later() -> None:
    assert spoken_day("15 числа", date(2027, 1, 31), nearest=True) == date(2027, 2, 15)
    assert spoken_day("15 числа", date(2026, 11, 30), nearest=True) == date(2026, 12, 15)


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_the_next_one_from_today_on(today: date, weekday: int) -> None:
    coming = next(c for n in range(7) if (c := today + timedelta(n)).weekday() == weekday)
    assert spoken_day(f"в {WEEKDAYS[weekday]}", today) == coming
    next_monday = next(c for n in range(1, 8) if (c := today + timedelta(n)).weekday() == 0)
    following = "следующее" if weekday == 6 else "следующий" if weekday in (0, 1, 3) else "следующую"
    assert spoken_day(f"в {following} {WEEKDAYS[weekday]}", today) == next_monday + timedelta(weekday)


@given(st.text(max_size=LONGEST + 20), DAYS)
def test_any_text_is_a_day_or_none(text: str, today: date) -> None:
    day = spoken_day(text, today)
    assert day is None or FIRST_YEAR <= day.year <= LAST_YEAR


@pytest.mark.parametrize("year", [FIRST_YEAR, LAST_YEAR])
def test_the_first_and_the_last_year(year: int) -> None:
    assert spoken_day(f"{year}-06-15", TODAY) == date(year, 6, 15)
    assert [spoken_day(f"{other}-06-15", TODAY) for other in (FIRST_YEAR - 1, LAST_YEAR + 1)] == [None, None]


def test_a_preposition_alone_is_no_day() -> None:
    assert [spoken_day(word, TODAY) for word in ("в", "во", "на", "к")] == [None] * 4


def test_hours_and_working_days_are_no_shift_of_days() -> None:
    assert shifted(TODAY, Duration(2, "hours")) is None
    assert shifted(TODAY, Duration(2, "working_days")) is None
    assert shifted(TODAY, Duration(2, "weeks"), -1) == date(2026, 11, 11)
