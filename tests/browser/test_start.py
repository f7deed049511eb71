"""The first weeks of a learner: a position chosen, the plan ticked, what is late, marks carried to another browser."""

import functools
import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from salesbook.academy import press
from salesbook.book.load import load_book
from salesbook.calendar.working_time import working_time_of
from salesbook.learning.plans import due_day, rest_around
from tests.books import BASE, TODAY, base_text, write_book
from tests.browser.conftest import Quiet
from tests.browser.kinds import faults_of, until
from tests.browser.screens import SCREENS
from tests.browser.scripts import ran

pytestmark = pytest.mark.browser

PLAN = """\
title: План стажёра
position: position:manager
about: Что сделать сначала.
periods:
  - title: Первый день
    days: '1'
    tasks:
      - {what: Прочитать., see: [ОП-001, 'instruction:create-deal', 'course:start'], accepts: head}
      - {what: Войти в CRM.}
    checkpoint: Ответить на вопросы.
    accepts: head
  - title: Первая неделя
    days: 2–6
    tasks: [{what: Позвонить., accepts: head}]
    checkpoint: Назначить встречу.
    accepts: head
"""
FIRST_DAY = datetime(2026, 11, 30, 9)
"""A Monday; the sixth day of the plan is a Saturday, a day off."""


def build(folder: Path, changes: dict[str, str]) -> Path:
    root = write_book(folder / "book", {"onboarding/manager.yml": PLAN, **changes})
    press.build(root, load_book(root)[0], folder / "site", today=TODAY, strict=False)
    return folder / "site"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, chromium: Any) -> tuple[Path, Path]:
    """Return the academy of a book, and the same one after its plan and a regulation have changed."""
    regulation = "regulations/sales/first-contact.md"
    later = {"onboarding/manager.yml": PLAN.replace("Войти в CRM.", "Войти в CRM и найти свои сделки.")}
    later |= {regulation: base_text(regulation) + "\nПерезвоните ещё раз.\n"}
    return build(tmp_path_factory.mktemp("now"), {}), build(tmp_path_factory.mktemp("later"), later)


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest) -> dict[str, Any]:
    phone = request.param == "phone"
    return {"viewport": SCREENS[request.param], "has_touch": phone, "is_mobile": phone, "locale": "ru-RU"}


