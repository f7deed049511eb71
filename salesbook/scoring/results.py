"""A score that was kept as JSON, read anew as the lead that it was made of; what a file remembers of its card."""

from decimal import Decimal
from typing import Any

from salesbook.core.errors import Doubt
from salesbook.scoring.editions import CardStamp, FormerScore, read_stamp, stamp_doubts

_MARKS = ("answers", "knocked_out", "segment", "total")
"""What every result has, and no file of a lead."""


def lead_data(data: Any) -> tuple[Any, FormerScore | None]:
    """Return the data of a lead's file, and what came out of it then; anything but a result is returned as it is.

    Answers are taken by their ids, and from a result that has lost one the lead misses it: nothing is made up.
    """
    if not isinstance(data, dict) or any(mark not in data for mark in _MARKS) or "scores" in data:
        return data, None
    answers, total, segment = data["answers"], data["total"], data["segment"]
    lead = {key: data[key] for key in ("lead", "comment", "card") if key in data} | {"knockouts": data["knocked_out"]}
    if isinstance(answers, dict):
        scores = {key: each.get("answer") if isinstance(each, dict) else each for key, each in answers.items()}
        lead |= {"scores": scores} if scores or not data["knocked_out"] else {}
    else:
        lead["scores"] = answers
    number = isinstance(total, int | float) and not isinstance(total, bool)
    former = FormerScore(Decimal(repr(total)) if number else None, segment if isinstance(segment, str) else None)
    return lead, former


def edition_doubts(data: Any, now: CardStamp) -> list[Doubt]:
    """Say that a data file was made by another card than `now` or another edition of it, whatever else it holds."""
    data, _former = lead_data(data)
    stamp, _unfit = read_stamp(data.get("card")) if isinstance(data, dict) else (None, [])
    return stamp_doubts(stamp, now)
