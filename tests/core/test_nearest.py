"""Nearest names: what a mistyped one is meant to be comes first, and what nobody means is not offered."""

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.core.nearest import KnownNames, looks_like, nearest
from tests.books import BASE

NAMES = (
    "regulation:first-contact",
    "regulation:key-meeting",
    "script:key-meeting",
    "letter:summary",
    "letter:итоги-встречи",
    "МК-007",
    "ОП-007",
    "ОП-010",
    "content/media/img/card.png",
    "content/crm/img/card.png",
)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("script:key-meting", ["script:key-meeting", "regulation:key-meeting"]),
        ("scirpt:key-meeting", ["script:key-meeting", "regulation:key-meeting"]),
        ("key-meeting", ["regulation:key-meeting", "script:key-meeting"]),
        ("frist-contact", ["regulation:first-contact"]),
        ("LETTER:SUMMARY", ["letter:summary"]),
        ("letter:Итоги-Встречи", ["letter:итоги-встречи"]),
        ("letter:итог-встречи", ["letter:итоги-встречи"]),
        ("ОП-07", ["ОП-007"]),
        ("OP-007", ["ОП-007"]),
        ("content/crm/img/crad.png", ["content/crm/img/card.png", "content/media/img/card.png"]),
        ("content/medai/card.png", ["content/media/img/card.png", "content/crm/img/card.png"]),
        ("key", ["regulation:key-meeting", "script:key-meeting"]),
        ("script:key", ["script:key-meeting", "regulation:key-meeting"]),
        ("ke", []),
        ("script:refusal", []),
        ("совсем другое", []),
        ("ыгььфкн", ["letter:summary"]),
        ("ыгьфкн", ["letter:summary"]),
        ("", []),
    ],
)
def test_nearest(typed: str, names: list[str]) -> None:
    assert nearest(typed, NAMES) == names


def test_the_best_are_offered_alone() -> None:
    """Names that are much less alike than the best one only distract from it."""
    assert nearest("clinet", ["client_two", "clients", "client", "cent"]) == ["client", "clients"]
    assert nearest("meeting_dat", ["meeting_date", "meeting_place", "meeting"]) == ["meeting_date"]
    assert nearest("a" * 9, ["a" * 8, "a" * 10, "a" * 9 + "b", "a" * 9 + "c"], limit=2) == ["a" * 10, "a" * 9 + "b"]


@given(st.sampled_from([n for n in NAMES if not n.startswith("content/")]), st.data())
def test_a_slip_of_the_finger_is_recognised(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(name.rfind(":") + 1, len(name) - 2))
    dropped, doubled = name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:]
    swapped = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    for typed in (dropped, doubled, swapped, swapped.upper()):
        assert name in nearest(typed, NAMES)


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=20))
def test_whatever_is_typed_only_known_names_are_offered(typed: str, names: list[str]) -> None:
    found = nearest(typed, names)
    assert len(found) <= 3
    assert set(found) <= set(names)


@pytest.mark.slow
def test_a_hundred_thousand_names_are_searched_at_once() -> None:
    names = KnownNames(f"regulation:first-contact-{n}" for n in range(100_000))
    names.nearest("imports the library")
    start = time.process_time()
    assert "regulation:first-contact-5000" in names.nearest("regulation:frist-contact-5000")
    assert names.nearest("script:зимний сад" * 1_000) == []
    assert time.process_time() - start < 1


def test_the_words() -> None:
    assert looks_like(["a"]) == "it looks like a"
    assert looks_like(("a", "b")) == "it looks like a, b"
    assert looks_like([]) == ""


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--no-cache"], ["list"]])
def test_nobody_waits_for_the_library_who_mistypes_nothing(arguments: list[str]) -> None:
    program = "import sys; from salesbook.cli import main\ntry: main()\nfinally: print('rapidfuzz' in sys.modules)"
    command = [sys.executable, "-c", program, "--book", str(BASE), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout.split()[-1]) == (0, "False"), done.stderr
