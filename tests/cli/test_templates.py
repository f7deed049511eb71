"""`salesbook templates`: what may be overridden, a copy, how it differs, and that it is older than its default."""

import json
import os
import shutil
from pathlib import Path

import pytest

from salesbook.core import defaults
from salesbook.reading.overrides import RECORD
from tests.cli.ran import Command

HOME = "templates/pages/home.md"


def states(salesbook: Command) -> dict[str, str]:
    return {file["path"]: file["state"] for file in salesbook("templates", "--json").json["templates"]}


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the defaults of another version, which may be changed."""
    folder = tmp_path / "newer"
    for path in defaults.paths():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(defaults.FOLDER / path, folder / path)
    monkeypatch.setattr(defaults, "FOLDER", folder)
    return folder


def test_the_list(salesbook: Command) -> None:
    lines = salesbook("templates").out.splitlines()
    assert lines[0].split() == ["file", "what", "it", "is", "whose"]
    assert any(line.split() == [HOME, "the", "home", "page", "default"] for line in lines)
    rows = salesbook("templates", "--json").json["templates"]
    assert [row["path"] for row in rows] == [str(path) for path in defaults.paths()]
    assert all(row["about"] for row in rows)
    assert {row["path"]: row["whose"] for row in rows}["templates/letters/envelope.html"] == "own"


def test_a_copy(salesbook: Command, root: Path) -> None:
    ran = salesbook("templates", "copy", "home.md", "site/theme/partials/nav.html")
    assert ran.code == 0
    for name in (HOME, "site/theme/partials/nav.html"):
        assert (root / name).read_bytes() == (defaults.FOLDER / name).read_bytes()
        assert states(salesbook)[name] == "same"
    (root / HOME).write_bytes("# Дом\r\n".encode())
    assert states(salesbook)[HOME] == "own"
    (root / HOME).write_bytes((defaults.FOLDER / HOME).read_bytes().replace(b"\n", b"\r\n"))
    assert states(salesbook)[HOME] == "same"
    assert salesbook("check").out == ""


def test_a_dry_run_writes_nothing(salesbook: Command, root: Path) -> None:
    ran = salesbook("templates", "copy", HOME, "--dry-run")
    assert f"+++ {HOME}" in ran.out
    assert f"+++ {RECORD}" in ran.out
    assert salesbook("templates", "copy", HOME, "--dry-run", "--json").json == {
        "version": 1,
        "written": False,
        "paths": [HOME],
    }
    assert not (root / "templates/pages").exists()
    assert not (root / RECORD).exists()


def test_a_file_is_never_overwritten(salesbook: Command, root: Path) -> None:
    (root / "templates/pages").mkdir()
    (root / HOME).symlink_to("gone.md")
    for names in ([HOME], ["mkdocs.yml", HOME]):
        ran = salesbook("templates", "copy", *names)
        assert ran.code == 2
        assert f"has {HOME} of its own" in ran.err
    assert not (root / "mkdocs.yml").exists()
    assert not (root / RECORD).exists()


def test_nothing_is_written_out_of_the_book(salesbook: Command, root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "templates/pages").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    ran = salesbook("templates", "copy", HOME)
    assert ran.code == 2
    assert "leads out of the book" in ran.err
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("command", ["copy", "diff", "keep"])
def test_an_unknown_name_is_told_with_the_nearest(salesbook: Command, command: str) -> None:
    ran = salesbook("templates", command, "templates/pages/hoem.md")
    assert ran.code == 2
    assert "hoem.md" in ran.err
    assert HOME in ran.err
    far = salesbook("templates", command, "qqqq")
    assert far.code == 2
    assert "salesbook templates" in far.err


def test_the_difference(salesbook: Command, root: Path) -> None:
    assert salesbook("templates", "diff", HOME).code == 2
    salesbook("templates", "copy", HOME)
    assert salesbook("templates", "diff", HOME).out == ""
    with (root / HOME).open("a", encoding="utf-8") as file:
        file.write("Своё.\n")
    assert "+Своё." in salesbook("templates", "diff", HOME).out.splitlines()


def test_a_file_older_than_its_default_is_told_of_until_it_is_kept(salesbook: Command, root: Path, newer: Path) -> None:
    salesbook("templates", "copy", HOME, "colours.css")
    (root / HOME).write_text("# {{ company.name }}\n", encoding="utf-8")
    assert salesbook("check").out == ""
    with (newer / HOME).open("a", encoding="utf-8") as file:
        file.write("\nНовое.\n")
    assert states(salesbook)[HOME] == "outdated"
    assert "outdated-override" in salesbook("check").out
    assert "changed since" in salesbook("templates").out
    assert salesbook("templates", "keep", "mkdocs.yml").code == 2
    assert "-" in salesbook("templates", "keep", HOME, "--dry-run").out
    assert "outdated-override" in salesbook("check").out
    assert salesbook("templates", "keep", HOME, "--json").json["written"]
    assert salesbook("check").out == ""
    assert states(salesbook)[HOME] == "own"
    assert set(json.loads((root / RECORD).read_text("utf-8"))["copied"]) == {HOME, "site/assets/colours.css"}


def test_of_a_file_copied_by_hand_nothing_is_known(salesbook: Command, root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: Книга\n", encoding="utf-8")
    assert states(salesbook)["mkdocs.yml"] == "unknown"
    assert salesbook("check").out == ""
    assert salesbook("templates", "keep", "mkdocs.yml").code == 0
    assert states(salesbook)["mkdocs.yml"] == "own"


@pytest.mark.parametrize(
    "text",
    ["", "<<<<<<< HEAD\n", "[]", '{"version": 2, "copied": {}}', '{"version": 1, "copied": {"a": 5}}', "[" * 100_000],
)
def test_a_record_that_is_none_is_the_users_mistake_and_a_finding(salesbook: Command, root: Path, text: str) -> None:
    (root / RECORD).write_text(text, encoding="utf-8")
    for arguments in (["templates"], ["templates", "copy", HOME]):
        ran = salesbook(*arguments)
        assert ran.code == 2
        assert RECORD in ran.err
    assert not (root / "templates/pages").exists()
    assert RECORD in salesbook("check").out


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not hold for the superuser")
def test_without_rights_nothing_is_left(salesbook: Command, root: Path) -> None:
    (root / "templates").chmod(0o500)
    try:
        ran = salesbook("templates", "copy", "site/theme/main.html", HOME)
        assert ran.code == 2
        assert not (root / "site").exists()
    finally:
        (root / "templates").chmod(0o700)
