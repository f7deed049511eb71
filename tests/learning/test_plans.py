"""A plan of the first weeks as steps: by what they are known, and by which day they are due."""

from datetime import date

import pytest

from salesbook.book.load import load_book
from salesbook.calendar.working_time import working_time_of
from salesbook.learning.plans import days_of, due_day, plan_steps, rest_around
from salesbook.models.training import Onboarding, OnboardingTask, Period
from tests.books import BASE

BOOK = load_book(BASE)[0]
WORKING = working_time_of(BOOK)
[(_ITEM, PLAN)] = BOOK.data(Onboarding)


def period(days: str = "1", *tasks: OnboardingTask, checkpoint: str = "Показать.") -> Period:
    told = tasks or (OnboardingTask(what="Прочитать."),)
    return Period(title="Период", days=days, tasks=told, checkpoint=checkpoint, accepts="head")


def keys(*periods: Period) -> list[str]:
    return [step.key for step in plan_steps(PLAN.model_copy(update={"periods": periods}), BOOK.facts)]


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("1", (1, 1)),
        ("2–5", (2, 5)),
        ("6 - 15", (6, 15)),
        ("дни 31—90", (31, 90)),
        ("день 1", (1, 1)),
        ("days 2-5", (2, 5)),
        ("5–2", None),
        ("0", None),
        ("0–3", None),
        ("2–5–7", None),
        ("1000", None),
        ("вторая неделя", None),
        ("неделя 2", None),
        ("1, 3", None),
    ],
)
def test_days_are_one_number_or_two(said: str, days: tuple[int, int] | None) -> None:
    assert days_of(period(said)) == days


def test_a_step_is_known_by_what_it_says_and_by_nothing_else() -> None:
    task = OnboardingTask(what="Прочитать ещё раз.", accepts="head")
    before = keys(period("1", task))
    assert keys(period("2–5", OnboardingTask(what="«Прочитать» еще раз", accepts="head"))) == before
    assert keys(period("1", OnboardingTask(what="Прочитать ещё раз.")))[0] != before[0]
    assert keys(period("1", task, checkpoint="Сдать."))[1] != before[1]


def test_what_is_said_twice_has_two_keys() -> None:
    told = keys(period("1", OnboardingTask(what="Позвонить.")), period("2", OnboardingTask(what="Позвонить.")))
    assert len(set(told)) == len(told) == 4
    assert told[2:] == [f"{key}-2" for key in told[:2]]


def test_the_checkpoint_comes_last_in_its_period() -> None:
    steps = list(plan_steps(PLAN, BOOK.facts))
    assert [(step.period, step.task is None) for step in steps] == [(0, False), (0, True)]
    assert (steps[1].words, steps[1].accepts) == (PLAN.periods[0].checkpoint, PLAN.periods[0].accepts)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (1, date(2026, 11, 30)),
        (5, date(2026, 12, 4)),
        (6, date(2026, 12, 7)),  # a Saturday
        (33, date(2027, 1, 11)),  # 1 January, and the holidays after it
    ],
)
def test_what_ends_on_a_day_off_is_due_on_the_next_working_day(last: int, due: date) -> None:
    assert due_day(date(2026, 11, 30), last, WORKING) == due


def test_without_a_calendar_no_day_is_off() -> None:
    assert due_day(date(2026, 11, 30), 6, None) == date(2026, 12, 5)
    assert rest_around(None, 2026) is None


def test_days_off_of_three_years_are_told_to_pages() -> None:
    rest = rest_around(WORKING, 2026)
    assert rest is not None
    assert rest["first"] == "2025-01-01"
    assert len(rest["rest"]) == 3 * 365
    days = {day: rest["rest"][(day - date(2025, 1, 1)).days] for day in (date(2026, 11, 30), date(2026, 12, 6))}
    assert days == {date(2026, 11, 30): "0", date(2026, 12, 6): "1"}
