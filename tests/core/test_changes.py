"""A plan is shown before it is applied, and applied whole or not at all."""

from pathlib import Path

import pytest

from salesbook.core.changes import Change, Plan
from salesbook.core.errors import UserError


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def two(tmp_path: Path) -> Plan:
    (tmp_path / "a.md").write_bytes("а\r\n".encode())
    return Plan(
        (
            Change(tmp_path / "a.md", "а\r\n".encode(), "а\r\nб\r\n".encode()),
            Change(tmp_path / "new.yml", None, b"x: 1\n"),
        )
    )


def test_apply(two: Plan, tmp_path: Path) -> None:
    (tmp_path / "a.md").chmod(0o640)
    mode = (tmp_path / "a.md").stat().st_mode
    two.apply()
    assert files(tmp_path) == {"a.md": "а\r\nб\r\n".encode(), "new.yml": b"x: 1\n"}
    assert (tmp_path / "a.md").stat().st_mode == mode


def test_diff_writes_nothing(two: Plan, tmp_path: Path) -> None:
    before = files(tmp_path)
    lines = list(two.diff(tmp_path))
    assert lines == [
        "--- a.md",
        "+++ a.md",
        "@@ -1 +1,2 @@",
        " а",
        "+б",
        "--- new.yml",
        "+++ new.yml",
        "@@ -0,0 +1 @@",
        "+x: 1",
    ]
    assert files(tmp_path) == before


@pytest.mark.parametrize("name", ["a.md", "new.yml"])
def test_a_change_behind_our_back_is_refused(two: Plan, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"somebody else's")
    before = files(tmp_path)
    with pytest.raises(UserError, match="changed by somebody else"):
        two.apply()
    assert files(tmp_path) == before


def test_a_file_deleted_behind_our_back_stays_deleted(two: Plan, tmp_path: Path) -> None:
    (tmp_path / "a.md").unlink()
    with pytest.raises(UserError, match="changed by somebody else"):
        two.apply()
    assert files(tmp_path) == {}


def test_a_failed_write_leaves_nothing(two: Plan, tmp_path: Path) -> None:
    before = files(tmp_path)
    plan = Plan((*two.changes, Change(tmp_path / "no folder" / "x", None, b"x")))
    with pytest.raises(UserError, match="cannot write") as caught:
        plan.apply()
    assert "nothing was changed" in caught.value.advice
    assert files(tmp_path) == before


def test_a_full_disk_leaves_nothing(two: Plan, tmp_path: Path) -> None:
    """A name of 255 bytes is sound, and there is no room for the temporary file beside it."""
    before = files(tmp_path)
    with pytest.raises(UserError, match="cannot write"):
        Plan((*two.changes, Change(tmp_path / ("x" * 255), None, b"x"))).apply()
    assert files(tmp_path) == before


def test_an_empty_plan(tmp_path: Path) -> None:
    Plan().apply()
    assert list(Plan().diff(tmp_path)) == []
    assert files(tmp_path) == {}