@pytest.fixture
def host(sites: tuple[Path, Path], tmp_path: Path) -> Iterator[str]:
    """Yield the address of the academy; a test may put the later one in its place (`renewed`)."""
    shutil.copytree(sites[0], tmp_path / "site")
    handler = functools.partial(Quiet, directory=str(tmp_path / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def opened(context: Any, host: str, address: str, now: datetime = FIRST_DAY) -> Any:
    page = context.new_page()
    page.set_default_timeout(8_000)
    page.faults = faults_of(page, host)
    page.clock.install(time=now)
    page.goto(f"{host}/{address}")
    return page


def chosen(context: Any, host: str, now: datetime = FIRST_DAY) -> Any:
    """Return the start page of the manager, who has chosen his position and named today as the first day."""
    page = opened(context, host, "index.html", now)
    page.select_option("start-home select", "position:manager")
    page.get_by_role("button", name="Показать, с чего начать").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/positions/manager.html")
    page.locator("start-page input[type=date]").wait_for()
    page.get_by_role("button", name="Сохранить", exact=True).focus()
    page.keyboard.press("Enter")
    page.locator("start-page input[type=date]").wait_for(state="detached")
    return page


def kept(page: Any) -> dict[str, Any]:
    told: dict[str, Any] = page.evaluate("learning.read()")
    return told


def test_who_comes_for_the_first_time_is_led_to_one_thing(browser: Any, host: str, screen: dict[str, Any]) -> None:
    context = browser.new_context(**screen)
    page = opened(context, host, "index.html")
    page.get_by_role("button", name="Показать, с чего начать").click()
    assert page.locator(".tool-field__error").first.inner_text() == "Выберите должность из списка."
    page.close()
    page = chosen(context, host)
    assert (kept(page)["position"], kept(page)["started"]) == ("position:manager", "2026-11-30")
    now = page.locator(".start__now")
    assert now.locator(".start__title").inner_text() == "Прочитать."
    assert "Первый день · срок — сегодня · принимает: Руководитель" in now.inner_text().replace("РОП", "Руководитель")
    # What is done by keys leaves the keyboard where it was, at the next thing.
    for title in ("Войти в CRM.", "Ответить на вопросы."):
        page.get_by_role("button", name="Сделано", exact=True).focus()
        page.keyboard.press("Enter")
        until(page, f"document.querySelector('.start__title').textContent === '{title}'")
        assert page.evaluate("document.activeElement.textContent") == "Сделано"
    page.keyboard.press("Enter")
    assert "Следующий период начнётся 1 декабря" in page.locator(".start__now").inner_text()
    assert page.locator(".start__now .start__title").inner_text() == "ОП-001 Первый контакт"
    page.goto(f"{host}/index.html")
    assert page.locator("start-home h2").inner_text() == "Ваше обучение"
    page.get_by_role("link", name="Продолжить").click()
    page.wait_for_url("**/positions/manager.html")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.faults == []
    context.close()


def test_the_plan_is_ticked_and_what_is_late_is_said(browser: Any, host: str, screen: dict[str, Any]) -> None:
    context = browser.new_context(**screen)
    chosen(context, host).close()
    page = opened(context, host, "onboarding/manager.html")
    assert page.locator(".period__days").all_inner_texts() == ["дни: 1 · 30 ноября", "дни: 2–6 · 1 декабря – 7 декабря"]
    first = page.get_by_role("checkbox", name="Прочитать.")
    first.focus()
    page.keyboard.press("Space")
    assert first.is_checked()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Прочитать."
    assert "сделано 30 ноября" in page.locator(".timeline li").first.inner_text()
    assert page.locator("plan-form .start__count").inner_text() == "1 из 5"
    assert "просрочено" not in page.locator("article").first.inner_text()
    page.close()
    # The next day what was to be done on the first is late; before four in the morning it is still the day before.
    page = opened(context, host, "onboarding/manager.html", FIRST_DAY + timedelta(hours=18))
    assert page.locator("plan-form .start__late").count() == 0
    page.close()
    page = opened(context, host, "onboarding/manager.html", FIRST_DAY + timedelta(days=1))
    late = page.locator("plan-form .start__due li")
    assert late.all_inner_texts() == [
        "Первый день: просрочено: 2 · срок был 30 ноября",
        "Первая неделя: осталось: 2 · срок — 7 декабря",
    ]
    late.first.locator("a").click()
    assert page.url.endswith("#task-1-2_")
    page.get_by_role("checkbox", name="Прочитать.").uncheck()
    assert page.locator("plan-form .start__count").inner_text() == "0 из 5"
    page.close()
    # What ends on a Saturday is due on Monday.
    page = opened(context, host, "onboarding/manager.html", FIRST_DAY + timedelta(days=7))
    assert "Первая неделя: осталось: 2 · срок — сегодня" in page.locator("plan-form").inner_text()
    assert page.faults == []
    context.close()


def test_the_sheet_for_signatures_has_a_box_for_every_step(browser: Any, host: str) -> None:
    context = browser.new_context()
    chosen(context, host).close()
    page = opened(context, host, "onboarding/manager.html")
    page.get_by_role("checkbox", name="Войти в CRM.").check()
    assert not page.locator(".plan-sheet").is_visible()
    page.emulate_media(media="print")
    sheet = page.locator(".plan-sheet")
    assert sheet.is_visible()
    assert not page.locator(".timeline").is_visible()
    rows = sheet.locator("tbody tr:has(td)").all_inner_texts()
    assert [row.split("\t")[-1] for row in rows] == [""] * 5
    assert "30 ноября" in rows[1]
    assert "Контрольная точка: Ответить на вопросы." in rows[2]
    context.close()


def test_what_has_changed_since_shows_as_such(
    browser: Any, host: str, sites: tuple[Path, Path], tmp_path: Path, screen: dict[str, Any]
) -> None:
    context = browser.new_context(**screen)
    page = chosen(context, host)
    read = page.get_by_role("checkbox", name="ОП-001 Первый контакт")
    read.check()
    assert "прочитано: 1 из 1" in page.locator("start-page").inner_text()
    page.close()
    shutil.rmtree(tmp_path / "site")
    shutil.copytree(sites[1], tmp_path / "site")
    # Asked for anew: a browser keeps pages for a moment.
    page = opened(context, host, "positions/manager.html?later")
    assert not page.get_by_role("checkbox", name="ОП-001 Первый контакт").is_checked()
    assert page.locator("li.start__entry .badge--changed").all_inner_texts() == ["обновлено"]
    page.goto(f"{host}/onboarding/manager.html?later")
    changed_tasks = page.locator(".timeline li:has(.badge--changed)")
    assert changed_tasks.count() == 1
    assert "Войти в CRM и найти свои сделки." in changed_tasks.inner_text()
    assert page.faults == []
    context.close()


def test_marks_are_carried_to_another_browser(browser: Any, host: str, tmp_path: Path) -> None:
    context = browser.new_context(accept_downloads=True)
    page = chosen(context, host)
    page.get_by_role("button", name="Сделано", exact=True).click()
    page.locator("details.kept summary").click()
    page.get_by_label("Ваше имя — для руководителя").fill("Никита\u202e  Р.")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Сохранить в файл").click()
    assert saving.value.suggested_filename == "learning-2026-11-30.txt"
    file = tmp_path / "marks.txt"
    saving.value.save_as(file)
    before = kept(page)
    assert before["learner"] == "Никита Р."
    context.close()

    other = browser.new_context()
    page = opened(other, host, "positions/manager.html")
    page.get_by_role("button", name="Это моя должность").click()
    page.locator("details.kept summary").click()
    page.locator(".kept__input").set_input_files(file)
    asked = page.locator(".kept__asked")
    asked.get_by_role("button", name="Добавить к моим отметкам").wait_for()
    assert "В файле: отметок в плане: 1. Сохранён 30 ноября. Чьи отметки: Никита Р." in asked.inner_text()
    assert kept(page)["ticks"] == []
    page.keyboard.press("Enter")
    page.get_by_text("Отметки добавлены.").wait_for()
    after = kept(page)
    assert (after["ticks"], after["started"], after["learner"]) == (before["ticks"], "2026-11-30", "Никита Р.")
    # Forgetting asks once more, and then leaves nothing.
    page.get_by_role("button", name="Удалить все мои отметки").click()
    page.get_by_role("button", name="Оставить").click()
    assert kept(page)["ticks"] == before["ticks"]
    page.get_by_role("button", name="Удалить все мои отметки").click()
    page.locator(".kept__asked button").last.click()
    assert (kept(page)["ticks"], kept(page)["position"]) == ([], None)
    assert page.faults == []
    other.close()


def test_every_file_that_cannot_be_taken_says_why(browser: Any, host: str) -> None:
    context = browser.new_context()
    page = chosen(context, host)
    page.locator("details.kept summary").click()
    whole = page.evaluate("learning.note('ticks', {plan: 'p', task: 'a', at: 5, done: true}), learning.file('Другая')")
    empty = page.evaluate(
        """(() => {
          const body = JSON.stringify({ book: '', made: 1 });
          const head = { format: 'salesbook-learning', version: 1, crc32: learning.crc32(body) };
          return `${JSON.stringify(head)}\\n${body}`;
        })()"""
    )
    head = json.dumps({"format": "salesbook-learning", "version": 2})
    refused = {
        "<b>x</b>": "не файл отметок",
        "": "не файл отметок",
        f"{head}\n{{}}": "более новой академией",
        whole.replace('"done":true', '"done":false', 1): "повреждён",
        "x" * 4_000_001: "слишком велик",
        empty: "нет отметок",
    }
    before = kept(page)
    for text, said in refused.items():
        file = {"name": "<i>файл</i>.txt", "mimeType": "text/plain", "buffer": text.encode()}
        page.locator(".kept__input").set_input_files(file)
        page.locator(".kept__told", has_text=said).wait_for()
        assert page.locator(".kept__told i, .kept__asked button").count() == 0
    file = {"name": "a.txt", "mimeType": "text/plain", "buffer": whole.encode()}
    page.locator(".kept__input").set_input_files(file)
    page.get_by_text("Файл из другой книги: «Другая».").wait_for()
    page.get_by_role("button", name="Не добавлять").click()
    assert kept(page) == before
    assert page.faults == []
    context.close()


DAMAGED = [
    "{",
    "null",
    '"слово"',
    json.dumps({"position": "position:gone", "started": "2026-02-31", "ticks": [1, {"plan": 5}], "lessons": "x"}),
    json.dumps({"position": "position:manager", "started": "2026-99-99", "ticks": [{"plan": "__proto__"}], "said": -1}),
    json.dumps({"position": {"a": 1}, "exams": [{"course": "course:start", "at": 1, "right": 5, "of": 0}]}),
]


@pytest.mark.parametrize("text", DAMAGED)
@pytest.mark.parametrize("address", ["index.html", "positions/manager.html", "onboarding/manager.html"])
def test_a_damaged_store_breaks_nothing(browser: Any, host: str, text: str, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    faults = faults_of(page, host)
    page.goto(f"{host}/404.html")
    page.evaluate("text => localStorage.setItem(`${__md_scope.pathname}.learning`, text)", text)
    page.goto(f"{host}/{address}")
    element = page.locator("start-home, start-page, plan-form").first
    element.locator(".tool__title").wait_for()
    assert element.locator("button, a").count() > 0
    assert "undefined" not in element.inner_text()
    assert "Invalid" not in element.inner_text()
    assert faults == []
    context.close()


def test_a_browser_that_keeps_nothing_says_so(browser: Any, host: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    page.goto(f"{host}/positions/manager.html")
    page.get_by_role("button", name="Это моя должность").click()
    assert page.locator("start-page .tool__warning").is_visible()
    assert "Браузер ничего не хранит" in page.locator("start-page .tool__warning").inner_text()
    context.close()


def test_days_are_those_of_the_program(request: pytest.FixtureRequest) -> None:
    book, _problems = load_book(BASE)
    working = working_time_of(book)
    starts = [date(2026, 1, 1) + timedelta(days=n) for n in range(0, 330, 7)]
    told = [(start, last) for start in starts for last in (1, 2, 5, 6, 7, 15, 30, 31, 90)]
    said = ran(
        ["learning_path.js"],
        "({rest, told}) => told.map(([start, last]) =>"
        " learningPath.written(learningPath.due(learningPath.dayOf(start), last, rest)))",
        {"rest": rest_around(working, 2026), "told": [(start.isoformat(), last) for start, last in told]},
        request,
    )
    assert said == [due_day(start, last, working).isoformat() for start, last in told]


def test_only_days_of_the_calendar_are_days(request: pytest.FixtureRequest) -> None:
    words = ["2026-02-28", "2026-02-29", "2028-02-29", "2026-13-01", "2026-00-10", "1999-01-01", "", None, "2026-1-1"]
    said = ran(["learning_path.js"], "words => words.map(word => learningPath.dayOf(word) !== null)", words, request)
    assert said == [True, False, True, False, False, False, False, False, False]
