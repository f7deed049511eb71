"""Which day it is for a command: that of the company, not of the machine. At 23:30 UTC Vladivostok has tomorrow."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from salesbook.calendar import clock
from salesbook.core.settings import Settings
from salesbook.editing.workspace import Workspace
from tests.books import changed, regulation, write_book
from tests.cli.ran import Command

LATE = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)
ZONES = [("Asia/Vladivostok", 26), ("Europe/Moscow", 26), ("Europe/London", 25)]


@pytest.fixture(params=ZONES, ids=lambda pair: pair[0])
def day(request: pytest.FixtureRequest, root: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """The day of November that it is in the book's zone, which another clock than that of the machine shows."""
    zone, number = request.param
    write_book(root, changed("company.yml", ("Europe/Moscow", zone)))
    monkeypatch.setattr(clock, "now", lambda: LATE)
    return int(number)


def reviewed_on_the_26th(root: Path) -> None:
    text = regulation("Скидки", "ОП-009").replace("2026-11-03", "2026-11-26")
    (root / "content/regulations/sales/discounts.md").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("more", [[], ["--no-cache"]])
def test_check(salesbook: Command, root: Path, day: int, more: list[str]) -> None:
    reviewed_on_the_26th(root)
    for _time in range(2):
        ran = salesbook("check", "--select", "future-review", *more)
        assert ("future-review" in ran.out, ran.code) == ((False, 0) if day == 26 else (True, 1))


def test_a_day_that_begins_makes_the_last_check_old(
    salesbook: Command, root: Path, day: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewed_on_the_26th(root)
    salesbook("check", "--select", "future-review")
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 26, 0, 30, tzinfo=UTC))
    assert salesbook("check", "--select", "future-review").code == 0


def test_letter(salesbook: Command, day: int) -> None:
    data = "client: Анна\nmeeting_date: 2026-11-20\nnext_step:\n  action: бронь\n  date: 2026-11-25\n"
    ran = salesbook("letter", "summary", "--data", "-", stdin=data)
    assert ran.code == (1 if day == 26 else 0)
    assert ("from today on (November\u00a026, 2026)" in ran.err) == (day == 26)


def test_lsp(root: Path, day: int) -> None:
    reviewed_on_the_26th(root)
    workspace = Workspace(root, Settings(), clock.now)
    workspace.settle()
    rules = {diagnostic.rule for diagnostics in workspace.findings().values() for diagnostic in diagnostics}
    assert ("future-review" in rules) == (day == 25)


def test_deadline(salesbook: Command, day: int) -> None:
    answer = salesbook("deadline", "1 working day", "--json").json
    assert answer["from"].startswith(f"2026-11-{day}T")
    assert answer["due"].startswith(f"2026-11-{day + 1}T18:00:00")
    assert salesbook("deadline", "1 day", "--from", "today 10:00", "--json").json["from"][:16] == f"2026-11-{day}T10:00"
