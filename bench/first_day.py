"""A first day: from `pip install` of the wheel to an academy of `init --from minimal`, in an empty environment.

python -m bench.first_day

Packages come from the index that pip is set to, so the time says as much about the network and the machine as about us;
the number of commands does not. The environment is made and the wheel is built before the clock starts.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST = 3
"""Commands that a newcomer types until there is an academy to look at."""


def main() -> None:
    """Print the commands with their seconds, and the sum."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        wheel = built(place / "wheel")
        python = environment(place / "environment")
        salesbook = python.with_name("salesbook")
        book = place / "book"
        commands = (
            ("pip install 'salesbook[academy]'", [python, "-m", "pip", "install", "--quiet", f"{wheel}[academy]"]),
            ("salesbook init book --from minimal", [salesbook, "init", book, "--from", "minimal"]),
            ("salesbook --book book build", [salesbook, "--book", book, "build"]),
        )
        assert len(commands) <= MOST
        total = 0.0
        for words, command in commands:
            seconds = timed([str(word) for word in command], place)
            total += seconds
            print(f"{words:40}{seconds:7.1f} s")
        assert (book / "build" / "academy" / "index.html").is_file()
        print(f"{f'{len(commands)} commands':40}{total:7.1f} s")


def built(folder: Path) -> Path:
    """Build the wheel of this checkout into a folder."""
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("salesbook-*.whl")
    return wheel


def environment(folder: Path) -> Path:
    """Make an empty environment; return its Python."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    return folder / ("Scripts" if os.name == "nt" else "bin") / "python"


def timed(command: list[str], folder: Path) -> float:
    """Run a command that must end well; return its seconds."""
    outside = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    start = time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env=outside, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
