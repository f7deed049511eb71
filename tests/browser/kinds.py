"""Pages of every kind, and what a page must not do: errors, refusals by its policy, requests to anybody else."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.browser.conftest import SITE

_TELL = """addEventListener('securitypolicyviolation', (refused) =>
  console.error(`policy: ${refused.violatedDirective} ${refused.blockedURI} ${refused.sourceFile}`))"""


def pages_of_every_kind() -> list[str]:
    """Return the addresses of the longest page of every kind, and of those that stand for themselves."""
    longest: dict[Path, Path] = {}
    for path in sorted(SITE.rglob("*.html")):
        folder = SITE / path.relative_to(SITE).parts[0]  # regulations lie deeper, by departments
        kind = path if path.parent == SITE or path.name == "index.html" else folder
        if kind not in longest or path.stat().st_size > longest[kind].stat().st_size:
            longest[kind] = path
    return sorted("/" + path.relative_to(SITE).as_posix() for path in longest.values())


def faults_of(page: Any, address: str) -> list[str]:
    """Return a list to which is added whatever goes wrong in a page whose academy is at `address`."""
    faults: list[str] = []
    page.add_init_script(_TELL)
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda failed: None if _was_left(failed) else faults.append(f"failed: {failed.url}"))
    page.on("request", lambda asked: None if _is_own(asked.url, address) else faults.append(f"asked: {asked.url}"))
    return faults


def until(page: Any, condition: str) -> None:
    """Wait until a condition holds in a page: `wait_for_function` would evaluate it there, which the policy refuses."""
    from playwright.sync_api import Error  # not installed where no browser is opened

    for _try in range(200):
        with suppress(Error):  # a page that is being left has nothing to say
            if page.evaluate(condition):
                return
        page.wait_for_timeout(25)
    raise AssertionError(condition)


def _was_left(request: Any) -> bool:
    """Tell whether a request failed because its page was left."""
    return str(request.failure) == "net::ERR_ABORTED"


def _is_own(url: str, address: str) -> bool:
    return url.startswith((f"{address}/", "data:"))
