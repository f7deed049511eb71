"""`salesbook scorecard backtest`: a card against closed deals."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.cards import CardName, named_by, picked_card
from salesbook.cli.session import Json, session
from salesbook.cli.shell import expanded
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.cli.deal_rows import ClosedDeals

ClosedFile = Annotated[
    str,
    typer.Argument(metavar="FILE", help=_("A table of closed deals, or a list of leads in YAML or JSON; - is stdin.")),
]
Outcome = Annotated[str, typer.Option("--outcome", metavar="COLUMN", help=_("The column that says how a deal ended."))]
Won = Annotated[
    list[str] | None,
    typer.Option(
        "--won",
        metavar="VALUE",
        help=_("What stands there for a won deal, several times if need be; all other words are lost deals then."),
    ),
]
Mapping = Annotated[
    str | None, typer.Option("--map", metavar="FILE", help=_("Which column answers which parameter, in YAML or JSON."))
]


def backtest(
    ctx: typer.Context,
    file: ClosedFile,
    outcome: Outcome,
    won: Won = None,
    card: CardName = None,
    mapping: Mapping = None,
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="COLUMN", help=_("The column with the day of a deal: compares two periods.")),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DAY", help=_("Day on which the later period begins.")),
    ] = None,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help=_("Draw a chart into a file outside the book."))
    ] = None,
    json: Json = False,
) -> None:
    """Judge a card by closed deals: how well it tells won from lost, and what of it says nothing."""
    from salesbook.cli.deal_rows import closed_deals
    from salesbook.cli.delivery import keep_out, save
    from salesbook.core.errors import UserError
    from salesbook.output.backtests import write_backtest
    from salesbook.output.backtests_json import backtest_json
    from salesbook.output.charts import backtest_svg
    from salesbook.output.terminal import write_json
    from salesbook.scoring.evidence.backtest import backtest as judged_by

    if since is not None and period is None:
        raise UserError(_("--since goes with --period"), _("name the column of the day: --period COLUMN"))
    later = _day(since)
    item, scorecard = picked_card(ctx, card)
    book, _problems = session(ctx).load(named_by(item))
    if svg is not None:
        svg = expanded(svg)
        keep_out(book.root, svg)
    if file != "-":
        keep_out(book.root, expanded(file))
    closed = closed_deals(book.root, file, scorecard, outcome, won or [], mapping, period)
    judged = judged_by(closed.collector.deals(later))
    if svg is not None:
        save(backtest_svg(f"{scorecard.title} · {scorecard.edition}", judged).encode(), svg)
    if json:
        write_json(backtest_json(book, item, scorecard, judged, closed.left_out()))
    else:
        say_left_out(closed)
        write_backtest(book, scorecard, judged)


def say_left_out(closed: "ClosedDeals") -> None:
    """Say which rows prove nothing, and why."""
    from salesbook.core.language import ngettext
    from salesbook.output.terminal import say, warn

    if closed.open:
        message = ngettext(
            "{n} deal has not ended and is left out", "{n} deals have not ended and are left out", closed.open
        )
        say(message.format(n=closed.open))
    if closed.unscored:
        message = ngettext(
            "{n} row cannot be scored and is left out", "{n} rows cannot be scored and are left out", closed.unscored
        )
        reasons = "; ".join(_("row {n}: {reason}").format(n=n, reason=reason) for n, reason in closed.reasons)
        warn(f"{message.format(n=closed.unscored)} ({reasons})")


def _day(since: str | None) -> date | None:
    """Return the day that was typed; raises `UserError` for what is none."""
    from salesbook.core.errors import UserError
    from salesbook.text.days import day_of

    day = day_of(since)
    if since is not None and day is None:
        message = _("“{typed}” is no day").format(typed=since)
        raise UserError(message, _("write it as 2026-11-30 or 30.11.2026"))
    return day


def add_commands(group: typer.Typer, cls: Any) -> None:
    """Add the command to the group."""
    example = _("Example: salesbook scorecard backtest ../deals.csv --outcome COLUMN --won VALUE")
    about = _("Judge a card by closed deals: how well it tells won from lost, and what of it says nothing.")
    group.command("backtest", cls=cls, help=about, epilog=example)(backtest)
