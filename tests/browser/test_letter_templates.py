"""Templates of all that the sandbox lets through, made at random: a page writes what the program writes of them."""

import warnings
from collections import Counter
from typing import Any

import pytest

from salesbook.book.load import load_book
from salesbook.letters.environment import CLOCKS, Clocks, prepared, sandbox
from salesbook.letters.expressions import Node, NotInBrowserError
from salesbook.letters.gaps import marking
from salesbook.letters.tables import book_tables
from salesbook.letters.tree import template_tree
from salesbook.letters.writing import as_text
from salesbook.sandbox.environment import Sandbox
from salesbook.sandbox.reasons import FAILURES
from tests.browser.letters import RENDER, ROOT, TODAY, as_data, blank_page, zones
from tests.letters.templates import VALUES, Templates

pytestmark = pytest.mark.browser
AWAY = "Asia/Vladivostok"
MANY = 1_000


def told(environment: Sandbox, source: str, clocks: Clocks) -> tuple[str | None, Node] | None:
    """Return what the program makes of a template, None when that fails, and its tree; None for what has no tree."""
    try:
        template = environment.changed(source, marking)
        tree = template_tree(environment, source, marking)
    except (*FAILURES, NotInBrowserError):
        return None
    try:
        return template.render(**VALUES, **{CLOCKS: clocks}), tree
    except FAILURES:
        return None, tree


@pytest.mark.parametrize(
    ("root", "seed"),
    [(ROOT / "salesbook/starters/books/roofing/ru", 1), (ROOT / "salesbook/starters/books/minimal/en", 2)],
)
def test_a_page_writes_what_the_program_writes_of_any_template(chromium: Any, root: Any, seed: int) -> None:
    book, _problems = load_book(root)
    company = book.company
    environment = sandbox(book.context, as_text)
    clocks = Clocks(company.time_zone, AWAY, TODAY)
    templates = Templates(seed)
    sources = [prepared(templates.template()) for _n in range(MANY)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # of what such templates do, Python's compiler would warn
        results = [(source, result) for source in sources if (result := told(environment, source, clocks)) is not None]
    tables = book_tables(company, None, TODAY.year)
    tables["offsets"] |= zones()["offsets"]
    page = blank_page(chromium)
    values = [[name, as_data(value)] for name, value in VALUES.items()]
    trees = [tree for _source, (_text, tree) in results]
    written = page.evaluate(RENDER, [trees, values, tables, AWAY, [TODAY.year, TODAY.month, TODAY.day]])
    outcomes: Counter[tuple[bool, str]] = Counter()
    for (source, (text, _tree)), (outcome, words) in zip(results, written, strict=True):
        outcomes[text is not None, outcome] += 1
        assert outcome != "bug", (source, words)
        assert outcome != "text" or words == text, source
        assert outcome != "fault" or text is None, (source, words)
    # What the page leaves to the program is rare, and most templates say something.
    assert outcomes[True, "text"] > MANY // 4
    assert outcomes[True, "cannot"] < outcomes[True, "text"] // 20
    page.close()
