"""How many deals a figure needs before it may be believed.

A rule for scores that were made elsewhere: at least 100 won deals and 100 lost ones to judge how well they tell the two
apart (G. Collins and others, Statistics in Medicine 2016; Y. Vergouwe and others, Journal of Clinical Epidemiology
2005). Ten of each are the least with which the interval of a figure still says something; with fewer no figure is
shown. The rarer of the two outcomes decides: 45 won among 7,602 are 45 deals, however many were lost.
"""

from enum import StrEnum

from salesbook.scoring.evidence.deals import Outcomes

SHOWN, TRUSTED = 10, 100
"""So many deals of the rarer outcome are needed to show a figure, and to trust it."""


class Trust(StrEnum):
    """Whether figures of some deals may be believed."""

    NONE = "none"
    ROUGH = "rough"
    GOOD = "good"


def trust_in(outcomes: Outcomes) -> Trust:
    """Return how far figures of these deals may be believed."""
    rarer = min(outcomes)
    return Trust.NONE if rarer < SHOWN else Trust.ROUGH if rarer < TRUSTED else Trust.GOOD
