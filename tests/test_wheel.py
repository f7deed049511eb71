"""The wheel gives a working `salesbook` in an environment that has never seen the checkout."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.books import BASE

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, install it alone into a new environment, lend it the dependencies, return the command."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("salesbook-*.whl")
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    install = [sys.executable, "-m", "pip", "--python", str(scripts / "python"), "install", "--quiet"]
    subprocess.run([*install, "--no-index", "--no-deps", str(wheel)], check=True)
    (site,) = environment.glob("[Ll]ib/**/site-packages")
    # A path file adds the folder of the dependencies, but not the links of the checkout that lie there.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return scripts / "salesbook"


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


def test_without_a_book_it_says_what_to_do(command: Path, tmp_path: Path) -> None:
    done = run(command, "check", cwd=tmp_path)
    assert done.returncode == 2
    assert "--book" in done.stderr
    assert "Traceback" not in done.stderr
