"""The letters of the academy's pages: byte for byte those that salesbook writes, in the browser that managers use."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.browser.letters import BOOKS, ROOT, WRITE, BookLetters, blank_page, plain_html, zones

pytestmark = pytest.mark.browser
MANY = 24
"""So often every letter is written."""


@pytest.mark.parametrize("root", BOOKS, ids=lambda root: root.relative_to(ROOT).as_posix())
def test_a_page_writes_the_letters_that_the_program_writes(chromium: Any, root: Path) -> None:
    letters = BookLetters(root)
    page = blank_page(chromium)
    written = 0
    for name, data, typed, expected in letters.cases(Random(root.relative_to(ROOT).as_posix()), MANY):
        assert data["refused"] is None, (name, data["refused"])
        told = page.evaluate(WRITE, [data, letters.tables, zones(), typed])
        for facts, own, of_program in zip(typed, told, expected, strict=True):
            assert with_plain_html(own) == with_plain_html(of_program), (name, facts)
            written += "text" in own
    assert written
    page.close()


def with_plain_html(letter: dict[str, Any]) -> dict[str, Any]:
    """Return a letter with its HTML as far as it says something: not byte for byte, for another Markdown writes it."""
    return letter | ({"html": plain_html(letter["html"])} if "html" in letter else {})
