"""Work that is done aside comes to what it comes to here."""

import multiprocessing
import os
import sys
import threading

import pytest

from salesbook.academy.aside import aside
from salesbook.core.processes import ENOUGH_TO_FORK

forks = pytest.mark.skipif(sys.platform != "linux", reason="no other system forks safely")


def process() -> int:
    return os.getpid()


def test_a_little_is_done_here() -> None:
    with aside(process, ENOUGH_TO_FORK - 1) as result:
        assert result.get() == os.getpid()


@forks
def test_much_is_done_by_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1}, raising=False)
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # the tests themselves may run in several
    with aside(process, ENOUGH_TO_FORK) as result:
        assert result.get() != os.getpid()


@forks
def test_what_goes_wrong_there_shows_itself_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1}, raising=False)
    monkeypatch.setattr(threading, "active_count", lambda: 1)

    def work() -> int:
        raise LookupError(os.getpid())

    with aside(work, ENOUGH_TO_FORK) as result, pytest.raises(LookupError, match=str(os.getpid())):
        result.get()


@forks
def test_a_result_that_nobody_asks_for_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: {0, 1}, raising=False)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    with aside(threading.Event().wait, ENOUGH_TO_FORK):
        assert len(multiprocessing.active_children()) == 1  # whose work would never end
    assert multiprocessing.active_children() == []
