"""A course learnt on its page: questions judged, lessons ticked, an exam failed and passed, a certificate; by keys."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from salesbook.book.load import load_book
from salesbook.core.language import Translations
from salesbook.finding.forms import Dictionary
from salesbook.learning.typed import accepted, is_right
from salesbook.models.training import Course
from salesbook.pages.course_form import quiz_form
from salesbook.pages.places import Places
from salesbook.pages.prose import Writer
from salesbook.pages.sayings import Sayings
from salesbook.pages.tools import Tool
from tests.books import OTHER
from tests.browser.conftest import SITE
from tests.browser.forms import HOSTILE, open_form
from tests.browser.screens import SCREENS, context, opened, pressed

__all__ = ["context", "opened"]
pytestmark = pytest.mark.browser
Opened = Callable[[Tool], Any]
DICTIONARY = Dictionary()
LONG = "ж" * 300
NAMES = ("__proto__", "constructor", HOSTILE, LONG, "toString")
COURSE = "document.querySelector('course-quiz').course"


def quiz(**changes: Any) -> Tool:
    """Return the questions of the other book's course, which is asked in all five ways."""
    book, _problems = load_book(OTHER)
    [(item, course)] = book.data(Course)
    sayings = Sayings(Writer(Places(book)), item)
    tool = quiz_form(item, course, sayings, Translations("en"), DICTIONARY.forms)
    assert tool is not None
    assert {question["way"] for question in tool.data["questions"]} == {"one", "several", "order", "match", "short"}
    return Tool(tool.element, tool.scripts, {**tool.data, **changes})


def question(way: str, **fields: Any) -> dict[str, Any]:
    source = {"title": HOSTILE, "href": None}
    return {"id": "abcdefgh", "way": way, "words": HOSTILE, "because": HOSTILE, "source": source, **fields}


ANSWERS: list[tuple[dict[str, Any], Any, list[Any]]] = [
    (question("one", options=NAMES, right=[2]), 2, [None, 0, 1, 3, "2"]),
    (question("several", options=NAMES, right=[0, 3]), [3, 0], [None, [], [0], [3], [0, 1, 3], [1, 2], [0, 0]]),
    (question("order", sequence=NAMES), [0, 1, 2, 3, 4], [None, [], [1, 0, 2, 3, 4], [4, 3, 2, 1, 0], [0, 1, 2, 3]]),
    (
        question("match", pairs=[[name, NAMES[-1 - n]] for n, name in enumerate(NAMES)]),
        list(NAMES[::-1]),
        [None, [], list(NAMES), [*NAMES[:0:-1], None], [*NAMES[:0:-1], ""]],
    ),
    (
        question("short", accepts=["ключевая встреча"], forms=accepted(["ключевая встреча"], DICTIONARY.forms)),
        " Ключевой  ВСТРЕЧЕ!",
        [None, "", "встреча", "ключевая", "ключевая встреча и", LONG, HOSTILE, "__proto__"],
    ),
]


@pytest.mark.parametrize(("asked", "right", "wrong"), ANSWERS, ids=[asked["way"] for asked, _, _ in ANSWERS])
def test_an_answer_is_right_as_a_whole_or_wrong(
    opened: Opened, asked: dict[str, Any], right: Any, wrong: list[Any]
) -> None:
    page = opened(quiz())
    told = page.evaluate("([asked, all]) => all.map(each => quiz.isRight(asked, each))", [asked, [right, *wrong]])
    assert told == [True, *(False for _ in wrong)]
    assert page.evaluate("Object.keys(Object.prototype).length") == 0


