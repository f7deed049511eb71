"""Closed deals that are made up, of a card with answers of every sort."""

from array import array
from datetime import date
from math import exp
from random import Random

from salesbook.models.scorecard import Scorecard
from salesbook.scoring.columns import listed_rows
from salesbook.scoring.evidence.deals import DealCollector, Deals
from salesbook.scoring.score import Lead
from tests.scoring.test_totals import NEXT, SHORT, answers, card_of

_TELLING = (0.5, 0.3, 0.1, 0, -0.2)
"""How much a point of each parameter tells; nothing, and against the card, too."""


def generated_card() -> Scorecard:
    """Return a card of five parameters and three segments."""
    segments = [
        {"id": name, "title": name, "from": start, "to": end} | NEXT
        for name, start, end in (("C", -100, 0), ("B", 0.5, 8), ("A", 8.5, 1000))
    ]
    parameters = (SHORT, SHORT | {"weight": 2}, answers(0, 5, 10), answers(-2, 0.5, 3, 7), SHORT)
    return card_of(*parameters, segments=segments, unknown={"text": "?", "points": 0.5})


def add(collector: DealCollector, lead: Lead, *, won: bool, day: date | None = None) -> None:
    """Take one deal."""
    collector.add_rows(listed_rows(collector.card, [lead]), [won], [day])


def generated_deals(seed: int, count: int, rate: float = -1.5) -> Deals:
    """Return so many deals; the lower `rate`, the fewer of them are won."""
    random, card = Random(seed), generated_card()
    numbers = {parameter.id: array("H") for parameter in card.parameters()}
    won = bytearray()
    for _deal in range(count):
        telling = rate
        for parameter, weight in zip(card.parameters(), _TELLING, strict=True):
            choices = card.choices(parameter)
            number = random.randrange(len(choices))
            numbers[parameter.id].append(number)
            telling += float(choices[number].points or 0) * weight
        won.append(random.random() < 1 / (1 + exp(-telling)))
    later = bytes(random.random() < 0.5 for _deal in range(count))
    return Deals(card, numbers, bytes(won), later)
