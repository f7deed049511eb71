"""A plan is shown before it is applied, and applied whole or not at all; nobody's edit is lost meanwhile."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from salesbook.core import steps
from salesbook.core.changes import Change, Plan, Removal
from salesbook.core.errors import UserError
from salesbook.core.exchange import exchange
from salesbook.core.lock import locked


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


def edits(*paths: Path) -> Plan:
    return Plan(tuple(Change(path, path.read_bytes(), path.read_bytes() + "ещё\n".encode()) for path in paths))


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / name for name in ("a.md", "b.md", "c.md")]
    for path in paths:
        path.write_bytes(f"{path.name}\n".encode())
    return paths


def in_the_window(monkeypatch: pytest.MonkeyPatch, at: Path, act: Callable[[], object]) -> None:
    """Let something happen between the last look at a file and its replacement."""

    def late(one: Path, other: Path) -> None:
        if other == at and one.read_bytes().endswith("ещё\n".encode()):
            act()
        exchange(one, other)

    monkeypatch.setattr(steps, "exchange", late)


def saved_in_place(path: Path) -> None:
    path.write_bytes(b"somebody's hour of work")


def saved_beside(path: Path) -> None:
    (path.parent / "editor").write_bytes(b"somebody's hour of work")
    (path.parent / "editor").replace(path)


@pytest.mark.parametrize("save", [saved_in_place, saved_beside])
@pytest.mark.parametrize("n", [0, 1, 2])
def test_an_edit_saved_in_the_last_moment_stays(
    three: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, save: Callable[[Path], None], n: int
) -> None:
    before = files(tmp_path)
    in_the_window(monkeypatch, three[n], lambda: save(three[n]))
    with pytest.raises(UserError, match="changed by somebody else") as caught:
        edits(*three).apply(tmp_path)
    assert three[n].name in caught.value.message
    assert "nothing was changed" in caught.value.advice
    left = {name: data for name, data in files(tmp_path).items() if not name.startswith(".salesbook")}
    assert left == before | {three[n].name: b"somebody's hour of work"}


def test_an_editor_that_had_the_file_open_loses_nothing(
    three: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It writes into what was the file when it opened it, after the new one has been put in place."""
    with three[0].open("r+b") as editor:

        def write() -> None:
            editor.write(b"work")
            editor.flush()

        in_the_window(monkeypatch, three[2], write)
        with pytest.raises(UserError, match="changed by somebody else"):
            edits(*three).apply(tmp_path)
    assert [path.read_bytes() for path in three] == [b"work\n", b"b.md\n", b"c.md\n"]


