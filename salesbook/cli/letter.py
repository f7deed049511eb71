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
    from salesbook.core.errors import Doubt, Unfit
    from salesbook.letters.values import ValueContext
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
    from salesbook.output.answers import warnings_json, write_unfit, write_warnings
    from salesbook.output.letters import DRAFT, HTML, content, file_of, letter_json, write_letters
    from salesbook.output.terminal import write, write_json
    from salesbook.reading.data import STDIN, read_data

    if name is None:
        book, problems = session(ctx).load({"letter"})
        say_unread(problems)
        write_letters(book, json=json)
        return
    book, item, template = _picked(ctx, name)
    if output is not None:
        output = expanded(output)
        keep_out(book.root, output)
    if data is not None and data != STDIN:
        keep_out(book.root, expanded(data))
    if sample:
        _give_sample(book, item, template, output, json=json)
        return
    ending = "" if output is None else output.suffix.lower()
    html = format == "html" or (format is None and ending in HTML)
    reading = _reading(book, template, channel)
    facts = _asked(book, item, template, reading) if data is None else read_data(str(expanded(data)))
    rendered, unfit, odd = _rendered(book, item, template, facts, reading, html=html or json or ending == DRAFT)
    if rendered is None:
        write_unfit(unfit, json=json)
        raise typer.Exit(1)
    odd = odd if data is not None else []
    if not json:
        write_warnings(odd)
    if output is not None:
        save(file_of(rendered, ending, html=html), output)
    if copy:
        _copy(content(rendered, html=False))
    if json:
        write_json(letter_json(rendered) | warnings_json(odd))
    elif output is None:
        write(content(rendered, html=html))
        if data is None and not copy:
            _offer(book, item, template, facts, reading)


def _give_sample(book: "Book", item: "Item", template: "Letter", output: Path | None, *, json: bool) -> None:
    """Print the sample of a letter, or write it to a file as data that the letter takes."""
    from salesbook.cli.delivery import save
    from salesbook.output.letters import sample_text, write_sample

    if output is None:
        write_sample(item, _sample(book, template), json=json)
    else:
        save(sample_text(_sample(book, template), json=json).encode(), output)


def _picked(ctx: typer.Context, name: str) -> "tuple[Book, Item, Letter]":
    """Return the letter of a name; all letters are read only when there is none, to find the one that was meant."""
    from salesbook.models.letter import Letter

    slug = name.removeprefix("letter:")
    book, problems = session(ctx).load({f"letter:{slug}", "calendar"})
    if f"letter:{slug}" not in book.items and not book.is_broken(f"letter:{slug}"):
        book, problems = session(ctx).load({"letter", "calendar"})
    return book, *pick(book, problems, Letter, slug)


def _reading(book: "Book", template: "Letter", channel: str | None, *, of_sample: bool = False) -> "ValueContext":
    """Return by what the letter's facts are read now; raises `UserError` for a channel that it is not made for."""
    from salesbook.calendar import clock
    from salesbook.calendar.working_time import working_time_of
    from salesbook.letters.channels import asked_channel
    from salesbook.letters.values import value_context

    return value_context(
        book.context, template, today=clock.today(book.company, clock.now()), working=working_time_of(book),
        asked=None if channel is None else asked_channel(book.context, template, channel), of_sample=of_sample,
    )  # fmt: skip


def _sample(book: "Book", template: "Letter") -> dict[str, Any]:
    """Return the sample of a letter as it is today: it can be used as a data file."""
    from salesbook.letters.samples import sample_data

    return sample_data(template, _reading(book, template, None, of_sample=True))


def _asked(book: "Book", item: "Item", template: "Letter", reading: "ValueContext") -> dict[str, Any]:
    """Ask for the facts; what keeps the letter from going out is shown with the answers, until it goes."""
    from salesbook.cli.ask import need_terminal
    from salesbook.cli.letter_questions import facts_of, letter_interview
    from salesbook.output.answers import write_unfit

    need_terminal(f"salesbook letter {item.slug} --data ../facts.yml")
    interview = letter_interview(template, reading)
    facts = facts_of(interview.ask())
    while unfit := _rendered(book, item, template, facts, reading, html=False)[1]:
        write_unfit(unfit, json=False)
        facts = facts_of(interview.review())
    return facts


def _rendered(
    book: "Book", item: "Item", template: "Letter", facts: Any, reading: "ValueContext", *, html: bool
) -> "tuple[RenderedLetter | None, list[Unfit], list[Doubt]]":
    """Return the letter as it goes out or everything that keeps it from that, and what is odd about its facts."""
    from salesbook.letters import writing as letters
    from salesbook.letters.doubts import doubts
    from salesbook.letters.lengths import too_long
    from salesbook.letters.values import read_values

    values, unfit = read_values(template, facts, reading)
    if unfit:
        return None, unfit, []
    chosen = letters.choose_channel(template, values, reading)
    rendered = letters.write(book.context, item, template, values, chosen, today=reading.today, html=html)
    over = too_long(rendered.text, chosen)
    if over is not None:
        return None, [over], []
    return rendered, [], doubts(template, values, reading)


def _offer(book: "Book", item: "Item", template: "Letter", facts: Any, reading: "ValueContext") -> None:
    """Ask what becomes of a letter that was written by questions."""
    from salesbook.cli.outcome import Outcome, offer
    from salesbook.output.letters import DRAFT, HTML, content, file_of

    def saved(path: Path) -> bytes:
        ending = path.suffix.lower()
        return file_of(written(html=ending in (*HTML, DRAFT)), ending, html=False)

    def written(*, html: bool) -> "RenderedLetter":
        rendered = _rendered(book, item, template, facts, reading, html=html)[0]
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
    example = _("Example: salesbook letter NAME --data ../facts.yml --output ~/letters/NAME.html")
    app.command("letter", cls=cls, help=_("List letters, or write one by its fields."), epilog=example)(letter)
