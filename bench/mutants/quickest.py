"""A pytest plugin: of the tests that may kill a mutant those run first that bear its name, then the quick ones.

What one run has worked out the next one works out anew: mutmut runs all tests of the room, and tries the mutants in
forks of the same process. A value that was kept would be that of the original code, and no test could tell the mutant.
"""

import json
import os
import sys
from pathlib import Path

import pytest

from bench.mutants.equivalent import function_of

STATISTICS = Path("mutmut-stats.json")
"""Written by mutmut after its first run of all tests, in the folder in which tests run."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort the tests: those of the mutant's module, or of the check that it is in, then by how long they took."""
    if not STATISTICS.exists():
        return
    seconds: dict[str, float] = json.loads(STATISTICS.read_text("utf-8"))["duration_by_test"]
    _room, module, *function = function_of(os.environ.get("MUTANT_UNDER_TEST") or "salesbook.a.b.x_c").split(".")
    near = (f"test_{module}.py", f"[{function[-1].strip('_').replace('_', '-')}]")
    items.sort(key=lambda item: (not any(words in item.nodeid for words in near), seconds.get(item.nodeid, 0)))


def pytest_unconfigure() -> None:
    """Let go of the modules of tests, with the books in them, and of what functions keep."""
    for name, module in list(sys.modules.items()):
        package = name.partition(".")[0]
        if package == "tests":
            del sys.modules[name]
        elif package == "salesbook":
            for value in list(vars(module).values()):
                if callable(forget := getattr(value, "cache_clear", None)):
                    forget()
