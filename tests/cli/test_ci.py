"""The files for CI and pre-commit: they parse, and every command in them is one that `salesbook` or make knows."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.ran import Command

ROOT = Path(__file__).parents[2]
WORKFLOW, PIPELINE, HOOKS = ".github/workflows/check.yml", ".gitlab-ci.yml", ".pre-commit-hooks.yaml"
MAJOR = re.compile(r"[a-z-]+/[a-z-]+(?:/[a-z-]+)?@v\d+")


def parsed(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def jobs(name: str) -> list[dict[str, Any]]:
    tree = parsed(name)
    return list(tree["jobs"].values()) if "jobs" in tree else [v for v in tree.values() if "script" in v]


def steps() -> Iterator[dict[str, Any]]:
    for job in jobs(WORKFLOW):
        yield from job["steps"]


def commands() -> Iterator[str]:
    yield from (step["run"] for step in steps() if "run" in step)
    yield from (line for job in jobs(PIPELINE) for line in job["script"])
    yield from (hook["entry"] for hook in parsed(HOOKS))


@pytest.mark.parametrize("command", sorted(set(commands())))
def test_every_command_is_known(command: str, salesbook: Command) -> None:
    words = shlex.split(re.split(r" [>|]", command)[0])
    match words:
        case ["salesbook", *arguments]:
            ended = salesbook(*arguments)
            assert ended.code == 0, ended.err
        case ["make", target]:
            assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        case _:
            assert words[:2] == ["pip", "install"]
            assert words[-1] == "."


def test_actions_are_pinned_to_a_major_version() -> None:
    assert [step["uses"] for step in steps() if "uses" in step and not MAJOR.fullmatch(step["uses"])] == []


def test_the_workflow_may_read_and_nothing_else_but_report() -> None:
    tree = parsed(WORKFLOW)
    assert tree["permissions"] == {"contents": "read"}
    more = [job["permissions"] for job in jobs(WORKFLOW) if "permissions" in job]
    assert more == [{"contents": "read", "security-events": "write"}]
    assert all(s["with"]["persist-credentials"] is False for s in steps() if s.get("uses", "").startswith("actions/ch"))
    assert "secrets." not in (ROOT / WORKFLOW).read_text(encoding="utf-8")


def test_reports_are_kept_under_the_names_they_are_written_to() -> None:
    written = {match[1] for command in commands() if (match := re.search(r"> (\S+)", command))}
    book = parsed(PIPELINE)["book"]["artifacts"]
    assert book["when"] == "always"
    uploaded = {step["with"]["sarif_file"] for step in steps() if "sarif_file" in step.get("with", {})}
    assert set(book["reports"].values()) | uploaded == written


def test_hooks_look_at_the_whole_book_when_it_changes() -> None:
    hooks = parsed(HOOKS)
    assert [hook["id"] for hook in hooks] == ["salesbook-check", "salesbook-fix"]
    for hook in hooks:
        assert hook["language"] == "python"
        assert hook["pass_filenames"] is False
        for path in (
            "content/company.yml",
            "templates/letters/envelope.html",
            "salesbook.toml",
            "salesbook-baseline.json",
        ):
            assert re.search(hook["files"], path), path
        assert not re.search(hook["files"], "salesbook/book.py")
