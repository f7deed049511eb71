"""Copies of files that salesbook brings by itself: those that nobody has changed are deleted, others are named."""

import os
import tarfile
from pathlib import Path, PurePosixPath

import pytest

from salesbook.core import defaults
from salesbook.core.errors import UserError
from salesbook.reading.overrides import plan_copy
from salesbook.upgrading.copies import copies_of, shipped
from tests.upgrading.test_book_of_0_1_0 import ARCHIVE

HOME, PRESS = "templates/pages/home.md", "mkdocs.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two files of version 0.1.0 in a folder."""
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(tmp_path, [archive.getmember(HOME), archive.getmember(PRESS)], filter="data")
    return tmp_path


def copied(root: Path) -> tuple[list[str], dict[str, str]]:
    """Return what would be deleted, and what is left with what is said of it."""
    removals, left = copies_of(root, "0.1.0")
    assert all(removal.before == removal.path.read_bytes() for removal in removals)
    return [each.path.relative_to(root).as_posix() for each in removals], {
        each.path.as_posix(): f"{each.message}; {each.advice}" for each in left
    }


def test_what_nobody_has_changed_is_deleted(root: Path) -> None:
    assert copied(root) == ([PRESS, HOME], {})


def test_ends_of_lines_do_not_matter(root: Path) -> None:
    (root / HOME).write_bytes((root / HOME).read_bytes().replace(b"\n", b"\r\n"))
    assert copied(root) == ([PRESS, HOME], {})


def test_what_somebody_has_changed_is_named(root: Path) -> None:
    for name in (HOME, PRESS):
        (root / name).write_bytes((root / name).read_bytes() + b"# mine\n")
    deleted, left = copied(root)
    assert (deleted, [*left]) == ([], [PRESS, HOME])
    assert left[HOME] == (
        "this copy of a file of salesbook 0.1.0 has been changed; "
        f"see what differs from the default of now: salesbook templates diff {HOME}"
    )
    assert "leave only what is your own in it" in left[PRESS]


def test_a_copy_of_the_default_of_now_is_needless_too(root: Path) -> None:
    current = defaults.default(HOME)
    assert current is not None
    (root / HOME).write_bytes(current.read_bytes())
    assert copied(root) == ([PRESS, HOME], {})


def test_what_was_copied_to_be_changed_stays(root: Path) -> None:
    (root / HOME).unlink()
    plan_copy(root, [PurePosixPath(HOME)]).apply(root)
    assert copied(root) == ([PRESS], {})
    (root / "salesbook-templates.json").write_text("{", encoding="utf-8")
    with pytest.raises(UserError, match=r"salesbook-templates\.json"):
        copies_of(root, "0.1.0")


def test_in_the_checkout_the_files_are_the_defaults_themselves(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    monkeypatch.setattr(defaults, "FOLDER", root.resolve())
    assert copied(root) == ([], {})


def test_a_book_with_nothing_but_content(tmp_path: Path) -> None:
    assert copied(tmp_path) == ([], {})


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_nothing_is_deleted_behind_a_link(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / "templates").rename(elsewhere / "templates")
    (root / "templates").symlink_to(elsewhere / "templates")
    (root / "real.yml").write_bytes((root / PRESS).read_bytes())
    (root / PRESS).unlink()
    (root / PRESS).symlink_to("real.yml")
    deleted, left = copied(root)
    assert (deleted, [*left]) == ([], [PRESS, HOME])
    assert "it is a link" in left[PRESS]
    (root / PRESS).unlink()
    os.mkfifo(root / PRESS)
    assert "ordinary file" in copied(root)[1][PRESS]


def test_every_digest_is_one() -> None:
    assert len(shipped("0.1.0")) == 34
    assert all(len(digest) == 64 for digest in shipped("0.1.0").values())
