"""Questions on a terminal: one at a time, with a way back, on stderr so that stdout holds the answer alone."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import typer
from rich.markup import escape

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.output.terminal import err

BACK = ("<", "назад", "back")


@dataclass(frozen=True)
class Prompt:
    """What is asked: the lines above the prompt, the prompt, and what turns an answer into a value.

    `read` raises ValueError with the words that say what is allowed; `key` names the answer.
    """

    key: str
    lines: Sequence[str]
    prompt: str
    read: Callable[[str], Any]


def on_terminal() -> bool:
    """Tell whether questions can be asked: a person types and sees them."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def need_terminal(option: str) -> None:
    """Raise `UserError` when there is nobody to ask."""
    if not on_terminal():
        raise UserError(
            _("there is no terminal to ask questions on"), _("name a data file: {option}").format(option=option)
        )


def ask_all(
    questions: Sequence[Prompt], stop: Callable[[dict[str, Any]], bool] = lambda _answers: False
) -> dict[str, Any]:
    """Ask questions in order and return the answers by key; `<` goes one question back.

    `stop` looks at the answers before every question and ends the round early (a knock-out needs no parameters).
    """
    console = err()
    answers: dict[str, Any] = {}
    n = 0
    while n < len(questions):
        if stop(answers):
            break
        question = questions[n]
        console.print()
        for line in question.lines:
            console.print(line)
        while True:
            typed = _typed(f"{question.prompt} ")
            if typed.casefold() in BACK:
                if n == 0:
                    console.print("[yellow]" + escape(_("this is the first question")) + "[/]")
                    continue
                n -= 1
                answers.pop(questions[n].key, None)
                break
            try:
                answers[question.key] = question.read(typed)
            except ValueError as allowed:
                console.print(f"[yellow]{escape(str(allowed))}[/]")
                continue
            n += 1
            break
    return answers


def _typed(prompt: str) -> str:
    """Return what was typed; the end of input and Ctrl-C leave the round."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    try:
        return input().strip()
    except (EOFError, KeyboardInterrupt):
        sys.stderr.write("\n")
        raise typer.Abort from None
