"""Other processes are started where that is safe and pays."""

import pytest

from salesbook.core.processes import ENOUGH_TO_FORK, ENOUGH_TO_SPAWN, start_method


@pytest.mark.parametrize(
    ("files", "cores", "platform", "threads", "method"),
    [
        (ENOUGH_TO_FORK, 2, "linux", 1, "fork"),
        (ENOUGH_TO_FORK - 1, 2, "linux", 1, None),
        (ENOUGH_TO_FORK, 1, "linux", 1, None),
        (ENOUGH_TO_FORK, 2, "linux", 2, None),
        (ENOUGH_TO_SPAWN, 2, "linux", 2, "spawn"),
        (ENOUGH_TO_SPAWN - 1, 2, "win32", 1, None),
        (ENOUGH_TO_SPAWN, 2, "win32", 1, "spawn"),
        (ENOUGH_TO_SPAWN, 2, "darwin", 1, "spawn"),
        (ENOUGH_TO_SPAWN, 1, "darwin", 1, None),
    ],
)
def test_processes_are_started_where_they_pay(
    files: int, cores: int, platform: str, threads: int, method: str | None
) -> None:
    assert start_method(files, cores, platform, threads) == method
