"""What is transferred when a page is opened for the first time, packed as a host packs it."""

from collections.abc import Iterator
from typing import Any

import pytest

from bench.first_load import CURVES, Load, opened, served
from tests.browser.conftest import SITE
from tests.browser.kinds import pages_of_every_kind

pytestmark = pytest.mark.browser

MOST = 150_000


@pytest.fixture(scope="module")
def host(site: str) -> Iterator[str]:
    with served(SITE) as address:
        yield address


def test_a_first_load_is_light_on_every_kind_of_page(host: str, browser: Any) -> None:
    for name in pages_of_every_kind():
        load = opened(browser, host + name, slow=False)
        assert 5_000 < load.own < MOST, name
        assert load.theme > 10_000, name
        assert load.measures["shifts"] < CURVES["shifts"][0], name


def test_the_score_is_that_of_the_published_curves() -> None:
    names = list(CURVES)
    for place, score in ((0, 90), (1, 50)):
        load = Load(0, 0, {name: CURVES[name][place] for name in names})
        assert round(load.score) == score
    assert Load(0, 0, dict.fromkeys(names, 0.0)).score == pytest.approx(100)
