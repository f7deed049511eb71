"""The short run of the gate: every target with a few mutated inputs, the same ones every time, under the same watch."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.mutation import mutated
from tests.fuzz.target import OF_TESTS, Target
from tests.fuzz.targets import BY_NAME, TARGETS
from tests.fuzz.watch import watched

EXAMPLES = {"whole-book": 4, "academy-pages": 1, "cache-file": 4, "letter": 10}
LIMIT = 20_000


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_no_input_ends_hangs_or_fills_the_program(name: str) -> None:
    target = BY_NAME[name]
    seeds = tuple(target.seeds(OF_TESTS))

    @settings(
        max_examples=EXAMPLES.get(name, 40),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(seeds), st.integers(0, 2**32), st.integers(1, 4))
    def drive(seed: bytes, chosen: int, times: int) -> None:
        random = Random(chosen)
        data = seed
        for _time in range(times):
            data = mutated(data, random, LIMIT, seeds)
        failure = watched(target.run, data)
        assert failure is None, f"{failure.kind}\n{failure.story}"

    drive()


def test_seeds_are_sound() -> None:
    """What mutation starts from reaches the depth of each target."""
    for target in TARGETS:
        assert target.seeds(OF_TESTS), target.name


def test_the_watch_sees_what_it_is_there_for() -> None:
    def kind(run: str) -> str:
        def target(_data: bytes) -> None:
            exec(run, {})

        failure = watched(target, b"")
        return "" if failure is None else failure.kind.split(" ")[0]

    assert kind("1") == ""
    assert kind("1 / 0") == "ZeroDivisionError"
    assert kind("raise SystemExit") == "SystemExit"
    assert kind("while True: pass") == "hang"
    assert kind("b'x' * (400 << 20)") == "memory"


def test_every_target_has_its_name_once() -> None:
    assert len(BY_NAME) == len(TARGETS)
    assert all(isinstance(target, Target) for target in TARGETS)
    assert sum(target.runs for target in TARGETS) >= 100_000
