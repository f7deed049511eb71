"""Tests read English: message ids, whatever the catalogues say."""

from collections.abc import Iterator

import pytest

from salesbook import language


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = language.spoken()
    language.speak("en")
    yield
    language.speak(before)