def test_short_answers_are_judged_as_the_program_does(opened: Opened) -> None:
    phrases = ["бронь", "счёт эскроу", "15 минут", "CRM", "перезвонить", "ё-моё", "—"]
    chance = random.Random(7)
    forms = accepted(phrases, DICTIONARY.forms)
    pieces = [form for phrase in forms for word in phrase for form in word]
    typed = [*phrases, *NAMES, "Срм", "15минут", "счета  эскроу", "СЧЕТОМ-ЭСКРОУ", "½", "№ 15 минут", "Ǆ", "е\u0308"]
    typed += ["".join(chance.choices([*pieces, " ", "-", "Ё", "x"], k=chance.randint(1, 4))) for _ in range(500)]
    page = opened(quiz())
    told = page.evaluate(
        "([asked, all]) => all.map(each => quiz.isRight(asked, each))", [question("short", forms=forms), typed]
    )
    expected = [is_right(each, forms) for each in typed]
    assert told == expected
    assert 20 < sum(expected) < len(expected) - 20


def test_hostile_words_are_words(opened: Opened) -> None:
    asked = [{**each, "id": f"abcdefg{chr(97 + n)}"} for n, (each, _right, _wrong) in enumerate(ANSWERS)]
    page = opened(quiz(questions=asked, title=HOSTILE, book=HOSTILE))
    pressed(page, "Take the exam")
    pressed(page, "Finish the exam")
    pressed(page, "Finish as it is")
    assert page.locator(".quiz-told").count() == len(asked)
    assert HOSTILE in page.locator("course-quiz").inner_text()
    assert page.locator("course-quiz img, course-quiz b").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("n", [2, 3, 6])
def test_steps_are_never_shown_in_their_order(opened: Opened, n: int) -> None:
    page = opened(quiz())
    steps = [f"шаг {step}" for step in range(n)]
    shown = page.evaluate(
        """([asked, words]) => Array.from({ length: 60 }, () => {
          const { root, answer } = quiz.ask(asked, words);
          return [answer(), [...root.querySelectorAll('.quiz-order__step')].map(each => each.textContent)];
        })""",
        [question("order", sequence=steps), quiz().data["words"]],
    )
    assert all(answer is None and order != steps and sorted(order) == steps for answer, order in shown)


def answer(page: Any, group: Any, asked: dict[str, Any], *, right: bool = True) -> None:
    """Answer a question by keys, right or wrong."""
    match asked["way"]:
        case "one":
            wanted = asked["options"][asked["right"][0]]
            group.locator("input").first.focus()
            page.keyboard.press("Space")
            labels = group.locator(".tool-choice__text").all_inner_texts()
            for _ in range(labels.index(wanted) if right else (labels.index(wanted) + 1) % len(labels)):
                page.keyboard.press("ArrowDown")
        case "several":
            for n in asked["right"] if right else asked["right"][:1]:
                group.get_by_label(asked["options"][n], exact=True).focus()
                page.keyboard.press("Space")
        case "order":
            for n, step in enumerate(asked["sequence"]):
                put(page, group, step, n)
            if not right:
                put(page, group, asked["sequence"][1], 0)
        case "match":
            for left, belongs in asked["pairs"]:
                group.get_by_label(left, exact=True).focus()
                offered = group.get_by_label(left, exact=True).locator("option").all_inner_texts()
                others = [each for each in offered[1:] if each != belongs]
                for _ in range(offered.index(belongs if right else others[0])):
                    page.keyboard.press("ArrowDown")
        case "short":
            group.get_by_role("textbox").focus()
            page.keyboard.type(asked["accepts"][0].upper() if right else "нет")


def put(page: Any, group: Any, step: str, place: int) -> None:
    """Move a step to a place, up or down."""
    steps = group.locator(".quiz-order__step")
    while (at := steps.all_inner_texts().index(step)) != place:
        group.get_by_label(f"Move {'up' if at > place else 'down'}: {step}", exact=True).focus()
        page.keyboard.press("Enter")


def take(page: Any, wrong: int = 0) -> None:
    """Take the exam that is open, with so many wrong answers."""
    questions = {each["words"]: each for each in page.evaluate(f"{COURSE}.questions")}
    groups = page.locator(".course-quiz__questions > li")
    assert groups.count() == len(questions)
    for n in range(groups.count()):
        words = groups.nth(n).locator("legend").inner_text()
        assert words.startswith(f"{n + 1}. ")
        answer(page, groups.nth(n), questions[words.partition(". ")[2]], right=n >= wrong)
        assert page.locator(".course-quiz__bar p").inner_text() == f"Answered: {n + 1} of {len(questions)}"
        assert page.locator(".quiz-told, .quiz-choice--right").count() == 0
    pressed(page, "Finish the exam")


