"""Where a file beside content/ is found: in the book, else among the defaults."""

from pathlib import Path, PurePosixPath

import pytest

import hatch_build
from salesbook.core import defaults
from salesbook.core.defaults import FOLDER, default, folders, has_own, is_default, overridden

PAGE = PurePosixPath("templates/pages/home.md")


def test_what_is_packed_is_what_has_defaults() -> None:
    assert hatch_build.DEFAULTS == defaults.NAMES
    assert {path.parts[0] for path in defaults.paths()} == {"templates", "site", "mkdocs.yml"}
    assert PAGE in defaults.paths()


def test_the_book_is_asked_first(tmp_path: Path) -> None:
    assert folders(tmp_path, "templates/letters") == (tmp_path / "templates/letters", FOLDER / "templates/letters")


def test_the_book_that_holds_the_defaults_overrides_none(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(FOLDER, target_is_directory=True)
    for root in (FOLDER, tmp_path / "link"):
        assert not has_own(root)
        assert folders(root, "templates") == (root / "templates",)
        assert overridden(root, root / PAGE) is None
        assert not is_default(root, FOLDER / PAGE)


def test_a_file_of_the_path_of_a_default_overrides_it(tmp_path: Path) -> None:
    assert overridden(tmp_path, tmp_path / PAGE) == PAGE
    assert overridden(tmp_path, tmp_path / "templates/pages/hoem.md") is None
    assert overridden(tmp_path, FOLDER / PAGE) is None
    assert is_default(tmp_path, FOLDER / PAGE)
    assert not is_default(tmp_path, tmp_path / PAGE)


@pytest.mark.parametrize("path", ["pyproject.toml", "templates", "templates/../pyproject.toml", "site/pages/x.md", ""])
def test_nothing_else_of_the_checkout_is_a_default(path: str) -> None:
    assert default(path) is None
    assert default(PAGE) == FOLDER / PAGE
