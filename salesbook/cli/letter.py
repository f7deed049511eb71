"""`salesbook letter`: the list of letters, or one of them written from a data file or by questions."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from salesbook.cli.completion import complete_slugs, complete_words
from salesbook.cli.session import Json, pick, say_unread, session
from salesbook.cli.shell import expanded
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.book.item import Item
    from salesbook.core.errors import Unfit
    from salesbook.letters.writing import RenderedLetter
    from salesbook.models.letter import Letter


def letter(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME", help=_("The letter; without it all are listed."), autocompletion=complete_slugs("letter")
        ),
    ] = None,
    data: Annotated[
        str | None,
        typer.Option("--data", metavar="FILE", help=_("The facts in YAML or JSON; - is stdin. Without it, questions.")),
    ] = None,
    channel: Annotated[
        str | None,
        typer.Option(
            "--channel",
            metavar="NAME",
            help=_("Where it goes, such as telegram."),
            autocompletion=complete_words("channel"),
        ),
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
    from salesbook.cli.delivery import keep_out, save
    from salesbook.output.answers import write_unfit
    from salesbook.output.letters import DRAFT, HTML, content, file_of, letter_json, write_letters, write_sample
    from salesbook.output.terminal import write, write_json
    from salesbook.reading.data import read_data

    if name is None:
        book, problems = session(ctx).load({"letter"})
        say_unread(problems)
        write_letters(book, json=json)
        return
    book, item, template = _picked(ctx, name)
    if sample:
        write_sample(item, template, json=json)
        return
    if output is not None:
        output = expanded(output)
        keep_out(book.root, output)
    ending = "" if output is None else output.suffix.lower()
    ending = "" if output is None else output.suffix.lower()
    html = format == "html" or (format is None and ending in HTML)
    channel = channel and _channel(book, template, channel)
    facts = _asked(book, item, template, channel) if data is None else read_data(str(expanded(data)))
    rendered, unfit = _rendered(book, item, template, facts, channel, html=html or json or ending == DRAFT)
    if rendered is None:
        write_unfit(unfit, json=json)
        raise typer.Exit(1)
    if output is not None:
        save(file_of(rendered, ending, html=html), output)
    if copy:
        _copy(content(rendered, html=False))
    if json:
        write_json(letter_json(rendered))
    elif output is None:
        write(content(rendered, html=html))
        if data is None and not copy:
            _offer(book, item, template, facts, channel)


def _picked(ctx: typer.Context, name: str) -> "tuple[Book, Item, Letter]":
    """Return the letter of a name; all letters are read only when there is none, to find the one that was meant."""
    from salesbook.models.letter import Letter

    slug = name.removeprefix("letter:")
    book, problems = session(ctx).load({f"letter:{slug}"})
    if f"letter:{slug}" not in book.items and not book.is_broken(f"letter:{slug}"):
        book, problems = session(ctx).load({"letter"})
    return book, *pick(book, problems, Letter, slug)


def _channel(book: "Book", template: "Letter", typed: str) -> str:
    """Return the id of the letter's channel that was surely meant; any other word is left to the letter to refuse."""
    from salesbook.core.spelling import spelt
    from salesbook.letters.writing import channels_of

    channels = channels_of(book.context, template).values()
    meanings = spelt(typed, [(name, c.id) for c in channels for name in (c.id, c.name)])
    return meanings[0] if len(meanings) == 1 else typed


def _asked(book: "Book", item: "Item", template: "Letter", channel: str | None) -> dict[str, Any]:
    """Ask for the facts; what keeps the letter from going out is shown with the answers, until it goes."""
    from salesbook.calendar import clock
    from salesbook.cli.ask import need_terminal
    from salesbook.cli.letter_questions import facts_of, letter_interview
    from salesbook.output.answers import write_unfit

    need_terminal(f"salesbook letter {item.slug} --data facts.yml")
    interview = letter_interview(book, template, clock.today(book.company, clock.now()), channel)
    facts = facts_of(interview.ask())
    while unfit := _rendered(book, item, template, facts, channel, html=False)[1]:
        write_unfit(unfit, json=False)
        facts = facts_of(interview.review())
    return facts


def _rendered(
    book: "Book", item: "Item", template: "Letter", facts: Any, channel: str | None, *, html: bool
) -> "tuple[RenderedLetter | None, list[Unfit]]":
    """Return the letter as it goes out, or everything that keeps it from that."""
    from salesbook.calendar import clock
    from salesbook.letters import writing as letters
    from salesbook.letters.lengths import too_long

    today = clock.today(book.company, clock.now())
    values, unfit = letters.check_values(book.context, template, facts, today=today)
    if unfit:
        return None, unfit
    chosen = letters.choose_channel(book.context, template, values, channel)
    rendered = letters.write(book.context, item, template, values, chosen, html=html)
    over = too_long(rendered.text, chosen)
    return (rendered, []) if over is None else (None, [over])


def _offer(book: "Book", item: "Item", template: "Letter", facts: Any, channel: str | None) -> None:
    """Ask what becomes of a letter that was written by questions."""
    from salesbook.cli.outcome import Outcome, offer
    from salesbook.output.letters import DRAFT, HTML, content, file_of

    def saved(path: Path) -> bytes:
        ending = path.suffix.lower()
        return file_of(written(html=ending in (*HTML, DRAFT)), ending, html=False)

    def written(*, html: bool) -> "RenderedLetter":
        rendered, _unfit = _rendered(book, item, template, facts, channel, html=html)
        assert rendered is not None, "it has been shown already"
        return rendered

    endings = _(".html is a page, .eml a draft for a mail program")
    offer(Outcome(lambda: content(written(html=False), html=False), saved, endings), book.root)


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
