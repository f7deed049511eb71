"""`salesbook upgrade` as people run it: what it shows, writes, refuses and survives."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.books import base_text
from tests.cli.ran import Command
from tests.upgrading.old import LIMITS, company, files_of, write_old

REGULATION = "content/regulations/sales/first-contact.md"


@pytest.fixture
def old(root: Path) -> Path:
    """The book at `root` as a book of format 1, with a regulation that a role is sent to and may not read."""
    text = base_text("regulations/sales/first-contact.md").replace("readers: [manager]", "readers: [head]", 1)
    return write_old(root, {"regulations/sales/first-contact.md": text})


def test_a_book_of_the_current_format(salesbook: Command, root: Path) -> None:
    before = files_of(root)
    ran = salesbook("upgrade")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "the book is of format 2, the current one: there is nothing to do\n"
    assert salesbook("upgrade", "--json").json == {
        **{"version": 1, "written": False, "from": 2, "to": 2, "changes": [], "deleted": [], "left": []}
    }
    assert files_of(root) == before


def test_a_dry_run_shows_what_would_be_done(salesbook: Command, old: Path) -> None:
    before = files_of(old)
    ran = salesbook("upgrade", "--dry-run")
    assert ran.code == 0
    assert [line for line in ran.out.splitlines() if line.startswith(("+", "-"))] == [
        f"--- {REGULATION}",
        f"+++ {REGULATION}",
        "-readers: [head]",
        "+readers: [head, manager]",
        "--- content/company.yml",
        "+++ content/company.yml",
        "+format: 2",
        *(f"-{line}" for line in LIMITS.splitlines()),
    ]
    assert ran.out.endswith("\ndeleted: templates/letters/envelope.html\n")
    assert ran.err.splitlines() == [
        "the book is of format 1; to bring it to format 2:",
        "  company.yml needs no `limits`: the figures stay in `facts`: content/company.yml",
        f"  `readers` now says who may read a regulation: whoever is sent to it is added: {REGULATION}",
        "  copies of files of salesbook 0.1.0 are deleted: the program brings them, and newer ones: "
        "templates/letters/envelope.html",
        "  the book says its format: 2: content/company.yml",
        "nothing was written: --dry-run",
    ]
    shown = salesbook("upgrade", "--dry-run", "--json").json
    assert (shown["written"], shown["from"], shown["to"]) == (False, 1, 2)
    assert shown["deleted"] == ["templates/letters/envelope.html"]
    assert "\n".join(shown["diff"]) == ran.out.rpartition("deleted:")[0].rstrip("\n")
    assert files_of(old) == before


def test_it_is_done_once(salesbook: Command, old: Path) -> None:
    before = files_of(old)
    ran = salesbook("upgrade")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("the book is now of format 2; it was of format 1:\n")
    assert ran.err.endswith("salesbook check\n")
    after = files_of(old)
    assert before.keys() - after.keys() == {"templates/letters/envelope.html"}
    assert {path for path in after if before[path] != after[path]} == {"content/company.yml", REGULATION}
    assert salesbook("check").code == 0
    assert "there is nothing to do" in salesbook("upgrade").err
    assert files_of(old) == after


def test_check_says_what_to_do(salesbook: Command, old: Path) -> None:
    found = {each["code"]: each for each in salesbook("check", "--json").json["diagnostics"]}
    assert found.keys() >= {"older-format", "former-field"}
    assert "salesbook upgrade --dry-run" in found["older-format"]["advice"]
    assert "run: salesbook upgrade" in found["former-field"]["advice"]


def test_what_is_left_is_named(salesbook: Command, old: Path) -> None:
    (old / "templates/pages").mkdir(parents=True, exist_ok=True)
    (old / "templates/pages/home.md").write_text("# Наша академия\n", encoding="utf-8")
    (old / "salesbook.toml").write_text('[check]\nignore = ["personal-data"]\n', encoding="utf-8")
    ran = salesbook("upgrade")
    assert "this is left to you:\n  templates/pages/home.md: this copy of a file of salesbook 0.1.0" in ran.err
    assert "    → see what differs from the default of now: salesbook templates diff templates/pages/home.md" in ran.err
    assert "  salesbook.toml: salesbook.toml, check.ignore: “personal-data”" in ran.err
    assert (old / "templates/pages/home.md").exists()


@pytest.mark.parametrize("text", [b"name: [", b"\xff", b"", b"name: x\nformat: nine\n", b"name: x\n"])
def test_a_company_that_cannot_be_read(salesbook: Command, old: Path, text: bytes) -> None:
    (old / "content/company.yml").write_bytes(text)
    before = files_of(old)
    for options in ((), ("--dry-run",)):
        ran = salesbook("upgrade", *options)
        assert ran.code == 1
        assert "a part of the book cannot be read" in ran.err and "nothing was changed" in ran.err
        assert "content/company.yml:" in ran.out
    assert files_of(old) == before


@pytest.mark.parametrize("alias", ["hours: &hours", "calendar: *hours"])
def test_aliases_are_told_as_ever(salesbook: Command, old: Path, alias: str) -> None:
    key = alias.split(":", maxsplit=1)[0]
    (old / "content/company.yml").write_text(company().replace(f"{key}:", alias, 1), encoding="utf-8")
    ran = salesbook("upgrade")
    assert (ran.code, "is not allowed in a book" in ran.out) == (1, True)


def test_any_other_file_that_cannot_be_read_keeps_the_book_as_it_is(salesbook: Command, old: Path) -> None:
    (old / "content/courses/start.yml").write_text("title: Старт\n", encoding="utf-8")
    before = files_of(old)
    ran = salesbook("upgrade", "--json")
    assert ran.code == 1
    assert {each["path"] for each in ran.json["diagnostics"]} == {"content/courses/start.yml"}
    assert files_of(old) == before


def test_what_would_be_lost(salesbook: Command, old: Path) -> None:
    (old / "content/company.yml").write_text(company("limits: {first_contact: 30}\n"), encoding="utf-8")
    before = files_of(old)
    ran = salesbook("upgrade")
    assert (ran.code, ran.out) == (2, "")
    assert "content/company.yml: “limits.first_contact” holds «30», which is no figure of `facts`" in ran.err
    assert files_of(old) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever is root may write anywhere")
def test_a_folder_without_rights(salesbook: Command, old: Path) -> None:
    folder = (old / REGULATION).parent
    folder.chmod(0o555)
    before = files_of(old)
    try:
        ran = salesbook("upgrade")
    finally:
        folder.chmod(0o755)
    assert ran.code == 2
    assert "no rights to it" in ran.err and "nothing was changed" in ran.err
    assert files_of(old) == before


KILLED = """
import os, signal, sys
from salesbook.cli import run
from salesbook.core import steps
exchange, done = steps.exchange, []
def dying(one, other):
    if len(done) == int(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)
    done.append(exchange(one, other))
steps.exchange = dying
run(["--book", sys.argv[2], "upgrade"])
"""


@pytest.mark.skipif(os.name == "nt", reason="nobody is killed so there")
def test_a_command_that_is_killed_is_simply_run_again(salesbook: Command, old: Path, tmp_path: Path) -> None:
    """The book says the new format last of all, so what was not done is done then."""
    (other := tmp_path / "other").mkdir()
    for path, data in files_of(old).items():
        (other / path).parent.mkdir(parents=True, exist_ok=True)
        (other / path).write_bytes(data)
    killed = subprocess.run([sys.executable, "-c", KILLED, "1", old], check=False, capture_output=True)
    assert killed.returncode == -signal.SIGKILL
    assert "format: 2" not in (old / "content/company.yml").read_text(encoding="utf-8")
    for root in (old, other):
        assert salesbook("--book", root, "upgrade", book=False).code == 0
    assert files_of(old) == files_of(other)
