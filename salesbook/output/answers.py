"""Answers that cannot be used, out: those of a lead and of a letter alike."""

from collections.abc import Sequence
from typing import Any

from salesbook.core.errors import Doubt, Unfit
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext
from salesbook.output.failures import write_failure
from salesbook.output.terminal import complain, warn


def write_unfit(unfit: Sequence[Unfit], doubts: Sequence[Doubt] = (), *, json: bool) -> None:
    """Name every answer that is unknown, missing or wrong, with what is allowed, and what is odd about the file."""
    if json:
        problems = [{"field": u.field, "message": u.message, "advice": u.advice} for u in unfit]
        message = ngettext("{n} answer does not fit", "{n} answers do not fit", len(unfit)).format(n=len(unfit))
        warnings = warnings_json(doubts) if doubts else {}
        write_failure(message, _("mend what “problems” names"), json=True, problems=problems, **warnings)
        return
    write_warnings(doubts)
    for problem in unfit:
        complain(problem.message, problem.advice)


def write_warnings(doubts: Sequence[Doubt]) -> None:
    """Say what is odd about answers that can be used all the same."""
    for doubt in doubts:
        warn(doubt.message)


def warnings_json(doubts: Sequence[Doubt]) -> dict[str, Any]:
    """Return what is odd about answers, as a part of the answer for programs."""
    return {"warnings": [{"field": doubt.field, "message": doubt.message} for doubt in doubts]}
