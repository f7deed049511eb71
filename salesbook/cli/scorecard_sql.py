"""`salesbook scorecard sql`: a card as one SELECT, for leads that outgrow one machine."""

from typing import Annotated, Any, Literal

import typer

from salesbook.cli.cards import CardName, picked_card
from salesbook.cli.shell import expanded
from salesbook.core.language import gettext as _


def sql(
    ctx: typer.Context,
    dialect: Annotated[
        Literal["duckdb", "postgres", "clickhouse", "spark"],
        typer.Argument(metavar="DIALECT", help=_("duckdb, postgres, clickhouse or spark.")),
    ],
    card: CardName = None,
    table: Annotated[
        str, typer.Option("--table", metavar="NAME", help=_("The table of leads; schema.table for one of a schema."))
    ] = "leads",
    map_file: Annotated[
        str | None, typer.Option("--map", metavar="FILE", help=_("Which column of a table answers what, in YAML."))
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="COLUMN", help=_("A column that goes along with the scores; may be repeated.")),
    ] = None,
) -> None:
    """Print the card as one SELECT, with columns called as its parameters."""
    from salesbook.output.terminal import write
    from salesbook.reading.data import read_data
    from salesbook.scoring.tables.dialects import statement

    item, scorecard = picked_card(ctx, card)
    stated = None if map_file is None else read_data(str(expanded(map_file)))
    write(statement(scorecard, item.slug, table, stated, keep or ()).sql(dialect) + ";")


def add_commands(group: typer.Typer, cls: Any) -> None:
    """Add the command to the group."""
    example = _("Example: salesbook scorecard sql postgres --table crm.leads --keep id")
    about = _("Print the card as one SELECT for DuckDB, PostgreSQL, ClickHouse or Spark.")
    group.command("sql", cls=cls, help=about, epilog=example)(sql)
