"""The press: the academy's pages through MkDocs Material into a folder, all or nothing."""

import importlib
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.academy.aside import Result, aside
from salesbook.academy.earlier import Earlier, Found, found_in, is_unchanged
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
from salesbook.academy.making import Making, Searched
from salesbook.academy.markdown import write_pages
from salesbook.academy.memory import Memory
from salesbook.academy.printer import needs_mkdocs, print_academy
from salesbook.academy.record import Kept, Record
from salesbook.academy.settings import read_settings
from salesbook.book.book import Book
from salesbook.core.errors import UserError, reason
from salesbook.core.language import Translations
from salesbook.core.language import gettext as _
from salesbook.core.leftovers import own_name
from salesbook.finding.forms import Dictionary
from salesbook.finding.memory import remember, remembered
from salesbook.models.company import Company
from salesbook.pages.answers import Made

if TYPE_CHECKING:
    from salesbook.academy.faults import Fault


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
    making = Making.of(book, words, today, settings["docs_dir"])
    unchanged = kept is not None and pages is None and is_unchanged(kept, output)
    ground = "" if kept is None and memory is None else making.ground(role)
    # What another process has made is forgotten with it.
    elsewhere = 0 if unchanged or memory is not None else len(book.items)
    with aside(partial(making.found_aside, role, memory, ground), elsewhere) as found:
        # While another process searches this one imports what it needs from now on.
        from salesbook.academy.faults import faults

        astray = tuple(faults(book))
        if strict and any(fault.fatal for fault in astray):
            return Printed(output, 0, time.monotonic() - started, astray)
        if unchanged and kept is not None and kept.record is not None:
            return Printed(output, kept.record.pages, time.monotonic() - started, astray)
        before = None if kept is None else [known_before(kept, ground)]
        dictionary = remembered() if memory is None else memory.dictionary
        academy = making.academy(
            role, found=partial(_found, found, dictionary, memory), before=before, dictionary=dictionary
        )
    earlier = None if kept is None else Earlier(kept.record, output)
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
            if kept is not None and earlier is not None:
                note_build(kept, earlier, new, printed, company=book.company, today=today, made=academy.made)
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


def _found(result: Result[Searched], dictionary: Dictionary, memory: Memory | None) -> Searched:
    """Return what is found in the pages; `dictionary` knows then what another process has learnt."""
    # Imported while that one searches.
    importlib.import_module("salesbook.academy.plugin")
    found = result.get()
    if memory is None:
        dictionary.add(remembered())
    return found


def note_build(
    kept: Kept,
    earlier: Earlier,
    new: Mapping[str, Found],
    printed: Printed,
    *,
    company: Company,
    today: date,
    made: Made,
) -> None:
    """Remember what a build has read and written, now that its output is in its place; `new` is what was there before.

    Nothing is remembered when another build has put its own there meanwhile.
    """
    outputs = earlier.outputs(new)
    if outputs is not None:
        inputs = kept.inputs if printed.sound else None
        said = (company.time_zone, today.isoformat(), printed.pages, not printed.faults)
        kept.file.write(Record(inputs, *said, outputs, earlier.facts, made))


def known_before(kept: Kept, ground: str) -> Made:
    """Return what is known of the pages of the build before; nothing when they were made on another ground."""
    made = None if kept.record is None else kept.record.made
    return made if made is not None and made.ground == ground else Made(ground, {}, {})
