"""Every line of the README and of the readers' pages that calls the command calls one that is there."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.test_advice import OPTIONS

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs/readers").glob("*.md"))]
CODE = re.compile(r"^```\w+\n(.*?)^```|`([^`\n]+)`", re.MULTILINE | re.DOTALL)
CALL = re.compile(r"^(?:\S*[/\\])?salesbook (.*)")


def calls() -> list[tuple[str, str]]:
    """Return the pages with the arguments of their calls."""
    found = []
    for page in PAGES:
        for block, span in CODE.findall(page.read_text(encoding="utf-8")):
            for line in (block or span).splitlines():
                call = CALL.match(re.sub(r"[\[\]]|\s+(?:#|>).*", "", line.strip()))
                if call:
                    found.append((page.name, call[1]))
    return found


CALLS = calls()


def test_every_page_calls_the_command() -> None:
    assert {page for page, _call in CALLS} == {page.name for page in PAGES} - {"newcomer.md", "repetition.md"}


@pytest.mark.parametrize(("page", "call"), CALLS)
def test_the_call_is_known(page: str, call: str) -> None:
    words = shlex.split(call)
    command = next((c for c in (" ".join(words[:2]), words[0]) if c in OPTIONS), "")
    assert command or words[0].startswith("--"), call
    options = {word for word in words if word.startswith("--")}
    assert options <= OPTIONS[command] | OPTIONS[""], call
