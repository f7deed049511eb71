"""What `pip install .` and `pip install -e .` give in a fresh clone: a working `salesbook` that speaks Russian."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.books import BASE

ROOT = Path(__file__).parents[1]


PACKED = ("salesbook", "hatch_build.py", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md")


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
