"""Answers that cannot be used, out: those of a lead and of a letter alike."""

from collections.abc import Sequence

from salesbook.core.errors import Unfit
from salesbook.output.terminal import complain, write_json


def write_unfit(unfit: Sequence[Unfit], *, json: bool) -> None:
    """Name every answer that is unknown, missing or wrong, with what is allowed."""
    if json:
        write_json({"problems": [{"field": u.field, "message": u.message, "advice": u.advice} for u in unfit]})
        return
    for problem in unfit:
        complain(problem.message, problem.advice)
