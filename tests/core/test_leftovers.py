"""What a killed process has left is swept, what a running one works on is not."""

import os
import subprocess
import sys
from pathlib import Path

from salesbook.core.leftovers import leftovers, own_name, runs, sweep


def ended() -> int:
    """Return the number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_process_runs_until_it_ends() -> None:
    assert runs(os.getpid())
    assert runs(os.getppid())
    assert not runs(ended())


def test_only_what_the_dead_have_left_is_swept(tmp_path: Path) -> None:
    path, gone = tmp_path / "academy", ended()
    left = f".academy.{gone}.tmp"
    kept = [
        own_name(path, "tmp").name,
        f".academy.{os.getppid()}.tmp",
        f".academy.{gone}.old",
        f".academy2.{gone}.tmp",
        f"academy.{gone}.tmp",
        ".academy.x.tmp",
        f".academy.{gone}.tmp.md",
    ]
    for name in kept:
        (tmp_path / name).mkdir()
    (tmp_path / left).mkdir()
    (tmp_path / left / "page.html").write_bytes(b"x")
    gone_too = tmp_path / f".academy.{ended()}.tmp"
    gone_too.write_bytes(b"x")
    assert leftovers(path, "tmp") == sorted([tmp_path / left, gone_too])
    sweep(path, "tmp")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == sorted(kept)


def test_a_link_is_swept_and_what_it_leads_to_is_not(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "a.md").write_bytes(b"a")
    if os.name == "nt":
        return
    (tmp_path / f".academy.{ended()}.tmp").symlink_to(tmp_path / "precious")
    sweep(tmp_path / "academy", "tmp")
    assert [entry.name for entry in tmp_path.iterdir()] == ["precious"]
    assert (tmp_path / "precious" / "a.md").read_bytes() == b"a"


def test_beside_a_folder_that_is_not_there_nothing_is_left(tmp_path: Path) -> None:
    assert leftovers(tmp_path / "no" / "academy", "tmp") == []
    sweep(tmp_path / "no" / "academy", "tmp")
