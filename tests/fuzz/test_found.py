"""Inputs that once went wrong, kept for ever: cases/<target>/<what it was>."""

from pathlib import Path

import pytest

from tests.fuzz.targets import BY_NAME
from tests.fuzz.watch import SECONDS, watched

CASES = Path(__file__).parent / "cases"
FOUND = sorted(path.relative_to(CASES).as_posix() for path in CASES.glob("*/*"))


@pytest.mark.parametrize("name", FOUND)
def test_it_goes_wrong_no_more(name: str) -> None:
    target = BY_NAME[name.partition("/")[0]]
    failure = watched(target.run, (CASES / name).read_bytes(), SECONDS + target.allowance).failure
    assert failure is None, str(failure)


def test_there_are_some() -> None:
    assert FOUND
