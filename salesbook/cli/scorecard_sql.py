"""`salesbook scorecard sql`: a card as one SELECT, for leads that outgrow one machine, printed or run in place."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from salesbook.cli.cards import CardName, stamped_card
from salesbook.cli.score import MapFile, Rejected
from salesbook.cli.session import session
from salesbook.cli.shell import expanded
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.cli.score_table import TableOptions
    from salesbook.models.scorecard import Scorecard
    from salesbook.scoring.editions import CardStamp
    from salesbook.scoring.engines.addresses import Address
    from salesbook.scoring.engines.database import Database
    from salesbook.scoring.tables.dialects import Statement


def sql(
    ctx: typer.Context,
    dialect: Annotated[
        Literal["duckdb", "postgres", "clickhouse", "spark"] | None,
        typer.Argument(metavar="DIALECT", help=_("duckdb, postgres, clickhouse or spark; not with --engine.")),
    ] = None,
    card: CardName = None,
    table: Annotated[
        str, typer.Option("--table", metavar="NAME", help=_("The table of leads; schema.table for one of a schema."))
    ] = "leads",
    map_file: MapFile = None,
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="COLUMN", help=_("A column that goes along with the scores; may be repeated.")),
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option(
            "--engine",
            metavar="URL",
            help=_(
                "Run it there: duckdb:///folder/leads.duckdb, postgresql://user@host/db, clickhouse://user@host/db "
                "(untried on a real server)."
            ),
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help=_("With --engine: write the scores to a file outside the book.")),
    ] = None,
    rejected: Rejected = None,
) -> None:
    """Print the card as one SELECT, with columns called as its parameters, or run it where the leads are."""
    from salesbook.output.terminal import write
    from salesbook.reading.data import read_data_file
    from salesbook.scoring.tables.dialects import statement

    if engine is not None:
        from salesbook.cli.score_table import TableOptions
        from salesbook.scoring.engines.addresses import address_of

        if dialect is not None or output is None:
            message = _("--engine needs a file for the scores, and no dialect")
            raise UserError(message, _("write: --engine {url} --output scored.csv").format(url=_EXAMPLE))
        address = address_of(engine)
        _item, scorecard, stamp = stamped_card(ctx, card)
        options = TableOptions(
            expanded(output), None if rejected is None else expanded(rejected), map_file, True, False
        )
        _run(session(ctx).root, scorecard, stamp, address, table, keep, options)
        return
    if dialect is None or output is not None or rejected is not None:
        message = _("which dialect? duckdb, postgres, clickhouse or spark")
        raise UserError(message, _("--output and --rejected go with --engine URL alone"))
    _item, scorecard, stamp = stamped_card(ctx, card)
    if map_file is None:
        card_sql = statement(scorecard, stamp, table, None, keep or ())
    else:
        data = read_data_file(str(expanded(map_file)))
        card_sql = statement(scorecard, stamp, table, data.value, keep or (), data.where)
    write(card_sql.sql(dialect) + ";")


_EXAMPLE = "postgresql://user@host/crm"


def _run(
    root: Path,
    card: "Scorecard",
    stamp: "CardStamp",
    address: "Address",
    table: str,
    keep: list[str] | None,
    options: "TableOptions",
) -> None:
    """Run the card in a database; ends with exit code 1 when no row has a score."""
    import tempfile

    from salesbook.cli.delivery import keep_out
    from salesbook.cli.score_table import check_outputs, in_place, rejected_path
    from salesbook.output.tables import Files, write_outcome
    from salesbook.reading.data import STDIN
    from salesbook.scoring.engines.opening import opened
    from salesbook.scoring.engines.run import Targets, score_in_place

    output, without_score = options.output, rejected_path(options)
    assert output is not None
    assert without_score is not None
    if address.path is not None:
        keep_out(root, address.path)
    check_outputs(root, STDIN if address.path is None else str(address.path), options)
    with tempfile.TemporaryDirectory(prefix="salesbook-") as folder:
        scratch = Path(folder)
        keep_out(root, scratch)
        with opened(address, scratch) as database, in_place([output, without_score]) as (part, rejected_part):
            select = _statement(database, card, stamp, table, keep, options)
            targets = Targets(part, output.suffix.lower(), rejected_part, scratch)
            outcome = score_in_place(database, address.dialect, select, targets)
            if not outcome.rejected and not without_score.exists():
                rejected_part.unlink()
    write_outcome(card, outcome, Files(output, without_score if outcome.rejected else None), [])
    if outcome.rejected and not outcome.scored:
        raise typer.Exit(1)


def _statement(
    database: "Database",
    card: "Scorecard",
    stamp: "CardStamp",
    table: str,
    keep: list[str] | None,
    options: "TableOptions",
) -> "Statement":
    """Return the statement for a table as it is; says on stderr which column was taken for what."""
    from salesbook.cli.score_table import mapping_for
    from salesbook.core.nearest import looks_like, nearest
    from salesbook.output.tables import write_mapping
    from salesbook.scoring.tables.dialects import Statement
    from salesbook.scoring.tables.table import Table, columns_of

    headers = database.headers(table)
    for name in keep or ():
        if name not in headers:
            message = _("“{table}” has no column “{name}”").format(table=table, name=name)
            raise UserError(message, looks_like(nearest(name, headers)) or ", ".join(headers[:30]))
    shape = Table(Path(table), "csv", columns_of(headers))
    mapping = mapping_for(shape, card, options)
    write_mapping(shape, card, mapping)
    return Statement(card, stamp, table, headers, mapping, headers if keep is None else keep)


def add_commands(group: typer.Typer, cls: Any) -> None:
    """Add the command to the group."""
    example = _("Example: salesbook scorecard sql postgres --table crm.leads --keep id")
    about = _("Print the card as one SELECT for DuckDB, PostgreSQL, ClickHouse or Spark, or run it in a database.")
    group.command("sql", cls=cls, help=about, epilog=example)(sql)
