"""The academy while the book is written: never said to be open where it is not."""

import hashlib
import socket
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Template

from salesbook.academy.serve import reloading, serve, watch
from salesbook.core.defaults import FOLDER
from salesbook.core.errors import UserError


@pytest.fixture
def port() -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    yield number


def test_a_book_that_cannot_be_built_is_not_served(tmp_path: Path, port: int) -> None:
    opened: list[str] = []
    assert serve(tmp_path, "127.0.0.1", port, lambda _site: False, opened.append) is False
    assert opened == []


def test_a_taken_port(tmp_path: Path) -> None:
    opened: list[str] = []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UserError, match="the address is in use"):
            serve(tmp_path, "127.0.0.1", taken.getsockname()[1], lambda _site: True, opened.append)
    assert opened == []


class Watcher:
    """Stands where MkDocs' server would: notes what it is asked to watch."""

    def __init__(self) -> None:
        self.paths: dict[str, bool] = {}

    def watch(self, path: str, *, recursive: bool = True) -> None:
        self.paths[path] = recursive


def test_what_a_book_gets_later_is_watched_too(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    server: Any = Watcher()
    watch(server, tmp_path)
    assert server.paths == {str(tmp_path): False, str(tmp_path / "content"): True}
    (tmp_path / "templates").mkdir()
    watch(server, tmp_path)
    assert server.paths[str(tmp_path / "templates")]


@pytest.mark.parametrize(("address", "path"), [("", "/"), ("https://example.com/sales/", "/sales/")])
def test_it_is_served_under_the_path_that_it_is_published_under(
    tmp_path: Path, port: int, address: str, path: str
) -> None:
    if address:
        (tmp_path / "mkdocs.yml").write_text(f"site_url: {address}\n", encoding="utf-8")
    opened: list[str] = []

    def ready(url: str) -> None:
        opened.append(url)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        serve(tmp_path, "127.0.0.1", port, lambda _site: True, ready)
    assert opened == [f"http://127.0.0.1:{port}{path}"]


def policy_of(store: str | None) -> bytes:
    """Return the policy of a page as the press writes it."""
    text = (FOLDER / "site/theme/partials/policy.html").read_text(encoding="utf-8")
    rendered: str = Template(text).render(records=None if store is None else {"store": store})
    return rendered.encode()


def test_the_script_that_reloads_a_page_is_the_only_one_that_may_run_in_it() -> None:
    policy = policy_of(None)
    script = b"livereload(1, 2);"
    page = reloading(policy + b"<body><script>%b</script></body>" % script)
    digest = b64encode(hashlib.sha256(script).digest())
    assert b"script-src 'self' 'sha256-%b'; connect-src 'self'; style-src 'self';" % digest in page


def test_a_page_that_may_ask_a_record_store_may_still_do_so() -> None:
    store = "https://records.example.com/xapi/statements"
    page = reloading(policy_of(store) + b"<body><script>livereload(1, 2);</script></body>")
    assert page.count(b"connect-src") == 1
    assert b"; connect-src 'self' https://records.example.com/xapi/statements; style-src 'self';" in page
