"""`salesbook scorecard explain`: why a lead is where it is, what would lift it, what to ask next."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.cards import CardName, named_by, picked_card
from salesbook.cli.lead_files import lead_doubts, read_lead_file
from salesbook.cli.session import Json, session
from salesbook.cli.shell import expanded
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.models.scorecard import Scorecard
    from salesbook.scoring.score import Lead


def explain(
    ctx: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE",
            help=_("The lead's answers, or a score, in YAML or JSON; - is stdin. Without it, questions."),
        ),
    ] = None,
    card: CardName = None,
    json: Json = False,
) -> None:
    """Explain a lead: why this segment, what would lift it to the next, what to ask next."""
    from salesbook.cli.delivery import keep_out
    from salesbook.output.answers import warnings_json, write_warnings
    from salesbook.output.explanations import explanation_json, write_explanation
    from salesbook.output.terminal import write_json
    from salesbook.reading.data import STDIN
    from salesbook.scoring.explanation import explain as explained

    item, scorecard = picked_card(ctx, card)
    book, _problems = session(ctx).load(named_by(item))
    if file is not None and file != STDIN:
        keep_out(book.root, expanded(file))
    if file is None:
        lead, odd = _asked(book, scorecard), []
    else:
        lead = read_lead_file(file, book, item, scorecard, begun=True, json=json)
        odd = lead_doubts(book, item, scorecard, lead)
    what = explained(lead, scorecard)
    if json:
        write_json(explanation_json(book, item, scorecard, lead, what) | warnings_json(odd))
    else:
        write_warnings(odd)
        write_explanation(book, scorecard, lead, what)


def _asked(book: "Book", card: "Scorecard") -> "Lead":
    from salesbook.cli.ask import need_terminal
    from salesbook.cli.score_questions import ask_lead

    need_terminal("salesbook scorecard explain ../lead.yml")
    return ask_lead(book, card)


def add_commands(group: typer.Typer, cls: Any) -> None:
    """Add the command to the group."""
    example = _("Example: salesbook scorecard explain ../lead.yml")
    about = _("Explain a lead: why this segment, what would lift it to the next, what to ask next.")
    group.command("explain", cls=cls, help=about, epilog=example)(explain)
