"""`salesbook scorecard`: what can be asked of a card itself; each command stands in a module of its own."""

from typing import Any

import typer

from salesbook.cli import scorecard_backtest, scorecard_compare, scorecard_explain, scorecard_fit, scorecard_sql
from salesbook.cli.session import Json, none_of, say_unread, session
from salesbook.core.language import gettext as _


def list_cards(ctx: typer.Context, json: Json = False) -> None:
    """List the cards, unless a command of the group is asked for."""
    if ctx.invoked_subcommand is None:
        list_(ctx, json=json)


def list_(ctx: typer.Context, json: Json = False) -> None:
    """List the cards."""
    from salesbook.models.kinds import BY_NAME
    from salesbook.output.cards import cards_json, write_cards
    from salesbook.output.terminal import say, write_json

    book, problems = session(ctx).load({"scorecard"})
    if json:
        write_json(cards_json(book))
    elif book.unread("scorecard") or any(book.of_kind("scorecard")):
        write_cards(book)
    else:
        say(". ".join(none_of(BY_NAME["scorecard"])))
    say_unread(problems)


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the group, which lists the cards when it is called by itself."""
    from salesbook.cli.usage import Group

    about = _("Scorecards: which there are, and what can be asked of a card itself.")
    group = typer.Typer(cls=Group, help=about, rich_markup_mode="rich", invoke_without_command=True)
    group.callback(epilog=_("Example: salesbook scorecard --json"))(list_cards)
    listed = _("List the scorecards: editions, totals that can come out, segments.")
    group.command("list", cls=cls, help=listed, epilog=_("Example: salesbook scorecard list"))(list_)
    for module in (scorecard_explain, scorecard_compare, scorecard_backtest, scorecard_fit, scorecard_sql):
        module.add_commands(group, cls)
    app.add_typer(group, name="scorecard")
