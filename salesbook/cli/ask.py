"""Questions on a terminal: one at a time, with a way back and a review at the end, on stderr: stdout holds the answer.

A former answer is never lost: whoever goes back, or changes one in the review, finds it as the default.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import typer
from rich.markup import escape

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.output.terminal import err
from salesbook.output.visible import visible

BACK = ("<", "назад", "back")
NOTHING = "-"
_SHOWN = 70


def no_doubt(_value: Any) -> str | None:
    """Doubt no answer."""
    return None


def always(_prompt: "Prompt", _answers: dict[str, Any]) -> bool:
    """Ask every question."""
    return True


@dataclass(frozen=True)
class Prompt:
    """What is asked: the lines above the prompt, the prompt, and what turns an answer into a value.

    `read` raises ValueError with the words that say what is allowed; `key` names the answer, `label` stands for the
    question in the review. `shown` writes a value for people. `doubt` says what is odd about a value that is allowed:
    whoever typed it is asked whether it stays. `default` is taken when nothing is typed; None: there is none.
    """

    key: str
    lines: Sequence[str]
    prompt: str
    read: Callable[[str], Any]
    label: str = ""
    shown: Callable[[Any], str] = str
    doubt: Callable[[Any], str | None] = no_doubt
    default: Any = None
    optional: bool = False


class Interview:
    """Questions and their answers: asked in order, looked through, changed one by one until everything is right.

    `answers` are those that are known before: they are not asked for, and can be changed like all others.
    `needed` tells by the answers so far whether a question is asked at all (a knock-out needs no parameters). An
    answer that is needed no longer is not among the answers; it comes back with its question.
    """

    def __init__(
        self,
        prompts: Sequence[Prompt],
        needed: Callable[[Prompt, dict[str, Any]], bool] = always,
        answers: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        self._prompts = tuple(prompts)
        self._needed = needed
        self._answers = dict(answers)
        self._former: dict[str, Any] = {p.key: p.default for p in self._prompts if p.default is not None}

    @property
    def answers(self) -> dict[str, Any]:
        """The answers that are needed, by key."""
        return {p.key: self._answers[p.key] for p in self._asked if p.key in self._answers}

    def ask(self) -> dict[str, Any]:
        """Ask everything, show all answers until nobody changes one, and return them."""
        self._fill()
        return self.review()

    def review(self) -> dict[str, Any]:
        """Show all answers until nobody changes one, ask for what a change makes necessary, and return them."""
        while (prompt := self._chosen()) is not None:
            self._former[prompt.key] = self._answers[prompt.key]
            value = _answer(prompt, self._former[prompt.key])
            if value is not _Back:
                self._answers[prompt.key] = value
            self._fill()
        return self.answers

    @property
    def _asked(self) -> list[Prompt]:
        return [p for p in self._prompts if self._needed(p, self._answers)]

    def _fill(self) -> None:
        """Ask what is needed and not answered yet; `<` asks the question before it again."""
        while (asked := self._asked) and (open_ := [n for n, p in enumerate(asked) if p.key not in self._answers]):
            place = open_[0]
            value = _answer(asked[place], self._former.get(asked[place].key))
            if value is not _Back:
                self._answers[asked[place].key] = value
            elif place == 0:
                _remark(_("this is the first question"))
            else:
                key = asked[place - 1].key
                self._former[key] = self._answers.pop(key)

    def _chosen(self) -> Prompt | None:
        """Show all answers by numbers; return the question whose answer is to be changed, None when all are right."""
        asked = self._asked
        console = err()
        console.print("\n[bold]" + escape(_("Your answers")) + "[/]")
        for n, prompt in enumerate(asked, 1):
            value = _shown(prompt, self._answers[prompt.key]) or "—"
            console.print(f"  {n}. {escape(prompt.label or prompt.key)}: {escape(value)}")
        while True:
            typed = typed_line(_("a number to change an answer, Enter if all are right:"))
            if not typed:
                return None
            if typed.casefold() in BACK:
                return asked[-1]
            if typed.isdecimal() and 1 <= int(typed) <= len(asked):
                return asked[int(typed) - 1]
            _remark(_("type a number from 1 to {n}, or nothing").format(n=len(asked)))


def ask_one(prompt: Prompt) -> Any:
    """Ask a single question until its answer fits; nothing stands before it to go back to."""
    while (value := _answer(prompt, prompt.default)) is _Back:
        _remark(_("there is no question to go back to"))
    return value


class _Back:
    """Stands for an answer: back to the question before."""


def on_terminal() -> bool:
    """Tell whether questions can be asked: a person types and sees them."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def need_terminal(option: str) -> None:
    """Raise `UserError` when there is nobody to ask."""
    if not on_terminal():
        raise UserError(
            _("there is no terminal to ask questions on"), _("name a data file: {option}").format(option=option)
        )


