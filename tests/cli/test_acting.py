"""Nothing that a book, a data file or an argument holds acts on the terminal: not in any command, not in any format."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import get_args

import pytest

from salesbook.cli import run
from salesbook.output.formats import Format
from tests.cli.ran import Command
from tests.output.acting import ACTING, HOSTILE, MARKUP, hostile_book, reaching, unstyled

LEAD = "{lead: А, knockouts: [], scores: {goal: 1, hours: 1}}"
FACTS = "{pupil: Мария, language: немецкий, lesson: {day: завтра, hour: '12:30'}}"
COMMANDS: list[tuple[list[str], str]] = [
    (["list"], ""),
    (["list", "regulation"], ""),
    (["show", "ПР-001"], ""),
    (["show", "company"], ""),
    (["show", "pipeline:enrolment"], ""),
    (["show", "glossary"], ""),
    (["show", "faq:lessons"], ""),
    (["show", "course:welcome"], ""),
    (["pipeline"], ""),
    (["pipeline", "enrolment"], ""),
    (["letter"], ""),
    (["letter", "trial-lesson", "--data", "-"], FACTS),
    (["letter", "trial-lesson", "--data", "-", "--channel", "mail", "--format", "html"], FACTS),
    (["letter", "trial-lesson", "--sample"], ""),
    (
        ["letter", "trial-lesson", "--data", "-"],
        FACTS.replace("Мария", f'"{ACTING.encode("unicode_escape").decode()}"'),
    ),
    (["score", "-"], LEAD),
    (["score", "-"], LEAD.replace("goal: 1", "goal: 7")),
    (["articles", "list"], ""),
    (["articles", "assign", "--dry-run"], ""),
    (["deadline", "1 рабочий день"], ""),
    (["check"], ""),
    (["check", "--fix", "--dry-run"], ""),
    (["explain", "invisible-character"], ""),
    (["schema"], ""),
]
MISTAKES = [
    [f"x{HOSTILE}"],
    ["show", f"x{HOSTILE}"],
    ["list", f"x{HOSTILE}"],
    ["letter", f"x{HOSTILE}"],
    ["letter", "trial-lesson", "--data", f"/nowhere/{HOSTILE}"],
    ["pipeline", "enrolment", "--stage", f"x{HOSTILE}"],
    ["check", f"x{HOSTILE}"],
    ["check", "--select", f"x{HOSTILE}"],
    ["check", f"--x{HOSTILE}"],
    ["explain", f"x{HOSTILE}"],
    ["deadline", f"x{HOSTILE}"],
    ["score", "--card", f"x{HOSTILE}"],
    ["build", "--role", f"x{HOSTILE}"],
    ["show", "x\udcff"],
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = hostile_book(tmp_path_factory.mktemp("hostile") / "book")
    (root / "content" / "faq" / f"x{ACTING.replace('/', '')}.yml").write_text("title: x\n", encoding="utf-8")
    return root


@pytest.fixture
def shown(salesbook: Command, hostile: Path) -> Callable[..., str]:
    """Return what a command prints for the hostile book, of which nothing acts."""

    def command(*arguments: str, stdin: str = "") -> str:
        ran = salesbook("--book", hostile, *arguments, stdin=stdin, book=False)
        assert reaching(ran.out + ran.err) == set()
        return ran.out + ran.err

    return command


@pytest.mark.parametrize(("arguments", "stdin"), COMMANDS)
def test_no_command_lets_a_book_act(shown: Callable[..., str], arguments: list[str], stdin: str) -> None:
    assert shown(*arguments, stdin=stdin) != ""
    if "--dry-run" not in arguments or "articles" in arguments:
        assert shown(*arguments, "--json", stdin=stdin) != ""


@pytest.mark.parametrize("form", get_args(Format))
def test_no_report_lets_a_book_act(shown: Callable[..., str], form: Format) -> None:
    assert "invisible-character" in shown("check", "--format", form)


@pytest.mark.parametrize("arguments", MISTAKES)
def test_no_message_lets_an_argument_act(shown: Callable[..., str], arguments: list[str]) -> None:
    assert shown(*arguments) != ""
    assert '"error"' in shown(*arguments, "--json")


def test_markup_is_words(shown: Callable[..., str]) -> None:
    for arguments in (["list"], ["show", "ПР-001"], ["pipeline", "enrolment"], ["letter"], ["score", "-"]):
        assert MARKUP in " ".join(shown(*arguments, stdin=LEAD).split()), arguments


def test_joiners_of_emoji_stay(shown: Callable[..., str]) -> None:
    assert "👩\u200d👧 ☀\ufe0f" in shown("list")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize(
    "arguments",
    [["list"], ["show", "ПР-001"], ["pipeline", "enrolment"], ["check"], ["letter", "trial-lesson"], ["--help"]],
)
def test_on_a_terminal_only_styles_act(hostile: Path, arguments: list[str]) -> None:
    """Rich colours and bold type are all that a terminal obeys; the book's own look like what they are."""
    screen = on_terminal(["--book", str(hostile), *arguments])
    assert "\x1b[" in screen
    assert reaching(unstyled(screen)) <= {"\r"}
    assert "\r" not in unstyled(screen).replace("\r\n", "\n")


def on_terminal(arguments: list[str]) -> str:
    """Return what a command sends to a terminal; questions are left by the end of input."""
    import pty

    terminal, screen = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100", "LC_ALL": "C.UTF-8"}
    process = subprocess.Popen(
        [sys.executable, "-m", "salesbook", "--lang", "en", *arguments],
        stdin=subprocess.DEVNULL, stdout=screen, stderr=screen, env=environment,
    )  # fmt: skip
    os.close(screen)
    sent = b""
    with suppress(OSError):  # what Linux says in place of an end
        while piece := os.read(terminal, 65536):
            sent += piece
    os.close(terminal)
    process.wait(60)
    return sent.decode("utf-8")


def test_files_of_a_letter_hold_nothing_that_acts(
    hostile: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = tmp_path / "facts.yml"
    facts.write_text(FACTS.replace("Мария", '"Ма\\u200bрия\\LBcc: x@example.org"'), encoding="utf-8")
    for name in ("letter.txt", "letter.html", "letter.eml"):
        file = tmp_path / name
        arguments = ["letter", "trial-lesson", "--data", str(facts), "--channel", "mail", "--output", str(file)]
        assert run(["--book", str(hostile), *arguments]) == 0, capsys.readouterr()
        assert reaching(file.read_bytes().decode("utf-8").replace("\r\n", "\n")) == set()
    assert b"\nBcc:" not in (tmp_path / "letter.eml").read_bytes().partition(b"\r\n\r\n")[0]
