"""A package taken in a learning system: scorm-again of npm plays one, Chromium is the learner."""

import contextlib
import functools
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from salesbook.cli import run
from tests.books import OTHER

pytestmark = pytest.mark.elsewhere

API = Path(__file__).parents[2] / ".venv/npm/node_modules/scorm-again/dist/scorm12.min.js"
SYSTEM = """<!doctype html><meta charset="utf-8"><script src="scorm12.js"></script><script>
  window.API = new Scorm12API({ autocommit: false, logLevel: 5 });
  window.said = [];
  const saved = JSON.parse(decodeURIComponent(location.hash.slice(1) || "null"));
  if (saved) window.API.loadFromJSON(saved);
  for (const name of ["LMSInitialize", "LMSSetValue", "LMSCommit", "LMSFinish"]) {
    const own = window.API[name].bind(window.API);
    window.API[name] = (...values) => {
      window.said.push([name, ...values]);
      const answer = own(...values);
      const code = window.API.LMSGetLastError();
      if (code !== "0") window.said.push(["ERROR", name, ...values, code]);
      return answer;
    };
  }
</script><iframe src="package/index.html" style="width: 100%; height: 95vh"></iframe>
"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("lms")
    package = folder / "course.zip"
    assert run(["--book", str(OTHER), "learning", "scorm", "welcome", "--output", str(package)]) == 0
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder / "package")
    (folder / "scorm12.js").write_bytes(API.read_bytes())
    (folder / "lms.html").write_text(SYSTEM, encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@pytest.fixture(scope="module")
def session(served: str) -> Iterator[Callable[..., contextlib.AbstractContextManager[Any]]]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])

        @contextlib.contextmanager
        def opened(saved: dict[str, Any] | None = None) -> Iterator[Any]:
            page = browser.new_page()
            errors: list[str] = []
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.goto(f"{served}/lms.html#{json.dumps(saved)}")
            page.frame_locator("iframe").locator("course-package ol button").first.wait_for()
            yield page
            page.close()
            assert errors == []

        yield opened
        browser.close()


def course(page: Any) -> Any:
    return page.frame_locator("iframe")


def value(page: Any, name: str) -> str:
    return str(page.evaluate("name => window.API.LMSGetValue(name)", name))


def said(page: Any) -> list[list[str]]:
    told: list[list[str]] = page.evaluate("window.said")
    assert [call for call in told if call[0] == "ERROR"] == []
    return told


def leave(page: Any) -> dict[str, Any]:
    """Leave the package as a system does that takes its frame away; return what the system keeps."""
    page.evaluate("document.querySelector('iframe').contentWindow.dispatchEvent(new Event('beforeunload'))")
    page.evaluate("document.querySelector('iframe').src = 'about:blank'")
    told = said(page)
    assert [call[0] for call in told].count("LMSFinish") == 1
    assert told[-1][0] == "LMSFinish"
    times = [call[2] for call in told if call[:2] == ["LMSSetValue", "cmi.core.session_time"]]
    assert all(re.fullmatch(r"\d{4}:\d\d:\d\d\.\d\d", time) for time in times)
    return dict(page.evaluate("JSON.parse(JSON.stringify(window.API.cmi))"))


def answer_all(page: Any) -> None:
    """Answer every question of the other book's course as it stands there."""
    asked = course(page)
    for text in ("Цель.", "Срок."):
        asked.locator(".quiz-question", has_text="Что спрашиваем у ученика?").get_by_label(text).check()
    steps = asked.locator(".quiz-order__step")
    for place, step in enumerate(("Цель.", "Срок.", "Цена.")):
        while (steps.all_inner_texts()).index(step) > place:
            asked.get_by_role(
                "button", name=re.compile(rf"вверх.*{re.escape(step)}|{re.escape(step)}.*выше", re.I)
            ).or_(
                asked.locator("li", has=asked.get_by_text(step, exact=True)).locator(".quiz-order__move").first
            ).first.click()
    asked.get_by_label("Первый вопрос").select_option(label="Цель")
    asked.get_by_label("Второй вопрос").select_option(label="Срок")
    asked.locator(".quiz-question", has_text="О чём спрашиваем сначала?").locator("input").fill("ЦЕЛЬЮ")
    asked.locator(".quiz-question", has_text="Что спрашиваем сначала?").get_by_label("Цель.").check()


