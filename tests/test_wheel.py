"""What `pip install .` and `pip install -e .` give in a fresh clone: a working `salesbook` that speaks Russian."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path, PurePosixPath

import pytest

from salesbook.core import defaults
from salesbook.starters.catalogue import starters
from tests.books import BASE

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]

PACKED = (
    *("salesbook", "templates", "site", "content", "mkdocs.yml", "hatch_build.py", "pyproject.toml"),
    *("README.md", "LICENSE", "CHANGELOG.md"),
)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of what is packed, as git hands it out: nothing is compiled."""
    clone = tmp_path_factory.mktemp("clone")
    for name in PACKED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, clone / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
        else:
            shutil.copy(ROOT / name, clone)
    return clone


def environment(folder: Path) -> Path:
    """Make an environment that is lent the dependencies of this one."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    (site,) = folder.glob("[Ll]ib/**/site-packages")
    # A path file adds the folder of the dependencies, but not the links of the checkout that lie there.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return folder


def install(environment: Path, *what: str) -> Path:
    """Install into an environment; return the command."""
    pip = [sys.executable, "-m", "pip", "--python", str(environment), "install", "--quiet", "--no-index"]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", *what], check=True)
    return environment / ("Scripts" if os.name == "nt" else "bin") / "salesbook"


@pytest.fixture(scope="module")
def command(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pack the sources, build the wheel of what was packed, install it alone, return the command."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(clone)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("salesbook-*.whl")
    return install(environment(folder / "environment"), str(wheel))


def run(command: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run(
        [str(command), *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_package_is_the_wheel_s(command: Path, tmp_path: Path) -> None:
    done = run(command.with_name("python"), "-c", "import salesbook; print(salesbook.__file__)", cwd=tmp_path)
    assert done.returncode == 0
    assert not Path(done.stdout.strip()).is_relative_to(ROOT)


def test_the_book_is_checked_from_outside(command: Path, tmp_path: Path) -> None:
    done = run(command, "--book", str(BASE), "check", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "в порядке" in done.stderr


def test_russian_comes_with_the_wheel(command: Path, tmp_path: Path) -> None:
    done = run(command, "--lang", "ru", "explain", "unknown-reference", cwd=tmp_path)
    assert done.returncode == 0
    assert "Плохо" in done.stdout


def test_russian_comes_with_a_link_to_the_clone(clone: Path, tmp_path: Path) -> None:
    linked = shutil.copytree(clone, tmp_path / "clone", ignore=shutil.ignore_patterns("*.mo"))
    command = install(environment(tmp_path / "environment"), "-e", str(linked))
    done = run(command, "--lang", "ru", "explain", "unknown-reference", cwd=tmp_path)
    assert done.returncode == 0
    assert "Плохо" in done.stdout


def test_without_a_book_it_says_what_to_do(command: Path, tmp_path: Path) -> None:
    done = run(command, "check", cwd=tmp_path)
    assert done.returncode == 2
    assert "--book" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("starter", "code"), [(name, code) for name, starter in starters().items() for code in starter.folders]
)
def test_a_starter_becomes_a_book_and_its_academy(command: Path, tmp_path: Path, starter: str, code: str) -> None:
    """In three commands, outside of any checkout; the demo book comes from content/, whatever stands there."""
    options = ("--from", starter, "--language", code, "--company", "«Рога: и #копыта»")
    answered(command, "init", "book", *options, cwd=tmp_path)
    book = tmp_path / "book"
    assert answered(command, "check", cwd=book) == ""
    assert json.loads(answered(command, "list", "letter", "--json", cwd=book))["items"]
    if starter != "developer":  # the academy of the demo book has tests of its own, and takes its time
        answered(command, "build", cwd=book)
        assert "Рога: и #копыта" in (book / "build" / "academy" / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Return a book that is a folder with nothing but content/."""
    root = tmp_path / "book"
    shutil.copytree(BASE / "content", root / "content")
    return root


def answered(command: Path, *arguments: str, cwd: Path) -> str:
    """Run a command that must end well; return what it has printed on stdout."""
    done = run(command, *arguments, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_defaults_of_the_wheel_are_those_of_the_checkout(command: Path, tmp_path: Path) -> None:
    code = "from salesbook.core import defaults\nprint(defaults.FOLDER, *defaults.paths(), sep='\\n')"
    folder, *paths = answered(command.with_name("python"), "-c", code, cwd=tmp_path).splitlines()
    assert [PurePosixPath(path) for path in paths] == list(defaults.paths())
    assert not Path(folder).is_relative_to(ROOT)
    for path in paths:
        assert Path(folder, path).read_bytes() == (ROOT / path).read_bytes()


def test_a_book_of_nothing_but_content_is_checked_scored_and_written_from(command: Path, bare: Path) -> None:
    assert answered(command, "check", cwd=bare) == ""
    facts, lead = bare.parent / "facts.yml", bare.parent / "lead.yml"
    answered(command, "letter", "refusal", "--sample", "--output", str(facts), cwd=bare)
    letter = json.loads(answered(command, "letter", "refusal", "--data", str(facts), "--json", cwd=bare))
    assert letter["html"].startswith("<!doctype html>")
    lead.write_text("knockouts: []\nscores: {budget: 1, timing: 1, meeting: 0}\n", encoding="utf-8")
    assert json.loads(answered(command, "score", str(lead), "--json", cwd=bare))["segment"]


def test_a_book_of_nothing_but_content_becomes_an_academy(command: Path, bare: Path) -> None:
    answered(command, "build", cwd=bare)
    site = bare / "build" / "academy"
    assert "Глоссарий" in (site / "glossary.html").read_text(encoding="utf-8")
    styles = {path.name for path in (ROOT / "site/assets").glob("*.css")}
    assert {path.name for path in (site / "assets/salesbook").iterdir()} >= styles
    assert "assets/salesbook/colours.css" in (site / "404.html").read_text(encoding="utf-8")
    assert {path.name for path in bare.iterdir()} <= {"content", "build", ".salesbook", ".gitignore"}


def test_a_file_of_the_book_overrides_its_default_and_no_other(command: Path, bare: Path) -> None:
    home = bare / "templates" / "pages" / "home.md"
    home.parent.mkdir(parents=True)
    home.write_text("# Свой дом\n", encoding="utf-8")
    (bare / "mkdocs.yml").write_text("site_url: https://example.com/sales/\n", encoding="utf-8")
    answered(command, "build", cwd=bare)
    site = bare / "build" / "academy"
    assert "Свой дом" in (site / "index.html").read_text(encoding="utf-8")
    assert "Глоссарий" in (site / "glossary.html").read_text(encoding="utf-8")
    assert "https://example.com/sales/glossary.html" in (site / "sitemap.xml").read_text(encoding="utf-8")
