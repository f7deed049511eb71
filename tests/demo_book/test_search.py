"""The search of the demo book's academy, in a browser: a word is found in whatever form it is typed."""

from typing import Any

import pytest

from tests.browser.test_academy import search
from tests.demo_book.demo import demo_book

pytestmark = pytest.mark.browser
BOOK = demo_book()


@pytest.mark.parametrize("words", ["встречей", "саммари встречи", "дожима"])
def test_russian_word_forms(site: str, browser: Any, words: str) -> None:
    page = browser.new_page()
    search(page, site, words)
    stem = words.split(maxsplit=1)[0][:5].lower()
    assert stem in page.inner_text(".md-search-result__item >> nth=0").lower()
    page.close()
