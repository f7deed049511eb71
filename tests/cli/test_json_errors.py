"""Where the answer would be JSON, the reason why there is none is JSON too: one object on stdout, stderr silent."""

import io
import sys
from pathlib import Path
from typing import Any

import pytest

from salesbook.cli import asks_for_json, run
from tests.books import changed
from tests.cli.ran import Command, Ran


def error_of(ran: Ran, code: int) -> Any:
    """Return the error of a command that has ended with a code and has printed nothing else."""
    assert (ran.code, ran.err) == (code, "")
    assert ran.json["error"].keys() == {"message", "advice"}
    return ran.json["error"]


@pytest.mark.parametrize(
    ("arguments", "message", "advice"),
    [
        (["chek", "--json"], "there is no command “chek”", "it looks like check"),
        (["check", "--fromat", "--json"], "there is no option “--fromat”", "it looks like --format"),
        (["check", "--format", "json", "nowhere"], "there is no file or folder nowhere", "paths are relative"),
        (["check", "--format=json", "--select", "x"], "there is no check “x”", "salesbook explain"),
        (["check", "--json", "--dry-run"], "--dry-run goes with --fix", "add --fix"),
        (["check", "--json", "--select"], "the option “--select” needs a value", "--help"),
        (["show", "--json"], "“REF” is missing", "salesbook show --help"),
        (["show", "--json", "ОП-003"], "there is nothing called “ОП-003”", "it looks like ОП-00"),
        (["show", "--json", "a", "b"], "unexpected: b", "salesbook show --help"),
        (["list", "--json", "leter"], "there is no kind “leter”", "it looks like letter"),
        (["explain", "--json", "broken"], "there is no check “broken”", "it looks like broken-"),
        (["schema", "--json", "leter"], "there is no kind “leter”", "it looks like letter"),
        (["pipeline", "--json", "mian"], "there is no pipeline “mian”", "it looks like main"),
        (["pipeline", "--json", "main", "--stage", "piad"], "has no stage “piad”", "it looks like paid"),
        (["letter", "--json", "sumary"], "there is no letter “sumary”", "it looks like summary"),
        (["letter", "--json", "summary", "--data", "/nowhere"], "/nowhere cannot be read", "check the name"),
        (["letter", "--json", "summary"], "there is no terminal", "name a data file"),
        (["score", "--json"], "there is no terminal", "salesbook score ../lead.yml"),
        (["score", "--json", "-"], "(standard input) is empty", "fill it in"),
        (["score", "--json", "--card", "lead"], "there is no scorecard “lead”", "it looks like leads"),
        (["articles", "--json"], "there is no option “--json”", "salesbook articles --help"),
        (["articles", "lsit", "--json"], "there is no command “lsit”", "it looks like list"),
    ],
)
def test_a_mistake(salesbook: Command, arguments: list[str], message: str, advice: str) -> None:
    error = error_of(salesbook(*arguments), 2)
    assert message in error["message"]
    assert advice in error["advice"]


@pytest.mark.parametrize(
    "command", [["check"], ["list"], ["letter"], ["score", "-"], ["articles", "list"], ["show", "x"]]
)
def test_no_book(salesbook: Command, tmp_path: Path, command: list[str]) -> None:
    ran = salesbook("--book", tmp_path, *command, "--json", book=False)
    assert "no book in" in error_of(ran, 2)["message"]


def test_answers_that_do_not_fit(salesbook: Command) -> None:
    for command in (["score", "-"], ["letter", "refusal", "--data", "-"]):
        ran = salesbook(*command, "--json", stdin="{knockouts: [], scores: {budget: 2}}")
        assert "answers do not fit" in error_of(ran, 1)["message"]
        assert all(problem["message"] and problem["advice"] for problem in ran.json["problems"])


@pytest.mark.parametrize("command", [["show", "letter:refusal"], ["letter", "refusal", "--data", "-"]])
def test_an_item_that_cannot_be_read(salesbook: Command, root: Path, command: list[str]) -> None:
    (root / "content/letters/refusal.md").write_bytes(b"---\ntitle: x\n---\nx")
    ran = salesbook(*command, "--json")
    assert error_of(ran, 1)["message"] == "“letter:refusal” has errors in its file"
    assert {d["path"] for d in ran.json["diagnostics"]} == {"content/letters/refusal.md"}


def test_an_unsound_card(salesbook: Command, root: Path) -> None:
    text = changed("scorecards/leads.yml", ("to: -2", "to: -3"))["scorecards/leads.yml"]
    (root / "content/scorecards/leads.yml").write_text(text, encoding="utf-8")
    assert "has a gap" in error_of(salesbook("score", "-", "--json"), 1)["message"]


