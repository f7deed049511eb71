"""The press: the academy's pages through MkDocs Material into a folder, all or nothing."""

import importlib.util
import logging
import os
import shutil
import time
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from salesbook.academy.aside import Result, aside
from salesbook.academy.drawings import still_drawings
from salesbook.academy.earlier import Earlier, found_in, is_unchanged
from salesbook.academy.folders import (
    OUTPUT,
    PAGES,
    SITE,
    checked_output,
    checked_pages,
    make_new,
    put_in_place,
    recover,
)
from salesbook.academy.inputs import files_of, program_words
from salesbook.academy.markdown import write_pages
from salesbook.academy.memory import Memory
from salesbook.academy.own_pages import own_pages
from salesbook.academy.record import Kept, Record
from salesbook.academy.settings import THEME, read_settings
from salesbook.academy.siblings import Siblings
from salesbook.book.book import Book
from salesbook.book.load import quiet_collector
from salesbook.core.defaults import FOLDER, folders, overridden, restoring
from salesbook.core.digests import digest
from salesbook.core.errors import UserError, reason
from salesbook.core.language import Translations
from salesbook.core.language import gettext as _
from salesbook.core.leftovers import own_name
from salesbook.finding.forms import Dictionary
from salesbook.finding.memory import remember, remembered
from salesbook.pages.academy import found_in_pages, make_academy
from salesbook.pages.answers import Made
from salesbook.pages.model import Academy, Data
from salesbook.pages.own import OwnPage
from salesbook.pages.term_links import Linker
from salesbook.pages.terms import Terms
from salesbook.reading.files import PRESS
from salesbook.sandbox import reasons
from salesbook.sandbox.reasons import FAILURES, place

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from salesbook.academy.faults import Fault
    from salesbook.academy.plugin import SalesbookPlugin


