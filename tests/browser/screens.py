"""What the tests of all forms do on a screen: open a form, press its buttons by keys, read what was copied."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from salesbook.cli import run
from salesbook.pages.tools import Tool
from tests.browser.forms import open_form

SCREENS = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
ROOT = Path(__file__).parents[2]
STARTERS = sorted(path.parent for path in (ROOT / "salesbook" / "starters" / "books").glob("*/*/content"))


@pytest.fixture(scope="module", params=SCREENS)
def context(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """Yield a window of the browser on each of the screens; pages may use its clipboard."""
    phone = request.param == "phone"
    context = browser.new_context(viewport=SCREENS[request.param], has_touch=phone, is_mobile=phone)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def opened(context: Any, tmp_path: Path) -> Iterator[Callable[[Tool], Any]]:
    """Yield what opens a form; at the end no page may have had an error, or have asked anybody for anything."""
    pages: list[Any] = []

    def opening(tool: Tool) -> Any:
        pages.append(open_form(context, tmp_path, tool))
        return pages[-1]

    yield opening
    for page in pages:
        assert page.faults == []
        page.close()


def pressed(page: Any, button: str) -> None:
    """Press a button by the keyboard."""
    page.get_by_role("button", name=button, exact=True).focus()
    page.keyboard.press("Enter")


def copied(page: Any, button: str) -> str:
    """Return what a button copies; it is reached and pressed by the keyboard."""
    copying = page.locator(".tool-copy").filter(has=page.get_by_role("button", name=button, exact=True))
    pressed(page, button)
    copying.get_by_role("status").filter(has_text="Copied.").wait_for()
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def scored(root: Path, data: str, card: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Return what `salesbook score` says of a file that holds what was copied; it has nothing to complain of."""
    file = folder / "copied.json"
    file.write_text(data, encoding="utf-8")
    capsys.readouterr()
    code = run(["--book", str(root), "score", str(file), "--card", card, "--json"])
    out, err = capsys.readouterr()
    assert (code, err) == (0, "")
    answer: dict[str, Any] = json.loads(out)
    assert answer["warnings"] == []
    return answer


def asked(page: Any) -> str:
    """Return the title of the group that the keyboard is in."""
    title: str = page.evaluate("document.activeElement.closest('fieldset').querySelector('legend').firstChild.data")
    return title


def choose(page: Any, place: int) -> None:
    """Go to the next group by Tab and choose the answer of a place in it, by the space bar and arrows."""
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.localName") == "a":
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "radio"
    page.keyboard.press("Space")
    for _ in range(place):
        page.keyboard.press("ArrowDown")
