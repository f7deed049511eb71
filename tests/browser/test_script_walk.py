"""A talk step by step, by keys and by touch: what is said, what is heard there, lists that are ticked."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from salesbook.book.book import Book
from salesbook.core.language import Translations, spoken
from salesbook.models.script import Script
from salesbook.pages.places import Places
from salesbook.pages.prose import Writer
from salesbook.pages.sayings import Sayings
from salesbook.pages.script_walk import script_walk
from salesbook.pages.tools import Tool
from tests.books import compiled
from tests.browser.rooms import CHANGES, data_of, write_room
from tests.browser.screens import SCREENS, pressed

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return compiled(tmp_path_factory.mktemp("walk"), CHANGES)


def walk(book: Book) -> Tool:
    item = book.items["script:key-meeting"]
    assert isinstance(item.data, Script)
    return script_walk(item, item.data, Sayings(Writer(Places(book)), item), Translations(spoken()))


@pytest.fixture(params=SCREENS)
def talk(request: pytest.FixtureRequest, browser: Any, book: Book, tmp_path: Path) -> Iterator[Any]:
    """Yield the page of a script whose talk has begun."""
    phone = request.param == "phone"
    context = browser.new_context(viewport=SCREENS[request.param], has_touch=phone, is_mobile=phone)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(write_room(tmp_path, walk(book), data_of(book)))
    pressed(page, "Hold the talk step by step")
    yield page
    context.close()
    assert faults == []


def title(page: Any) -> str:
    text: str = page.locator(".walk__title").inner_text()
    return text


def objections(page: Any) -> list[str]:
    page.locator(".walk__found > *").first.wait_for(state="attached")
    summaries = page.locator(".walk__found summary").all()
    return [each.evaluate("node => node.firstChild.data") for each in summaries]


def test_objections_stand_where_they_arise_and_others_are_found(talk: Any) -> None:
    assert title(talk) == "Before the talk"
    talk.keyboard.press("ArrowRight")
    assert title(talk) == "Начало"
    assert objections(talk) == ["«Дорого»", "«Я подумаю»", "«Нет денег»"]
    talk.keyboard.press("ArrowRight")
    assert objections(talk)[0] == "«Мне некогда»", "a part that this one refers to"
    talk.keyboard.press("/")
    talk.keyboard.type("кусаются")
    assert objections(talk) == ["«Дорого»"], "by what the book lists as everyday words"
    talk.locator(".walk__objection summary").click()
    assert talk.get_by_text("С чем сравниваете?").is_visible()
    talk.keyboard.press("ArrowLeft")
    assert title(talk) == "Начало"


def test_ticks_last_until_the_talk_is_ended(talk: Any, book: Book) -> None:
    talk.get_by_text("Проверить имя.").click()
    talk.reload()
    pressed(talk, "Hold the talk step by step")
    assert [box.is_checked() for box in talk.get_by_role("checkbox").all()] == [False, True, False]
    for _step in range(4):
        pressed(talk, "Next")
    assert title(talk) == "After the talk"
    pressed(talk, "End the talk")
    assert talk.locator("dialog[open]").count() == 0
    pressed(talk, "Hold the talk step by step")
    assert not any(box.is_checked() for box in talk.get_by_role("checkbox").all())
    assert talk.evaluate("Object.keys(localStorage).filter((key) => !key.endsWith('.__palette'))") == []


@pytest.mark.parametrize("kept", ["{", "5", '{"script": "script:key-meeting", "edition": "x", "prepare": [1]}'])
def test_what_the_tab_has_kept_is_not_believed(talk: Any, kept: str) -> None:
    talk.add_init_script(f"sessionStorage.setItem(new URL('.', location.href).pathname + '.walk', {json.dumps(kept)})")
    talk.reload()
    pressed(talk, "Hold the talk step by step")
    assert not any(box.is_checked() for box in talk.get_by_role("checkbox").all())


def test_a_finger_turns_the_steps(talk: Any) -> None:
    swipe = """([from, to]) => {
      const step = document.querySelector('.walk__step');
      const touch = (x) => new Touch({ identifier: 1, target: step, clientX: x, clientY: 300 });
      step.dispatchEvent(new TouchEvent('touchstart', { touches: [touch(from)], changedTouches: [touch(from)] }));
      step.dispatchEvent(new TouchEvent('touchend', { touches: [], changedTouches: [touch(to)] }));
    }"""
    talk.evaluate(swipe, [300, 100])
    assert title(talk) == "Начало"
    talk.evaluate(swipe, [100, 130])
    assert title(talk) == "Начало"
    talk.evaluate(swipe, [100, 300])
    assert title(talk) == "Before the talk"
