"""Where data of a client may lie: never in the book or its repository, whoever reads or writes it, by whatever way."""

import os
from pathlib import Path

import pytest

from salesbook.cli.delivery import keep_out
from salesbook.core.errors import UserError
from salesbook.core.machine import user_folder
from tests.cli.ran import Command
from tests.cli.test_letter import FACTS


@pytest.mark.parametrize("command", [("score",), ("letter", "refusal", "--data")])
@pytest.mark.parametrize("place", ["lead.yml", "content/lead.yml", "data/a.yml"])
def test_a_file_inside_the_book_is_not_read(
    salesbook: Command, root: Path, command: tuple[str, ...], place: str
) -> None:
    (root / place).parent.mkdir(exist_ok=True)
    (root / place).write_text(FACTS, encoding="utf-8")
    ran = salesbook(*command, root / place)
    assert (ran.code, ran.out) == (2, "")
    assert f"{root / place} lies inside the book" in ran.err.replace("\n", " ")
    assert str(user_folder(os.environ)) in ran.err


@pytest.mark.parametrize("command", [("score",), ("letter", "refusal", "--data")])
def test_nor_is_one_beside_it_in_its_repository(
    salesbook: Command, root: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (root.parent / ".git").mkdir()
    file = root.parent / "lead.yml"
    file.write_text(FACTS, encoding="utf-8")
    assert salesbook(*command, file).code == 2


def test_a_link_counts_for_both_its_ends(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere.yml"
    outside.write_text("", encoding="utf-8")
    (root / "in.yml").symlink_to(outside)
    (tmp_path / "out.yml").symlink_to(root / "content" / "company.yml")
    for path in (root / "in.yml", tmp_path / "out.yml", root / "content" / ".." / "a.yml"):
        with pytest.raises(UserError, match="lies inside the book"):
            keep_out(root, path)
    keep_out(root, outside)


def test_a_repository_around_the_folder_of_the_user_has_room(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root.parent / ".git").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(root.parent / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(root.parent / "data"))
    keep_out(root, root.parent / "lead.yml")
    with pytest.raises(UserError):
        keep_out(root, root / "lead.yml")


def test_the_sample_of_a_letter_is_written_outside_of_the_book(salesbook: Command, root: Path, tmp_path: Path) -> None:
    assert salesbook("letter", "summary", "--sample", "--output", root / "facts.yml").code == 2
    assert not (root / "facts.yml").exists()
    for option, name in ((), "facts.yml"), (("--json",), "facts.json"):
        file = tmp_path / name
        assert salesbook("letter", "summary", "--sample", *option, "--output", file).code == 0
        assert salesbook("letter", "summary", "--data", file).code == 0
