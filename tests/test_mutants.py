"""What `make mutants` says is counted right, and an equivalent mutant is known by what it changes."""

import json
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from bench.checkout import ROOT
from bench.mutants.__main__ import Result, story
from bench.mutants.equivalent import Mutant, changes_of, function_of, read_equivalent
from bench.mutants.quickest import pytest_unconfigure
from bench.mutants.rooms import BY_NAME, ROOMS, Room
from bench.mutants.undecorated import undecorated

DIFFERENCE = """\
# salesbook.scoring.score.x_score__mutmut_16: survived
--- salesbook/scoring/score.py
+++ salesbook/scoring/score.py
@@ -3,5 +3,5 @@
     total = sum(answers)
-    if total >= rule.above:
+    if total > rule.above:
     return total
"""
CHANGES = ("- if total >= rule.above:", "+ if total > rule.above:")


@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("salesbook.scoring.score.x_score__mutmut_16", "scoring.score.score"),
        ("salesbook.scoring.score.x__scores__mutmut_9", "scoring.score._scores"),
        ("salesbook.book.book.xǁBookǁfind__mutmut_1", "book.book.Book.find"),
        ("salesbook.book.book.xǁBookǁ_open__mutmut_12", "book.book.Book._open"),
        ("salesbook.book.book.xǁBookǁused__undecorated__mutmut_3", "book.book.Book.used"),
    ],
)
def test_a_mutant_is_named_by_its_function(name: str, function: str) -> None:
    assert function_of(name) == function


def test_a_mutant_is_known_by_its_changed_lines() -> None:
    assert changes_of(DIFFERENCE) == CHANGES


def test_what_is_written_of_a_survivor_can_be_kept_as_equivalent(tmp_path: Path) -> None:
    mutant, other = Mutant("scoring.score.score", CHANGES), Mutant("scoring.score.covers", ("- a", "+ b"))
    survived = {"x_score__mutmut_16": (mutant, "No rule has such a bound."), "x_covers__mutmut_2": (other, "Why.")}
    path = tmp_path / "equivalent.txt"
    path.write_text(story(Result(ROOMS[0], 9, 9, 1, 6, survived, 1)), encoding="utf-8")
    assert read_equivalent(path) == {mutant: "No rule has such a bound.", other: "Why."}


def test_an_equivalent_mutant_without_a_reason_is_none(tmp_path: Path) -> None:
    path = tmp_path / "equivalent.txt"
    path.write_text("scoring.score.score\n- a\n+ b\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"scoring\.score\.score"):
        read_equivalent(path)


def test_the_share_leaves_out_what_nobody_can_kill() -> None:
    mutant = Mutant("a", ("- b", "+ c"))
    survived = {"x": (mutant, ""), "y": (mutant, "equal")}
    result = Result(Room("scoring", ()), 50, 20, 9, 9, survived, 2.4)
    assert result.row() == "| scoring | 50 | 20 | 9 | 9 | 2 | 1 | 90.0 % | 2 |"


@pytest.mark.parametrize("mutant", read_equivalent(), ids=lambda mutant: mutant.function)
def test_an_equivalent_mutant_changes_a_line_that_is_still_there(mutant: Mutant) -> None:
    room, module = mutant.function.split(".")[:2]
    assert room in BY_NAME
    lines = {line.strip() for line in (ROOT / "salesbook" / room / f"{module}.py").read_text("utf-8").splitlines()}
    assert {change.removeprefix("- ") for change in mutant.changes if change.startswith("- ")} <= lines


def test_no_run_finds_what_another_has_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    engine, tests = ModuleType("salesbook.text.x"), ModuleType("tests.text.test_x")
    kept = cache(object)
    vars(engine)["kept"] = kept
    first = kept()
    monkeypatch.setattr(sys, "modules", {module.__name__: module for module in (engine, tests, json)})
    pytest_unconfigure()
    assert list(sys.modules) == ["salesbook.text.x", "json"]
    assert kept() is not first


DECORATED = """\
from functools import cache, cached_property, lru_cache

class Book:
    @cached_property
    def used(self) -> int:
        \"\"\"How many.\"\"\"
        return 1

    @classmethod
    def empty(cls) -> "Book":
        return cls()

@lru_cache(maxsize=1)
def shown(
    text: str, *, words: int = 2
) -> str:
    return text * words
"""


def test_what_is_cached_can_be_mutated_too() -> None:
    names: dict[str, Any] = {}
    plain = undecorated(DECORATED)
    exec(plain, names)
    assert (names["Book"]().used, names["Book"].used.__doc__) == (1, "How many.")
    assert isinstance(names["Book"].empty(), names["Book"])
    assert (names["shown"]("ab", words=3), names["shown"]("ab")) == ("ababab", "abab")
    assert names["shown"].cache_info().maxsize == 1
    assert names["Book"]().used__undecorated() == 1
    assert names["shown__undecorated"]("a") == "aa"
