"""Which days are worked, from when to when, and why."""

from datetime import date

import pytest

from salesbook.calendar.official import is_known, official_year
from salesbook.calendar.schedule import Reason
from salesbook.calendar.working_time import working_time
from salesbook.models.calendar import ProductionCalendar
from salesbook.models.company import Department, Hours
from tests.calendar.years import FIVE_DAYS, SHORT, YEARS, ProductionYear, company, days_of, is_worked

SATURDAY = Hours(days=("sat",), opens="10:00", closes="16:00")
DECREE = ProductionCalendar(
    year=2029,
    source="Постановление от 1 сентября 2028 года № 1",
    days_off=(date(2029, 1, 9), date(2029, 12, 31)),
    working_days=(date(2029, 4, 28),),
    short_days=(date(2029, 4, 28),),
)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize("year", YEARS, ids=lambda year: str(year.year))
def test_the_production_calendar_of_russia(year: ProductionYear) -> None:
    worked = working_time(company())
    days = [worked.day(each) for each in days_of(year.year)]
    assert {each.day for each in days if each.is_open} == {each for each in days_of(year.year) if is_worked(each)}
    assert {each.day for each in days if each.short} == year.days(year.short)
    assert {each.spans for each in days if each.short} == {((540, 1020),)}
    assert {each.spans for each in days if each.is_open and not each.short} == {((540, 1080),)}
    assert sum(each.is_open for each in days) == year.working_days
    assert worked.schedule.is_complete(year.year)


@pytest.mark.parametrize(
    ("text", "reason", "words", "exchanged"),
    [
        ("2026-11-28", Reason.WEEK, "", None),
        ("2027-01-01", Reason.HOLIDAY, "Новогодние каникулы", None),
        ("2027-01-07", Reason.HOLIDAY, "Рождество Христово", None),
        ("2026-12-31", Reason.TRANSFER, "", day("2026-01-04")),
        ("2026-01-09", Reason.TRANSFER, "", day("2026-01-03")),
        ("2025-11-03", Reason.TRANSFER, "", day("2025-11-01")),
        # The law moves 8 March off a Sunday by itself, without a decree.
        ("2026-03-08", Reason.HOLIDAY, "Международный женский день", None),
        ("2026-03-09", Reason.TRANSFER, "", None),
    ],
)
def test_why_a_day_is_closed(text: str, reason: Reason, words: str, exchanged: date | None) -> None:
    closed = working_time(company()).day(day(text))
    assert (closed.is_open, closed.reason, closed.words, closed.exchanged) == (False, reason, words, exchanged)


def test_a_saturday_is_worked_for_another_day() -> None:
    monday = Hours(days=("mon",), opens="08:00", closes="15:00")
    worked = working_time(company((monday, FIVE_DAYS.model_copy(update={"days": ("tue", "fri")})))).day(
        day("2025-11-01")
    )
    # As long as the Monday before a holiday that it is worked for would have been.
    assert worked.spans == ((480, 840),)
    assert (worked.reason, worked.exchanged, worked.short) == (Reason.TRANSFER, day("2025-11-03"), True)


def test_whoever_is_free_on_that_day_is_free_on_the_saturday() -> None:
    without_monday = FIVE_DAYS.model_copy(update={"days": ("tue", "wed", "thu", "fri")})
    free = working_time(company((without_monday,))).day(day("2025-11-01"))
    assert (free.is_open, free.reason, free.exchanged) == (False, Reason.WEEK, None)


def test_saturdays_of_a_company_keep_their_hours() -> None:
    worked = working_time(company((FIVE_DAYS, SATURDAY)))
    assert worked.day(day("2025-11-01")).spans == ((600, 900),)
    assert worked.day(day("2025-11-08")).spans == ((600, 960),)
    assert not worked.is_open(day("2026-05-09"))
    # The day before a holiday on Sunday is a Saturday here, not the Friday.
    assert worked.day(day("2026-03-07")).spans == ((600, 900),)
    assert not worked.day(day("2026-03-06")).short


