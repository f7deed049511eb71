"""Questions of a course as values: which are asked, what of them is right, when one is another one."""

from typing import Any

import pytest

from salesbook.learning.questions import exam_of, questions_of
from salesbook.models.company import Fact
from salesbook.models.training import Course, QuizQuestion, Way

FACTS = {"first_contact": Fact(id="first_contact", name="Первый звонок", value=15, unit="minutes")}
SAID = {"question": "Что?", "because": "Так.", "source": "ОП-001"}
ONE = {"options": ["Да", "Нет", "Там"], "answer": 2}
WAYS: dict[Way, dict[str, Any]] = {
    Way.ONE: ONE,
    Way.SEVERAL: {"options": ["Да", "Нет", "Там"], "answers": [3, 1]},
    Way.ORDER: {"sequence": ["Раз", "Два", "Три"]},
    Way.MATCH: {"pairs": [{"left": "А", "right": "Б"}, {"left": "В", "right": "Г"}]},
    Way.SHORT: {"accepts": ["бронь"]},
}
UNANSWERABLE: list[dict[str, Any]] = [
    {},
    {"options": ["Да", "Нет"]},
    {"answer": 1},
    {"options": ["Да", "Нет"], "answer": 3},
    {"options": ["Да", "Нет"], "answers": [1, 3]},
    {"options": ["Да", "Нет"], "answer": 1, "answers": [1]},
    {"sequence": ["Раз", "Два", "Три"], "accepts": ["да"]},
]


def course(*quiz: dict[str, Any], **fields: Any) -> Course:
    lesson = {"item": "ОП-001"}
    return Course.model_validate({"title": "Курс", "about": "О чём.", "lessons": [lesson], "quiz": quiz, **fields})


def question(**fields: Any) -> dict[str, Any]:
    return {**SAID, **fields}


@pytest.mark.parametrize("way", Way)
def test_a_way_is_told_by_what_is_filled_in(way: Way) -> None:
    (asked,) = questions_of(course(question(**WAYS[way])), FACTS)
    assert asked.way is way
    filled = {"options", "right"} if "options" in WAYS[way] else {*WAYS[way]}
    assert {name for name in ("options", "right", "sequence", "pairs", "accepts") if getattr(asked, name)} == filled


def test_right_options_are_counted_from_0_and_in_order() -> None:
    one, several = questions_of(course(question(**WAYS[Way.ONE]), question(**WAYS[Way.SEVERAL])), FACTS)
    assert (one.right, several.right) == ((1,), (0, 2))


def test_what_cannot_be_answered_is_not_asked() -> None:
    quiz = [question(**fields) for fields in UNANSWERABLE]
    assert questions_of(course(*quiz), FACTS) == ()
    (asked,) = questions_of(course(*quiz, question(**ONE)), FACTS)
    assert asked.place == len(UNANSWERABLE)


def test_the_same_question_twice_is_asked_once() -> None:
    assert len(questions_of(course(question(**ONE), question(**ONE)), FACTS)) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"question": "Кто?"},
        {"answer": 1},
        {"options": ["Да", "Нет", "Тут"]},
        {"options": ["Нет", "Да", "Там"]},
        {"because": "Иначе."},
        {"source": "ОП-002"},
    ],
)
def test_a_changed_question_is_another_one(change: dict[str, Any]) -> None:
    before, after = course(question(**ONE)), course(question(**ONE | change))
    assert questions_of(before, FACTS)[0].id != questions_of(after, FACTS)[0].id


@pytest.mark.parametrize("change", [{"question": "«что»?.."}, {"seen": "abcdefgh"}, {"because": "**Так**"}])
def test_what_makes_no_other_question(change: dict[str, Any]) -> None:
    before, after = course(question(**ONE)), course(question(**ONE | change))
    assert questions_of(before, FACTS)[0].id == questions_of(after, FACTS)[0].id


def test_a_figure_counts_by_its_value() -> None:
    asked = course(question(question="За {{ fact.first_contact }}?", **ONE))
    other = {"first_contact": FACTS["first_contact"].model_copy(update={"value": 20})}
    assert questions_of(asked, FACTS)[0].id != questions_of(asked, other)[0].id


def test_the_edition_of_an_exam() -> None:
    first, second = question(**ONE), question(**WAYS[Way.ORDER])
    edition = exam_of("course:a", course(first, second), FACTS).edition
    assert edition == exam_of("course:b", course(second, first, title="Другое", about="Иначе."), FACTS).edition
    assert edition != exam_of("course:a", course(first), FACTS).edition
    assert edition != exam_of("course:a", course(first, second, pass_percent=81), FACTS).edition
    assert edition != exam_of("course:a", course(first | {"answer": 1}, second), FACTS).edition


@pytest.mark.parametrize(("n", "percent", "least"), [(3, 67, 3), (3, 66, 2), (5, 80, 4), (7, 100, 7), (1, 1, 1)])
def test_what_passes(n: int, percent: int, least: int) -> None:
    quiz = [question(**ONE | {"question": f"Вопрос {number}?"}) for number in range(n)]
    exam = exam_of("course:a", course(*quiz, pass_percent=percent), FACTS)
    assert [exam.passes(right) for right in range(n + 1)] == [right >= least for right in range(n + 1)]


def test_nobody_passes_an_exam_without_questions() -> None:
    assert not exam_of("course:a", course(), FACTS).passes(0)


@pytest.mark.parametrize(
    ("fields", "mixed"),
    [
        ({"sequence": ["Б", "А", "В"]}, ("А", "Б", "В")),
        ({"sequence": ["А", "Б", "В"]}, ("В", "Б", "А")),
        ({"pairs": [{"left": left, "right": right} for left, right in ("1Б", "2А", "3Б")]}, ("А", "Б")),
        ({"pairs": [{"left": left, "right": right} for left, right in ("1А", "2Б")]}, ("Б", "А")),
        ({}, ()),
    ],
)
def test_mixed_does_not_tell_the_answer(fields: dict[str, Any], mixed: tuple[str, ...]) -> None:
    assert QuizQuestion.model_validate(question(**fields), strict=False).mixed == mixed
