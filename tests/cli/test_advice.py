"""No message advises an option that the command which says it lacks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

import salesbook
from salesbook.cli.app import app

PACKAGE = Path(salesbook.__file__).parent
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
NAMED = re.compile(r"salesbook ((?:[a-z]+ ?)+)")
SAID_BY = {
    "academy/editions.py": ["build"],
    "academy/folders.py": ["build"],
    "cli/cards.py": ["score"],
    "cli/score_table.py": ["score"],
    "cli/check.py": ["check"],
    "cli/check_books.py": ["check"],
    "cli/letter_facts.py": ["letter"],
    "letters/flags.py": ["letter"],
    "letters/series.py": ["letters series"],
    "cli/letter_series_facts.py": ["letters series"],
    "letters/values.py": ["letter"],
    "scoring/tables/mapping.py": ["score"],
    "output/beginning.py": ["init"],
    "output/created.py": ["new"],
    "output/clipboard.py": ["letter", "score"],
    "output/mended.py": ["check"],
    "output/learning.py": ["learning report"],
    "output/register.py": ["articles assign"],
    "output/tables.py": ["score"],
    "output/templates.py": ["templates copy", "templates keep"],
    "output/upgraded.py": ["upgrade"],
    "cli/deal_rows.py": ["scorecard backtest", "scorecard fit"],
    "cli/score_checklist.py": ["score"],
    "scoring/checklists/many.py": ["score"],
    "scoring/checklists/sheet.py": ["score"],
    "scoring/editions.py": ["score", "scorecard explain"],
    "scoring/engines/database.py": ["scorecard sql"],
    "scoring/engines/run.py": ["scorecard sql"],
}
"""Modules that are not of all the commands in them, or of none, and the commands that print what they say."""


def options() -> dict[str, set[str]]:
    """Return the options of every command by its words; those of the program itself by none."""
    root: Any = typer.main.get_command(app)
    every = {"": _options(root)}
    for name, command in root.commands.items():
        every[name] = _options(command)
        for inner, subcommand in getattr(command, "commands", {}).items():
            every[f"{name} {inner}"] = _options(subcommand)
    return every


def _options(command: Any) -> set[str]:
    params = [param for param in command.params if param.param_type_name == "option"]
    return {name for param in params for name in (*param.opts, *param.secondary_opts)} | {"--help", "--version"}


OPTIONS = options()


def messages() -> Iterator[tuple[str, str, str]]:
    """Yield the module, the command whose function says it (if one does), and the message, of all with an option."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        for function, call in _calls(ast.parse(path.read_text(encoding="utf-8")), ""):
            for argument in call.args:
                if (
                    isinstance(argument, ast.Constant)
                    and isinstance(argument.value, str)
                    and OPTION.search(argument.value)
                ):
                    yield name, function, argument.value


def _calls(node: ast.AST, function: str) -> Iterator[tuple[str, ast.Call]]:
    for child in ast.iter_child_nodes(node):
        inside = function or (child.name if isinstance(child, ast.FunctionDef) else "")
        if (
            isinstance(child, ast.Call)
            and isinstance(child.func, ast.Name)
            and child.func.id in ("_", "ngettext", "mark")
        ):
            yield inside, child
        yield from _calls(child, inside)


def speakers(module: str, function: str) -> list[str]:
    """Return the commands that may print what stands in a function of a module."""
    if module in SAID_BY:
        return SAID_BY[module]
    words = {
        word: callback for word, callback in _callbacks().items() if callback[0] == f"salesbook.cli.{Path(module).stem}"
    }
    own = [word for word, callback in words.items() if callback[1] == function]
    return own or list(words)


def _callbacks() -> dict[str, tuple[str, str]]:
    root: Any = typer.main.get_command(app)
    every = {}
    for name, command in root.commands.items():
        for words, leaf in {f"{name} {n}": c for n, c in getattr(command, "commands", {}).items()}.items() or [
            (name, command)
        ]:
            every[words] = (leaf.callback.__module__, leaf.callback.__name__)
    return every


MESSAGES = list(messages())


def test_there_are_some() -> None:
    assert len(MESSAGES) > 15
    assert set(SAID_BY) <= {module for module, _function, _message in MESSAGES}


@pytest.mark.parametrize(("module", "function", "message"), MESSAGES)
def test_the_command_has_the_option(module: str, function: str, message: str) -> None:
    own = set(OPTION.findall(message)) - OPTIONS[""]
    said_by = [OPTIONS[command] for command in _named(message) or speakers(module, function)]
    assert said_by or not own, f"nobody is known to say what stands in {module}: add it to SAID_BY"
    for there in said_by:
        assert own <= there, f"{module}, {function}: {message}"


def _named(message: str) -> list[str]:
    """Return the commands that a message names: “salesbook check --fix”."""
    for match in NAMED.finditer(message):
        words = match[1].split()
        for command in (" ".join(words[:2]), words[0]):
            if command in OPTIONS:
                return [command]
    return []
