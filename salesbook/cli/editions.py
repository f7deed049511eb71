"""`salesbook build --all-roles`: the editions of all roles at once."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from salesbook.cli.built import report, shown_path
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext, spoken

if TYPE_CHECKING:
    from salesbook.academy.editions import Editions
    from salesbook.book.book import Book
    from salesbook.cli.session import Session


def build_editions(session: "Session", output: Path | None, *, strict: bool) -> bool:
    """Load the book, build the editions of all roles and say how it went; False when they have not been replaced."""
    from salesbook.academy import editions
    from salesbook.academy.folders import ALL_ROLES
    from salesbook.academy.inputs import inputs_of
    from salesbook.academy.record import Kept, RecordFile
    from salesbook.calendar import clock
    from salesbook.cli.check import believes_cache
    from salesbook.cli.sound import book_if_sound
    from salesbook.output.terminal import say

    root, now = session.root, clock.now()
    inputs = inputs_of(root, ("--all-roles", spoken()), now)

    def kept(place: Path) -> Kept:
        record = RecordFile(root, place)
        return Kept(record, record.read(), inputs, now)

    book = book_if_sound(session)
    if book is None:
        return False
    built = editions.build_all(
        root,
        book,
        output or root / ALL_ROLES,
        today=clock.today(book.company, now),
        strict=strict,
        labels=spoken(),
        kept=kept if believes_cache(os.environ) else None,
    )
    _report_editions(book, built)
    if strict and not built.sound:
        say(_("the editions were not replaced; build them as they are with salesbook build --all-roles --no-strict"))
        return False
    for role, printed in built.printed:
        pages = ngettext("{n} page", "{n} pages", printed.pages).format(n=printed.pages)
        say(f"{printed.output.name}: {role.name}, {pages}")
    _say_done(len(built.printed), built.seconds)
    say(_("open it: {file}").format(file=shown_path(built.output / editions.SERVED / "index.html")))
    say(_("for nginx or Caddy: {folder}").format(folder=shown_path(built.output / editions.SERVER)))
    return True


def _report_editions(book: "Book", built: "Editions") -> None:
    """Print what leads nowhere: of the book once, of each edition with its folder."""
    from salesbook.academy.press import Printed
    from salesbook.output.terminal import say

    report(book, Printed(built.output, 0, 0.0, built.faults))
    for role, printed in built.printed:
        if not printed.sound:
            say(_("the edition of {role}:").format(role=role.name))
            report(book, printed)


def _say_done(editions: int, seconds: float) -> None:
    from salesbook.output.terminal import say
    from salesbook.text import formats

    said = ngettext("{n} edition", "{n} editions", editions).format(n=editions)
    shown = formats.number(round(seconds, 1), spoken())
    say(_("built: {editions} in {seconds} s").format(editions=said, seconds=shown))
