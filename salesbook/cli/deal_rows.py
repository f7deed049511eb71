"""Closed deals of a file: rows read as leads, with how each deal ended."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from salesbook.cli.lead_rows import lead_batches
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.scoring.columns import State
from salesbook.scoring.evidence.closing import outcome_key, was_won
from salesbook.scoring.evidence.deals import DealCollector
from salesbook.text.days import day_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from salesbook.models.scorecard import Scorecard

_NAMED = 3
_LISTED = 12


@dataclass
class ClosedDeals:
    """The deals of a file, how many of it are still open or cannot be scored, and why the first of those cannot."""

    collector: DealCollector
    open: int = 0
    unscored: int = 0
    undated: int = 0
    reasons: list[tuple[int, str]] = field(default_factory=list)

    def leave_out(self, row: int, reason: "str | Callable[[], str]") -> None:
        """Count a row that cannot be scored; the reason is asked for only where it will be told."""
        self.unscored += 1
        if len(self.reasons) < _NAMED:
            self.reasons.append((row, reason if isinstance(reason, str) else reason()))

    def left_out(self) -> dict[str, Any]:
        """Return what is left out as programs read it."""
        reasons = [{"row": row, "message": message} for row, message in self.reasons]
        return {"open": self.open, "unscored": self.unscored, "undated": self.undated, "reasons": reasons}


def closed_deals(
    root: "Path",
    file: str,
    card: "Scorecard",
    outcome: str,
    won: "Sequence[str]",
    mapping: str | None,
    period: str | None = None,
) -> ClosedDeals:
    """Read the closed deals of a file; raises `UserError` for outcomes or days that cannot be read, and for none."""
    keys = frozenset(map(outcome_key, won))
    closed = ClosedDeals(DealCollector(card))
    columns = [outcome] if period is None else [outcome, period]
    seen: Counter[str] = Counter()
    days: dict[str | None, date | None] = {}
    outcomes: dict[str | None, bool | None] = {}
    unknown: dict[str, None] = {}
    deals = 0
    for batch in lead_batches(root, file, [card], columns, mapping, _("reading deals")):
        for line, reason in batch.unreadable:
            closed.leave_out(line, reason)
        for ended in {*batch.cells[0]} - outcomes.keys():
            outcomes[ended] = _outcome(ended, keys, seen, unknown)
        results = [outcomes[ended] for ended in batch.cells[0]]
        closed.open += results.count(None)
        (rows,) = batch.cards
        for n, (state, result) in enumerate(zip(rows.states, results, strict=True)):
            if state == State.UNFIT and result is not None:
                closed.leave_out(batch.lines[n], lambda n=n, batch=batch: batch.reason(n))  # type: ignore[misc]
        dated: Sequence[date | None] = []
        if period is not None:
            days.update({cell: day_of(cell) for cell in {*batch.cells[1]} - days.keys()})
            dated = [days[cell] for cell in batch.cells[1]]
        deals += closed.collector.add_rows(rows, results, dated)
        if period is not None:
            closed.undated += sum(
                day is None and state != State.UNFIT and result is not None
                for day, state, result in zip(dated, rows.states, results, strict=True)
            )
    _vouch(outcome, seen, unknown, keys)
    if not deals:
        advice = _("answers must fit the card: salesbook score FILE shows what is wrong")
        raise UserError(_("the file has no closed deal that can be scored"), advice)
    if period is not None and closed.undated == deals:
        message = _("no cell of the column “{name}” is a day").format(name=period)
        raise UserError(message, _("write it as 2026-11-30 or 30.11.2026"))
    return closed


def _outcome(ended: str | None, keys: frozenset[str], seen: Counter[str], unknown: dict[str, None]) -> bool | None:
    """Return whether a deal that ended so was won; None for an open one, and for an outcome that is not known."""
    key = outcome_key(ended)
    seen[key] += 1
    try:
        return was_won(key, keys)
    except ValueError:
        unknown[ended or ""] = None
        return None


def _vouch(outcome: str, seen: Counter[str], unknown: dict[str, None], keys: frozenset[str]) -> None:
    """Raise `UserError` when it is not sure what outcomes mean."""
    if unknown:
        words = [" ".join(word.split())[:40] for word in unknown]
        listed = ", ".join(f"«{word}»" for word in words[:_LISTED]) + ("…" if len(words) > _LISTED else "")
        message = _("it is not known whether these outcomes in “{name}” are won: {words}")
        raise UserError(message.format(name=outcome, words=listed), _("name the won ones: --won VALUE"))
    if strange := [key for key in keys if key not in seen]:
        message = _("no deal has the outcome “{word}” in the column “{name}”").format(word=strange[0], name=outcome)
        listed = ", ".join(f"«{key[:40]}»" for key in [*seen][:_LISTED])
        raise UserError(message, _("there are: {names}").format(names=listed))
