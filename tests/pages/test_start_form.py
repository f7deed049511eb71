"""The data of start pages, of the home page and of a plan's checklist."""

import json
import re
from html import unescape
from pathlib import Path

from salesbook.book.editions import edition
from salesbook.book.load import load_book
from salesbook.core.defaults import folders
from salesbook.core.language import Translations
from salesbook.learning.plans import plan_steps
from salesbook.models.training import Onboarding
from salesbook.pages.academy import make_academy
from salesbook.pages.model import Academy, Page
from salesbook.pages.tools import Tool
from tests.books import OTHER, TODAY, write_book

TRAINEE = """\
---
title: Стажёр
role: trainee
mission: Учится.
duties: [Учится.]
onboarding: onboarding:manager
---
Один день стажёра.
"""


def academy_of(root: Path) -> Academy:
    return make_academy(load_book(root)[0], folders(root, "templates"), Translations("ru"), (), today=TODAY)


def page_of(academy: Academy, uri: str) -> Page:
    return next(page for page in academy.pages if page.uri == uri and isinstance(page, Page))


def tool_of(page: Page, element: str) -> Tool:
    [tool] = [tool for tool in page.tools.values() if tool.element == element]
    return tool


def test_the_start_of_a_position_has_all_that_it_demands() -> None:
    book, _problems = load_book(OTHER)
    data = tool_of(page_of(academy_of(OTHER), "positions/curator.md"), "start-page").data
    assert data["name"] == "position:curator"
    assert data["plan"]["name"] == "onboarding:curator"
    assert data["plan"]["href"] == "../onboarding/curator.html"
    assert [course["name"] for course in data["courses"]] == ["course:welcome"]
    assert data["courses"][0]["pass_percent"] == 90
    assert all(re.fullmatch("[a-p]{8}", lesson["edition"]) for lesson in data["courses"][0]["lessons"])
    assert [entry["title"] for entry in data["lists"]] == ["Регламенты", "Скрипты", "CRM"]
    first = data["lists"][0]["items"][0]
    assert first["edition"] == edition(book.items[first["item"]].data, book.facts)
    assert json.loads(json.dumps(data)) == json.loads(json.dumps(dict(data)))


def test_a_position_without_a_plan_has_a_start_page_too() -> None:
    data = tool_of(page_of(academy_of(OTHER), "positions/teacher.md"), "start-page").data
    assert data["plan"] is None
    assert [course["name"] for course in data["courses"]] == ["course:welcome"]


def test_a_plan_that_names_the_position_is_its_plan(tmp_path: Path) -> None:
    text = (OTHER / "content/positions/curator.md").read_text(encoding="utf-8")
    root = tmp_path / "book"
    write_book(root, {"positions/manager.md": None})
    position = text.replace("onboarding: onboarding:curator\n", "").replace("role: curator", "role: manager")
    elsewhere = r"^(readers|reports_to|regulations|scripts|instructions|courses|everyday):.*\n"
    position = re.sub(elsewhere, "", position, flags=re.MULTILINE)
    (root / "content/positions/manager.md").write_text(position, encoding="utf-8")
    data = tool_of(page_of(academy_of(root), "positions/manager.md"), "start-page").data
    assert data["plan"]["name"] == "onboarding:manager"


def test_the_home_page_asks_for_every_position() -> None:
    data = tool_of(page_of(academy_of(OTHER), "index.md"), "start-home").data
    assert [each["name"] for each in data["positions"]] == ["position:curator", "position:director", "position:teacher"]
    assert all(each["href"].startswith("positions/") for each in data["positions"])


def test_a_plan_has_a_place_on_its_page_for_every_step(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book", {"positions/trainee.md": TRAINEE.replace("role: trainee", "role: marketer")})
    page = page_of(academy_of(root), "onboarding/manager.md")
    data = tool_of(page, "plan-form").data
    steps = [step for period in data["plan"]["periods"] for step in period["steps"]]
    assert [step["anchor"] for step in steps] == ["task-1-1_", "checkpoint-1_"]
    assert [step["anchor"] for step in steps if f'id="{step["anchor"]}"' not in unescape(page.text)] == []
    book, _problems = load_book(root)
    [(_item, plan)] = book.data(Onboarding)
    assert [step["key"] for step in steps] == [step.key for step in plan_steps(plan, book.facts)]
    assert "position:trainee" in [each["name"] for each in data["positions"]]


def test_a_name_set_as_code_is_shown_as_words(tmp_path: Path) -> None:
    plan = (write_book(tmp_path / "a") / "content/onboarding/manager.yml").read_text(encoding="utf-8")
    changed = plan.replace("what: Прочитать.", "what: Проверить `salesbook letter`.")
    assert changed != plan
    root = write_book(tmp_path / "b", {"onboarding/manager.yml": changed})
    data = tool_of(page_of(academy_of(root), "onboarding/manager.md"), "plan-form").data
    assert data["plan"]["periods"][0]["steps"][0]["words"] == "Проверить salesbook letter."
