"""The files for CI and pre-commit: they parse, and every command in them is one that `salesbook` or make knows."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.ran import Command

ROOT = Path(__file__).parents[2]
WORKFLOW, PIPELINE, HOOKS = ".github/workflows/check.yml", ".gitlab-ci.yml", ".pre-commit-hooks.yaml"
PINNED = re.compile(r"^ +uses: (?P<action>[a-z-]+/[a-z-]+)(?:/[a-z-]+)?@(?P<pin>[0-9a-f]{40} # v\d+\.\d+\.\d+)$")


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


def test_actions_are_pinned_by_hash_and_say_their_version() -> None:
    lines = [line for line in (ROOT / WORKFLOW).read_text(encoding="utf-8").splitlines() if "uses:" in line]
    pins = [PINNED.match(line) for line in lines]
    assert lines
    assert [line for line, pin in zip(lines, pins, strict=True) if pin is None] == []
    versions = {(pin["action"], pin["pin"]) for pin in pins if pin is not None}
    assert len(versions) == len({action for action, _pin in versions})


def test_the_workflow_may_read_and_nothing_else_but_report() -> None:
    tree = parsed(WORKFLOW)
    assert tree["permissions"] == {}
    rights = {name: job["permissions"] for name, job in tree["jobs"].items()}
    assert rights.pop("book") == {"contents": "read", "security-events": "write"}
    assert all(right == {"contents": "read"} for right in rights.values())
    assert all(s["with"]["persist-credentials"] is False for s in steps() if s.get("uses", "").startswith("actions/ch"))
    assert "secrets." not in (ROOT / WORKFLOW).read_text(encoding="utf-8")


def test_no_job_runs_for_ever() -> None:
    assert all(0 < job["timeout-minutes"] <= 30 for job in jobs(WORKFLOW))
    assert all(re.fullmatch(r"[1-3]?\d minutes", job["timeout"]) for job in jobs(PIPELINE))


def test_every_python_and_system_runs_the_tests() -> None:
    matrix = parsed(WORKFLOW)["jobs"]["test"]["strategy"]["matrix"]
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert [system.partition("-")[0] for system in matrix["system"]] == ["ubuntu", "windows", "macos"]
    pipeline = parsed(PIPELINE)
    (row,) = pipeline["test"]["parallel"]["matrix"]
    assert [pipeline["default"]["image"].partition(":")[2], *row["VERSION"]] == matrix["python"]
    oldest = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert oldest == f">={matrix['python'][0]}"


def test_the_gate_and_the_oldest_versions_are_run_everywhere() -> None:
    for text in (WORKFLOW, PIPELINE, ".ci/run"):
        lines = [line.strip(" -") for line in (ROOT / text).read_text(encoding="utf-8").splitlines()]
        lines = [line.removeprefix("run: ") for line in lines]
        assert {"make test", "make check", "make lowest"} <= set(lines), text


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
            "salesbook-templates.json",
            "site/theme/main.html",
            "mkdocs.yml",
        ):
            assert re.search(hook["files"], path), path
        assert not re.search(hook["files"], "salesbook/book.py")
