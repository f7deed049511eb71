"""`salesbook scorecard explain`: why a lead is where it is, what would lift it, what to ask next."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.cards import CardName, named_by, picked_card
from salesbook.cli.lead_files import lead_doubts
from salesbook.cli.session import Json, session
from salesbook.cli.shell import expanded
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.book.item import Item
    from salesbook.models.scorecard import Scorecard
    from salesbook.scoring.score import Lead


def explain(
    ctx: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE",
            help=_("A lead's answers, a score, or a list of them, in YAML or JSON; - is stdin. Without it, questions."),
        ),
    ] = None,
    card: CardName = None,
    json: Json = False,
) -> None:
    """Explain a lead: why this segment, what would lift it to the next, what to ask next."""
    from salesbook.cli.delivery import keep_out
    from salesbook.cli.lead_files import begun_lead
    from salesbook.cli.lead_source import judged_source
    from salesbook.core.errors import UserError
    from salesbook.output.answers import warnings_json, write_warnings
    from salesbook.output.explanations import explanation_json, write_explanation
    from salesbook.output.terminal import write_json
    from salesbook.reading.data import STDIN, read_data
    from salesbook.scoring.explanation import explain as explained

    item, scorecard = picked_card(ctx, card)
    book, _problems = session(ctx).load(named_by(item))
    if file is not None and file != STDIN:
        keep_out(book.root, expanded(file))
    if file is None:
        lead, odd = _asked(book, scorecard), []
    else:
        is_table, stdin = judged_source(file)
        if is_table:
            message = _("{path} is a table: only leads in YAML or JSON are explained, one or a list of them")
            raise UserError(message.format(path=file), _("score the table: salesbook score FILE"))
        data = read_data(file if stdin is not None else str(expanded(file)), stdin)
        if isinstance(data, list):
            _explain_list(book, item, scorecard, data, json=json)
            return
        lead = begun_lead(data, book, item, scorecard, json=json)
        odd = lead_doubts(book, item, scorecard, lead)
    what = explained(lead, scorecard)
    if json:
        write_json(explanation_json(book, item, scorecard, lead, what) | warnings_json(odd))
    else:
        write_warnings(odd)
        write_explanation(book, scorecard, lead, what)


def _explain_list(book: "Book", item: "Item", card: "Scorecard", entries: list[Any], *, json: bool) -> None:
    """Explain every lead of a list; exit code 1 when one of them does not fit the card."""
    from salesbook.output.answers import write_warnings
    from salesbook.output.explanations import explanation_json, write_explanation
    from salesbook.output.terminal import complain, out, write_json
    from salesbook.scoring.explanation import explain as explained
    from salesbook.scoring.explanation import read_begun_lead

    answers: list[dict[str, Any]] = []
    unfit_leads = 0
    for n, entry in enumerate(entries, 1):
        lead, unfit = read_begun_lead(entry, card)
        if lead is None:
            unfit_leads += 1
            problems = [{"field": each.field, "message": each.message, "advice": each.advice} for each in unfit]
            answers.append({"entry": n, "problems": problems})
            for each in unfit if not json else ():
                complain(_("lead {n}: {message}").format(n=n, message=each.message), each.advice)
            continue
        odd = lead_doubts(book, item, card, lead)
        warnings = [{"field": doubt.field, "message": doubt.message} for doubt in odd]
        what = explained(lead, card)
        answers.append({"entry": n, **explanation_json(book, item, card, lead, what), "warnings": warnings})
        if not json:
            write_warnings(odd)
            out().print(f"\n[cyan]{n}/{len(entries)}[/]")
            write_explanation(book, card, lead, what)
    if json:
        write_json({"leads": answers})
    if unfit_leads:
        raise typer.Exit(1)


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
