"""`salesbook score`: one lead by questions on a terminal, or from a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.cards import named_by, stamped_card
from salesbook.cli.completion import complete_cards
from salesbook.cli.lead_files import lead_doubts, read_lead_file
from salesbook.cli.session import Json, session
from salesbook.cli.shell import expanded
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.book.item import Item
    from salesbook.cli.score_table import TableOptions
    from salesbook.models.scorecard import Scorecard
    from salesbook.reading.data import ByteSource
    from salesbook.scoring.score import Lead


File = Annotated[
    str | None,
    typer.Argument(
        metavar="FILE",
        help=_(
            "The lead's answers in YAML or JSON, or a table of leads (CSV, XLSX, XLS, Parquet); - is stdin. "
            "Without it, questions."
        ),
    ),
]
Output = Annotated[Path | None, typer.Option("--output", metavar="FILE", help=_("Write to a file outside the book."))]
Sample = Annotated[bool, typer.Option("--sample", help=_("Show a file of answers, with what each of them means."))]
AnyCard = Annotated[
    str | None,
    typer.Option(
        "--card",
        metavar="NAME",
        help=_(
            "The scorecard, by default the only one, or the one marked “default: true”; or a checklist, as "
            "checklist:NAME."
        ),
        autocompletion=complete_cards,
    ),
]
MapFile = Annotated[
    str | None, typer.Option("--map", metavar="FILE", help=_("Which column of a table answers what, in YAML."))
]
Rejected = Annotated[
    Path | None,
    typer.Option(
        "--rejected", metavar="FILE", help=_("Where rows of a table go that cannot be scored, with the reasons.")
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help=_("Score a table without asking whether its columns are right."))]


def score(
    ctx: typer.Context,
    file: File = None,
    card: AnyCard = None,
    output: Output = None,
    sample: Sample = False,
    map_file: MapFile = None,
    rejected: Rejected = None,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Score one lead, or a table of leads: blocks, total, segment, and what to do next."""
    from salesbook.cli.delivery import keep_out
    from salesbook.cli.lead_source import judged_source
    from salesbook.cli.score_checklist import PREFIX, score_checklist
    from salesbook.cli.score_table import TableOptions, refuse_table_options, score_file
    from salesbook.reading.data import STDIN

    options = TableOptions(
        None if output is None else expanded(output),
        None if rejected is None else expanded(rejected),
        map_file,
        yes,
        json,
    )
    if card is not None and card.startswith(PREFIX):
        score_checklist(ctx, card, file, options, sample=sample)
        return
    item, scorecard, stamp = stamped_card(ctx, card)
    is_table, stdin = (False, None) if file is None or sample else judged_source(file)
    if file is not None and is_table:
        root = session(ctx).root
        if file != STDIN:
            keep_out(root, expanded(file))
        score_file(root, stamp, scorecard, file, options, stdin)
        return
    refuse_table_options(options)
    if file is not None and file != STDIN:
        keep_out(session(ctx).root, expanded(file))
    book, _problems = session(ctx).load(named_by(item))
    if sample:
        _show_sample(book, item, scorecard, options)
    else:
        _score_lead(book, item, scorecard, file, options, stdin)


def _show_sample(book: "Book", item: "Item", card: "Scorecard", options: "TableOptions") -> None:
    """Print a file of answers, or write it."""
    from salesbook.cli.delivery import keep_out, save
    from salesbook.output.leads import sample_text
    from salesbook.output.terminal import write

    words = sample_text(book, item, card, json=options.json)
    if options.output is None:
        write(words)
    else:
        keep_out(book.root, options.output)
        save(words.encode(), options.output)


def _score_lead(
    book: "Book",
    item: "Item",
    card: "Scorecard",
    file: str | None,
    options: "TableOptions",
    stdin: "ByteSource | None",
) -> None:
    """Score the lead of a file, or one that is asked for."""
    from salesbook.cli.delivery import keep_out, save
    from salesbook.output.answers import warnings_json, write_warnings
    from salesbook.output.leads import file_of
    from salesbook.output.scores import score_json, write_score
    from salesbook.output.terminal import write_json
    from salesbook.scoring.score import score as scored

    output, json = options.output, options.json
    if output is not None:
        keep_out(book.root, output)
    lead = _asked(book, card) if file is None else read_lead_file(file, book, item, card, json=json, stdin=stdin)
    odd = [] if file is None else lead_doubts(book, item, card, lead)
    result = scored(lead, card)
    if output is not None:
        save(file_of(book, item, card, lead, result, output.suffix.lower()), output)
    if json:
        write_json(score_json(book, item, card, lead, result) | warnings_json(odd))
    else:
        write_warnings(odd)
    if output is None and not json:
        write_score(book, card, lead, result)
        if file is None:
            _offer(book, item, card, lead)


def _asked(book: "Book", card: "Scorecard") -> "Lead":
    from salesbook.cli.ask import need_terminal
    from salesbook.cli.score_questions import ask_lead

    need_terminal("salesbook score ../lead.yml")
    return ask_lead(book, card)


def _offer(book: "Book", item: "Item", card: "Scorecard", lead: "Lead") -> None:
    """Ask what becomes of a score that came of questions."""
    from salesbook.cli.outcome import Outcome, offer
    from salesbook.output.leads import file_of
    from salesbook.output.scores import score_text
    from salesbook.scoring.score import score as scored

    result = scored(lead, card)
    offer(
        Outcome(
            copied=lambda: score_text(book, card, lead, result),
            saved=lambda path: file_of(book, item, card, lead, result, path.suffix.lower()),
            endings=_(".yml is the answers, .json all for programs"),
        ),
        book.root,
    )


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    example = _("Example: salesbook score ../lead.yml --json")
    about = _("Score one lead by questions, or from a file: blocks, total, segment, and what to do next.")
    app.command("score", cls=cls, help=about, epilog=example)(score)