_DIRTY = "A 'dirty' build"
"""What MkDocs warns of with these words does not hold here: what is printed is decided by all that goes into it."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What a build has come to: `faults` and `dead` links (file, link) keep a strict one from replacing the output."""

    output: Path
    pages: int
    seconds: float
    faults: "tuple[Fault, ...]" = ()
    dead: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether every link of the site leads somewhere."""
        return not self.dead and not self.warnings and not any(fault.fatal for fault in self.faults)


def build(
    root: Path,
    book: Book,
    output: Path | None = None,
    *,
    today: date,
    strict: bool = True,
    role: str | None = None,
    pages: Path | None = None,
    labels: str | None = None,
    kept: Kept | None = None,
    memory: Memory | None = None,
) -> Printed:
    """Build the academy of a book into `output` (build/academy by default) and replace the earlier one.

    Samples of letters are those of the day `today`. With `strict`, links that lead nowhere leave the earlier academy in
    place: see `Printed.sound`. `role` limits it to what a role needs; `pages` is a folder for the same pages as plain
    Markdown; `labels` the language of headings and buttons. With what is `kept` of the build before, only what has
    changed is printed; a `memory` of the builds before in this process saves more time. Raises `UserError` for a wrong
    mkdocs.yml or template, an output folder that holds something else, or when MkDocs is not installed.
    """
    started = time.monotonic()
    output = checked_output(root, output or root / OUTPUT)
    pages = checked_pages(root, output, pages) if pages else None
    needs_mkdocs()
    settings = read_settings(root)
    words = Translations(labels or book.company.language)
    drawings = still_drawings(root, book.files)
    unchanged = kept is not None and pages is None and is_unchanged(kept, output)
    ground = "" if kept is None else ground_of(book, words, drawings, role, today)
    own = own_pages(root, settings["docs_dir"])
    search = partial(_search, book, words, drawings, role, own, memory, ground)
    # What another process has made is forgotten with it.
    with aside(search, 0 if unchanged or memory is not None else len(book.items)) as found:
        # While another process searches this one imports what it needs from now on.
        from salesbook.academy.faults import faults

        astray = tuple(faults(book))
        if strict and any(fault.fatal for fault in astray):
            return Printed(output, 0, time.monotonic() - started, astray)
        if unchanged and kept is not None and kept.record is not None:
            return Printed(output, kept.record.pages, time.monotonic() - started, astray)
        earlier = None if kept is None else Earlier(kept.record, output)
        academy, dictionary = _made(root, book, role, words, drawings, today, found, kept, ground, memory)
    temporary = own_name(output, "tmp")
    try:
        recover(output)
        make_new(temporary)
        plugin, warnings = print_academy(root, settings, academy, temporary, earlier)
        remember(dictionary)
        printed = Printed(
            output, len(academy.pages), time.monotonic() - started, astray, tuple(plugin.dead), tuple(warnings)
        )
        if printed.sound or not strict:
            if earlier is not None:
                earlier.put_into(temporary)
            new = found_in(temporary)
            put_in_place(temporary, output, SITE)
            if kept is not None and earlier is not None and (outputs := earlier.outputs(new)) is not None:
                said = (book.company.time_zone, today.isoformat(), printed.pages, not astray)
                inputs = kept.inputs if printed.sound else None
                kept.file.write(Record(inputs, *said, outputs, earlier.facts, academy.made))
            if pages is not None:
                recover(pages)
                make_new(temporary)
                write_pages(academy, root, temporary, read_settings(root), plugin.styles())
                put_in_place(temporary, pages, PAGES)
        return printed
    except OSError as error:
        message = _("the academy cannot be written to {path}: {reason}").format(path=output, reason=reason(error))
        raise UserError(message, _("check the rights and the free space; the earlier academy is as it was")) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _made(
    root: Path,
    book: Book,
    role: str | None,
    words: Translations,
    drawings: frozenset[PurePosixPath],
    today: date,
    found: Result[tuple[tuple[Data, ...], Terms | None]],
    kept: Kept | None,
    ground: str,
    memory: Memory | None,
) -> tuple[Academy, Dictionary]:
    """Return the academy of a book, and the dictionary that its pages go on asking: it knows what the search learnt."""
    dictionary = remembered() if memory is None else memory.dictionary

    def search() -> tuple[tuple[Data, ...], Linker | None]:
        importlib.import_module("salesbook.academy.plugin")
        data, terms = found.get()
        if memory is None:
            dictionary.add(remembered())
        return data, None if terms is None else Linker(terms, dictionary)

    before = None if kept is None else [known_before(kept, ground)]
    templates = folders(root, "templates")
    with quiet_collector():
        academy = make_academy(
            book,
            templates,
            words,
            drawings,
            role,
            today=today,
            search=search,
            before=before,
            dictionary=dictionary,
        )
    return academy, dictionary


def known_before(kept: Kept, ground: str) -> Made:
    """Return what is known of the pages of the build before; nothing when they were made on another ground."""
    made = None if kept.record is None else kept.record.made
    return made if made is not None and made.ground == ground else Made(ground, {}, {})


def ground_of(
    book: Book, words: Translations, drawings: frozenset[PurePosixPath], role: str | None, today: date
) -> str:
    """Return the digest of all that pages are made of beside what items say."""
    company = book.items["company"].digest if "company" in book.items else ""
    files = (sorted(map(str, book.files)), sorted(map(str, drawings)), sorted(book.broken))
    said = (company, words.language, role, today.isoformat(), book.site_url)
    return digest(program_words(), files_of(folders(book.root, "templates")), *files, *said)


def _search(
    book: Book,
    words: Translations,
    drawings: Container[PurePosixPath],
    role: str | None,
    own: Sequence[OwnPage],
    memory: Memory | None,
    ground: str,
) -> tuple[tuple[Data, ...], Terms | None]:
    """Return what `found_in_pages` does, perhaps in another process: what the dictionary has learnt is remembered."""
    if memory is not None:
        of_index = partial(memory.of_index, ground=ground)
        return found_in_pages(book, words, drawings, role, memory.dictionary, own, of_index)
    dictionary = remembered()
    found = found_in_pages(book, words, drawings, role, dictionary, own)
    remember(dictionary)
    return found


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
