"""The built academy in a browser, as tests/browser opens it."""

from tests.browser.conftest import browser, site

__all__ = ["browser", "site"]
