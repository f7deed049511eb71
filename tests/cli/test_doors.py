"""What a command is pointed to: ordinary files, and never a hang or what stands in a file that it may not read."""

import os
import sys
from pathlib import Path

import pytest

from tests.cli.ran import Command
from tests.odd_files import SECRET, make_odd, odd, outside, posix, watched

__all__ = ["watched"]

FACTS = "{client: Анна, reason: нет объекта}"
LETTER = "Анна, помочь не сможем: нет объекта.\n"


@posix
@odd
@pytest.mark.usefixtures("watched")
def test_a_data_file(salesbook: Command, tmp_path: Path, kind: str) -> None:
    make_odd(kind, tmp_path / "facts", tmp_path / "book")
    for command in (("letter", "refusal", "--data"), ("score",)):
        ran = salesbook(*command, tmp_path / "facts")
        assert ran.out == ""
        if kind == "link out":  # whoever names a file may name a link: it is read, and is no data
            assert ran.code == 1
        else:
            assert ran.code == 2
            assert "facts cannot be read" in ran.err


@pytest.mark.skipif(sys.platform != "linux", reason="files of Linux")
@pytest.mark.parametrize("path", ["/proc/self/environ", "/proc/self/mem", "/dev/zero", "/dev/null", "/dev/stdin", "/"])
@pytest.mark.usefixtures("watched")
def test_a_data_file_of_the_system(salesbook: Command, path: str) -> None:
    ran = salesbook("letter", "refusal", "--data", path)
    assert (ran.code, ran.out) == (2, "")
    assert f"{path} cannot be read" in ran.err


@posix
@odd
@pytest.mark.parametrize("place", ["salesbook.toml", "salesbook-baseline.json"])
@pytest.mark.usefixtures("watched")
def test_settings_and_the_baseline(salesbook: Command, root: Path, place: str, kind: str) -> None:
    (root / "salesbook.toml").write_text('[check]\nbaseline = "salesbook-baseline.json"\n', encoding="utf-8")
    make_odd(kind, root / place, root)
    ran = salesbook("check")
    assert ran.code == 2
    assert place in ran.err
    assert SECRET not in ran.err


@posix
@pytest.mark.usefixtures("watched")
@pytest.mark.parametrize("kind", ["pipe", "socket", "device", "link out", "link to a folder", "link to itself"])
def test_an_output_that_is_no_ordinary_file(salesbook: Command, tmp_path: Path, kind: str) -> None:
    make_odd(kind, tmp_path / "output", tmp_path / "book")
    ran = salesbook("letter", "refusal", "--data", "-", "--output", tmp_path / "output", stdin=FACTS)
    assert ran.code == 2
    assert "output" in ran.err
    assert outside(tmp_path / "book").read_text("utf-8") == f"{SECRET}\n"


def test_an_output_that_holds_something_large(salesbook: Command, tmp_path: Path) -> None:
    (tmp_path / "backup").write_bytes(b"")
    os.truncate(tmp_path / "backup", 20_000_001)
    ran = salesbook("letter", "refusal", "--data", "-", "--output", tmp_path / "backup", stdin=FACTS)
    assert ran.code == 2
    assert (tmp_path / "backup").stat().st_size == 20_000_001


@posix
def test_output_to_nowhere(salesbook: Command) -> None:
    ran = salesbook("letter", "refusal", "--data", "-", "--output", os.devnull, stdin=FACTS)
    assert (ran.code, ran.out) == (0, "")
    assert Path(os.devnull).is_char_device()


@posix
def test_output_to_stdout(program: object) -> None:
    assert callable(program)
    done = program("letter", "refusal", "--data", "-", "--output", "/dev/stdout", stdin=FACTS.encode())
    assert (done.returncode, done.stdout.decode()) == (0, LETTER)


@posix
def test_client_data_does_not_leave_the_book_by_a_link(salesbook: Command, root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "letters").symlink_to(tmp_path / "elsewhere")
    ran = salesbook("letter", "refusal", "--data", "-", "--output", root / "letters" / "a.txt", stdin=FACTS)
    assert ran.code == 2
    assert list((tmp_path / "elsewhere").iterdir()) == []


@posix
@odd
@pytest.mark.usefixtures("watched")
def test_names_for_a_shell_come_from_the_book_alone(root: Path, kind: str) -> None:
    from salesbook.reading.glance import glances

    (root / "content" / "regulations" / "more").symlink_to(root.parent)
    make_odd(kind, root / "content" / "faq" / "odd.yml", root)
    assert SECRET not in " ".join(glance.title for glance in glances(root))
    assert not any(glance.slug == "outside" for glance in glances(root))