def test_days_of_the_company_come_before_all_others() -> None:
    ours = company(days_off=(day("2029-04-28"), day("2026-12-30")), working_days=(day("2029-01-09"), day("2027-01-08")))
    worked = working_time(ours, (DECREE,))
    off, on = worked.day(day("2026-12-30")), worked.day(day("2027-01-08"))
    assert (off.is_open, off.reason) == (False, Reason.COMPANY)
    assert (on.spans, on.reason) == (((540, 1080),), Reason.COMPANY)
    assert not worked.is_open(day("2029-04-28"))
    assert worked.is_open(day("2029-01-09"))


def test_a_working_holiday_before_a_holiday_is_short() -> None:
    worked = working_time(company(working_days=(day("2027-01-06"), day("2027-12-31"))))
    assert worked.day(day("2027-01-06")).spans == ((540, 1020),)
    assert worked.day(day("2027-12-31")).short


def test_a_decree_of_the_book_comes_before_the_package() -> None:
    before, after = working_time(company()), working_time(company(), (DECREE,))
    assert before.is_open(day("2029-01-09"))
    off, on = after.day(day("2029-01-09")), after.day(day("2029-04-28"))
    assert (off.is_open, off.reason, off.words) == (False, Reason.DECREE, DECREE.source)
    # A Saturday, worked as the Friday before it, and short because the decree says so.
    assert (on.spans, on.reason, on.words, on.short) == (((540, 1020),), Reason.DECREE, DECREE.source, True)
    assert not before.schedule.is_complete(2029)
    assert after.schedule.is_complete(2029)
    assert not after.schedule.is_complete(2030)


def test_a_decree_is_asked_of_usual_days_too() -> None:
    short = ProductionCalendar(year=2026, source="П", short_days=(day("2026-11-25"), day("2026-11-28")))
    worked = working_time(company(), (short,))
    assert worked.day(day("2026-11-25")).spans == ((540, 1020),)
    assert not worked.day(day("2026-11-28")).short


def test_a_day_between_weekends_borrows_the_hours_before_it() -> None:
    two = (Hours(days=("tue",), opens="10:00", closes="12:00"), Hours(days=("thu",), opens="13:00", closes="15:00"))
    worked = working_time(company(two, working_days=(day("2026-11-23"), day("2026-11-25"), day("2026-11-29"))))
    assert [worked.day(day(f"2026-11-{n}")).spans for n in (23, 25, 29)] == [
        ((780, 900),),
        ((600, 720),),
        ((780, 900),),
    ]


def test_a_day_with_a_break() -> None:
    early, late = (
        FIVE_DAYS.model_copy(update={"opens": o, "closes": c}) for o, c in (("09:00", "13:00"), ("14:00", "18:00"))
    )
    worked = working_time(company((late, early)))
    assert worked.day(day("2026-11-25")).spans == ((540, 780), (840, 1080))
    assert worked.day(day("2026-11-03")).spans == ((540, 780), (840, 1020))


def test_hours_that_meet_or_overlap_are_one_span() -> None:
    halves = [
        FIVE_DAYS.model_copy(update={"opens": o, "closes": c}) for o, c in (("12:00", "13:00"), ("09:00", "12:00"))
    ]
    assert working_time(company(halves)).day(day("2026-11-25")).spans == ((540, 780),)
    overlapping = [*halves, FIVE_DAYS.model_copy(update={"opens": "10:00", "closes": "11:00"})]
    assert working_time(company(overlapping)).day(day("2026-11-25")).spans == ((540, 780),)


@pytest.mark.parametrize(
    ("hours", "spans"),
    [
        ((("09:00", "13:00"), ("14:00", "14:30")), ((540, 750),)),
        ((("09:00", "13:00"), ("14:00", "15:00")), ((540, 780),)),
        ((("09:00", "10:00"),), ()),
        ((("09:00", "09:30"),), ()),
        ((("09:00", "10:01"),), ((540, 541),)),
        ((("09:00", "12:00"), ("11:00", "13:00")), ((540, 720),)),
        ((("09:00", "12:00"), ("12:00", "13:00")), ((540, 720),)),
        ((("09:00", "18:00"), ("10:00", "11:00")), ((540, 1020),)),
        ((("20:00", "24:00"),), ((1200, 1380),)),
    ],
)
def test_the_last_hour_of_a_short_day(hours: tuple[tuple[str, str], ...], spans: tuple[tuple[int, int], ...]) -> None:
    entries = [FIVE_DAYS.model_copy(update={"opens": opens, "closes": closes}) for opens, closes in hours]
    worked = working_time(company(entries)).day(day("2026-11-03"))
    assert worked.spans == spans


