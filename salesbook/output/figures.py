"""Figures of evidence as people read them."""

from decimal import Decimal

from salesbook.core.language import gettext as _
from salesbook.core.language import spoken
from salesbook.scoring.evidence.deals import Outcomes
from salesbook.scoring.evidence.intervals import wilson
from salesbook.scoring.evidence.trust import SHOWN
from salesbook.text.formats import NBSP, exact_number


def percent(share: float) -> str:
    """Return a share as «12 %», with a digit behind the comma below ten."""
    digits = 0 if share >= 0.0995 or share == 0 else 1
    return f"{decimal(share * 100, digits)}{NBSP}%"


def decimal(value: float, digits: int = 2, *, plus: bool = False) -> str:
    """Return a number with so many digits behind the point."""
    return exact_number(round(Decimal(repr(value)), digits), spoken(), plus=plus)


def won_share(outcomes: Outcomes) -> str:
    """Return the share that was won; of fewer than ten deals, of which a share says nothing, «3 of 7»."""
    if outcomes.all < SHOWN:
        return _("{n} of {all}").format(n=outcomes.won, all=outcomes.all)
    return percent(outcomes.rate)


def conversion(outcomes: Outcomes) -> str:
    """Return the share that was won with its interval, «12 % (9…16 %)»; of fewer than ten deals the counts."""
    if outcomes.all < SHOWN:
        return won_share(outcomes)
    low, high = wilson(outcomes)
    return f"{percent(outcomes.rate)} ({percent(low)}…{percent(high)})"
