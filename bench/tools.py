"""The peers: how each is installed, what it reads, how it is told to check all references."""

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import books, writers
from bench.items import Item
from bench.measure import salesbook

HOME = Path(__file__).parents[1] / "build" / "bench"
BIN = HOME / "venv" / "bin"
MODULES = HOME / "npm" / "node_modules"
PINS = dict(re.findall(r"^([\w-]+)==(\S+)$", Path(__file__).with_name("peers.txt").read_text("utf-8"), re.MULTILINE))
REMARK = {"remark-cli": "12.0.1", "remark-validate-links": "13.1.0"}
AHEAD = 20


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: the packages to install, the writer of its corpus, its command; `files` are added to the command.

    `ahead`: how many times faster salesbook is to be, where that is a goal.
    """

    name: str
    packages: tuple[str, ...]
    write: Callable[[Path, Sequence[Item]], None]
    command: tuple[str, ...]
    files: str = ""
    ahead: float | None = None

    def arguments(self, root: Path) -> list[str]:
        """Return the command as it is run in the corpus's folder."""
        files = sorted(root.glob(self.files)) if self.files else []
        return [*self.command, *(str(path.relative_to(root)) for path in files)]


OURS = Tool("salesbook", (), books.write, tuple(salesbook("check")))
PEERS = (
    Tool("doorstop", ("doorstop",), writers.doorstop, (str(BIN / "doorstop"),), ahead=AHEAD),
    Tool(
        "doorstop, told to write nothing",
        ("doorstop",),
        writers.doorstop,
        (str(BIN / "doorstop"), "--no-reformat", "--no-review-check"),
        ahead=AHEAD,
    ),
    Tool(
        "StrictDoc, 100 nodes a file",
        ("strictdoc",),
        writers.strictdoc,
        (str(BIN / "strictdoc"), "export", "--formats=json", "--output-dir=../out", "."),
        ahead=AHEAD,
    ),
    Tool(
        "sphinx-needs, all cores",
        ("sphinx", "sphinx-needs"),
        writers.sphinx_needs,
        (str(BIN / "sphinx-build"), "-q", "-W", "--keep-going", "-j", "auto", "-b", "needs", ".", "../out"),
        ahead=AHEAD,
    ),
    Tool(
        "remark-validate-links",
        tuple(REMARK),
        writers.markdown,
        (
            *(str(MODULES / ".bin" / "remark"), "--quiet", "--frail", "--no-color", "--no-stdout", "--use"),
            *(f"{MODULES / 'remark-validate-links' / 'index.js'}=repository:false", "."),
        ),
    ),
    Tool(
        "check-jsonschema, which knows no references",
        ("check-jsonschema",),
        writers.yaml,
        (str(BIN / "check-jsonschema"), "--schemafile", "schema.json"),
        files="items/*/*.yml",
    ),
)


def version(tool: Tool) -> str:
    """Return the pinned versions of a tool's packages."""
    return ", ".join(f"{package} {(PINS | REMARK)[package]}" for package in tool.packages)


def install(tool: Tool) -> str | None:
    """Install a tool's packages under build/bench unless they are there; return why that could not be done."""
    pins = [f"{package}=={PINS[package]}" for package in tool.packages if package in PINS]
    modules = [f"{package}@{REMARK[package]}" for package in tool.packages if package in REMARK]
    done = HOME / ("+".join(pins + modules) + ".installed")
    if done.exists():
        return None
    HOME.mkdir(parents=True, exist_ok=True)
    steps: list[list[str]] = []
    if pins:
        if not BIN.exists():
            steps.append([sys.executable, "-m", "venv", str(HOME / "venv")])
        steps.append([str(BIN / "python"), "-m", "pip", "install", "--quiet", *pins])
    if modules:
        steps.append(["npm", "install", "--prefix", str(HOME / "npm"), "--no-audit", "--no-fund", *modules])
    for step in steps:
        try:
            subprocess.run(step, check=True, capture_output=True, text=True)
        except FileNotFoundError:
            return f"{step[0]} is not installed"
        except subprocess.CalledProcessError as failure:
            return _reason(failure.stderr)
    done.touch()
    return None


def _reason(said: str) -> str:
    """Return the beginning of the first line that speaks of an error, or of all that was said."""
    return next((line for line in said.splitlines() if "error" in line.lower()), " ".join(said.split()))[:150]
