"""The built academy in a browser, as tests/browser opens it."""

from tests.browser.conftest import browser, chromium, site

__all__ = ["browser", "chromium", "site"]
