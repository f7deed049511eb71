"""The academy's pages as clean HTML without a theme around them: for whatever else is made of them than a site."""

import logging
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from salesbook.academy import sanitizer
from salesbook.academy.printing import Renderer
from salesbook.academy.settings import read_settings
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.pages.model import Academy, AnyPage


@dataclass(frozen=True, slots=True)
class BarePage:
    """A page and its content as HTML: what the allowlist names and nothing else; drawings are placeholders still."""

    page: AnyPage
    html: str


def bare_pages(root: Path, academy: Academy, site: Path, wanted: Container[str] | None = None) -> Iterator[BarePage]:
    """Yield the pages of an academy of the book at `root`, in their order, with the extensions of its mkdocs.yml.

    Only those whose addresses are `wanted`, if that is said. `site` is a folder in which nothing is written. Raises
    `UserError` for a wrong mkdocs.yml, and for tags that are nested too deep.
    """
    from salesbook.academy.printer import configured

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    config, plugin = configured(root, read_settings(root), academy, site)
    plugin.on_config(config)
    uris = {page.uri for page in academy.pages} | {asset.uri for asset in academy.assets}
    renderer = Renderer(config, uris)
    for page in academy.pages:
        if wanted is not None and page.uri not in wanted:
            continue
        try:
            yield BarePage(page, sanitizer.clean(renderer.html_of(page)))
        except sanitizer.TooDeepError as error:
            raise UserError(f"{page.uri}: {error}", _("nest the tags less deeply")) from error


def look_of_pages(root: Path, academy: Academy, site: Path) -> tuple[list[str], dict[str, bytes]]:
    """Return the styles of the pages in their order, and all files that they need by their addresses."""
    from salesbook.academy.printer import configured

    config, plugin = configured(root, read_settings(root), academy, site)
    plugin.on_config(config)
    files = plugin.styles()
    return [str(uri) for uri in config.extra_css if str(uri) in files], files