def test_a_file_made_in_the_last_moment_stays(
    three: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = tmp_path / "new.md"
    in_the_window(monkeypatch, three[0], lambda: new.write_bytes(b"mine"))
    with pytest.raises(UserError, match="changed by somebody else"):
        Plan((*edits(three[0]).changes, Change(new, None, b"ours"))).apply()
    assert files(tmp_path) == {"a.md": b"a.md\n", "b.md": b"b.md\n", "c.md": b"c.md\n", "new.md": b"mine"}


@pytest.mark.parametrize("n", [1, 2])
def test_when_a_later_replacement_fails_the_first_is_taken_back(
    three: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, n: int
) -> None:
    def refused(one: Path, other: Path) -> None:
        if other == three[n]:
            raise PermissionError(13, "no", str(one))
        exchange(one, other)

    monkeypatch.setattr(steps, "exchange", refused)
    plan, before = Plan((Change(tmp_path / "new.md", None, b"x"), *edits(*three).changes)), files(tmp_path)
    with pytest.raises(UserError, match=rf"cannot write .*{three[n].name}") as caught:
        plan.apply()
    assert "nothing was changed" in caught.value.advice
    assert files(tmp_path) == before


def test_what_cannot_be_put_back_is_named_and_kept(
    three: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def refused(one: Path, other: Path) -> None:
        asked.append(other)
        if other == three[1] or asked.count(other) > 1:
            raise PermissionError(13, "no", str(one))
        exchange(one, other)

    monkeypatch.setattr(steps, "exchange", refused)
    with pytest.raises(UserError, match="could not be put back") as caught:
        edits(*three).apply()
    assert "a.md" in caught.value.message and "c.md" not in caught.value.message
    kept = Path(caught.value.advice.rpartition(" ")[2])
    assert kept.read_bytes() == b"a.md\n"
    assert three[0].read_bytes() == "a.md\nещё\n".encode()


def test_ctrl_c_in_the_middle_takes_everything_back(
    three: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    before = files(tmp_path)
    in_the_window(monkeypatch, three[1], interrupt)
    with pytest.raises(KeyboardInterrupt):
        edits(*three).apply()
    assert files(tmp_path) == before


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """Return a folder with files in folders: `a/b/one.md` alone in its folder, `a/two.md` beside it, `three.md`."""
    for name in ("a/b/one.md", "a/two.md", "three.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    return tmp_path


def removals(root: Path, *names: str) -> tuple[Removal, ...]:
    return tuple(Removal(root / name, name.encode()) for name in names)


def test_files_are_removed_and_the_folders_that_they_leave_empty(folders: Path) -> None:
    Plan((), removals(folders, "a/b/one.md")).apply(folders)
    assert (folders / "a/two.md").exists() and not (folders / "a/b").exists()
    Plan(edits(folders / "three.md").changes, removals(folders, "a/two.md")).apply(folders)
    assert sorted(p.name for p in folders.iterdir()) == [".salesbook", "three.md"]
    assert (folders / "three.md").read_bytes() == "three.mdещё\n".encode()


def test_a_removed_file_that_was_changed_meanwhile_stays(folders: Path) -> None:
    (folders / "a/two.md").write_bytes(b"mine")
    before = files(folders)
    with pytest.raises(UserError, match="changed by somebody else"):
        Plan(edits(folders / "three.md").changes, removals(folders, "a/b/one.md", "a/two.md")).apply()
    assert files(folders) == before


def test_what_an_editor_writes_into_a_file_as_it_is_removed_stays(
    folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (folders / "a/two.md").open("r+b") as editor:

        def write() -> None:
            editor.write(b"work")
            editor.flush()

        in_the_window(monkeypatch, folders / "three.md", write)
        with pytest.raises(UserError, match="changed by somebody else"):
            Plan(edits(folders / "three.md").changes, removals(folders, "a/b/one.md", "a/two.md")).apply()
    assert files(folders) == {"a/b/one.md": b"a/b/one.md", "a/two.md": b"worko.md", "three.md": b"three.md"}


def test_a_new_file_in_the_place_of_a_removed_one_stays(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_window(monkeypatch, folders / "three.md", lambda: (folders / "a/two.md").write_bytes(b"mine"))
    Plan(edits(folders / "three.md").changes, removals(folders, "a/two.md")).apply(folders)
    assert (folders / "a/two.md").read_bytes() == b"mine"


def test_removed_files_come_back_when_something_else_cannot_be_written(
    folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(one: Path, _other: Path) -> None:
        raise PermissionError(13, "no", str(one))

    monkeypatch.setattr(steps, "exchange", refused)
    before = files(folders)
    with pytest.raises(UserError, match="cannot write") as caught:
        Plan(edits(folders / "three.md").changes, removals(folders, "a/b/one.md", "a/two.md")).apply()
    assert "nothing was changed" in caught.value.advice
    assert files(folders) == before


def test_a_removal_shows_no_diff(folders: Path) -> None:
    assert list(Plan((), removals(folders, "three.md")).diff(folders)) == []


@pytest.mark.skipif(os.name == "nt", reason="links, pipes and signals of POSIX")
class TestPosix:
    @pytest.mark.parametrize("make", [lambda p: p.symlink_to("a.md"), os.mkfifo, lambda p: p.mkdir()])
    def test_what_is_no_file_is_not_written(self, tmp_path: Path, make: Callable[[Path], object]) -> None:
        (tmp_path / "a.md").write_bytes(b"a")
        make(tmp_path / "odd")
        with pytest.raises(UserError, match="no ordinary file"):
            Plan((Change(tmp_path / "odd", b"a", b"b"),)).apply()
        assert (tmp_path / "a.md").read_bytes() == b"a"

    def test_what_a_killed_command_leaves_is_swept_by_the_next(self, three: list[Path], tmp_path: Path) -> None:
        script = (
            "import os, signal, sys; from pathlib import Path; from salesbook.core import changes, steps\n"
            "steps.exchange = lambda one, other: os.kill(os.getpid(), signal.SIGKILL)\n"
            "paths = [Path(name) for name in sys.argv[2:]]\n"
            "plan = changes.Plan(tuple(changes.Change(path, path.read_bytes(), b'x') for path in paths))\n"
            "plan.apply(Path(sys.argv[1]))\n"
        )
        done = subprocess.run([sys.executable, "-c", script, tmp_path, *three], check=False)
        assert done.returncode == -signal.SIGKILL
        assert len(list(tmp_path.glob(".*.tmp"))) == len(three)
        edits(three[0]).apply(tmp_path)
        assert list(tmp_path.glob(".*.tmp")) == []
        assert three[0].read_bytes() == "a.md\nещё\n".encode()


def test_of_many_writers_none_is_lost(three: list[Path], tmp_path: Path) -> None:
    """Each adds its line to one file and says whether it has; as many lines are there as have said so."""
    script = (
        "import sys; from pathlib import Path; from salesbook.core.changes import Change, Plan\n"
        "from salesbook.core.errors import UserError\n"
        "path, own, done = Path(sys.argv[1]), sys.argv[2], 0\n"
        "for n in range(20):\n"
        "    before = path.read_bytes()\n"
        "    try:\n"
        "        Plan((Change(path, before, before + f'{own}{n}\\n'.encode()),)).apply(path.parent)\n"
        "        done += 1\n"
        "    except UserError: pass\n"
        "print(done)\n"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", script, three[0], own], stdout=subprocess.PIPE, text=True)
        for own in "абвг"
    ]
    said = sum(int(writer.communicate()[0]) for writer in writers)
    lines = three[0].read_text("utf-8").splitlines()
    assert len(lines) == len(set(lines)) == said + 1 > 1
    assert list(tmp_path.glob(".*.tmp")) == []


def test_one_command_writes_at_a_time(three: list[Path], tmp_path: Path) -> None:
    """A second descriptor of the same process is as good as another process."""
    started = time.monotonic()
    with locked(tmp_path), pytest.raises(UserError, match="another salesbook command"), locked(tmp_path, wait=0.2):
        raise AssertionError("both hold it")
    assert time.monotonic() - started >= 0.2
    edits(three[0]).apply(tmp_path)
    assert three[0].read_bytes() == "a.md\nещё\n".encode()


@pytest.mark.parametrize("name", ["content.md", "../outside.1.tmp", "/etc/.x.1.tmp", ".a.tmp", "link/.x.1.tmp"])
def test_a_forged_note_sweeps_nothing(three: list[Path], tmp_path: Path, name: str) -> None:
    book, outside = tmp_path / "book", tmp_path / "outside"
    (book / ".salesbook").mkdir(parents=True)
    outside.mkdir()
    for path in (book / "content.md", tmp_path / "outside.1.tmp", book / ".a.tmp", outside / ".x.1.tmp"):
        path.write_bytes(b"precious")
    if os.name != "nt":
        (book / "link").symlink_to(outside)
    (book / ".salesbook" / "lock").write_text(name, encoding="utf-8")
    (book / "a.md").write_bytes(b"a")
    edits(book / "a.md").apply(book)
    kept = (book / "content.md", tmp_path / "outside.1.tmp", book / ".a.tmp", outside / ".x.1.tmp")
    assert all(path.read_bytes() == b"precious" for path in kept)


def test_folders_are_made_for_new_files_and_taken_away_when_they_are_not_written(tmp_path: Path) -> None:
    new = tmp_path / "a" / "b" / "c.md"
    with pytest.raises(UserError):  # of no book: the name of a folder may be mistyped
        Plan((Change(new, None, b"x\n"),)).apply()
    Plan((Change(new, None, b"x\n"),)).apply(tmp_path)
    assert new.read_bytes() == b"x\n"
    (tmp_path / "file").write_bytes(b"")
    other = Change(tmp_path / "d" / "e" / "f.md", None, b"x\n")
    for impossible in (Change(tmp_path / "file" / "g.md", None, b""), Change(new, b"other", b"")):
        with pytest.raises(UserError):
            Plan((other, impossible)).apply(tmp_path)
        assert files(tmp_path).items() >= {"a/b/c.md": b"x\n", "file": b""}.items()
        assert not (tmp_path / "d").exists()
