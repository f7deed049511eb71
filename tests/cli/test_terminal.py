"""A real terminal: arrows and pasting edit Cyrillic, the screen is not the answer, an answer is copied or saved."""

import codecs
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import IO

import pytest

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

import pty
import readline
import select

LEFT, ENTER, END = "\x1b[D", "\r", "\x04"
PASTED = "\x1b[200~{}\x1b[201~"
_CONTROL = re.compile(r"\x1b\[\??[0-9;]*[a-zA-Z]|\r")
_BEGUN = re.compile(r"\x1b(?:\[\??[0-9;]*)?\Z")
NEXT, WHAT_NOW = "if all are right: ", "Enter is enough: "


class Person:
    """Somebody at a terminal, who types when the program has asked; stdout may go to a file in place of the screen."""

    def __init__(self, command: list[str], out: IO[bytes] | None) -> None:
        self.screen, self._read, self._cut = "", 0, ""
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._terminal, screen = pty.openpty()
        environment = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}
        environment |= {"TERM": "xterm", "COLUMNS": "200", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "salesbook", "--lang", "en", *command],
            stdin=screen, stdout=out or screen, stderr=screen, env=environment, start_new_session=True,
        )  # fmt: skip
        os.close(screen)

    def sees(self, words: str) -> str:
        """Wait for words and return what stands before them since the last time."""
        deadline = time.monotonic() + 60
        while words not in self.screen[self._read :]:
            assert time.monotonic() < deadline, self.screen
            assert self._look(), self.screen
        before, _words, _after = self.screen[self._read :].partition(words)
        self._read += len(before) + len(words)
        return before

    def types(self, words: str, *, end: str = ENTER) -> None:
        """Type words and press a key."""
        os.write(self._terminal, (words + end).encode())

    def ends(self) -> int:
        """Return the exit code, when everything has been shown."""
        deadline = time.monotonic() + 60
        while self._look():
            assert time.monotonic() < deadline, self.screen
        return self.process.wait(60)

    def interrupts(self) -> None:
        """Press Ctrl-C until it is heard: Python misses one that comes just before it begins to wait for a key."""
        while self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(2)

    def leaves(self) -> None:
        """Turn the terminal off."""
        self.process.kill()
        self.process.wait()
        os.close(self._terminal)

    def _look(self) -> bool:
        """Read what is shown now; False when the program has closed the screen."""
        if not select.select([self._terminal], [], [], 1)[0]:
            return True
        read = b""
        with suppress(OSError):  # what Linux says in place of an end
            read = os.read(self._terminal, 65536)
        # A letter or an order to the terminal may come in two pieces.
        text = self._cut + self._decoder.decode(read)
        self._cut = text[cut.start() :] if (cut := _BEGUN.search(text)) else ""
        self.screen += _CONTROL.sub("", text[: len(text) - len(self._cut)])
        return bool(read)


Sits = Callable[..., Person]


@pytest.fixture
def person(root: Path) -> Iterator[Sits]:
    people: list[Person] = []

    def sits(*command: str, out: IO[bytes] | None = None) -> Person:
        people.append(Person(["--book", str(root), *command], out))
        return people[-1]

    yield sits
    for each in people:
        each.leaves()


def answers_a_refusal(person: Person, client: str = "Анна") -> None:
    person.sees("> ")
    person.types(client)
    person.sees("number or name: ")
    person.types("2")
    person.sees(NEXT)


def test_arrows_move_between_cyrillic_letters(person: Sits) -> None:
    anna = person("letter", "refusal")
    answers_a_refusal(anna, f"Ана{LEFT}н")
    anna.types("")
    assert "Анна, помочь не сможем: нет объекта." in anna.sees(WHAT_NOW)
    anna.types("")
    assert anna.ends() == 0


@pytest.mark.skipif("libedit" in (readline.__doc__ or ""), reason="libedit takes pasted lines for typed ones")
def test_pasted_lines_are_one_answer(person: Sits) -> None:
    anna = person("letter", "summary")
    for prompt, words in (
        ("> ", "Анна"),
        ("25.11.2026: ", "25.11.2026"),
        ("parted by “;”: ", PASTED.format("вид\nсвет")),
    ):
        anna.sees(prompt)
        anna.types(words)
    anna.sees("number or name: ")
    anna.types("2")
    for prompt, words in (("> ", "бронь"), ("25.11.2026: ", "+2 рабочих дня"), ("15:30: ", ""), (NEXT, "")):
        anna.sees(prompt)
        anna.types(words)
    assert "— вид\n— свет\n" in anna.sees(WHAT_NOW)


