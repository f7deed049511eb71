"""Readers who leave, streams that were closed, a full disk: the exit code stays right, and nobody is scolded."""

import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("Windows closes and fills streams otherwise", allow_module_level=True)

FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full disk at hand")


def shell(root: Path, line: str) -> tuple[int, str, str]:
    """Run a line of bash in which `$S` is the command; return its exit code and what it printed."""
    script = f'S="{sys.executable} -m salesbook --lang en --book {root}"; {line}'
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=False, timeout=60, text=True)
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def faulty(root: Path) -> Path:
    """A book with more findings than a pipe holds."""
    lines = "\n\n".join(f"[сломано {n}](nowhere{n}.md) " + "слово " * 20 for n in range(900))
    path = root / "content" / "book" / "objections.md"
    path.write_text(f"{path.read_text('utf-8')}\n{lines}\n", encoding="utf-8")
    return root


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_a_reader_who_leaves_changes_nothing(faulty: Path, form: str) -> None:
    code, out, err = shell(faulty, f"$S check --format {form} | head -1; exit ${{PIPESTATUS[0]}}")
    assert (code, out.count("\n")) == (1, 1)
    assert "cannot be written" not in err


def test_a_reader_who_leaves_a_list_and_the_help(root: Path) -> None:
    for words in ("list", "--help", "list --json"):
        assert shell(root, f"$S {words} | head -c 1; exit ${{PIPESTATUS[0]}}")[0] == 0


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("$S check >&-", 1),
        ("$S check --json >&-", 1),
        ("$S check <&- >/dev/null", 1),
        ("$S check <&- >&- 2>&-", 1),
        ("$S list >&-", 0),
        ("$S score <&-", 2),
        ("$S score - <&-", 2),
    ],
)
def test_streams_that_were_closed(faulty: Path, line: str, code: int) -> None:
    assert shell(faulty, line)[0] == code


@FULL
@pytest.mark.parametrize("words", ["explain", "check --json", "list", "list --json", "--help", "show ОП-001"])
def test_a_full_disk_is_told_of(root: Path, words: str) -> None:
    code, _out, err = shell(root, f"$S {words} >/dev/full")
    assert code == 2
    assert "the answer cannot be written: the disk is full" in err


@FULL
def test_messages_that_cannot_be_written_stop_nothing(faulty: Path) -> None:
    assert shell(faulty, "$S check >/dev/null 2>/dev/full")[0] == 1