def test_an_exam_is_failed_passed_and_certified_by_keys(opened: Opened) -> None:
    page = opened(quiz())
    assert page.get_by_role("button", name="Certificate").count() == 0
    pressed(page, "Take the exam")
    take(page, wrong=2)
    assert page.evaluate("document.activeElement.textContent") == "The exam is not passed"
    assert page.locator(".tool__verdict strong").inner_text() == "3 of 5, 60\u00a0%"
    assert page.locator(".quiz-told--wrong").count() == 2
    assert page.locator(".quiz-told--right").count() == 3
    assert page.get_by_role("button", name="Certificate").count() == 0
    pressed(page, "Take the exam again")
    take(page)
    assert page.evaluate("document.activeElement.textContent") == "The exam is passed"
    assert page.locator(".quiz-told__verdict").all_inner_texts() == ["Right"] * 5
    rows = page.evaluate("learning.read().exams")
    assert [(row["right"], row["of"], row["passed"], len(row["wrong"])) for row in rows] == [
        (3, 5, False, 2),
        (5, 5, True, 0),
    ]
    assert rows[1]["edition"] == quiz().data["edition"]
    page.reload()
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    lines = page.locator(".course-attempts li").all_inner_texts()
    assert [line.rpartition(" · ")[2] for line in lines] == ["passed", "not passed"]
    pressed(page, "Certificate")
    page.evaluate("() => { window.print = () => { window.printed = (window.printed || 0) + 1; }; }")
    pressed(page, "Print")
    assert page.evaluate("[window.printed, document.activeElement.localName]") == [None, "input"]
    page.keyboard.type("Анна <b>")
    pressed(page, "Print")
    assert page.evaluate("window.printed") == 1
    page.emulate_media(media="print")
    visible = page.evaluate("document.body.innerText").split("\n")
    page.emulate_media(media="screen")
    said = [line for line in visible if line]
    assert "Анна <b>" in said
    assert quiz().data["edition"] in said
    assert not {"Дальше", "Print", "Back"} & set(said)
    assert page.evaluate("learning.read().learner") == "Анна <b>"


def test_a_certificate_is_for_the_exam_as_it_is_today(opened: Opened) -> None:
    page = opened(quiz())
    row = {"course": quiz().data["course"], "right": 5, "of": 5, "passed": True, "wrong": [], "at": 1}
    for edition, other in (("aaaaaaaa", {}), (quiz().data["edition"], {"right": 1, "at": 2})):
        page.evaluate("row => learning.note('exams', row)", {**row, "edition": edition, **other})
        # Kept is what anybody may have written: what does not pass is no passed exam, whatever it says of itself.
        assert page.get_by_role("button", name="Certificate").count() == 0
    assert "an earlier edition of the exam" in page.locator(".course-attempts").text_content()
    page.evaluate("row => learning.note('exams', row)", {**row, "edition": quiz().data["edition"], "at": 3})
    assert page.get_by_role("button", name="Certificate").count() == 1


def test_what_is_not_answered_is_asked_for_and_then_wrong(opened: Opened) -> None:
    page = opened(quiz())
    pressed(page, "Take the exam")
    pressed(page, "Finish the exam")
    assert page.evaluate("document.activeElement.textContent") == "To the first of them"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('li li, .course-quiz__questions > li') !== null")
    pressed(page, "Finish the exam")
    pressed(page, "Finish as it is")
    assert page.locator(".quiz-told__verdict").all_inner_texts() == ["Not answered"] * 5