def test_the_answer_goes_where_it_is_sent_and_nothing_more_is_asked(person: Sits, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    with path.open("wb") as file:
        anna = person("letter", "refusal", out=file)
        answers_a_refusal(anna, f"Ана{LEFT}н")
        anna.types("")
        assert anna.ends() == 0
    assert path.read_text(encoding="utf-8") == "Анна, помочь не сможем: нет объекта.\n"
    assert "помочь не сможем" not in anna.screen


def test_it_is_saved_outside_of_the_book_and_over_nothing(person: Sits, root: Path, tmp_path: Path) -> None:
    anna = person("letter", "refusal")
    answers_a_refusal(anna)
    anna.types("")

    def saves(name: Path) -> None:
        anna.sees(WHAT_NOW)
        anna.types("2")
        anna.sees("nothing goes back: ")
        anna.types(str(name))

    saves(root / "content/letter.txt")
    anna.sees("lies inside the book")
    saves(tmp_path / "none" / "letter.txt")
    anna.sees("cannot write")
    path = tmp_path / "letter.txt"
    path.write_text("mine", encoding="utf-8")
    for no in ("n", "<"):
        saves(path)
        anna.sees("Replace it? (y/n): ")
        anna.types(no)
    saves(Path("<"))
    saves(tmp_path / "letter.pdf")
    anna.sees("a letter is not written as “.pdf”")
    anna.sees(WHAT_NOW)
    anna.types("7")
    anna.sees("type a number from 1 to 3, or nothing")
    saves(tmp_path / "letter.html")
    saves(tmp_path / "letter.eml")
    assert path.read_text(encoding="utf-8") == "mine"
    saves(path)
    anna.sees("Replace it? (y/n): ")
    anna.types("y")
    anna.sees(WHAT_NOW)
    anna.types("")
    assert anna.ends() == 0
    assert not (root / "content/letter.txt").exists() and not (tmp_path / "letter.pdf").exists()
    assert path.read_text(encoding="utf-8") == "Анна, помочь не сможем: нет объекта.\n"
    assert (tmp_path / "letter.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    draft = message_from_bytes((tmp_path / "letter.eml").read_bytes(), policy=default)
    assert draft["X-Unsent"] == "1"
    assert [part.get_content_type() for part in draft.iter_parts()] == ["text/plain", "text/html"]


def test_a_score_is_copied_and_its_answers_saved(person: Sits, root: Path, tmp_path: Path) -> None:
    anna = person("score")
    for prompt, words in (("phones): ", "Сделка 5"), *(("(y/n): ", "n"),) * 2, *(("0 / 1: ", "1"),) * 3, (NEXT, "")):
        anna.sees(prompt)
        anna.types(words)
    assert "Total: 3" in anna.sees(WHAT_NOW)
    anna.types("1")
    anna.sees("clipboard")
    anna.sees(WHAT_NOW)
    for name in ("lead.yml", "score.json", "score.txt"):
        anna.types("2")
        anna.sees("nothing goes back: ")
        anna.types(str(tmp_path / name))
        anna.sees(WHAT_NOW)
    anna.types("")
    assert anna.ends() == 0
    assert "budget: 1" in (tmp_path / "lead.yml").read_text(encoding="utf-8")
    assert '"total": 3' in (tmp_path / "score.json").read_text(encoding="utf-8")
    assert "Total: 3\n" in (tmp_path / "score.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("moment", ["question", "review", "what now"])
@pytest.mark.parametrize("way", ["Ctrl-C", "Ctrl-D"])
def test_whoever_leaves_leaves_at_most_a_draft(person: Sits, moment: str, way: str) -> None:
    anna = person("letter", "refusal")
    if moment == "question":
        anna.sees("> ")
    else:
        answers_a_refusal(anna)
    if moment == "what now":
        anna.types("")
        anna.sees(WHAT_NOW)
    if way == "Ctrl-C":
        anna.interrupts()
    else:
        anna.types("", end=END)
    assert anna.ends() == 130
    # Whoever leaves half-way finds the answers in a draft.
    kept = "resume refusal-1" if moment == "review" else "interrupted; nothing was written"
    assert kept in anna.screen


def test_a_book_is_begun_with_answers(person: Sits, tmp_path: Path) -> None:
    anna = person("init", str(tmp_path / "новая"), "--language", "ru")
    anna.sees("[by default: Моя компания]: ")
    anna.types(f"Ромка{LEFT}{LEFT}аш")
    for _question in range(8):
        anna.sees(": ")
        anna.types("")
    assert "salesbook serve" in anna.sees("README.md")
    assert anna.ends() == 0
    assert "name: Ромашка\n" in (tmp_path / "новая" / "content" / "company.yml").read_text(encoding="utf-8")


def test_ctrl_c_among_the_questions_leaves_nothing(person: Sits, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    anna = person("init", str(tmp_path / "new"), "--language", "ru")
    anna.sees("[by default: Моя компания]: ")
    anna.types("Ромашка")
    anna.sees("sells: ")
    anna.interrupts()
    assert anna.ends() == 130
    assert "nothing was written" in anna.screen
    assert set(tmp_path.iterdir()) == before
