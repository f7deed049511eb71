"""The line that a shell asks completion for: the words on it, and what bash does to names with a colon.

Typer completes by variables of the environment; bash hands it `letter:summary` in three words, because a colon ends a
word there, and puts what is offered behind the colon.
"""

import contextlib
import io
import os
import shlex
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

VARIABLE = "_SALESBOOK_COMPLETE"
_BASH = "complete_bash"
_PARTING = ":="


def typed_arguments(environment: Mapping[str, str]) -> list[str]:
    """Return the arguments on the line that a shell asks completion for; none when no shell asks."""
    instruction = environment.get(VARIABLE, "")
    if not instruction:
        return []
    line = environment.get("COMP_WORDS" if instruction == _BASH else "_TYPER_COMPLETE_ARGS", "")
    try:
        return shlex.split(line)[1:]
    except ValueError:  # a quote is open still
        return line.split()[1:]


def expanded(path: str | Path) -> Path:
    """Return a path with a tilde replaced that no shell has replaced yet; as it is when nobody has such a home."""
    path = Path(path)
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def complete(run: Callable[[], object]) -> None:
    """Answer a shell: `run` prints what Typer offers; for bash the words on the line are put together before."""
    if os.environ.get(VARIABLE) != _BASH:
        run()
        return
    words = os.environ.get("COMP_WORDS", "").split("\n")
    joined, current, kept = rejoined(words, int(os.environ.get("COMP_CWORD") or 0))
    os.environ["COMP_WORDS"], os.environ["COMP_CWORD"] = "\n".join(joined), str(current)
    offered = io.StringIO()
    try:
        with contextlib.redirect_stdout(offered):
            run()
    finally:
        for line in offered.getvalue().splitlines():
            sys.stdout.write(line.removeprefix(kept) + "\n")


def rejoined(words: list[str], current: int) -> tuple[list[str], int, str]:
    """Join what bash has parted at “:” and “=”; an option and its value stay apart.

    `current` is the index of the word that is being typed. Return the words, the new index, and the beginning of the
    current word that bash leaves in place.
    """
    joined: list[str] = []
    place, kept = current, ""
    for index, word in enumerate(words):
        glued = len(joined) > 1 and bool(word) and (_parts(word) or _parts(words[index - 1]))
        if glued and joined[-1].startswith("--"):
            # “--card=leads”: the value is a word of its own, and bash completes just that.
            joined.append("" if _parts(word) else word)
        elif glued and not (joined[-1] == "" and _parts(words[index - 1])):
            joined[-1] += word
        elif glued:
            joined[-1] = word
        else:
            joined.append(word)
        if index == current:
            place = len(joined) - 1
            kept = joined[-1][: max(joined[-1].rfind(mark) for mark in _PARTING) + 1] if glued else ""
    return joined, place, kept


def _parts(word: str) -> bool:
    return bool(word) and not word.strip(_PARTING)