def test_one_answer_even_when_the_clipboard_fails(
    salesbook: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    facts = "{client: Анна, reason: нет объекта}"
    ran = salesbook("letter", "refusal", "--data", "-", "--copy", "--json", stdin=facts)
    assert error_of(ran, 2)["message"] == "there is no clipboard here"


class Interrupted(io.BytesIO):
    """A keyboard on which Ctrl-C is pressed."""

    def read(self, _size: int | None = -1) -> bytes:
        raise KeyboardInterrupt


def test_ctrl_c(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for options, out in ((["--json"], {"message": "interrupted; nothing was written", "advice": ""}), ([], None)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Interrupted()))
        code = run(["--book", str(root), "score", "-", *options])
        ran = Ran(code, *capsys.readouterr())
        if out is None:
            assert (ran.code, ran.out) == (130, "")
            assert "interrupted; nothing was written" in ran.err
        else:
            assert error_of(ran, 130) == out


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ("check --json", True),
        ("check --format json", True),
        ("check --format=json", True),
        ("check --format sarif", False),
        ("check", False),
        ("show -- --json", False),
        ("check json", False),
    ],
)
def test_what_asks_for_json(arguments: str, asked: bool) -> None:
    assert asks_for_json(arguments.split()) == asked


# Every command that answers in JSON, and arguments with which it does.
ANSWERING = {
    "check": [], "explain": ["yo"], "list": [], "show": ["ОП-001"], "find": ["встреча"], "pipeline": ["main"],
    "letter": ["refusal"],
    "score": ["-"], "deadline": ["1 рабочий день"], "schema": [], "articles list": [], "articles assign": ["--dry-run"],
    "templates": [], "scorecard": [], "new": ["faq", "new-one", "--dry-run"], "init": ["con", "--dry-run"],
    "upgrade": ["--dry-run"],
    "scorecard list": [], "scorecard explain": ["-"], "scorecard compare": ["leads", "leads", "-"],
    "scorecard backtest": ["-", "--outcome", "won"], "scorecard fit": ["-", "--outcome", "won"],
    "letters drafts": [], "letters series": ["meeting"],
    "learning report": ["-"],
}  # fmt: skip


def test_the_commands_that_answer_in_json() -> None:
    """`build`, `serve`, `lsp` and `mcp` answer in no form; asked for JSON they say so in it."""
    from typer.main import get_command

    from salesbook.cli.app import app

    group = get_command(app)
    commands = dict(group.commands)  # type: ignore[attr-defined]
    for name in ("articles", "learning", "letters", "scorecard"):
        commands |= {f"{name} {n}": c for n, c in commands[name].commands.items()}
    assert {n for n, c in commands.items() if any("--json" in p.opts for p in c.params)} == set(ANSWERING)


@pytest.mark.parametrize("command", [*ANSWERING, "build", "serve", "lsp", "mcp"])
@pytest.mark.parametrize(
    "wrong", [["--no-such-option"], ["a", "b", "c", "d"], ["--book", "x"], ["\udcff", "\udcff", "x"]]
)
def test_every_command_with_wrong_arguments(salesbook: Command, command: str, wrong: list[str]) -> None:
    if command == "find" and len(wrong) > 2:
        wrong = ["a", "--limit", "0"]  # a question may have any words
    error_of(salesbook(*command.split(), *wrong, "--json"), 2)


@pytest.mark.parametrize("command", ANSWERING)
def test_every_command_with_a_company_that_cannot_be_read(salesbook: Command, root: Path, command: str) -> None:
    for company in (b"name: [", b"\xff", b"", b"name: x\n"):
        (root / "content" / "company.yml").write_bytes(company)
        ran = salesbook(*command.split(), *ANSWERING[command], "--json", stdin="{}")
        assert ran.json


@pytest.mark.parametrize("command", [c for c in ANSWERING if c not in ("explain", "schema")])
def test_every_command_without_a_book(salesbook: Command, tmp_path: Path, command: str) -> None:
    ran = salesbook("--book", tmp_path / "none", *command.split(), *ANSWERING[command], "--json", book=False)
    error_of(ran, 2)


@pytest.mark.parametrize("command", [c for c in ANSWERING if c not in ("explain", "schema", "init")])
def test_every_command_with_a_book_of_a_newer_format(salesbook: Command, root: Path, command: str) -> None:
    company = root / "content" / "company.yml"
    company.write_text(company.read_text(encoding="utf-8").replace("format: 2", "format: 3"), encoding="utf-8")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    ran = salesbook(*command.split(), *ANSWERING[command], "--json", stdin="{}")
    error = error_of(ran, 2)
    assert "of format 3," in error["message"]
    assert "pip install -U salesbook" in error["advice"]
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("failure", [ZeroDivisionError("x"), OSError(28, "full"), MemoryError(), KeyboardInterrupt()])
@pytest.mark.parametrize("command", [c for c in ANSWERING if c not in ("explain", "schema", "init")])
def test_every_command_that_fails(
    root: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    failure: BaseException,
) -> None:
    """A mistake of the program itself, a system that refuses, an interruption: each is an object on stdout."""

    def fail(_start: Path) -> Path:
        raise failure

    monkeypatch.setattr("salesbook.reading.files.find_root", fail)
    code = run(["--book", str(root), *command.split(), *ANSWERING[command], "--json"])
    ran = Ran(code, *capsys.readouterr())
    error_of(ran, 130 if isinstance(failure, KeyboardInterrupt) else 2)
