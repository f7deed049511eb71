"""Deadlines: real days, and any week, calendar, term and zone against a walk from minute to minute."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.book.load import load_book
from salesbook.calendar.durations import Duration, read_duration
from salesbook.calendar.schedule import Reason
from salesbook.calendar.working_time import WorkingTime, working_time, working_time_of
from salesbook.core.errors import UserError
from salesbook.models.calendar import ProductionCalendar
from salesbook.models.company import Department, Hours
from tests.books import OTHER
from tests.calendar.naive import closing, walked_days, walked_minutes, walked_opening
from tests.calendar.years import FIVE_DAYS, SHORT, WEEK, company, is_worked

MOSCOW = ZoneInfo("Europe/Moscow")
USUAL = working_time(company())


def at(text: str, zone: str = "Europe/Moscow") -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


def utc(moment: datetime) -> datetime:
    """Return a moment as Python can compare it: of one zone it compares what the clocks show."""
    return moment.astimezone(UTC)


def term(text: str) -> Duration:
    duration = read_duration(text)
    assert duration is not None
    return duration


# --- real days


@pytest.mark.parametrize(
    ("start", "duration", "due"),
    [
        # minutes and hours of work
        ("2026-11-25T10:00", "15 минут", "2026-11-25T10:15"),
        ("2026-11-25T17:50", "15 минут", "2026-11-26T09:05"),
        ("2026-11-25T17:00", "1 час", "2026-11-25T18:00"),
        ("2026-11-25T18:00", "1 час", "2026-11-26T10:00"),
        ("2026-11-25T08:59", "1 минута", "2026-11-25T09:01"),
        ("2026-11-25T09:00", "9 часов", "2026-11-25T18:00"),
        ("2026-11-25T09:00", "10 часов", "2026-11-26T10:00"),
        ("2026-11-27T17:50", "15 минут", "2026-11-30T09:05"),
        ("2026-11-28T12:00", "полчаса", "2026-11-30T09:30"),
        ("2026-11-25T10:00:30", "1,5 часа", "2026-11-25T11:30:30"),
        ("2026-11-03T16:50", "15 минут", "2026-11-05T09:05"),
        # working days
        ("2026-11-25T10:00", "1 рабочий день", "2026-11-26T18:00"),
        ("2026-11-25T23:59", "1 рабочий день", "2026-11-26T18:00"),
        ("2026-11-27T10:00", "2 рабочих дня", "2026-12-01T18:00"),
        ("2026-11-28T10:00", "1 рабочий день", "2026-11-30T18:00"),
        ("2026-12-30T12:00", "1 рабочий день", "2027-01-11T18:00"),
        ("2025-12-30T12:00", "1 рабочий день", "2026-01-12T18:00"),
        ("2026-03-06T12:00", "1 рабочий день", "2026-03-10T18:00"),
        ("2025-10-31T12:00", "1 рабочий день", "2025-11-01T17:00"),
        ("2025-10-31T12:00", "2 рабочих дня", "2025-11-05T18:00"),
        ("2026-04-29T12:00", "1 рабочий день", "2026-04-30T17:00"),
        ("2026-04-29T12:00", "2 рабочих дня", "2026-05-04T18:00"),
        # days, weeks, months
        ("2026-11-25T10:00", "1 день", "2026-11-26T18:00"),
        ("2026-11-25T10:00", "3 дня", "2026-11-30T18:00"),
        ("2026-11-25T10:00", "неделя", "2026-12-02T18:00"),
        ("2026-12-24T10:00", "неделя", "2027-01-11T18:00"),
        ("2026-10-31T10:00", "месяц", "2026-11-30T18:00"),
        ("2026-11-30T10:00", "месяц", "2026-12-30T18:00"),
        ("2027-01-29T10:00", "месяц", "2027-03-01T18:00"),
        ("2026-10-27T10:00", "неделя", "2026-11-03T17:00"),
    ],
)
def test_when_a_term_runs_out(start: str, duration: str, due: str) -> None:
    assert USUAL.add(at(start), term(duration)) == at(due)


def test_in_vladivostok_it_is_tomorrow_already() -> None:
    vladivostok = working_time(company(zone="Asia/Vladivostok"))
    late = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
    due = vladivostok.deadline(late, term("1 рабочий день"))
    assert (due.start, due.due) == (
        at("2026-11-26T09:30", "Asia/Vladivostok"),
        at("2026-11-27T18:00", "Asia/Vladivostok"),
    )
    assert due.due.tzinfo == ZoneInfo("Asia/Vladivostok")
    assert vladivostok.add(late, term("15 минут")) == at("2026-11-26T09:45", "Asia/Vladivostok")


def test_a_zone_that_there_is_not_is_utc() -> None:
    nowhere = working_time(company(zone="Москва"))
    assert nowhere.add(at("2026-11-25T10:00+00:00"), term("1 час")) == at("2026-11-25T11:00+00:00")


def test_a_deadline_says_what_was_passed_over() -> None:
    deadline = USUAL.deadline(at("2026-12-30T17:50"), term("20 минут"))
    assert [(each.day.isoformat(), each.reason) for each in deadline.skipped] == [
        ("2026-12-31", Reason.TRANSFER),
        *((f"2027-01-{n:02}", Reason.HOLIDAY) for n in range(1, 9)),
        ("2027-01-09", Reason.WEEK),
        ("2027-01-10", Reason.WEEK),
    ]
    assert (deadline.due, deadline.last_day, deadline.unsure) == (at("2027-01-11T09:10"), date(2027, 1, 11), ())


def test_days_of_a_term_of_days_count_whether_closed_or_not() -> None:
    deadline = USUAL.deadline(at("2026-11-25T10:00"), term("3 дня"))
    # Saturday is the third day: only the days it is put off by are passed over.
    assert [each.day.day for each in deadline.skipped] == [28, 29]
    assert USUAL.deadline(at("2026-11-25T10:00"), term("5 дней")).skipped == ()
    working = USUAL.deadline(at("2026-11-28T10:00"), term("6 рабочих дней"))
    assert [each.day.isoformat() for each in working.skipped] == ["2026-11-29", "2026-12-05", "2026-12-06"]
    started_closed = USUAL.deadline(at("2026-11-28T10:00"), term("1 час"))
    assert [each.day.day for each in started_closed.skipped] == [28, 29]


def test_a_deadline_names_short_days_and_years_that_are_not_sure() -> None:
    deadline = USUAL.deadline(at("2026-11-02T10:00"), term("2 рабочих дня"))
    assert [(each.day, each.short) for each in deadline.special] == [(date(2026, 11, 3), True)]
    saturday = USUAL.deadline(at("2024-12-27T10:00"), term("1 рабочий день"))
    assert [(each.day, each.exchanged) for each in saturday.special] == [(date(2024, 12, 28), date(2024, 12, 30))]
    over_years = USUAL.deadline(at("2027-12-01T10:00"), term("14 месяцев"))
    assert over_years.unsure == (2028, 2029)
    assert (over_years.last_day, over_years.special) == (date(2029, 2, 1), ())


def test_midnight_ends_the_day_before() -> None:
    late = working_time(company((FIVE_DAYS.model_copy(update={"closes": "24:00"}),)))
    deadline = late.deadline(at("2026-11-25T10:00"), term("1 рабочий день"))
    assert (deadline.due, deadline.last_day) == (at("2026-11-27T00:00"), date(2026, 11, 26))
    over = late.deadline(at("2026-11-25T23:59"), term("1 минута"))
    assert (over.due, over.last_day) == (at("2026-11-26T00:00"), date(2026, 11, 25))


def test_questions_of_a_day() -> None:
    assert USUAL.is_open(date(2026, 11, 27))
    assert not USUAL.is_open(date(2026, 11, 28))
    assert USUAL.hours_on(date(2026, 11, 27)) == ((at("2026-11-27T09:00"), at("2026-11-27T18:00")),)
    assert USUAL.hours_on(date(2026, 11, 28)) == ()
    assert USUAL.closing(date(2026, 11, 3)) == at("2026-11-03T17:00")
    assert USUAL.closing(date(2026, 11, 4)) is None
    assert USUAL.next_working_day(date(2026, 11, 27)) == date(2026, 11, 30)
    assert USUAL.next_working_day(date(2026, 11, 26)) == date(2026, 11, 27)
    assert USUAL.day_after(date(2026, 11, 27), term("2 рабочих дня")) == date(2026, 12, 1)
    assert USUAL.day_after(date(2026, 11, 27), term("1 день")) == date(2026, 11, 30)
    assert USUAL.day_after(date(2026, 11, 27), term("1 час")) is None


@pytest.mark.parametrize(
    ("moment", "working", "opening"),
    [
        ("2026-11-27T08:59", False, "2026-11-27T09:00"),
        ("2026-11-27T09:00", True, "2026-11-27T09:00"),
        ("2026-11-27T17:59:59", True, "2026-11-27T17:59:59"),
        ("2026-11-27T18:00", False, "2026-11-30T09:00"),
        ("2026-11-28T12:00", False, "2026-11-30T09:00"),
        ("2026-11-27T14:59:59Z", True, "2026-11-27T14:59:59Z"),
        ("2026-11-27T15:00Z", False, "2026-11-30T06:00Z"),
    ],
)
def test_whether_people_work_at_a_moment(moment: str, working: bool, opening: str) -> None:
    assert USUAL.is_working(at(moment)) is working
    assert USUAL.opening(at(moment)) == at(opening)
    assert USUAL.opening(at(moment)).tzinfo == MOSCOW


@pytest.mark.parametrize(
    "duration",
    [
        "99999 месяцев",
        "99999 недель",
        "8000 лет",
        pytest.param("99999 рабочих дней", marks=pytest.mark.slow),
    ],
)
def test_what_is_too_far_is_said(duration: str) -> None:
    with pytest.raises(UserError, match="after 2199"):
        USUAL.add(at("2026-11-25T10:00"), term(duration))


def test_the_ends_of_all_days() -> None:
    with pytest.raises(UserError, match="before 1900"):
        USUAL.is_open(date(1899, 12, 31))
    assert USUAL.is_open(date(1900, 1, 1))
    assert USUAL.is_open(date(2199, 12, 31))
    with pytest.raises(UserError, match="after 2199"):
        USUAL.next_working_day(date(2199, 12, 31))
    with pytest.raises(UserError, match="after 2199"):
        USUAL.opening(at("2199-12-31T23:59"))
    with pytest.raises(UserError, match="after 2199"):
        working_time(company((Hours(days=("mon",), opens="09:00", closes="09:01"),))).add(
            at("2026-11-25T10:00"), Duration(99_999, "minutes")
        )


def test_a_week_without_work_is_refused() -> None:
    never = FIVE_DAYS.model_copy(update={"closes": "09:00"})
    with pytest.raises(UserError, match="nobody works") as refusal:
        working_time(company((never,)))
    assert "company.yml" in refusal.value.advice


def test_an_unknown_department_is_refused_with_the_nearest() -> None:
    ours = company(departments=(Department(id="sales", name="Продажи", prefix="П"),))
    with pytest.raises(UserError, match="no department “slaes”") as refusal:
        working_time(ours, department="slaes")
    assert refusal.value.advice == "it looks like sales"
    with pytest.raises(UserError) as refusal:
        working_time(ours, department="юристы")
    assert refusal.value.advice == "there are: sales"


# --- clocks that are put forward and back


NIGHT = Hours(days=WEEK, opens="02:30", closes="04:00")


@pytest.mark.parametrize(
    ("hours", "start", "minutes", "due"),
    [
        # In Berlin 02:00 to 03:00 are skipped on 29 March 2026: 02:30 is 03:30 there, and half an hour is left.
        (NIGHT, "2026-03-29T00:00+01:00", 10, "2026-03-29T03:40+02:00"),
        (NIGHT, "2026-03-29T00:00+01:00", 40, "2026-03-30T02:40+02:00"),
        # On 25 October 02:00 to 03:00 come twice: it opens at the first 02:30.
        (NIGHT, "2026-10-25T00:00+02:00", 10, "2026-10-25T02:40+02:00"),
        (NIGHT, "2026-10-25T00:00+02:00", 60, "2026-10-25T02:30+01:00"),
        # Both ends are skipped: nothing of the hours but their length is left.
        (
            NIGHT.model_copy(update={"opens": "02:10", "closes": "02:50"}),
            "2026-03-29T00:00+01:00",
            40,
            "2026-03-29T03:50+02:00",
        ),
        # It would open after it closes: nobody works.
        (NIGHT.model_copy(update={"closes": "03:15"}), "2026-03-29T00:00+01:00", 10, "2026-03-30T02:40+02:00"),
    ],
)
def test_hours_that_clocks_skip_or_show_twice(hours: Hours, start: str, minutes: int, due: str) -> None:
    berlin = working_time(company((hours,), "Europe/Berlin", "ZZ"))
    result = berlin.add(datetime.fromisoformat(start), Duration(minutes, "minutes"))
    assert result.isoformat(timespec="minutes") == due


def test_a_day_that_clocks_skip_is_worked_once() -> None:
    # Samoa had no 30 December 2011; its hours are those of the 31st.
    apia = working_time(company((Hours(days=WEEK, opens="09:00", closes="10:00"),), "Pacific/Apia", "ZZ"))
    assert apia.add(at("2011-12-29T09:30", "Pacific/Apia"), term("1 час")) == at("2011-12-31T09:30", "Pacific/Apia")
    assert apia.add(at("2011-12-31T08:00", "Pacific/Apia"), term("2 часа")) == at("2012-01-01T10:00", "Pacific/Apia")


# --- any week, calendar, term and zone


class Case(NamedTuple):
    """A company's working time, and the minutes of work of each of its days as the tests make them out."""

    working: WorkingTime
    week: tuple[tuple[tuple[int, int], ...], ...]
    off: frozenset[date]
    on: frozenset[date]
    short: frozenset[date]
    memo: dict[date, set[int]]

    def works(self, day: date) -> set[int]:
        if day not in self.memo:
            self.memo[day] = self._works(day)
        return self.memo[day]

    def _works(self, day: date) -> set[int]:
        spans = self.week[day.weekday()]
        back = day
        while day in self.on and not spans:
            back -= timedelta(days=1)
            spans = self.week[back.weekday()]
        minutes = sorted({minute for opens, closes in spans for minute in range(opens, closes)})
        if day in self.off:
            return set()
        return set(minutes[:-60] if day in self.short else minutes)


