"""Statements of a record store read back; those that are not as the academy sends them are left out."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from salesbook.learning.progress import Attempt, Lesson, Progress, Tick
from salesbook.learning.statements import COMPLETED, FAILED, INITIALIZED, PASSED, PROGRESSED, Recorded, recorded

ACADEMY = "https://academy.example.com/"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def statement(
    verb: str, *path: str, at: str = "2026-11-20T12:00:00.000Z", who: str = "Анна", **more: Any
) -> dict[str, Any]:
    result: dict[str, Any] = more.pop("result", {"completion": True})
    said = {f"{ACADEMY}position": "position:manager", f"{ACADEMY}started": "2026-11-02"}
    return {
        "actor": {"account": {"homePage": ACADEMY, "name": who}},
        "verb": {"id": verb},
        "object": {"id": ACADEMY + "/".join(path)},
        "result": result,
        "context": {"revision": "abcdefgh", "extensions": said},
        "timestamp": at,
        **more,
    }


SCORE = {
    "score": {"scaled": 0.66, "raw": 2, "min": 0, "max": 3},
    "success": True,
    "extensions": {f"{ACADEMY}wrong": ["ponmlkji"]},
}
LESSON = statement(COMPLETED, "course:start", "lessons", "%D0%9E%D0%9F-001%23x%20y")
EXAM = statement(PASSED, "course:start", "exam", result=SCORE)
TICK = statement(COMPLETED, "onboarding:manager", "tasks", "abcdefgh-2")


def read(*statements: Any) -> Recorded:
    return recorded(statements, ACADEMY, "Берег", "store")


def one(*statements: Any) -> Progress:
    made = read(*statements)
    assert made.left_out == 0
    (progress,) = made.progress
    return progress


def test_what_a_learner_has_done() -> None:
    assert one(LESSON, EXAM, TICK, statement(INITIALIZED, "course:start", "lessons", "x")) == Progress(
        "store", "Берег", NOON, "Анна", "position:manager", date(2026, 11, 2),
        (Lesson("course:start", "ОП-001#x y", "abcdefgh", NOON, True),),
        (Attempt("course:start", "abcdefgh", NOON, 2, 3, True, ("ponmlkji",)),),
        (Tick("onboarding:manager", "abcdefgh-2", NOON, True),),
    )  # fmt: skip


def test_the_order_in_which_a_store_answers_does_not_matter() -> None:
    undone = statement(PROGRESSED, "onboarding:manager", "tasks", "abcdefgh-2", at="2026-11-21T15:00:00+03:00")
    for said in ((TICK, undone), (undone, TICK)):
        progress = one(*said)
        assert [tick.done for tick in progress.ticks] == [False]
        assert progress.made == datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_each_learner_has_his_own() -> None:
    made = read(TICK, statement(FAILED, "course:start", "exam", who="Борис", result=SCORE | {"success": False}))
    assert [(each.learner, len(each.ticks), len(each.attempts)) for each in made.progress] == [
        ("Анна", 1, 0),
        ("Борис", 0, 1),
    ]


def test_numbers_as_some_stores_write_them() -> None:
    score = SCORE | {"score": {"raw": 2.0, "max": 3.0}}
    assert one(statement(PASSED, "course:start", "exam", result=score)).attempts[0].of == 3


@pytest.mark.parametrize(
    "foreign", [None, 1, "x", [], {}, {"actor": {"account": {"homePage": "https://a.b/"}}}, {"actor": 5}]
)
def test_statements_of_others_are_passed_over(foreign: Any) -> None:
    assert read(foreign, TICK).left_out == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"actor": {"account": {"homePage": ACADEMY}}},
        {"actor": {"account": {"homePage": ACADEMY, "name": "x" * 301}}},
        {"timestamp": "yesterday"},
        {"timestamp": "2026-11-20T12:00:00"},
        {"timestamp": "0001-01-01T00:00:00+14:00"},
        {"timestamp": 5},
        {"verb": {"id": "http://adlnet.gov/expapi/verbs/mastered"}},
        {"object": {"id": "https://other.example.com/course:start/exam"}},
        {"object": {"id": f"{ACADEMY}course:start"}},
        {"object": {"id": f"{ACADEMY}course:start/exam/x"}},
        {"object": {"id": f"{ACADEMY}/exam"}},
        {"context": {"revision": "ABCDEFGH"}},
        {"context": []},
        {"result": None},
        {"result": SCORE | {"success": "yes"}},
        {"result": SCORE | {"score": {"raw": 4, "max": 3}}},
        {"result": SCORE | {"score": {"raw": float("nan"), "max": 3}}},
        {"result": SCORE | {"score": {"raw": 1e400, "max": 3}}},
        {"result": SCORE | {"score": {"raw": 1.5, "max": 3}}},
        {"result": SCORE | {"extensions": {f"{ACADEMY}wrong": "ponmlkji"}}},
    ],
)
def test_what_is_not_as_the_academy_sends_it_is_left_out(wrong: dict[str, Any]) -> None:
    made = read(EXAM | wrong, TICK)
    assert (made.left_out, [len(each.attempts) for each in made.progress]) == (1, [0])


def test_what_is_said_of_a_learner_otherwise_is_not_said() -> None:
    said = {f"{ACADEMY}position": 5, f"{ACADEMY}started": "02.11.2026"}
    progress = one(TICK | {"context": {"extensions": said}})
    assert (progress.position, progress.started) == ("", None)
