"""Two cards on the same leads, out."""

from decimal import Decimal
from typing import Any

from rich.markup import escape
from rich.table import Table

from salesbook.book.book import Book
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext
from salesbook.models.points import plain_number
from salesbook.models.scorecard import Scorecard
from salesbook.output.scores import signed
from salesbook.output.terminal import out
from salesbook.scoring.comparison import REFUSED, Comparison, Placed, segments_of
from salesbook.scoring.editions import scoring_edition

_NAMED = 20


def write_comparison(names: tuple[str, str], compared: Comparison) -> None:
    """Print who changes segment: a matrix, how many go up and down, and the first of them by name."""
    console = out(table=True)
    old, new = names
    console.print(f"[bold]{escape(old)} → {escape(new)}[/]")
    leads = ngettext("{n} lead", "{n} leads", compared.scored).format(n=compared.scored)
    if not compared.moved:
        console.print(f"{escape(leads)}: " + escape(_("nobody changes segment")))
    else:
        words = _("change segment — {n}: up {up}, down {down}, on a level {level}")
        figures = {"n": compared.moved, "up": compared.up, "down": compared.down, "level": compared.level}
        console.print(f"{escape(leads)}; {escape(words.format(**figures))}")
    console.print(_matrix(compared))
    for move in compared.moves[:_NAMED]:
        arrow = "[green]↑[/]" if move.up else "[red]↓[/]"
        label = move.label or _("row {n}").format(n=move.row)
        console.print(f"  {arrow} {escape(label)}: {escape(_place(move.before))} → {escape(_place(move.after))}")
    if compared.moved > _NAMED:
        more = compared.moved - _NAMED
        console.print("  " + ngettext("and {n} more", "and {n} more", more).format(n=more))
    unscored = _("cannot be scored: by the new card alone {old}, by the old one alone {new}, by both {neither}")
    if compared.only_old or compared.only_new or compared.neither:
        figures = {"old": compared.only_old, "new": compared.only_new, "neither": compared.neither}
        console.print(escape(unscored.format(**figures)))


def comparison_json(book: Book, names: tuple[str, str], compared: Comparison) -> dict[str, Any]:
    """Return a comparison as programs read it; a refusal is `refused`."""
    cards = zip(names, (compared.old, compared.new), strict=True)
    old, new = ({"name": name, "digest": scoring_edition(card, book.facts)} | _card(card) for name, card in cards)
    matrix = {
        before or "refused": {after or "refused": compared.matrix[before, after] for after in segments_of(compared.new)}
        for before in segments_of(compared.old)
    }
    moves = [
        {"row": move.row, "lead": move.label, "from": _placed(move.before), "to": _placed(move.after), "up": move.up}
        for move in compared.moves
    ]
    counts = {name: getattr(compared, name) for name in ("scored", "moved", "up", "down", "level")}
    unscored = {name: getattr(compared, name) for name in ("only_old", "only_new", "neither")}
    left_off = compared.moved - len(moves)
    return {
        "old": old,
        "new": new,
        **counts,
        "unscored": unscored,
        "matrix": matrix,
        "moves": moves,
        "left_off": left_off,
    }


def _card(card: Scorecard) -> dict[str, str]:
    return {"title": card.title, "edition": card.edition}


def _matrix(compared: Comparison) -> Table:
    """Return how many leads go from each segment of the old card (rows) to each of the new one."""
    table = Table(box=None, padding=(0, 2), header_style="dim")
    table.add_column(escape(_("was \\ is")))
    columns = [each for each in segments_of(compared.new) if each is not REFUSED or _refuses(compared)]
    for after in columns:
        table.add_column(escape(_name(after)), justify="right")
    for before in segments_of(compared.old):
        counts = [compared.matrix[before, after] for after in columns]
        if before is not REFUSED or any(counts):
            cells = (str(n) if n else "·" for n in counts)
            table.add_row(escape(_name(before)), *cells)
    return table


def _refuses(compared: Comparison) -> bool:
    return any(after is REFUSED for (_before, after), n in compared.matrix.items() if n)


def _name(segment: str | None) -> str:
    return segment or _("refusal")


def _place(placed: Placed) -> str:
    return _name(placed.segment) if placed.total is None else f"{_name(placed.segment)} ({signed(placed.total)})"


def _placed(placed: Placed) -> dict[str, Any]:
    return {"segment": placed.segment, "total": _number(placed.total)}


def _number(value: Decimal | None) -> int | float | None:
    return None if value is None else plain_number(value)
