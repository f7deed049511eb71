"""`salesbook letter`: the list of letters, or one of them written from a data file or by questions."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from salesbook.cli.session import Json, complete_slug, pick, say_unread, session
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from datetime import date

    from salesbook.book.book import Book
    from salesbook.book.item import Item
    from salesbook.letters.writing import RenderedLetter
    from salesbook.models.letter import Letter


def letter(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME", help=_("The letter; without it all are listed."), autocompletion=complete_slug("letter")
        ),
    ] = None,
    data: Annotated[
        str | None,
        typer.Option("--data", metavar="FILE", help=_("The facts in YAML or JSON; - is stdin. Without it, questions.")),
    ] = None,
    channel: Annotated[
        str | None, typer.Option("--channel", metavar="NAME", help=_("Where it goes, such as telegram."))
    ] = None,
    format: Annotated[  # noqa: A002
        Literal["text", "html"] | None,
        typer.Option("--format", help=_("By default text, or html for a file that ends in .html.")),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help=_("Write to a file outside the book."))
    ] = None,
    copy: Annotated[bool, typer.Option("--copy", help=_("Put the text on the clipboard."))] = False,
    sample: Annotated[
        bool, typer.Option("--sample", help=_("Show the data that the letter needs, filled in as an example."))
    ] = False,
    json: Json = False,
) -> None:
    """List letters, or write one."""
    from salesbook.cli.delivery import deliver, keep_out
    from salesbook.output.letters import content, letter_json, write_letters, write_sample
    from salesbook.output.terminal import write_json

    if name is None:
        book, problems = session(ctx).load({"letter"})
        say_unread(problems)
        write_letters(book, json=json)
        return
    book, item, template = _picked(ctx, name.removeprefix("letter:"))
    if sample:
        write_sample(item, template, json=json)
        return
    if output is not None:
        keep_out(book.root, output)
    html = format == "html" or (format is None and output is not None and output.suffix.lower() in (".html", ".htm"))
    rendered = _rendered(book, item, template, data, channel, html=html, json=json)
    if json:
        write_json(letter_json(rendered))
    if output is not None or not json:
        deliver(content(rendered, html=html), output)
    if copy:
        _copy(content(rendered, html=False))


def _picked(ctx: typer.Context, slug: str) -> "tuple[Book, Item, Letter]":
    """Return the letter of a name; all letters are read only when there is none, to find the nearest names."""
    from salesbook.models.letter import Letter

    book, problems = session(ctx).load({f"letter:{slug}"})
    if f"letter:{slug}" not in book.items and not book.is_broken(f"letter:{slug}"):
        book, problems = session(ctx).load({"letter"})
    return book, *pick(book, problems, Letter, slug)


def _rendered(
    book: "Book", item: "Item", template: "Letter", data: str | None, channel: str | None, *, html: bool, json: bool
) -> "RenderedLetter":
    """Write the letter; exit code 1 with everything that keeps it from going out."""
    from salesbook.calendar import clock
    from salesbook.letters import writing as letters
    from salesbook.letters.lengths import too_long
    from salesbook.output.answers import write_unfit

    today = clock.today(book.company, clock.now())
    facts, unfit = letters.check_values(book.context, template, _facts(book, item, template, data, today), today=today)
    if unfit:
        write_unfit(unfit, json=json)
        raise typer.Exit(1)
    chosen = letters.choose_channel(book.context, template, facts, channel)
    rendered = letters.write(book.context, item, template, facts, chosen, html=html or json)
    over = too_long(rendered.text, chosen)
    if over is not None:
        write_unfit([over], json=json)
        raise typer.Exit(1)
    return rendered


def _facts(book: "Book", item: "Item", template: "Letter", data: str | None, today: "date") -> Any:
    """Return the facts from a file, or ask for them."""
    from salesbook.cli.ask import need_terminal
    from salesbook.cli.letter_questions import ask_letter
    from salesbook.reading.data import read_data

    if data is not None:
        return read_data(data)
    need_terminal(f"salesbook letter {item.slug} --data facts.yml")
    return ask_letter(book, template, today)


def _copy(text: str) -> None:
    from salesbook.output.clipboard import copy
    from salesbook.output.terminal import say

    copy(text)
    say(_("the text is on the clipboard"))


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    example = _("Example: salesbook letter summary --data meeting.yml --output ~/letters/summary.html")
    app.command(
        "letter", cls=cls, help=_("List letters, or write one: the meeting summary and others."), epilog=example
    )(letter)
