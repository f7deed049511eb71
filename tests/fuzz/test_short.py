"""The short run of the gate: every target with a few inputs, the same ones every time, under the same watch."""

import os
import socket
import subprocess
import time
from pathlib import Path
from random import Random

import pytest

from tests.fuzz import confinement
from tests.fuzz.mutation import ORDINARY, chosen
from tests.fuzz.target import OF_TESTS, Target, room
from tests.fuzz.targets import BY_NAME, TARGETS
from tests.fuzz.watch import KINDS, MEGABYTES, SECONDS, watched

INPUTS = {
    "whole-book": 4,
    "search-scripts": 8,
    "academy-pages": 2,
    "cache-file": 4,
    "letter": 12,
    "fix": 4,
    "language-server": 6,
    "commands": 15,
}
INPUTS |= {"build-pages": 1, "build-settings": 2, "build-templates": 1, "build-links": 1, "mkdocs-file": 10}
INPUTS |= {"page-template": 6, "page-html": 20, "envelope": 15, "template": 20}


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_no_input_ends_hangs_fills_or_leaves_the_program(name: str) -> None:
    target = BY_NAME[name]
    seeds = target.seeds(OF_TESTS)
    for n in range(INPUTS.get(name, 40)):
        data = chosen(target, seeds, Random(f"gate {name} {n}"))[:ORDINARY]
        failure = watched(target.run, data, SECONDS + 1 + target.allowance).failure
        assert failure is None, f"input {n}: {failure}"


def test_seeds_are_sound() -> None:
    """What mutation starts from reaches the depth of each target."""
    for target in TARGETS:
        assert target.seeds(OF_TESTS) or target.generate, target.name


def test_an_input_is_the_same_whenever_it_is_asked_for() -> None:
    for target in TARGETS:
        one, two = (chosen(target, target.seeds(OF_TESTS), Random("7")) for _time in range(2))
        assert one == two, target.name


@pytest.mark.parametrize(
    ("run", "kind"),
    [
        ("1", ""),
        ("1 / 0", "traceback"),
        ("raise SystemExit", "traceback"),
        ("assert False", "wrong"),
        ("while True: pass", "hang"),
        (f"b'x' * ({MEGABYTES + 50} << 20)", "memory"),
        ("subprocess.Popen(['true'])", "escape"),
        ("os.system('true')", "escape"),
        ("socket.gethostbyname('evil.example')", "escape"),
        ("open('/etc/passwd').close()", "escape"),
        ("try: open('/etc/passwd')\nexcept BaseException: pass", "escape"),
        ("os.symlink('/etc/passwd', f'{room()}/link'); open(f'{room()}/link')", "escape"),
        ("open(f'{room()}/outside/secret.txt').close()", "escape"),
        ("open('/tmp/fuzz-has-left', 'w').close()", "escape"),
        ("os.mkdir('/tmp/fuzz-has-left')", "escape"),
        ("open(f'{room()}/inside', 'w').close()", ""),
        ("os.utime(f'{room()}/outside')", "escape"),
        ("say(os.environ[confinement.VARIABLE])", "escape"),
    ],
)
def test_the_watch_sees_what_it_is_there_for(run: str, kind: str) -> None:
    names = {"os": os, "socket": socket, "subprocess": subprocess, "room": room, "confinement": confinement}

    def target(_data: bytes) -> None:
        exec(run, names | {"say": confinement.say})

    failure = watched(target, b"", 0.3 if kind == "hang" else 3.0).failure
    (room() / "link").unlink(missing_ok=True)
    assert ("" if failure is None else failure.kind) == kind
    assert not Path("/tmp/fuzz-has-left").exists()
    assert kind in ("", *KINDS)


def test_a_peak_of_memory_is_each_input_s_own() -> None:
    """After one that has taken much, the next is not free to take as much."""

    def taking(megabytes: int) -> int:
        def take(_data: bytes) -> None:
            bytearray(b"x") * (megabytes << 20)

        return watched(take, b"").megabytes

    assert taking(100) >= 90
    assert taking(0) < 20
    assert taking(60) >= 50


def test_time_is_the_processor_s() -> None:
    assert watched(lambda _data: time.sleep(0.2), b"", 0.1).failure is None


def test_every_target_has_its_name_once() -> None:
    assert len(BY_NAME) == len(TARGETS)
    assert all(isinstance(target, Target) for target in TARGETS)
    assert sum(target.runs for target in TARGETS) >= 100_000
