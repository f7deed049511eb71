"""Exit codes, usage, languages, and what a pipe or a terminal of another kind gets."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from salesbook import __version__
from salesbook.cli import chosen_language
from salesbook.cli.app import app
from tests.cli.ran import Command

Program = Callable[..., "subprocess.CompletedProcess[bytes]"]
COMMANDS = (
    "check explain list show find pipeline new score scorecard letter letters deadline build serve articles templates "
    "schema lsp mcp init upgrade learning pdf"
).split()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "there is no command “chek”"),
        (["check", "--formt", "json"], "there is no option “--formt”"),
        (["check", "--format", "yaml"], "the value “yaml” does not fit --format"),
        (["check", "--format"], "the option “--format” needs a value"),
        (["show"], "“REF” is missing"),
        (["show", "a", "b"], "unexpected: b"),
        (["--lang", "de", "check"], "the value “de” does not fit --lang"),
        (["articles", "assing"], "there is no command “assing”"),
        (["score", "--card"], "the option “--card” needs a value"),
        (["--nonsense"], "there is no option “--nonsense”"),
    ],
)
def test_usage_is_explained(salesbook: Command, arguments: list[str], message: str) -> None:
    ran = salesbook(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert "→" in ran.err


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["chek"], "it looks like check"),
        (["shwo", "ОП-002"], "it looks like show"),
        (["срусл"], "it looks like check"),
        (["articles", "assing"], "it looks like assign"),
        (["check", "--fromat"], "it looks like --format"),
        (["check", "--ащкьфе"], "it looks like --format"),
        (["check", "--dry_run"], "it looks like --dry-run"),
        (["--bok", "x", "check"], "it looks like --book"),
        (["check", "--format", "jsn"], "it looks like json"),
        (["check", "--format", "yaml"], "allowed: text, json, sarif, github, gitlab, junit"),
        (["check", "--book", "x"], "it stands before the command: salesbook --book … check"),
        (["articles", "list", "--lang", "ru"], "it stands before the command: salesbook --lang … list"),
        (["qwerty"], "see: salesbook --help"),
        (["check", "--qwerty"], "see: salesbook check --help"),
        (["explain", "Broken_Lnik"], "it looks like broken-link"),
    ],
)
def test_the_nearest_is_proposed(salesbook: Command, arguments: list[str], advice: str) -> None:
    ran = salesbook(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert f"→ {advice}" in ran.err


def test_a_check_by_any_spelling(salesbook: Command) -> None:
    assert salesbook("explain", "[Broken_Link]").out == salesbook("explain", "broken-link").out != ""


def test_every_command_is_listed_and_has_help(salesbook: Command) -> None:
    listed = salesbook("--help").out
    names = [c.name or "" for c in app.registered_commands] + [g.name or "" for g in app.registered_groups]
    assert sorted(names) == sorted(COMMANDS)
    for name in names:
        assert f" {name} " in listed
        ran = salesbook(name, "--help")
        assert ran.code == 0
        assert f"salesbook {name}" in ran.out


WORDS = [
    (),
    *((name,) for name in COMMANDS),
    ("articles", "list"),
    ("articles", "assign"),
    ("letters", "drafts"),
    ("letters", "series"),
    ("letters", "preview"),
]


@pytest.mark.parametrize("words", WORDS)
def test_help_and_version_of_every_command(salesbook: Command, words: tuple[str, ...]) -> None:
    for option in ("--version", "-V"):
        ran = salesbook(*words, option)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == f"salesbook {__version__}\n"
    assert salesbook(*words, "-h").out == salesbook(*words, "--help").out != ""


@pytest.mark.parametrize(
    "command", [["check"], ["list"], ["letter"], ["score", "-"], ["articles", "list"], ["pipeline"], ["show", "x"]]
)
def test_no_book(salesbook: Command, tmp_path: Path, command: list[str]) -> None:
    ran = salesbook("--book", tmp_path, *command, book=False)
    assert (ran.code, ran.out) == (2, "")
    assert "no book in" in ran.err


@pytest.mark.parametrize("book", ["x" * 300, "no/such/folder", "a\nb", "[/]"])
def test_an_odd_name_of_a_book(salesbook: Command, book: str) -> None:
    assert salesbook("--book", f"/nowhere/{book}", "check", book=False).code == 2


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["--lang", "en", "check"], "en"),
        (["--lang=en"], "en"),
        (["check", "--lang", "ru"], "ru"),
        (["--lang", "de"], "ru"),
        (["--lang"], "ru"),
        ([], "ru"),
        (["--book", "/nowhere/" + "x" * 300], "ru"),
    ],
)
def test_language(arguments: list[str], language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "C")
    assert chosen_language(arguments) == language


def test_outside_of_a_book_the_system_says_the_language(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANGUAGE")
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    monkeypatch.chdir(tmp_path)
    assert chosen_language([]) == "en"
    assert chosen_language(["--lang", "ru"]) == "ru"
    assert chosen_language(["--book", str(root)]) == "ru"
    assert chosen_language(["--book", "~nobody-of-this-name"]) == "en"


def test_a_book_below_the_home_folder(root: Path, salesbook: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """PowerShell and an option joined by “=” leave the tilde as it is."""
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(root.parent))
    assert salesbook("--book=~/book", "list", book=False).code == 0


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("language: en", "en"),
        ("language: 'en'", "en"),
        ("language: de", "ru"),
        ("", "ru"),
        ("x: 1\nlanguage:  ru", "ru"),
    ],
)
def test_the_book_says_its_language(root: Path, text: str, language: str) -> None:
    (root / "content/company.yml").write_text(text, encoding="utf-8")
    assert chosen_language(["--book", str(root / "content")]) == language


# --- programs of their own


def test_a_sound_book(program: Program) -> None:
    done = program("check")
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"The book is in order" in done.stderr


def test_findings(program: Program, root: Path) -> None:
    (root / "content/faq/payments.yml").write_bytes(b"\n" * 99 + "название: x\n".encode())
    done = program("check")
    assert done.returncode == 1
    assert done.stdout.decode().startswith("content/faq/payments.yml:100:1: error: ")
    assert "Traceback" not in done.stderr.decode()


def test_a_pipe_that_is_closed_early(root: Path) -> None:
    """`salesbook list | head -1` must end quietly."""
    for n in range(200):
        (root / f"content/faq/f{n}.yml").write_bytes((root / "content/faq/payments.yml").read_bytes())
    for command in (["list", "--json"], ["explain"]):
        words = [sys.executable, "-m", "salesbook", "--lang", "en", "--book", str(root), *command]
        process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        errors = process.stderr.read()
        process.stderr.close()
        assert process.wait(60) == 0, command
        assert b"Traceback" not in errors
        assert b"BrokenPipe" not in errors


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({}, False),
        ({"NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour(program: Program, environment: dict[str, str], coloured: bool) -> None:
    done = program("pipeline", "main", **environment)
    assert done.returncode == 0
    assert (b"\x1b[3" in done.stdout) == coloured


@pytest.mark.parametrize("environment", [{"PYTHONIOENCODING": "cp1251"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])
def test_a_terminal_of_another_encoding_gets_utf8(program: Program, environment: dict[str, str]) -> None:
    done = program("list", "pipeline", **environment)
    assert done.returncode == 0
    assert "Основная воронка" in done.stdout.decode()


@pytest.mark.parametrize(
    "arguments",
    [[b"show", b"\xff\xfe"], [b"letter", b"\xff", b"--data", b"\xff"], [b"check", b"\xff"], [b"list", b"\xff"]],
)
def test_arguments_that_are_not_utf8(program: Program, arguments: list[bytes]) -> None:
    done = program(*arguments)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"mistake in salesbook" not in done.stderr


def test_a_file_name_that_is_not_utf8(program: Program, root: Path) -> None:
    (root / os.fsdecode(b"content/faq/\xff.yml")).write_bytes(b"title: x\n")
    for form in ("text", "json"):
        done = program("check", "--format", form)
        assert done.returncode == 1
        assert b"bad-file-name" in done.stdout


def test_russian_is_spoken_when_asked(root: Path) -> None:
    words = [sys.executable, "-m", "salesbook", "--lang", "ru", "--book", str(root), "chek"]
    done = subprocess.run(words, capture_output=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "нет команды «chek»" in done.stderr.decode()
