"""Managers use Windows and macOS: the package asks no system for what another has not."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, cast

import pytest

import salesbook
from salesbook.core.changes import Change, Plan
from salesbook.core.diagnostics import Diagnostic
from salesbook.core.errors import UserError
from salesbook.output import clipboard
from salesbook.reading.file_names import DEVICES
from salesbook.reading.files import Stamp, sort
from tests.books import found, write_book
from tests.windows import COMMANDS, FUNCTIONS, MODULES, SIGNALS, modules

ROOT = Path(__file__).parents[1]
PACKAGE = Path(salesbook.__file__).parent
NAMES = {"os": FUNCTIONS, "signal": SIGNALS}


# --- nothing is imported or called that Windows lacks


def missed(tree: ast.AST, guards: tuple[ast.expr, ...] = ()) -> Iterator[tuple[int, str]]:
    """Yield the line and name of what only POSIX has, unless a condition around it asks whether it is there."""
    for node in ast.iter_child_nodes(tree):
        conditions = (*guards, node.test) if isinstance(node, ast.If | ast.IfExp) else guards
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name.partition(".")[0] for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names] + [node.module or ""]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            names = [f"{node.value.id}.{node.attr}"]
        for name in names:
            module, _dot, attribute = name.partition(".")
            lacking = module in MODULES or attribute in NAMES.get(module, ())
            if lacking and not asked_for(attribute or module, conditions):
                yield getattr(node, "lineno", 0), name
        yield from missed(node, conditions)


def asked_for(name: str, conditions: Iterable[ast.expr]) -> bool:
    """Tell whether conditions ask which system it is, or whether it has what is named."""
    words = "".join(map(ast.unparse, conditions))
    return repr(name) in words or "sys.platform" in words or "os.name" in words


def test_no_module_names_what_windows_lacks() -> None:
    paths = sorted(PACKAGE.rglob("*.py"))
    assert len(paths) > len(modules()) - 5
    assert [
        f"{path.relative_to(PACKAGE)}:{line}: {name}"
        for path in paths
        for line, name in missed(ast.parse(path.read_bytes()))
    ] == []


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("import fcntl", ["fcntl"]),
        ("from pwd import getpwuid", ["pwd.getpwuid", "pwd"]),
        ("from os import fork", ["os.fork"]),
        ("def f():\n    return os.getuid()", ["os.getuid"]),
        ("os.open(p, os.O_RDONLY | os.O_NOFOLLOW)", ["os.O_NOFOLLOW"]),
        ("os.kill(1, signal.SIGKILL)", ["signal.SIGKILL"]),
        ("x = os.getuid() if hasattr(os, 'geteuid') else 0", ["os.getuid"]),
        ("x = os.getuid() if hasattr(os, 'getuid') else 0", []),
        ("if sys.platform != 'win32':\n    import fcntl", []),
        ("x = getattr(os, 'O_NOFOLLOW', 0) | os.O_RDONLY", []),
        ("import subprocess, os.path\nos.kill(1, signal.SIGTERM)", []),
    ],
)
def test_the_search_finds_what_it_is_there_for(code: str, names: list[str]) -> None:
    assert [name for _line, name in missed(ast.parse(code))] == names


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the other tests run on Windows itself")
def test_every_module_and_command_does_without(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.windows", str(write_book(tmp_path))],
        cwd=ROOT, env=dict(os.environ) | {"SALESBOOK_TRACEBACK": "1"}, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert [line for line in ran.stderr.splitlines() if line.startswith(COMMANDS)] == [f"{c} 0" for c in COMMANDS]


@pytest.mark.skipif(sys.platform == "win32", reason="the other tests run on Windows itself")
def test_the_windows_of_these_tests_lacks_what_windows_lacks() -> None:
    code = """
import os, sys
from tests.windows import become_windows
become_windows()
missing = []
for statement in ("import fcntl", "import pwd", "os.fork()", "os.getuid()"):
    try:
        exec(statement)
    except (ImportError, AttributeError):
        missing.append(statement)
