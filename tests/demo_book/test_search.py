"""The search of the demo book's academy, in a browser: a word is found in whatever form it is typed."""

from typing import Any

import pytest

from tests.browser.test_search import typed
from tests.demo_book.demo import demo_book

pytestmark = pytest.mark.browser
BOOK = demo_book()


@pytest.mark.parametrize("words", ["встречей", "саммари встречи", "дожима", "lj;bv", "дожма"])
def test_russian_word_forms(site: str, browser: Any, words: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/index.html")
    page.click(".search-open")
    typed(page, words)
    page.wait_for_selector(".search-hit mark")
    stem = {"lj;bv": "дожим", "дожма": "дожим"}.get(words, words.split(maxsplit=1)[0][:5].lower())
    assert stem in page.inner_text(".search-hit >> nth=0").lower()
    page.close()
