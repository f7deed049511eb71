"""A learner sends what he has passed to a real record store, once; the head's report reads it from there."""

import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from salesbook.book.book import Book
from salesbook.cli import run
from tests.learning.exported import steps, taken
from tests.records.conftest import ACADEMY, HEAD, LEARNER, Store

pytestmark = pytest.mark.records


def until(page: Any, condition: str) -> None:
    """Wait until a condition holds; a store takes longer than a page (`kinds.until`)."""
    for _try in range(300):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.evaluate("JSON.stringify(learningRecords.read())"))


SENT = "learningRecords.read().isOn && learningRecords.waiting().length === 0 && learningRecords.read().at > 0"


def switch_on(page: Any, learner: str, key: tuple[str, str] = LEARNER) -> None:
    """Fill in the form with the keyboard, as a learner does."""
    page.locator("learning-records summary").focus()
    if page.locator("learning-records details[open]").count() == 0:
        page.keyboard.press("Enter")
    page.get_by_label("Ваше имя в хранилище").fill(learner)
    page.get_by_label("Имя ключа").fill(key[0])
    page.get_by_label("Секрет").fill(key[1])
    page.keyboard.press("Enter")


def note(page: Any, kind: str, row: dict[str, Any]) -> None:
    page.evaluate("([kind, row]) => learning.note(kind, row)", [kind, row])


def learn(page: Any, book: Book) -> None:
    """Have passed the exam, have read a lesson, have ticked a step of the plan."""
    page.evaluate("learning.say({ position: 'position:manager', started: '2026-11-02' })")
    exam = taken(book, "2026-11-05", 1)
    note(page, "exams", exam)
    note(page, "ticks", {"plan": "onboarding:manager", "task": steps(book)[0], "at": exam["at"], "done": True})
    lesson = {
        "course": "course:start",
        "item": "ОП-001#раздел 1",
        "edition": "abcdefgh",
        "at": exam["at"],
        "done": True,
    }
    note(page, "lessons", lesson)


