"""`salesbook learning scorm`: a course as a package for a learning system."""

from pathlib import Path
from typing import Annotated, Any

import typer

from salesbook.cli.session import ReaderRole, pick, session
from salesbook.core.language import gettext as _


def scorm(
    ctx: typer.Context,
    course: Annotated[str | None, typer.Argument(metavar="COURSE", help=_("The course by its name."))] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help=_("Where to; by default build/COURSE.zip in the book.")),
    ] = None,
    role: ReaderRole = None,
) -> None:
    """Make the package; exit code 1 when the book has errors."""
    from salesbook.academy.making import Making
    from salesbook.academy.printer import needs_mkdocs
    from salesbook.academy.scorm import package_of
    from salesbook.academy.settings import read_settings
    from salesbook.book.names import reader_meant
    from salesbook.calendar import clock
    from salesbook.cli.delivery import keep_from_sources, save
    from salesbook.cli.sound import sound_book
    from salesbook.core.errors import UserError
    from salesbook.core.language import Translations, spoken
    from salesbook.finding.forms import Dictionary
    from salesbook.learning.lessons import steps_of
    from salesbook.models.training import Course
    from salesbook.pages.package import package_tool
    from salesbook.pages.places import Places
    from salesbook.pages.seen import seen_by
    from salesbook.text.naming import parted

    needs_mkdocs()
    root = session(ctx).root
    if output is not None:
        keep_from_sources(root, output)
    book = sound_book(session(ctx))
    role = reader_meant(book, role)
    item, data = pick(book, [], Course, course)
    labels = Translations(spoken())
    making = Making.of(book, labels, clock.today(book.company, clock.now()))
    seen = seen_by(book, role)
    places = Places(seen, making.drawings)
    read = (seen.resolve(parted(step.item)[0]) for step in steps_of(data, book))
    pages = (None if lesson is None else places.uri(lesson) for lesson in read)
    lessons = tuple(dict.fromkeys(uri for uri in pages if uri is not None))
    if not lessons or not item.may_be_read_by(role):
        message = _("“{course}” has no lesson that can be shown").format(course=data.title)
        raise UserError(message, _("name another course, or another role"))
    academy = making.academy(role)
    tool = package_tool(item, data, places, labels, Dictionary().forms)
    address = str(read_settings(root).get("site_url") or "")
    address = f"{address.rstrip('/')}/" if address else ""
    package = package_of(root, academy, tool, lessons, (data.title, data.about), item.slug, address)
    save(package, output or root / "build" / f"{item.slug}.zip")


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    app.command(
        "scorm",
        cls=cls,
        help=_("A course as a SCORM 1.2 package: its lessons and its exam for a learning system."),
        epilog=_("Example: salesbook learning scorm COURSE --output course.zip"),
    )(scorm)