def test_practice_tells_at_once_and_asks_again_what_was_wrong(opened: Opened) -> None:
    page = opened(quiz())
    questions = {each["words"]: each for each in page.evaluate(f"{COURSE}.questions")}
    pressed(page, "Practise")
    for n in range(5):
        assert page.locator("h3").inner_text() == f"Question {n + 1} of 5"
        pressed(page, "Check")
        assert page.get_by_role("alert").inner_text() == "Answer first."
        group = page.locator(".quiz-question")
        asked = questions[group.locator("legend").inner_text()]
        answer(page, group, asked, right=n != 1)
        pressed(page, "Check")
        told = page.locator(".quiz-told")
        assert told.locator(".quiz-told__verdict").inner_text() == ("Wrong" if n == 1 else "Right")
        assert asked["because"] in told.inner_text()
        assert told.locator("a").get_attribute("href") == asked["source"]["href"]
        assert page.locator(".quiz-question :is(input, select, button):not(:disabled)").count() == 0
        page.keyboard.press("Enter")
    assert page.locator(".tool__verdict").inner_text() == "Right: 4 of 5"
    pressed(page, "Repeat what was wrong")
    assert page.locator("h3").inner_text() == "Question 1 of 1"
    pressed(page, "Stop")
    assert page.evaluate("learning.read().exams") == []


def test_a_browser_that_keeps_nothing_says_so_and_certifies(browser: Any, tmp_path: Path) -> None:
    with browser.new_context() as context:
        context.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); };")
        page = open_form(context, tmp_path, quiz())
        pressed(page, "Take the exam")
        take(page)
        assert "keeps nothing" in page.locator(".tool__warning").inner_text()
        pressed(page, "Certificate")
        assert page.locator(".certificate").is_visible()
        assert page.faults == []


@pytest.fixture(params=SCREENS)
def course_page(request: pytest.FixtureRequest, site: str, browser: Any) -> Iterator[Any]:
    """Yield the page of a course of the built academy."""
    [name, *_] = sorted(path.name for path in (SITE / "courses").glob("*.html") if path.name != "index.html")
    context = browser.new_context(viewport=SCREENS[request.param])
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{site}/courses/{name}")
    yield page
    assert faults == []
    context.close()


def test_lessons_are_ticked_and_a_changed_one_is_updated(course_page: Any) -> None:
    page = course_page
    ticks = page.locator(".lesson__tick input")
    n = ticks.count()
    assert n == page.locator(".lesson").count() > 1
    for place in (0, 1):
        ticks.nth(place).focus()
        page.keyboard.press("Space")
    words = page.locator(".course-progress__words")
    assert f" 2 из {n}" in words.inner_text()
    page.reload()
    assert [ticks.nth(place).is_checked() for place in range(n)] == [place < 2 for place in range(n)]
    row = page.evaluate("learning.read().lessons[0]")
    page.evaluate("row => learning.note('lessons', row)", {**row, "edition": "aaaaaaaa", "at": row["at"] + 10_000})
    assert not ticks.first.is_checked()
    assert page.locator(".lesson").first.locator(".badge--changed").inner_text() == "обновлено"
    assert f" 1 из {n}" in words.inner_text()
    page.reload()
    assert page.locator(".badge--changed").count() == 1
    ticks.first.focus()
    page.keyboard.press("Space")
    assert page.locator(".badge--changed").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_list_of_questions_is_behind_a_button(course_page: Any) -> None:
    page = course_page
    reading = page.locator("div.quiz")
    assert not reading.is_visible()
    pressed(page, "Все вопросы с ответами")
    assert reading.is_visible()
    pressed(page, "Сдать экзамен")
    assert not reading.is_visible()


def test_without_scripts_the_page_is_read(site: str, browser: Any) -> None:
    [name, *_] = sorted(path.name for path in (SITE / "courses").glob("*.html") if path.name != "index.html")
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}/courses/{name}")
        assert page.locator("div.quiz details").first.is_visible()
        assert page.locator("div.quiz .answer__right").count() > 0
        assert page.locator(".tool *:visible").count() == 0
