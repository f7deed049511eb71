"""`salesbook letter`: the list of letters, or one of them written from a file, from flags or by questions."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from salesbook.cli.completion import complete_settings, complete_slugs, complete_words
from salesbook.cli.session import Json, say_unread, session
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.cli.letter_facts import PickedLetter

Name = Annotated[
    str | None,
    typer.Argument(
        metavar="NAME", help=_("The letter; without it all are listed."), autocompletion=complete_slugs("letter")
    ),
]
Data = Annotated[
    str | None,
    typer.Option("--data", metavar="FILE", help=_("The facts in YAML or JSON; - is stdin. Without it, questions.")),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="FIELD=VALUE",
        help=_(
            "Fill in a field, in place of the file's: --set client=Anna; a list by repeating, a group’s as group.field."
        ),
        autocompletion=complete_settings,
    ),
]
ChannelName = Annotated[
    str | None,
    typer.Option(
        "--channel",
        metavar="NAME",
        help=_("Where it goes, such as telegram."),
        autocompletion=complete_words("channel"),
    ),
]
Format = Annotated[
    Literal["text", "html"] | None,
    typer.Option("--format", help=_("By default text, or html for a file that ends in .html.")),
]
Output = Annotated[Path | None, typer.Option("--output", metavar="FILE", help=_("Write to a file outside the book."))]
Copy = Annotated[bool, typer.Option("--copy", help=_("Put the text on the clipboard."))]
Open = Annotated[
    bool, typer.Option("--open", help=_("Open the mail or chat program of the channel with the letter typed in."))
]
Sample = Annotated[
    bool, typer.Option("--sample", help=_("Show the data that the letter needs, filled in as an example."))
]
KeepDraft = Annotated[
    bool, typer.Option("--draft", help=_("Keep what is filled in so far, outside the book; write no letter yet."))
]


def letter(
    ctx: typer.Context,
    name: Name = None,
    data: Data = None,
    settings: Settings = None,
    channel: ChannelName = None,
    format: Format = None,  # noqa: A002
    output: Output = None,
    copy: Copy = False,
    open: Open = False,  # noqa: A002
    draft: KeepDraft = False,
    sample: Sample = False,
    json: Json = False,
) -> None:
    """List letters, or write one."""
    from salesbook.cli.delivery import keep_out
    from salesbook.cli.letter_facts import ask_facts, given_facts, keep_draft, pick_letter, save_place
    from salesbook.cli.shell import expanded
    from salesbook.output.letters import need_ending
    from salesbook.reading.data import STDIN

    if name is None:
        _list(ctx, json=json)
        return
    picked = pick_letter(ctx, name, channel)
    output = save_place(output, picked.book.root)
    if data is not None and data != STDIN:
        keep_out(picked.book.root, expanded(data))
    if sample:
        _give_sample(picked, output, json=json)
        return
    if output is not None:
        need_ending(output, picked.template)
    facts = given_facts(picked.template, picked.reading, data, settings or [], json=json)
    if draft:
        keep_draft(picked, facts, json=json)
        return
    if facts is None and not picked.template.fields:
        facts = {}  # there is nothing to ask
    asked = facts is None or (data is None and _is_to_be_asked(picked, facts))
    facts = ask_facts(picked, facts) if asked else facts
    deliver(picked, facts, output, format=format, copy=copy, open=open, json=json, asked=asked)


def deliver(
    letter: "PickedLetter", facts: Any, output: Path | None, *,
    format: Literal["text", "html"] | None = None, copy: bool = False, open: bool = False, json: bool = False,  # noqa: A002
    asked: bool,
) -> None:  # fmt: skip
    """Write a letter where it was asked for; whoever has answered questions (`asked`) may choose afterwards.

    Exits with 1 when something keeps the letter from going out.
    """
    from salesbook.cli.delivery import save
    from salesbook.output.answers import warnings_json, write_unfit, write_warnings
    from salesbook.output.letters import HTML, PARTED, content, file_of, letter_json, say_sms
    from salesbook.output.opening import open_letter
    from salesbook.output.terminal import write, write_json

    ending = "" if output is None else output.suffix.lower()
    html = format == "html" or (format is None and ending in HTML)
    rendered, unfit, doubts = letter.rendered(facts, html=html or json or ending in PARTED)
    if rendered is None:
        write_unfit(unfit, json=json)
        raise typer.Exit(1)
    doubts = [] if asked else doubts  # they have been asked about
    if not json:
        write_warnings(doubts)
        say_sms(rendered)
    if output is not None:
        language = letter.book.company.language
        save(file_of(rendered, ending, html=html, now=_now(), language=language), output)
    if copy:
        _copy(content(rendered, html=False))
    if open:
        open_letter(rendered)
    if json:
        write_json(letter_json(rendered) | warnings_json(doubts))
    elif output is None:
        write(content(rendered, html=html))
        if asked and not copy and not open:
            _offer(letter, facts)


def _now() -> datetime:
    from salesbook.calendar import clock

    return clock.now()


def _list(ctx: typer.Context, *, json: bool) -> None:
    """Print all letters of the book."""
    from salesbook.output.letters import write_letters

    book, problems = session(ctx).load({"letter"})
    say_unread(problems)
    write_letters(book, json=json)


def _give_sample(letter: "PickedLetter", output: Path | None, *, json: bool) -> None:
    """Print the sample of a letter as it is today, or write it to a file as data that the letter takes."""
    from salesbook.cli.delivery import save
    from salesbook.cli.letter_facts import reading_of
    from salesbook.letters.samples import sample_data
    from salesbook.output.letters import sample_text, write_sample

    sample = sample_data(letter.template, reading_of(letter.book, letter.template, None, of_sample=True))
    if output is None:
        write_sample(letter.item, sample, json=json)
    else:
        save(sample_text(sample, json=json).encode(), output)


def _is_to_be_asked(letter: "PickedLetter", facts: Any) -> bool:
    """Tell whether flags leave a question open that somebody is there to answer."""
    from salesbook.cli.ask import on_terminal
    from salesbook.letters.values import missing_fields

    return on_terminal() and bool(missing_fields(letter.template, facts, letter.reading))


def _offer(letter: "PickedLetter", facts: Any) -> None:
    """Ask what becomes of a letter that was written by questions."""
    from salesbook.cli.outcome import Outcome, offer
    from salesbook.output.letters import HTML, PARTED, content, file_of, need_ending
    from salesbook.output.opening import open_letter

    def saved(path: Path) -> bytes:
        need_ending(path, letter.template)
        ending = path.suffix.lower()
        written = letter.written(facts, html=ending in (*HTML, *PARTED))
        return file_of(written, ending, html=False, now=_now(), language=letter.book.company.language)

    plain = letter.written(facts, html=False)
    endings = _(".txt is the text, .docx a document, .eml a draft for a mail program, .html a page")
    if letter.template.appointment is not None:
        endings = _("{endings}, .ics a meeting for a calendar").format(endings=endings)
    offer(
        Outcome(lambda: content(plain, html=False), saved, endings, opened=lambda: open_letter(plain)), letter.book.root
    )


def _copy(text: str) -> None:
    from salesbook.output.clipboard import copy
    from salesbook.output.terminal import say

    copy(text)
    say(_("the text is on the clipboard"))


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    example = _("Example: salesbook letter NAME --data ../facts.yml --output ~/letters/NAME.html")
    app.command("letter", cls=cls, help=_("List letters, or write one by its fields."), epilog=example)(letter)
