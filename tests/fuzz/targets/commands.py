"""Commands as people give them, over a book with a hostile file: words without control characters, an exit code, JSON.

An input says on its first line `PATH ⏐ COMMAND`, the words of the command parted by spaces; the file follows.
"""

import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random

from salesbook import cli
from salesbook.core import language
from tests.books import BASE
from tests.fuzz.confinement import say
from tests.fuzz.generators import data as generated
from tests.fuzz.generators import press
from tests.fuzz.generators.words import PATHS, hostile
from tests.fuzz.harmless import judge_terminal
from tests.fuzz.target import CHECKOUT, LINK, Target, base_book, base_names, laid, room
from tests.fuzz.targets.books import hostile_file

_BAR = " | "
_COMMANDS = (
    "list",
    "list --json",
    "list letter",
    "list letter --json",
    "show ОП-001",
    "show ОП-001 --json",
    "show pipeline:main",
    "show script:key-meeting",
    "show letter:summary",
    "show glossary",
    "pipeline",
    "pipeline --json",
    "pipeline main",
    "pipeline main --json",
    "articles list",
    "articles list --json",
    "articles assign --dry-run",
    "check --no-cache",
    "check --no-cache --json",
    "check --no-cache --format sarif",
    "check --no-cache --format github",
    "check --no-cache --format gitlab",
    "check --no-cache --format junit",
    "check --no-cache --fix --dry-run",
    "check",
    "letter",
    "letter --json",
    "letter summary --sample",
    "letter summary --sample --json",
    "letter summary --data FILE",
    "letter summary --data FILE --json",
    "letter summary --data FILE --format html",
    "letter summary --data FILE --channel email --output OUT.eml",
    "letter refusal --data FILE",
    "score FILE",
    "score FILE --json",
    "score FILE --output OUT.json",
    "score --sample",
    "score --sample --json",
    "deadline 2h",
    "explain",
    "schema",
)
_EXPECTED = (0, 1, 2)


def commands(data: bytes) -> None:
    """Give a command of a book with a hostile file; no exception, no control character, JSON where it is asked for."""
    head, _line_end, content = data.partition(b"\n")
    name, _bar, command = head.decode("utf-8", "replace").partition(_BAR)
    if command not in _COMMANDS and not command.startswith(("show ", "list ", "explain ", "deadline ")):
        command = _COMMANDS[sum(head) % len(_COMMANDS)]
    others = ("data", "salesbook.toml", "salesbook-baseline.json", "templates/letters/envelope.html")
    given = name if name in (*base_names(), *others) else "data"
    file = room() / "given.yml"
    file.unlink(missing_ok=True)
    file.write_bytes(content if given == "data" else b"lead: A-1\nknockouts: []\nscores: {budget: 1}\n")
    words = [str(file) if w == "FILE" else str(room() / w) if w.startswith("OUT.") else w for w in command.split(" ")]
    with laid(base_book("commands"), () if given == "data" else ((given, content),)):
        code, out, err = _run(["--book", str(base_book("commands")), *words])
    say(out)
    say(err)
    assert code in _EXPECTED, (code, err[-300:])
    is_json = "--json" in words or words[-1] in ("sarif", "gitlab")
    judge_terminal(out, json=is_json)
    judge_terminal(err)
    if is_json and out:
        answer = json.loads(out)
        assert not isinstance(answer, dict) or answer


def _run(arguments: list[str]) -> tuple[int, str, str]:
    """Run a command in this process; return its exit code and what it wrote."""
    with _streams() as (out, err):
        try:
            code = cli.run(arguments)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 2
    return code, out.getvalue().decode("utf-8"), err.getvalue().decode("utf-8")


@contextmanager
def _streams() -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    before = language.spoken()
    out, err = io.BytesIO(), io.BytesIO()
    written = [io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="\n") for stream in (out, err)]
    os.environ["SALESBOOK_TRACEBACK"] = "1"
    stdin, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO())
    try:
        with redirect_stdout(written[0]), redirect_stderr(written[1]):
            yield out, err
    finally:
        for stream in written:
            stream.flush()
            stream.detach()
        sys.stdin = stdin
        del os.environ["SALESBOOK_TRACEBACK"]
        language.speak(before)


def _generated(random: Random) -> bytes:
    command = random.choice(_COMMANDS)
    if "FILE" in command:
        text = generated.lead(random) if "score" in command else generated.facts(random)
        content = (
            text.encode("utf-8", "surrogatepass")
            if random.random() < 0.95
            else generated.yaml_text(random).encode("utf-8", "replace")
        )
        return f"data{_BAR}{command}\n".encode() + content
    if random.random() < 0.15:
        command = (
            f"{random.choice(('show', 'list', 'explain', 'deadline'))} {hostile(random).partition(' ')[0]}".replace(
                "\n", ""
            )
        )
    match random.randrange(10):
        case 0:
            name, content = "salesbook.toml", generated.toml(random).encode("utf-8", "surrogatepass")
        case 1:
            name, content = "salesbook-baseline.json", generated.baseline(random).encode("utf-8", "surrogatepass")
        case 2:
            envelope = (CHECKOUT / "templates/letters/envelope.html").read_text(encoding="utf-8")
            name, content = (
                "templates/letters/envelope.html",
                press.template(random, [envelope]).encode("utf-8", "surrogatepass"),
            )
        case 3:
            name = random.choice(("salesbook.toml", "salesbook-baseline.json", *base_names()))
            content = LINK + random.choice(PATHS).encode()
        case _:
            name, content = hostile_file(random, BASE)
    return f"{name}{_BAR}{command}\n".encode("utf-8", "surrogatepass") + content


def _seeds(books: Sequence[Path]) -> list[bytes]:
    return [
        f"{name}{_BAR}{command}\n".encode() + (BASE / name).read_bytes()
        for command in _COMMANDS
        for name in base_names()[::5]
    ]


TARGETS = (Target(commands, _seeds, runs=3_000, generate=_generated, guided=False),)
