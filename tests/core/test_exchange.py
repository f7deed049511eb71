"""Two files change places in one step, and where the system cannot, without losing a third one."""

from pathlib import Path

import pytest

from salesbook.core import exchange as exchanging
from salesbook.core.exchange import OvertakenError, exchange, put


@pytest.fixture(params=["of the system", "by hand"])
def two(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    if request.param == "by hand":
        monkeypatch.setattr(exchanging, "_system_exchange", lambda: None)
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"1")
    other.write_bytes(b"2")
    return one, other


def test_each_becomes_the_other(two: tuple[Path, Path], tmp_path: Path) -> None:
    exchange(*two)
    assert [path.read_bytes() for path in two] == [b"2", b"1"]
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("missing", [0, 1])
def test_a_missing_file_leaves_the_other(two: tuple[Path, Path], tmp_path: Path, missing: int) -> None:
    two[missing].unlink()
    with pytest.raises(FileNotFoundError):
        exchange(*two)
    assert [path.name for path in tmp_path.iterdir()] == [two[1 - missing].name]


def test_by_hand_a_file_saved_between_the_steps_stays(
    two: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchanging, "_system_exchange", lambda: None)

    def overtaken(new: Path, path: Path) -> None:
        path.write_bytes(b"somebody's")
        put(new, path)

    monkeypatch.setattr(exchanging, "put", overtaken)
    with pytest.raises(OvertakenError):
        exchange(*two)
    assert two[1].read_bytes() == b"somebody's"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "other"]


def test_put_takes_no_name_that_is_in_use(two: tuple[Path, Path]) -> None:
    with pytest.raises(OvertakenError):
        put(*two)
    assert [path.read_bytes() for path in two] == [b"1", b"2"]


def test_put_where_a_file_can_have_one_name_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_path: Path, _target: Path) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    (tmp_path / "new").write_bytes(b"1")
    put(tmp_path / "new", tmp_path / "name")
    assert (tmp_path / "name").read_bytes() == b"1"
    (tmp_path / "new").write_bytes(b"2")
    with pytest.raises(OvertakenError):
        put(tmp_path / "new", tmp_path / "name")
    assert (tmp_path / "name").read_bytes() == b"1"