print(sys.platform, os.name, len(missing), flush=True)
os._exit(0)
"""
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == "win32 nt 4\n"
    assert {"salesbook", "salesbook.cli.check", "salesbook.editing.server"} <= set(modules())


# --- names of files


def problems_of(*names: str) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    sort(Path("book"), [Stamp(name, 0, 0, 0) for name in names], problems)
    return problems


@pytest.mark.parametrize("name", sorted(DEVICES))
def test_an_item_is_not_named_as_a_device(name: str) -> None:
    (problem,) = problems_of(f"faq/{name}.yml")
    assert (problem.rule, str(problem.path)) == ("bad-file-name", f"content/faq/{name}.yml")
    assert "Windows" in problem.advice


def test_names_that_only_contain_a_device_s_are_free() -> None:
    assert problems_of("faq/console.yml", "faq/aux-1.yml", "faq/com10.yml", "faq/null.yml") == []


def test_items_do_not_differ_in_case_alone() -> None:
    """Where case makes no difference, one of two such files would be lost: capitals are no part of a name."""
    assert [str(p.path) for p in problems_of("faq/payments.yml", "faq/Payments.yml")] == ["content/faq/Payments.yml"]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["crm/img/aux.png"], "“aux.png” cannot be checked out on Windows: AUX is a device there"),
        (["crm/img/COM1 .png"], "“COM1 .png” cannot be checked out on Windows: COM1 is a device there"),
        (["crm/img/nul"], "“nul” cannot be checked out on Windows: NUL is a device there"),
        (["crm/img/lpt².tar.gz"], "“lpt².tar.gz” cannot be checked out on Windows: LPT² is a device there"),
        (["crm/con/a.png", "crm/con/b.png"], "“con” cannot be checked out on Windows: CON is a device there"),
        (["crm/img/a?.png"], "“a?.png” cannot be checked out on Windows: its names have no ?"),
        (["crm/img/a:b<c>.png"], "“a:b<c>.png” cannot be checked out on Windows: its names have no : < >"),
        (["crm/img/a\nb.png"], "“a\nb.png” cannot be checked out on Windows: its names have no U+000A"),
        (["crm/img/a\\b.png"], "“a\\b.png” cannot be checked out on Windows: its names have no \\"),
        (["crm/img/план."], "“план.” ends in a dot or a space: Windows takes it off"),
        (["crm/план /a.png"], "“план ” ends in a dot or a space: Windows takes it off"),
        (
            ["crm/img/Card.png", "crm/img/card.png"],
            "“Card.png” and “card.png” differ only in capital letters: Windows and macOS take them for one",
        ),
        (
            ["crm/img/СХЕМА.png", "crm/img/схема.png"],
            "“СХЕМА.png” and “схема.png” differ only in capital letters: Windows and macOS take them for one",
        ),
        (
            ["crm/Img/a.png", "crm/Img/b.png", "crm/img/a.png", "crm/img/b.png"],
            "“Img” and “img” differ only in capital letters: Windows and macOS take them for one",
        ),
        (
            ["crm/img/и\u0306.png", "crm/img/й.png"],
            "two names “й.png” differ only in how their letters are composed: macOS takes them for one",
        ),
        (
            ["faq/A.yml", "faq/a.yml"],
            "“A.yml” and “a.yml” differ only in capital letters: Windows and macOS take them for one",
        ),
        (["crm/img/" + "a" * 185 + ".png"], "the path is 205 characters long: on Windows it may not be checked out"),
        (
            ["crm/" + "a" * 200 + "/b.png", "crm/" + "a" * 200 + "/c.png"],
            "the path is 212 characters long: on Windows it may not be checked out",
        ),
    ],
)
def test_other_files_and_folders_have_names_that_every_system_can_have(names: list[str], message: str) -> None:
    (problem,) = problems_of(*names)
    assert (problem.rule, problem.message) == ("bad-file-name", message)
    assert problem.advice


def test_names_that_every_system_can_have() -> None:
    names = ["crm/img/План (1).png", "crm/img/com.png", "crm/img/.x/a b.png", "crm/img/console/aux1.png"]
    assert problems_of(*names, "crm/a/x.png", "crm/b/X.png", "crm/img/a.b.png", "crm/img/" + "a" * 180 + ".png") == []


def test_templates_and_the_academy_s_sources_have_names_too(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    for name in ("templates/pages/aux.md", "site/assets/Cards.css", "site/assets/cards.css"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("", encoding="utf-8")
    assert [str(d.path) for d in found(root) if d.rule == "bad-file-name"] == [
        "site/assets/Cards.css",
        "templates/pages/aux.md",
    ]


def test_of_two_files_of_one_name_one_is_in_the_book(tmp_path: Path) -> None:
    text = (write_book(tmp_path) / "content/faq/payments.yml").read_bytes()
    for name in ("и\u0306од", "йод"):
        (tmp_path / f"content/faq/{name}.yml").write_bytes(text)
    assert [(d.rule, str(d.path)) for d in found(tmp_path) if d.rule != "duplicate-title"] == [
        ("bad-file-name", "content/faq/йод.yml")
    ]


def test_whoever_asks_for_one_item_does_not_hear_of_others() -> None:
    problems: list[Diagnostic] = []
    sort(Path("book"), [Stamp(name, 0, 0, 0) for name in ("faq/aux.yml", "crm/a?.png")], problems, {"letter:summary"})
    assert problems == []


def test_this_repository_can_be_checked_out_everywhere() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode()
    names = listed.split("\0")[:-1]
    if not names:
        pytest.skip("this is no clone")
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        # The longest path that Windows takes has 259 characters; the folder of the clone comes first.
        assert len(name) <= 160, name
        for part in PurePosixPath(name).parts:
            assert not set(part) & set('<>:"|?*\\'), name
            assert not part.endswith((".", " ")), name
            assert part.partition(".")[0].lower() not in DEVICES, name


def test_paths_of_windows_are_shown_with_slashes() -> None:
    root = PureWindowsPath(r"C:\Users\Анна\book")
    path = PureWindowsPath(r"c:\users\анна\book\content\faq\payments.yml")
    plan = Plan((Change(cast("Path", path), b"a\n", b"b\n"),))
    assert [line.rstrip() for line in plan.diff(cast("Path", root))][:2] == [
        "--- content/faq/payments.yml",
        "+++ content/faq/payments.yml",
    ]


# --- the clipboard

PROGRAMS = {
    "pbcopy": (["pbcopy"], "utf-8"),
    "wl-copy": (["wl-copy"], "utf-8"),
    "xclip": (["xclip", "-selection", "clipboard"], "utf-8"),
    "xsel": (["xsel", "--clipboard", "--input"], "utf-8"),
    "clip": (["clip"], "utf-16"),
}


class Programs:
    """The programs that a machine has, and what they were given; those in `broken` fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *names: str, broken: tuple[str, ...] = ()) -> None:
        self.names = names
        self.broken = broken
        self.ran: list[tuple[list[str], bytes]] = []
        monkeypatch.setattr(shutil, "which", lambda name: f"/programs/{name}" if name in names else None)
        monkeypatch.setattr(subprocess, "run", self.run)

    def run(self, command: list[str], **options: Any) -> "subprocess.CompletedProcess[bytes]":
        assert options["timeout"] == 10
        self.ran.append((command, options["input"]))
        return subprocess.CompletedProcess(command, 1 if Path(command[0]).name in self.broken else 0)


@pytest.mark.parametrize("name", PROGRAMS)
def test_each_system_s_program_gets_the_text_as_it_reads_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = Programs(monkeypatch, name)
    clipboard.copy("Анна, «да» 🙂\n")
    (words, encoding) = PROGRAMS[name]
    ((command, given),) = programs.ran
    assert command == [f"/programs/{name}", *words[1:]]
    assert given.decode(encoding) == "Анна, «да» 🙂\n"
    # Windows' program takes UTF-16 for what it is by its mark alone.
    assert given.startswith((b"\xff\xfe", b"\xfe\xff")) == (name == "clip")


def test_a_program_that_fails_is_followed_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    programs = Programs(monkeypatch, "wl-copy", "xclip", broken=("wl-copy",))
    clipboard.copy("x")
    assert [Path(command[0]).name for command, _given in programs.ran] == ["wl-copy", "xclip"]


def test_when_every_program_fails_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    Programs(monkeypatch, "xclip", broken=("xclip",))
    with pytest.raises(UserError):
        clipboard.copy("x")
