"""The academy while the book is being written: served on this machine, built anew at every change."""

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path

from salesbook.academy.press import SOURCES, needs_mkdocs
from salesbook.core.errors import UserError, reason
from salesbook.core.language import gettext as _

Rebuild = Callable[[Path], bool]
"""Builds the academy into a folder; False when the book has errors: reported, and the folder left as it was."""


def serve(root: Path, host: str, port: int, rebuild: Rebuild, ready: Callable[[str], None]) -> bool:
    """Serve the academy until interrupted; `ready` is told its address. Return False for a book that cannot be built.

    A change in content/, templates/, site/ or mkdocs.yml builds it anew and reloads open pages; with errors in the
    book the last good academy stays. Raises `UserError` for a port that cannot be had.
    """
    needs_mkdocs()
    from mkdocs.livereload import LiveReloadServer

    class Server(LiveReloadServer):
        def server_activate(self) -> None:
            super().server_activate()
            ready(self.url)  # not before: the port may be somebody else's

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="salesbook-") as temporary:
        site = Path(temporary) / "academy"
        if not rebuild(site):
            return False
        server = Server(builder=lambda: _again(rebuild, site), host=host, port=port, root=str(site))
        server.error_handler = lambda code: _error_page(site, code)
        for name in (*SOURCES, "mkdocs.yml"):
            if (root / name).exists():
                server.watch(str(root / name))
        try:
            server.serve()  # type: ignore[no-untyped-call]  # MkDocs is typed in part
        except OSError as error:
            message = _("{host}:{port} cannot be used: {reason}").format(host=host, port=port, reason=reason(error))
            raise UserError(message, _("choose another port: salesbook serve --port 8001")) from error
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
    return True


def _again(rebuild: Rebuild, site: Path) -> None:
    rebuild(site)


def _error_page(site: Path, code: int) -> bytes | None:
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None
