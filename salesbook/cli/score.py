"""`salesbook score`: one lead by questions on a terminal, or from a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.completion import complete_slugs
from salesbook.cli.session import BrokenContent, Json, broken, pick, session
from salesbook.cli.shell import expanded
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.book.item import Item
    from salesbook.core.diagnostics import Diagnostic
    from salesbook.core.errors import Doubt
    from salesbook.models.scorecard import Scorecard
    from salesbook.scoring.score import Lead


def score(
    ctx: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE", help=_("The lead's answers in YAML or JSON; - is stdin. Without it, questions.")
        ),
    ] = None,
    card: Annotated[
        str | None,
        typer.Option(
            "--card",
            metavar="NAME",
            help=_("The scorecard; by default the only one, or the one marked “default: true”."),
            autocompletion=complete_slugs("scorecard"),
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help=_("Write to a file outside the book."))
    ] = None,
    sample: Annotated[
        bool, typer.Option("--sample", help=_("Show a file of answers, with what each of them means."))
    ] = False,
    json: Json = False,
) -> None:
    """Score one lead: blocks, total, segment, and what to do next."""
    from salesbook.cli.delivery import keep_out, save
    from salesbook.output.answers import warnings_json, write_warnings
    from salesbook.output.leads import file_of, sample_text
    from salesbook.output.scores import score_json, write_score
    from salesbook.output.terminal import write, write_json
    from salesbook.reading.data import STDIN
    from salesbook.scoring.score import score as scored

    item, scorecard = _picked(ctx, card)
    book, _problems = session(ctx).load(_named_by(item))
    if output is not None:
        output = expanded(output)
        keep_out(book.root, output)
    if file is not None and file != STDIN:
        keep_out(book.root, expanded(file))
    if sample:
        words = sample_text(book, item, scorecard, json=json)
        if output is None:
            write(words)
        else:
            save(words.encode(), output)
        return
    lead = _asked(book, scorecard) if file is None else _read(file, scorecard, json=json)
    odd = [] if file is None else _doubts(lead)
    result = scored(lead, scorecard)
    if output is not None:
        save(file_of(book, item, scorecard, lead, result, output.suffix.lower()), output)
    if json:
        write_json(score_json(book, item, scorecard, lead, result) | warnings_json(odd))
    else:
        write_warnings(odd)
    if output is None and not json:
        write_score(book, scorecard, lead, result)
        if file is None:
            _offer(book, item, scorecard, lead)


def _picked(ctx: typer.Context, name: str | None) -> "tuple[Item, Scorecard]":
    """Return the card that is asked for, else the default one; ends with exit code 1 for an unsound one."""
    from salesbook.models.scorecard import Scorecard
    from salesbook.scoring.score import covers

    book, problems = session(ctx).load({"scorecard"})
    item, scorecard = pick(book, problems, Scorecard, name or _default(book, problems))
    if not covers(scorecard):
        unsound = _(
            "the scorecard “{name}” has a gap or an overlap in its segments, an id twice, or a parameter that nobody "
            "can answer"
        )
        raise BrokenContent(book, unsound.format(name=item.slug), _("mend what “salesbook check” shows"))
    return item, scorecard


def _default(book: "Book", problems: "list[Diagnostic]") -> str | None:
    """Return the name of the card that is marked; None when there is one card or none at all.

    Raises `UserError` when several could be meant, `BrokenContent` when one that cannot be read could be.
    """
    from salesbook.core.errors import UserError
    from salesbook.models.scorecard import Scorecard

    if book.is_broken("company"):
        return None  # whichever card it is, `pick` says so
    cards = {item.slug: card for item, card in book.data(Scorecard)}
    marked = [name for name, card in cards.items() if card.default]
    if len(marked) == 1:
        return marked[0]
    if len(marked) > 1:
        message = _("several scorecards are marked “default: true”: {names}").format(names=", ".join(marked))
        raise UserError(message, _("keep one mark, or name the card: --card {name}").format(name=marked[0]))
    if unread := book.unread("scorecard"):
        raise broken(book, problems, unread[0])
    if len(cards) < 2:
        return None
    message = _("which scorecard? There are: {names}").format(names=", ".join(cards))
    example = next(iter(cards))
    advice = _("name it: --card {name}; or mark the one that is used most with “default: true”").format(name=example)
    raise UserError(message, advice)


def _doubts(lead: "Lead") -> "list[Doubt]":
    """Return what is odd about a lead from a file: on a terminal it has been asked about."""
    from salesbook.core.errors import Doubt
    from salesbook.scoring.labels import label_doubt

    message = label_doubt(lead.lead)
    return [] if message is None else [Doubt("lead", message)]


def _named_by(item: "Item") -> set[str]:
    """Return what must be read to call everything that a card refers to by its title."""
    names = {reference.target.partition("#")[0] for reference in item.references}
    # An article number does not say which file it stands in.
    return {"regulation", item.name} | {name for name in names if ":" in name}


def _read(file: str, card: "Scorecard", *, json: bool) -> "Lead":
    """Read a lead from a file; exit code 1 with everything that keeps it from being scored."""
    from salesbook.output.answers import write_unfit
    from salesbook.reading.data import read_data
    from salesbook.scoring.score import read_lead

    lead, unfit = read_lead(read_data(str(expanded(file))), card)
    if lead is None:
        write_unfit(unfit, json=json)
        raise typer.Exit(1)
    return lead


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