def examine(page: Any) -> None:
    course(page).locator("course-package nav button").last.click()


def end(page: Any) -> None:
    course(page).locator(".package-exam > p button").click()
    course(page).locator(".quiz-told").first.wait_for()


def test_learn_leave_and_come_back(session: Any) -> None:
    with session() as page:
        assert value(page, "cmi.core.lesson_status") == "incomplete"
        lessons = course(page).locator(".package-lesson")
        assert lessons.nth(0).is_visible()
        assert lessons.nth(1).is_hidden()
        lessons.nth(0).locator(".package-lesson__next button").click()
        assert lessons.nth(1).is_visible()
        assert value(page, "cmi.core.lesson_location") == "lesson-2"
        kept = leave(page)
    assert len(kept["suspend_data"]) <= 4096
    assert kept["core"]["exit"] == "suspend"
    again = {
        "suspend_data": kept["suspend_data"],
        "core": {"lesson_location": "lesson-2", "lesson_status": "incomplete"},
    }
    with session({"cmi": again}) as page:
        assert course(page).locator(".package-lesson").nth(1).is_visible()
        assert course(page).locator(".package-menu__read").count() == 1


def test_fail_then_pass(session: Any) -> None:
    with session() as page:
        examine(page)
        end(page)
        assert value(page, "cmi.core.lesson_status") == "failed"
        assert [value(page, f"cmi.core.score.{name}") for name in ("raw", "min", "max")] == ["0", "0", "100"]
        course(page).locator(".package-exam > p button").click()
        answer_all(page)
        end(page)
        assert value(page, "cmi.core.lesson_status") == "passed"
        assert value(page, "cmi.core.score.raw") == "100"
        examine(page)
        end(page)
        assert value(page, "cmi.core.lesson_status") == "passed", "what was passed stays so"
        assert leave(page)["core"]["exit"] == ""


@pytest.mark.parametrize("mode", ["review", "browse"])
def test_nothing_is_written_where_nothing_counts(session: Any, mode: str) -> None:
    with session({"cmi": {"core": {"lesson_mode": mode}}}) as page:
        examine(page)
        end(page)
        leave(page)
        assert {call[0] for call in page.evaluate("window.said")} == {"LMSInitialize", "LMSFinish"}


@pytest.mark.parametrize("kept", ["{", "[]", '{"edition": "x", "read": "1"}', '{"edition":null,"best":-1}', "x" * 4096])
def test_what_the_system_gives_back_is_not_believed(session: Any, kept: str) -> None:
    with session({"cmi": {"suspend_data": kept, "core": {"lesson_location": "lesson-99"}}}) as page:
        assert course(page).locator(".package-lesson").first.is_visible()
        assert course(page).locator(".package-menu__read").count() == 0


def test_a_mode_that_is_none_is_a_normal_one(session: Any) -> None:
    with session() as page:
        page.evaluate("own = window.API.LMSGetValue.bind(window.API)")
        page.evaluate("window.API.LMSGetValue = (name) => (name === 'cmi.core.lesson_mode' ? 'Review?' : own(name))")
        page.evaluate("window.said = []; window.API.LMSFinish('')")
        page.evaluate("window.API.reset?.(); document.querySelector('iframe').contentWindow.location.reload()")
        course(page).locator(".package-menu button").first.wait_for()
        page.wait_for_function("window.said.some((call) => call[0] === 'LMSSetValue')", polling=100)


def test_without_a_system_the_course_is_shown(served: str, session: Any) -> None:
    with session() as page:
        page.goto(f"{served}/package/index.html")
        page.locator("course-package nav button").first.wait_for()
        assert "Nothing is kept here" in page.locator(".tool__about").first.inner_text()