@pytest.fixture
def reported(store: Store, book: Book, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run `learning report --store` with the head's key, and return what it says of each learner by the name."""

    def report(key: tuple[str, str] = HEAD) -> dict[str, Any]:
        monkeypatch.setenv("SALESBOOK_STORE_KEY", key[0])
        monkeypatch.setenv("SALESBOOK_STORE_SECRET", key[1])
        code = run(["--book", str(book.root), "learning", "report", "--store", store.address, "--json"])
        out = capsys.readouterr().out
        assert code == 0, out
        return {each["learner"]: each for each in json.loads(out)["learners"]}

    return report


Reported = Callable[..., dict[str, Any]]


def test_what_a_learner_has_passed_arrives_and_is_reported(
    page: Any, book: Book, store: Store, reported: Reported
) -> None:
    learn(page, book)
    switch_on(page, "Анна Ким")
    until(page, SENT)
    assert page.locator("learning-records").get_by_text("Включено.").is_visible()
    anna = reported()["Анна Ким"]
    assert (anna["position"], anna["started"]) == ("position:manager", "2026-11-02")
    course = anna["courses"][0]
    assert (course["standing"], course["exam"]["right"], course["exam"]["of"]) == ("passed", 2, 3)
    assert anna["steps"] == {"done": 1, "of": 2}


def test_statements_are_as_xapi_wants_them(page: Any, book: Book, store: Store) -> None:
    learn(page, book)
    switch_on(page, "Вера")
    until(page, SENT)
    kept = [each for each in store.kept() if each["actor"]["account"]["name"] == "Вера"]
    exam = next(each for each in kept if each["verb"]["id"].endswith("/passed"))
    row = taken(book, "2026-11-05", 1)
    assert exam["actor"] == {"objectType": "Agent", "account": {"homePage": ACADEMY, "name": "Вера"}}
    assert exam["object"]["id"] == f"{ACADEMY}course:start/exam"
    assert exam["result"]["score"] == {"scaled": 2 / 3, "raw": 2, "min": 0, "max": 3}
    assert (exam["result"]["success"], exam["result"]["completion"]) == (True, True)
    assert exam["context"]["revision"] == row["edition"]
    assert exam["context"]["contextActivities"]["parent"][0]["id"] == f"{ACADEMY}course:start"
    assert exam["timestamp"] == "2026-11-05T12:00:00.000Z"
    named = uuid.uuid5(uuid.NAMESPACE_URL, f"{ACADEMY}\nВера\nexam\ncourse:start\n{row['at']}")
    assert exam["id"] == str(named)
    assert exam["context"]["registration"] == str(uuid.uuid5(uuid.NAMESPACE_URL, f"{ACADEMY}\nВера\ncourse:start"))
    assert {each["verb"]["id"].rpartition("/")[2] for each in kept} == {"passed", "completed"}


def test_each_is_sent_once_from_however_many_browsers(
    page: Any, chromium: Any, academy: str, book: Book, store: Store
) -> None:
    learn(page, book)
    switch_on(page, "Глеб")
    until(page, SENT)
    page.evaluate("learningRecords.turn(true)")
    file = page.evaluate("learning.file('Берег')")
    context = chromium.new_context(locale="ru-RU")
    other = context.new_page()
    other.goto(f"{academy}/positions/manager.html")
    other.evaluate("file => learning.take(learning.opened(file).kept)", file)
    # A lesson of the same moment that says something else: the store has one of that id.
    other.evaluate("learning.say({ started: '2026-11-03' })")
    switch_on(other, "Глеб")
    until(other, SENT)
    context.close()
    ids = [each["id"] for each in store.kept() if each["actor"]["account"]["name"] == "Глеб"]
    assert (len(ids), len(set(ids))) == (3, 3)


def test_what_is_done_without_a_network_is_sent_when_there_is_one(page: Any, book: Book, store: Store) -> None:
    switch_on(page, "Дина")
    page.context.set_offline(True)
    learn(page, book)
    until(page, "learningRecords.read().problem === 'unreached'")
    assert page.locator("learning-records").get_by_text("Хранилище недоступно").is_visible()
    page.context.set_offline(False)
    until(page, SENT)
    assert len([each for each in store.kept() if each["actor"]["account"]["name"] == "Дина"]) == 3


def test_nothing_is_sent_before_it_is_switched_on_and_after_it_is_switched_off(
    page: Any, book: Book, store: Store
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.startswith(store.address) else None)
    learn(page, book)
    page.wait_for_timeout(3000)
    assert asked == []
    switch_on(page, "Ева")
    until(page, SENT)
    page.get_by_role("button", name="Выключить и забыть ключ").click()
    asked.clear()
    note(page, "lessons", {"course": "course:start", "item": "x", "edition": "abcdefgh", "at": 5, "done": True})
    page.wait_for_timeout(3000)
    assert asked == []
    assert page.evaluate("learningRecords.key()") is None


def test_a_key_that_is_wrong_is_said_and_not_tried_again(page: Any, book: Book, store: Store) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    learn(page, book)
    switch_on(page, "Жанна", ("anna", "wrong"))
    until(page, "learningRecords.read().problem === 'key'")
    assert page.locator("learning-records").get_by_text("Хранилище не принимает ключ").is_visible()
    note(page, "lessons", {"course": "course:start", "item": "x", "edition": "abcdefgh", "at": 5, "done": True})
    page.reload()
    page.wait_for_timeout(3000)
    assert len(asked) == 1
    switch_on(page, "Жанна")
    until(page, SENT)


def test_a_key_lasts_as_long_as_the_tab_unless_it_is_to_be_remembered(page: Any, academy: str) -> None:
    switch_on(page, "Зоя")
    page.reload()
    assert page.evaluate("learningRecords.key()") == {"name": LEARNER[0], "secret": LEARNER[1]}
    other = page.context.new_page()
    other.goto(f"{academy}/positions/manager.html")
    assert other.evaluate("learningRecords.key()") is None
    other.click("learning-records summary")
    other.get_by_label("Запомнить ключ на этом компьютере").check()
    switch_on(other, "Зоя")
    other.close()
    third = page.context.new_page()
    third.goto(f"{academy}/positions/manager.html")
    assert third.evaluate("learningRecords.key()") is not None


@pytest.mark.parametrize(
    "value",
    [
        "{", "null", "[1]", '{"isOn": 1, "sent": "x", "begun": 5, "at": -1, "problem": "x"}',
        '{"sent": [1, null, "a\\u0000b"], "refused": [[]], "begun": [null, 1, {"course": "a"}, {"at": 5}]}',
    ],
)  # fmt: skip
def test_what_the_browser_keeps_is_hostile(page: Any, value: str) -> None:
    nothing = {"isOn": False, "sent": [], "refused": [], "begun": [], "at": 0, "problem": None}
    page.evaluate("value => localStorage.setItem(`${__md_scope.pathname}.records`, value)", value)
    page.evaluate('localStorage.setItem(`${__md_scope.pathname}.records-key`, \'{"name": 5, "secret": [1]}\')')
    assert page.evaluate("learningRecords.read()") == nothing
    assert page.evaluate("learningRecords.key()") is None


def test_the_store_is_the_one_exception_of_the_policy(page: Any, store: Store) -> None:
    asks = "(address) => fetch(address, { mode: 'no-cors' }).then(() => 'asked', () => 'refused')"
    host = store.address.removesuffix("/xAPI")
    assert page.evaluate(asks, f"{store.address}/statements") == "asked"
    for other in (f"{host}/whoami", f"{store.address}/other", "https://example.com/", page.url):
        assert page.evaluate(asks, other) == "refused"


def test_a_report_with_a_key_that_may_not_read(book: Book, store: Store, monkeypatch: Any, capsys: Any) -> None:
    monkeypatch.setenv("SALESBOOK_STORE_KEY", LEARNER[0])
    monkeypatch.setenv("SALESBOOK_STORE_SECRET", LEARNER[1])
    assert run(["--book", str(book.root), "--lang", "en", "learning", "report", "--store", store.address]) == 2
    said = capsys.readouterr().err
    assert "does not take the key" in said
    assert LEARNER[1] not in said


def test_no_secret_is_in_the_academy(academy: str, book: Book) -> None:
    files = (path for path in Path(book.root, "build", "academy").rglob("*") if path.is_file())
    assert [path for path in files if LEARNER[1].encode() in path.read_bytes()] == []