def confirmed(question: str) -> bool:
    """Ask a question until it is answered by yes or no; a step back is a no: what was asked about is not done."""
    while True:
        typed = typed_line(question)
        if typed.casefold() in BACK:
            return False
        try:
            return read_yes(typed)
        except ValueError as allowed:
            _remark(str(allowed))


def read_yes(typed: str) -> bool:
    """Return whether yes or no was typed; raises ValueError for anything else."""
    from salesbook.letters.field_values import NO, YES

    if typed.casefold() not in YES + NO:
        raise ValueError(_("“{typed}” is not an answer: type y or n").format(typed=typed))
    return typed.casefold() in YES


def typed_line(prompt: str) -> str:
    """Return what was typed; the end of input and Ctrl-C leave everything: they raise `typer.Abort`."""
    while True:
        try:
            return _line(f"{prompt} ").strip()
        except UnicodeDecodeError:
            _remark(_("this was no text: type it again"))
        except (EOFError, KeyboardInterrupt):
            sys.stderr.write("\n")
            raise typer.Abort from None


def _answer(prompt: Prompt, former: Any) -> Any:
    """Ask one question until its answer fits and stands; `former` is what stood there before, None for nothing."""
    console = err()
    console.print()
    for line in prompt.lines:
        console.print(line)
    default = _shown(prompt, former)
    words = prompt.prompt
    if default:
        bracket = _("{prompt} [by default: {value}]") if former == prompt.default else _("{prompt} [was: {value}]")
        words = bracket.format(prompt=words.rstrip(": "), value=default) + ":"
        if prompt.optional:
            console.print("  [dim]" + escape(_("“{mark}” leaves it empty").format(mark=NOTHING)) + "[/]")
    while True:
        typed = typed_line(words)
        if typed.casefold() in BACK:
            return _Back
        if default and not typed:
            return former
        try:
            value = prompt.read("" if default and prompt.optional and typed == NOTHING else typed)
        except ValueError as allowed:
            _remark(str(allowed))
            continue
        doubt = prompt.doubt(value)
        if doubt:
            _remark(doubt)
        if not doubt or confirmed(_("keep it? (y/n):")):
            return value


def _shown(prompt: Prompt, value: Any) -> str:
    """Return a value in one line, shortened; nothing for no value."""
    if value is None or value in ("", []):
        return ""
    words = " ".join(prompt.shown(value).split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def _remark(words: str) -> None:
    err().print(f"[yellow]{escape(words)}[/]")


def _line(prompt: str) -> str:
    """Return a line; on a real keyboard with an editor of lines, where arrows and pasting work in any alphabet."""
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.stdin is sys.__stdin__ and sys.platform != "win32":
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401 - `input` edits lines with it as soon as it is there

        with _screen():
            return input(visible(prompt))  # the editor writes it past the guard of stderr
    sys.stderr.write(prompt)
    sys.stderr.flush()
    return input()


@contextlib.contextmanager
def _screen() -> Iterator[None]:
    """Let stdout be the screen for a while: the editor of lines writes there, and the answer may go elsewhere."""
    kept = os.dup(1)
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