ZONES = st.sampled_from(
    "Europe/Moscow Asia/Vladivostok Asia/Kathmandu Europe/Berlin America/New_York Australia/Lord_Howe".split()
)
FIRST, LAST = date(2026, 3, 1), date(2026, 12, 1)
# Clocks are put forward and back between midnight and four.
CLOCKS = st.integers(16, 95).map(lambda quarter: quarter * 15)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    entries: list[Hours] = []
    week: list[list[tuple[int, int]]] = [[] for _weekday in WEEK]
    for _entry in range(draw(st.integers(1, 4))):
        opens = draw(CLOCKS)
        closes = draw(st.integers(opens // 15 + 1, 96)) * 15
        days = draw(st.lists(st.sampled_from(WEEK), min_size=1, unique=True))
        clock = [f"{minutes // 60:02}:{minutes % 60:02}" for minutes in (opens, closes)]
        entries.append(Hours(days=tuple(days), opens=clock[0], closes=clock[1]))
        for day in days:
            week[WEEK.index(day)].append((opens, closes))
    near = st.frozensets(st.dates(FIRST, LAST), max_size=20)
    off, on, short = draw(near), draw(near), draw(near)
    place = draw(st.sampled_from(["company", "decree"]))
    decree = ProductionCalendar(
        year=2026, source="П", short_days=tuple(short),
        days_off=tuple(off) if place == "decree" else (), working_days=tuple(on) if place == "decree" else (),
    )  # fmt: skip
    own = {} if place == "decree" else {"days_off": tuple(off), "working_days": tuple(on)}
    department = draw(st.booleans())
    departments = (Department(id="own", name="Отдел", prefix="О", hours=tuple(entries)),)
    ours = company((FIVE_DAYS,) if department else entries, draw(ZONES), "ZZ", departments, **own)
    working = working_time(ours, (decree,), "own" if department else None)
    return Case(working, tuple(tuple(spans) for spans in week), off, on, short, {})


def moments(case: Case, first: date = FIRST, last: date = LAST) -> st.SearchStrategy[datetime]:
    """Any whole minute; clocks that are put forward and back are met more often."""
    turns = [datetime.combine(day, time(0)) for day in (date(2026, 3, 28), date(2026, 4, 4), date(2026, 10, 24))]
    near = st.builds(
        lambda turn, minutes: turn + timedelta(minutes=minutes), st.sampled_from(turns), st.integers(0, 4000)
    )
    any_ = st.datetimes(datetime.combine(first, time(0)), datetime.combine(last, time(0)))
    return (near | any_).map(lambda wall: wall.replace(second=0, microsecond=0, tzinfo=UTC))


@pytest.mark.slow
@given(st.data(), cases())
def test_minutes_are_those_of_a_walk(data: st.DataObject, case: Case) -> None:
    moment = data.draw(moments(case))
    minutes = data.draw(st.integers(1, 600))
    expected = walked_minutes(moment, minutes, case.working.zone, case.works)
    assert utc(case.working.add(moment, Duration(minutes, "minutes"))) == utc(expected)
    assert utc(case.working.add(moment, Duration(minutes / 60, "hours"))) == utc(expected)
    opening = walked_opening(moment, case.working.zone, case.works)
    assert utc(case.working.opening(moment)) == utc(opening)
    assert case.working.is_working(moment) is (utc(opening) == moment)


@given(st.data(), cases())
def test_working_days_are_those_of_a_walk(data: st.DataObject, case: Case) -> None:
    moment = data.draw(moments(case))
    days = data.draw(st.integers(1, 30))
    today = moment.astimezone(case.working.zone).date()
    last = walked_days(today, days, case.works)
    deadline = case.working.deadline(moment, Duration(days, "working_days"))
    assert deadline.last_day == last
    assert utc(deadline.due) == utc(closing(last, case.working.zone, case.works))
    passed = [today + timedelta(days=n) for n in range(1, (last - today).days + 1)]
    assert [each.day for each in deadline.skipped] == [day for day in passed if not case.works(day)]
    special = case.short | case.on
    assert [each.day for each in deadline.special] == [day for day in passed if day in special and case.works(day)]


@given(st.data(), cases(), st.sampled_from(["days", "weeks"]))
def test_calendar_days_end_on_the_next_working_day(data: st.DataObject, case: Case, unit: str) -> None:
    moment = data.draw(moments(case))
    n = data.draw(st.integers(1, 8))
    today = moment.astimezone(case.working.zone).date()
    nominal = today + timedelta(days=n * (7 if unit == "weeks" else 1))
    last = nominal if case.works(nominal) else walked_days(nominal, 1, case.works)
    duration = Duration(n, "weeks" if unit == "weeks" else "days")
    assert utc(case.working.add(moment, duration)) == utc(closing(last, case.working.zone, case.works))
    assert case.working.day_after(today, duration) == last


@given(st.data(), cases())
def test_a_term_may_be_counted_in_two_parts(data: st.DataObject, case: Case) -> None:
    moment = data.draw(moments(case))
    first, second = data.draw(st.integers(1, 5000)), data.draw(st.integers(1, 5000))
    between = case.working.add(moment, Duration(first, "minutes"))
    whole = case.working.add(moment, Duration(first + second, "minutes"))
    assert utc(case.working.add(between, Duration(second, "minutes"))) == utc(whole)


def _five_days(day: date) -> set[int]:
    return set(range(540, 1020 if day in SHORT else 1080)) if is_worked(day) else set()


@given(st.datetimes(datetime(2024, 1, 1), datetime(2027, 11, 30)), st.integers(1, 900), st.integers(1, 20))
def test_terms_by_the_production_calendar(wall: datetime, minutes: int, days: int) -> None:
    moment = wall.replace(second=0, microsecond=0, tzinfo=MOSCOW)
    assert USUAL.add(moment, Duration(minutes, "minutes")) == walked_minutes(moment, minutes, MOSCOW, _five_days)
    last = walked_days(moment.date(), days, _five_days)
    assert USUAL.add(moment, Duration(days, "working_days")) == closing(last, MOSCOW, _five_days)


def test_a_book_counts_by_its_decrees_and_departments() -> None:
    book, problems = load_book(OTHER, {"calendar"})
    assert problems == []
    decrees = [decree for _item, decree in book.data(ProductionCalendar)]
    assert decrees
    assert working_time_of(book).schedule.decrees == tuple(decrees)
    (department,) = (each for each in book.company.departments if each.hours)
    assert working_time_of(book, department.id).schedule.hours == department.hours != book.company.hours