@pytest.mark.parametrize("closes", ["09:00", "08:59", "00:00"])
def test_hours_that_end_before_they_begin_are_none(closes: str) -> None:
    night = FIVE_DAYS.model_copy(update={"days": ("wed",), "closes": closes})
    worked = working_time(company((FIVE_DAYS.model_copy(update={"days": ("mon",)}), night)))
    assert not worked.is_open(day("2026-11-25"))


def test_a_department_has_its_own_week() -> None:
    own = Department(id="night", name="Дежурные", prefix="Д", hours=(SATURDAY,))
    usual = Department(id="sales", name="Продажи", prefix="П")
    ours = company(departments=(own, usual))
    night, sales = working_time(ours, department="night"), working_time(ours, department="sales")
    assert [night.is_open(day(f"2026-11-{n}")) for n in (27, 28)] == [False, True]
    assert [sales.is_open(day(f"2026-11-{n}")) for n in (27, 28)] == [True, False]


def test_other_countries_have_their_own_days() -> None:
    usa, belarus = working_time(company(country="US")), working_time(company(country="BY"))
    assert [usa.is_open(day(f"2026-11-{n:02}")) for n in (4, 26)] == [True, False]
    assert not usa.day(day("2026-11-25")).short
    assert belarus.day(day("2026-11-06")).short
    assert not belarus.is_open(day("2026-04-20"))
    assert belarus.is_open(day("2026-04-25"))


def test_a_country_that_nobody_knows_has_weeks_alone() -> None:
    nowhere = working_time(company(country="ZZ"))
    assert nowhere.is_open(day("2027-01-01"))
    assert not nowhere.schedule.is_complete(2027)
    assert not is_known("ZZ")
    assert is_known("RU")
    assert is_known("KZ")


@pytest.mark.parametrize("year", [1900, 1990, 2101, 2199])
def test_of_far_years_nothing_is_known(year: int) -> None:
    assert official_year("RU", year, "ru") == official_year("ZZ", year, "ru")
    assert not official_year("RU", year, "ru").complete


def test_a_year_has_no_days_of_another_one() -> None:
    for year in range(1991, 2029):
        official = official_year("RU", year, "ru")
        assert {day.year for days in (official.holidays, official.moved, official.working) for day in days} == {year}
    assert official_year("RU", 2026, "ru").working == {}
    assert day("2100-06-12") in official_year("RU", 2100, "ru").holidays


def test_a_year_without_a_decree_has_the_holidays_of_the_law() -> None:
    worked = working_time(company())
    assert not worked.is_open(day("2035-06-12"))
    assert worked.is_open(day("2035-01-09"))
    assert not worked.schedule.is_complete(2035)


@pytest.mark.parametrize(("language", "name"), [("ru", "День России"), ("en", "Russia Day")])
def test_holidays_are_named_in_the_book_s_language(language: str, name: str) -> None:
    assert official_year("RU", 2026, language).holidays[day("2026-06-12")] == name


def test_names_come_in_the_country_s_own_language_when_there_are_no_others() -> None:
    assert official_year("KZ", 2026, "ru").holidays[day("2026-01-01")] == "Жаңа жыл"


def test_a_saturday_of_december_may_be_worked_for_january() -> None:
    assert official_year("BY", 2006, "ru").working[day("2006-12-30")] == day("2007-01-02")


def test_short_days_are_not_looked_for_where_nobody_knows_them() -> None:
    germany = working_time(company(country="DE"))
    assert [each for year in YEARS for each in days_of(year.year) if germany.day(each).short] == []
    assert SHORT
