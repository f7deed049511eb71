"""The academy while the book is being written: served on this machine, built anew at every change."""

import hashlib
import logging
import re
import shutil
import tempfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from salesbook.academy.folders import SOURCES
from salesbook.academy.printer import needs_mkdocs
from salesbook.academy.settings import read_settings
from salesbook.core.bases import layers
from salesbook.core.errors import UserError, reason
from salesbook.core.language import gettext as _
from salesbook.core.leftovers import own_name, sweep
from salesbook.core.lock import state_folder

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

_STRICT = re.compile(rb"(script-src 'self')(?:; connect-src( [^;\"]+))?")
"""What the policy of every page (site/theme/partials/policy.html) says of scripts, and of the record store if any."""
_LOOK = 0.2
"""Seconds between two looks at the files of the book."""

Rebuild = Callable[[Path], bool]
"""Builds the academy into a folder; False when the book has errors: reported, and the folder left as it was."""


def serve(root: Path, host: str, port: int, rebuild: Rebuild, ready: Callable[[str], None]) -> bool:
    """Serve the academy until interrupted, which raises `KeyboardInterrupt`; `ready` is told its address.

    Return False for a book that cannot be built.

    A change in content/, templates/, site/ or of a file beside them builds it anew and reloads open pages; with errors
    in the book the last good academy stays. Raises `UserError` for a port that cannot be had.
    """
    needs_mkdocs()
    from mkdocs.livereload import LiveReloadServer

    class Server(LiveReloadServer):
        def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
            return reloading(super()._inject_js_into_html(content, epoch))  # type: ignore[no-untyped-call]

        def server_activate(self) -> None:
            super().server_activate()
            ready(self.url)  # not before: the port may be somebody else's

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    with _site(root) as site:
        if not rebuild(site):
            return False

        def again() -> None:
            rebuild(site)
            watch(server, root)  # a book may have got templates of its own meanwhile

        # Under the path that the academy has where it is published: the page for what is not there links from its top.
        path = urlsplit(str(read_settings(root).get("site_url") or "")).path
        server = Server(again, host=host, port=port, root=str(site), mount_path=path, polling_interval=_LOOK)
        server.error_handler = lambda code: _error_page(site, code)
        watch(server, root)
        try:
            server.serve()  # type: ignore[no-untyped-call]  # MkDocs is typed in part
        except OSError as error:
            message = _("{host}:{port} cannot be used: {reason}").format(host=host, port=port, reason=reason(error))
            raise UserError(message, _("choose another port: salesbook serve --port 8001")) from error
        finally:
            server.shutdown()
    return True


def reloading(page: bytes) -> bytes:
    """Return a page into which MkDocs' server has set its script, with a policy that lets this one run and ask it.

    Where the academy is published no script stands in a page, and none asks anybody.
    """
    script = page[page.rindex(b"<script>") + len(b"<script>") : page.rindex(b"</script>")]
    digest = b64encode(hashlib.sha256(script).digest())
    # Of two lists of whom a page may ask browsers heed the first alone: the record store's address stays in it.
    return _STRICT.sub(
        lambda match: b"%b 'sha256-%b'; connect-src 'self'%b" % (match[1], digest, match[2] or b""), page, 1
    )


@contextmanager
def _site(root: Path) -> Iterator[Path]:
    """Give a folder to serve from: beside the cache, where the next server finds what a killed one has left."""
    try:
        folder = state_folder(root) / "serve"
    except OSError:  # a book that may only be read
        folder = Path(tempfile.gettempdir(), "salesbook-serve")
    sweep(folder, "tmp")
    temporary = own_name(folder, "tmp")
    try:
        temporary.mkdir(mode=0o700)
        yield temporary / "academy"
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def watch(server: "LiveReloadServer", root: Path) -> None:
    """Have the sources that the book has now watched, and what lies beside them: settings, and a record of copies."""
    for layer in layers(root):
        server.watch(str(layer), recursive=False)
        for name in SOURCES:
            if (layer / name).is_dir():
                server.watch(str(layer / name))


def _error_page(site: Path, code: int) -> bytes | None:
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
