"""`salesbook scorecard fit`: points for a card from closed deals, proposed as a diff of its file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.cards import CardName, named_by, picked_card
from salesbook.cli.scorecard_backtest import ClosedFile, Mapping, Outcome, Won, say_left_out
from salesbook.cli.session import Json, session
from salesbook.cli.shell import expanded
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.book.item import Item
    from salesbook.core.changes import Change
    from salesbook.scoring.fitting.fit import Fit

_CARDS, _DIFFS = (".yml", ".yaml"), (".diff", ".patch")


def fit(
    ctx: typer.Context,
    file: ClosedFile,
    outcome: Outcome,
    won: Won = None,
    card: CardName = None,
    mapping: Mapping = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar="FILE",
            help=_("Write the proposal outside the book: .yml is the whole card, .diff what changes in it."),
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Propose points for a card by closed deals; the card itself is never changed."""
    from salesbook.cli.deal_rows import closed_deals
    from salesbook.cli.delivery import keep_out, save
    from salesbook.output.fits import write_fit
    from salesbook.output.fits_json import fit_json
    from salesbook.output.progress import counted_progress
    from salesbook.output.terminal import say, write_json
    from salesbook.scoring.fitting.fit import fit as fitted
    from salesbook.scoring.fitting.validation import FOLDS, REPEATS

    item, scorecard = picked_card(ctx, card)
    book, _problems = session(ctx).load(named_by(item))
    if output is not None:
        output = _elsewhere(book.root, expanded(output))
    if file != "-":
        keep_out(book.root, expanded(file))
    closed = closed_deals(book.root, file, scorecard, outcome, won or [], mapping)
    with counted_progress(_("trying points"), FOLDS * REPEATS) as advance:
        found = fitted(closed.collector.deals(), lambda: advance(1))
    change = None if found.new is None else _change(book, item, found)
    diff = [] if change is None else _diff(book, item, change)
    if output is not None and change is not None:
        save(change.after if output.suffix.lower() in _CARDS else ("\n".join(diff) + "\n").encode(), output)
    if json:
        write_json(fit_json(book, item, found, closed.left_out(), diff))
        return
    say_left_out(closed)
    write_fit(book, found, diff)
    if output is not None and change is None:
        say(_("nothing is proposed, so {path} is not written").format(path=output))


def _elsewhere(root: Path, output: Path) -> Path:
    """Return where a proposal goes; raises `UserError` for a place in the book, and for an unknown ending."""
    from salesbook.core.errors import UserError
    from salesbook.core.source import inside

    if inside(output, root):
        message = _("{path} lies inside the book: a proposal is put there by a person alone")
        raise UserError(message.format(path=output), _("choose a folder outside {root}").format(root=root))
    if output.suffix.lower() not in (*_CARDS, *_DIFFS):
        message = _("it is not known how to write “{name}”").format(name=output.name)
        raise UserError(message, _("endings of files: {names}").format(names=", ".join((*_CARDS, *_DIFFS))))
    return output


def _change(book: "Book", item: "Item", found: "Fit") -> "Change | None":
    """Return the change of the card's file; None when it cannot be edited for sure, which is said."""
    from salesbook.cli.card_edits import with_numbers
    from salesbook.cli.card_texts import card_of
    from salesbook.core.changes import Change
    from salesbook.output.terminal import warn

    base = book.sources.base_of(item.path)
    if base is not None:
        warn(_("the card stands in the book beneath, {path}: run the command there for a diff").format(path=base))
        return None
    before = book.sources.bytes_of(item.path)
    after = None if before is None else with_numbers(item.path, before, found.changes())
    if before is None or after is None or card_of(after, str(item.path)) != found.new:
        warn(
            _("{path} is written in a way that cannot be edited for sure: put the points in yourself").format(
                path=item.path
            )
        )
        return None
    return Change(book.sources.disk(item.path), before, after)


def _diff(book: "Book", item: "Item", change: "Change") -> list[str]:
    """Return the lines of a diff of the card's file that `git apply` takes in the book's folder."""
    from difflib import unified_diff

    assert change.before is not None
    before, after = (data.decode("utf-8").split("\n") for data in (change.before, change.after))
    ends = before[-1] == ""
    name = item.path.as_posix()
    old, new = ([f"{line}\n" for line in lines[:-1]] + ([] if ends else [lines[-1]]) for lines in (before, after))
    lines = unified_diff(old, new, f"a/{name}", f"b/{name}", n=2)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines).split(
        "\n"
    )[:-1]


def add_commands(group: typer.Typer, cls: Any) -> None:
    """Add the command to the group."""
    example = _("Example: salesbook scorecard fit ../deals.csv --outcome COLUMN --output ../proposal.yml")
    about = _("Propose points for a card by closed deals, as a diff of its file; the card itself is never changed.")
    group.command("fit", cls=cls, help=about, epilog=example)(fit)
