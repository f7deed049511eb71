"""What pyproject.toml asks for: every lower bound is the version that `make lowest` runs the tests with."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
_PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)", re.MULTILINE)
_LINE = re.compile(r"[a-z0-9-]+==\S+(?: ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?")


def users(*extras: str) -> Iterator[Requirement]:
    """Yield what those have who install the project, with these extras."""
    project = PROJECT["project"]
    for text in (*project["dependencies"], *(t for extra in extras for t in project["optional-dependencies"][extra])):
        yield Requirement(text)


def group(name: str) -> Iterator[Requirement]:
    """Yield the requirements of a dependency group with those it includes."""
    for entry in PROJECT["dependency-groups"][name]:
        yield from group(entry["include-group"]) if isinstance(entry, dict) else (Requirement(entry),)


def pins(lock: str) -> dict[str, set[Version]]:
    """Return the versions that a lock has of each package; markers may choose between several."""
    versions: dict[str, set[Version]] = {}
    for match in _PIN.finditer((ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")):
        versions.setdefault(match["name"], set()).add(Version(match["version"]))
    return versions


def lower_bound(requirement: Requirement) -> Version:
    (bound,) = [Version(s.version) for s in requirement.specifier if s.operator == ">="]
    return bound


@pytest.mark.parametrize(
    "requirement", [*users("academy", "leads", "letters", "lsp", "mcp", "sql"), *group("test")], ids=str
)
def test_a_lower_bound_is_what_the_tests_have_run_with(requirement: Requirement) -> None:
    lowest = pins("lowest")[canonicalize_name(requirement.name)]
    if requirement.marker is None:
        assert lowest == {lower_bound(requirement)}
    else:  # another package asks for a newer one on the other systems
        assert min(lowest) >= lower_bound(requirement)


@pytest.mark.parametrize(
    ("lock", "requirements"),
    [
        ("academy", [*users("academy"), *group("build")]),
        ("dev", [*users("academy", "leads", "letters", "lsp", "mcp", "sql"), *group("dev")]),
        ("lowest", [*users("academy", "leads", "letters", "lsp", "mcp", "sql"), *group("test")]),
        ("fuzz", [*group("fuzz")]),
        ("mutants", [*group("mutants")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_locks_hold_what_is_asked_for(lock: str, requirements: list[Requirement]) -> None:
    locked = pins(lock)
    for requirement in requirements:
        versions = locked[canonicalize_name(requirement.name)]
        assert all(requirement.specifier.contains(version, prereleases=True) for version in versions), requirement


@pytest.mark.parametrize(("lock", "further"), [("academy", "dev"), ("dev", "mutants")])
def test_what_is_installed_further_brings_no_other_version(lock: str, further: str) -> None:
    first, then = pins(lock), pins(further)
    assert {name: then[name] for name in first.keys() & then.keys() if then[name] != first[name]} == {}


def test_whoever_has_the_academy_s_lock_needs_nothing_more_of_it_to_develop() -> None:
    assert pins("academy").keys() <= pins("dev").keys()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.stem)
def test_locks_are_hashes_and_no_addresses(lock: Path) -> None:
    lines = lock.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not _LINE.fullmatch(line)] == []


def test_the_build_asks_for_what_the_lock_brings() -> None:
    """`pip install --no-build-isolation -e .` finds what the build wants, with the same bounds."""
    build = {str(requirement) for requirement in group("build")}
    assert set(PROJECT["build-system"]["requires"]) <= build
