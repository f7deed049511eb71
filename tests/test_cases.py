"""Golden cases: every rule finds what its bad overlay holds, at the exact place, and nothing in its good one."""

import shutil
from pathlib import Path

import pytest

from salesbook.checks import RULES
from salesbook.core.diagnostics import Diagnostic
from tests.books import BASE, CASES, OTHER, found, shown, write_book

MADE_BY_CODE = {"not-utf8", "file-too-large", "symlink", "unreadable-file"}
"""Their bytes and links do not live in a repository: tests/reading/test_files.py makes them."""

SLUGS = sorted(path.name for path in CASES.iterdir() if path.name != "base")


def found_in(root: Path, overlay: Path) -> list[Diagnostic]:
    """Lay an overlay over the base book and return the findings; removed.txt lists what it takes away."""
    write_book(root)
    for file in overlay.iterdir():
        if file.is_dir():
            shutil.copytree(file, root / file.name, dirs_exist_ok=True)
        elif file.name not in ("expected.txt", "removed.txt"):
            shutil.copy(file, root)
    removed = overlay / "removed.txt"
    for name in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        (root / name).unlink()
    return found(root)


def test_every_rule_has_a_case() -> None:
    assert set(SLUGS) | MADE_BY_CODE == set(RULES)


def test_the_base_book_is_in_order(tmp_path: Path) -> None:
    assert found(write_book(tmp_path)) == []


def test_the_other_book_is_in_order(tmp_path: Path) -> None:
    shutil.copytree(OTHER / "content", tmp_path / "content")
    shutil.copytree(BASE / "templates", tmp_path / "templates")
    assert [shown(d) for d in found(tmp_path)] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_bad(slug: str, tmp_path: Path, golden: bool) -> None:
    """Every finding stands at its place, quotes what was found and names the next step."""
    overlay = CASES / slug / "bad"
    diagnostics = found_in(tmp_path, overlay)
    lines = [shown(d) for d in diagnostics]
    expected = overlay / "expected.txt"
    if golden:
        expected.write_text("".join(line + "\n" for line in lines), encoding="utf-8", newline="\n")
    assert "".join(line + "\n" for line in lines) == expected.read_text(encoding="utf-8")
    assert any(f": {slug}: " in line for line in lines)
    for diagnostic in diagnostics:
        assert diagnostic.message.strip()
        assert diagnostic.advice.strip()
        assert "{" not in diagnostic.message.replace("{{", "").replace("{%", "").replace("{x}", "")
        assert "\n" not in diagnostic.message + diagnostic.advice


@pytest.mark.parametrize("slug", SLUGS)
def test_good(slug: str, tmp_path: Path) -> None:
    assert [shown(d) for d in found_in(tmp_path, CASES / slug / "good")] == []
