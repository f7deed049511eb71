"""One academy through MkDocs Material into a folder: its configuration, the run, what it warns of."""

import importlib.util
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from salesbook.academy.earlier import Earlier
from salesbook.academy.settings import THEME
from salesbook.academy.siblings import Siblings
from salesbook.book.load import quiet_collector
from salesbook.core.defaults import FOLDER, folders, overridden, restoring
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.pages.model import Academy
from salesbook.reading.files import PRESS
from salesbook.sandbox import reasons
from salesbook.sandbox.reasons import FAILURES, place

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from salesbook.academy.plugin import SalesbookPlugin

_DIRTY = "A 'dirty' build"
"""What MkDocs warns of with these words does not hold here: what is printed is decided by all that goes into it."""


def needs_mkdocs() -> None:
    """Raise `UserError` when the extra `academy` is not installed."""
    for package in ("mkdocs", "material", "nh3"):
        if importlib.util.find_spec(package) is None:
            message = _("the academy needs MkDocs Material, which is not installed")
            raise UserError(message, "pip install 'salesbook[academy]'")
    os.environ["NO_MKDOCS_2_WARNING"] = "1"


def configured(
    root: Path, settings: dict[str, Any], academy: Academy, site: Path
) -> "tuple[MkDocsConfig, SalesbookPlugin]":
    """Return MkDocs' configuration for one academy, with the plugin already holding it."""
    from mkdocs.config.defaults import MkDocsConfig

    from salesbook.academy.files import visible_files
    from salesbook.academy.plugin import SalesbookPlugin

    listed = settings.get("plugins")
    plugins = listed if isinstance(listed, list) else []
    config = MkDocsConfig(config_file_path=str(root / PRESS))
    # MkDocs asks for a folder of pages. A book need have none: then nothing is found where it would be.
    pages = root / settings["docs_dir"]
    theme = dict(settings["theme"])
    themes = (root / theme.pop("custom_dir", THEME), *folders(root, THEME)[1:])
    config.load_dict(
        settings
        | {
            "docs_dir": str(pages if pages.is_dir() else FOLDER / THEME),
            "theme": theme,
            "site_name": academy.title or "salesbook",
            "site_dir": str(site),
            # The academy has a search of its own, made of the book and not of its pages.
            "plugins": [entry for entry in plugins if not {"salesbook", "search"}.intersection(_names(entry))],
        }
    )
    errors, _warnings = config.validate()
    if errors:
        key, fault = errors[0]
        raise UserError(_("mkdocs.yml: {key}: {reason}").format(key=key, reason=fault), _("mend that setting"))
    config.docs_dir = str(pages)
    # Where the book's own theme ends, the default begins, and then Material.
    config.theme.dirs[:0] = [str(folder) for folder in themes if folder.is_dir()]
    config.theme.get_env = partial(visible_files, config.theme.get_env)  # type: ignore[method-assign]
    plugin = SalesbookPlugin()
    plugin.load_config({})
    plugin.academy, plugin.root, plugin.settings, plugin.themes = academy, root, settings, themes
    config.plugins["salesbook"] = plugin
    return config, plugin


def _names(plugin: Any) -> list[str]:
    """Return the name under which mkdocs.yml lists a plugin, with options or without."""
    return [plugin] if isinstance(plugin, str) else list(plugin)


def print_academy(
    root: Path,
    settings: dict[str, Any],
    academy: Academy,
    site: Path,
    earlier: Earlier | None = None,
    siblings: Siblings | None = None,
    mount: str = "",
) -> "tuple[SalesbookPlugin, list[str]]":
    """Print an academy into a folder; return the plugin, which knows its dead links, and what MkDocs warns of.

    `mount` is the path under which it will be served, when the settings name no address.
    """
    from jinja2.exceptions import SecurityError
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.exceptions import Abort, BuildError

    config, plugin = configured(root, settings, academy, site)
    if earlier is not None:
        plugin.earlier, plugin.siblings, plugin.mount = earlier, siblings, mount
    with _quiet() as warnings, quiet_collector():
        try:
            config.plugins.on_startup(command="build", dirty=False)
            # A dirty build asks every page whether it is to be printed; the folder is a new one in any case.
            mkdocs_build(config, dirty=True)
        except (Abort, BuildError) as error:
            raise UserError(
                _("MkDocs has failed: {reason}").format(reason=error), _("see mkdocs.yml and site/")
            ) from error
        except FAILURES as error:
            at = place(error)
            if at is None and not isinstance(error, SecurityError):
                raise  # a fault, and none of a template
            # Too long a text is made by a whole template, and not by one of its lines.
            named = THEME if at is None else f"{_of_the_book(root, at[0])}:{at[1]}"
            message = _("a template of the theme cannot be used: {place}: {reason}")
            message = message.format(place=named, reason=reasons.reason(error))
            is_own = at is not None and overridden(root, Path(at[0])) is not None
            raise UserError(message, restoring() if is_own else _("mend it in site/theme/")) from error
        finally:
            config.plugins.on_shutdown()
    return plugin, warnings


def _of_the_book(root: Path, name: str) -> str:
    """Return the path of a template as it stands in the book; of one of Material's its name alone."""
    path = Path(name)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


@contextmanager
def _quiet() -> Iterator[list[str]]:
    """Keep MkDocs' log off the terminal; what it warns of is collected."""
    log = logging.getLogger("mkdocs")
    warnings: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if not record.getMessage().startswith(_DIRTY):
                warnings.append(record.getMessage())

    handler = Collect(logging.WARNING)
    before = log.level, log.propagate, log.handlers[:]
    log.handlers[:] = [handler]
    log.propagate = False
    log.setLevel(logging.WARNING)
    try:
        yield warnings
    finally:
        log.level, log.propagate, log.handlers[:] = before
