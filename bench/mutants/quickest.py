"""A pytest plugin: of the tests that may kill a mutant the quick ones run first."""

import json
from pathlib import Path

import pytest

STATISTICS = Path("mutmut-stats.json")
"""Written by mutmut after its first run of all tests, in the folder in which tests run."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort the tests by how long they took."""
    if STATISTICS.exists():
        seconds: dict[str, float] = json.loads(STATISTICS.read_text("utf-8"))["duration_by_test"]
        items.sort(key=lambda item: seconds.get(item.nodeid, 0))
