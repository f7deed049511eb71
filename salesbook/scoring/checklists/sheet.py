"""A checklist that somebody has filled in, a *sheet*: marks of its items in, points and percent out.

An item gives its weight for “yes” and nothing for “no”; one that does not apply counts neither way. Percent are the
points given of those that could be had. A “no” to a critical item fails the whole, whatever the percent. Items go by
their numbers in the checklist, from 1 on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from salesbook.book.editions import edition_of
from salesbook.core.errors import Doubt, Unfit, quoted
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.models.company import Fact
from salesbook.models.training import Checklist, ChecklistItem
from salesbook.scoring.labels import label_doubt

_KEYS = ("label", "manager", "checklist", "answers", "comment")
_STAMP = "version"
_RESULT = ("items", "points", "possible", "percent")
"""What every result has, and no sheet."""


class Mark(StrEnum):
    """What is found of an item."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "n/a"


WORDS = {
    Mark.YES: ("yes", "y", "да", "д", "1", "true", "истина", "+", "✓", "выполнено"),
    Mark.NO: ("no", "n", "нет", "н", "0", "false", "ложь", "не выполнено"),
    Mark.NOT_APPLICABLE: (
        "n/a",
        "na",
        "does not apply",
        "-",
        "—",
        "–",
        "−",
        "не относится",
        "н/о",
        "неприменимо",
        "не применимо",
    ),
}
"""How marks are typed and stand in cells, whatever the case."""

_MARKS = {word: mark for mark, words in WORDS.items() for word in words}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The marks of all items in the order of the checklist; whose work it was and which, as far as that is said."""

    marks: tuple[Mark, ...]
    label: str = ""
    manager: str = ""
    comment: str = ""
    name: str = ""
    """The checklist that the file names; empty: it names none."""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class SheetScore:
    """What a sheet gives: points of `possible` ones; `failed` are the numbers of critical items without a “yes”."""

    points: int
    possible: int
    failed: tuple[int, ...]
    passed: bool

    @property
    def percent(self) -> Decimal:
        """The points given of those that could be had, to a tenth of a percent."""
        return percent_of(self.points, self.possible)


def percent_of(points: int, possible: int) -> Decimal:
    """Return points of possible ones, of which there is one at least, in percent to a tenth."""
    return (Decimal(100 * points) / possible).quantize(Decimal("0.1"), ROUND_HALF_UP)


def score_sheet(sheet: Sheet, checklist: Checklist) -> SheetScore:
    """Return what a sheet gives; one item at least must apply. Whether it has passed is judged exactly, not rounded."""
    marked = list(zip(checklist.items, sheet.marks, strict=True))
    points = sum(item.weight for item, mark in marked if mark is Mark.YES)
    possible = sum(item.weight for item, mark in marked if mark is not Mark.NOT_APPLICABLE)
    failed = tuple(n for n, (item, mark) in enumerate(marked, 1) if item.critical and mark is Mark.NO)
    return SheetScore(points, possible, failed, not failed and 100 * points >= checklist.pass_percent * possible)


def mark_of(value: object) -> Mark | None:
    """Return the mark that a value of a file, or what was typed, stands for; None: for none."""
    if isinstance(value, bool):
        return Mark.YES if value else Mark.NO
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return (
        _MARKS.get(" ".join(str(value).split()).casefold().removesuffix(".")) if isinstance(value, str | int) else None
    )


def checklist_edition(checklist: Checklist, facts: Mapping[str, Fact]) -> str:
    """Return eight letters that change when a sheet may come to mean something else: items, weights, the pass mark."""
    return edition_of(_statements(checklist), facts)


def _statements(checklist: Checklist) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield ("pass_percent",), str(checklist.pass_percent)
    for n, item in enumerate(checklist.items):
        yield ("items", n, "check"), item.check
        yield ("items", n, "weight"), str(item.weight)
        yield ("items", n, "critical"), str(item.critical)


def read_sheet(data: Any, checklist: Checklist) -> tuple[Sheet | None, list[Unfit]]:
    """Turn a data file, or a result kept as JSON, into a sheet: all that is unknown, missing or wrong at once."""
    data = _plain(data)
    if not isinstance(data, dict):
        message = _("a filled checklist is a block of fields")
        return None, [Unfit("", message, _("fields: {names}").format(names=", ".join(_KEYS)))]
    unfit = [
        Unfit(str(key), _("unknown answer {found}").format(found=quoted(key)), _advice(key, _KEYS))
        for key in data
        if key not in (*_KEYS, _STAMP)
    ]
    marks = _marks(data.get("answers"), checklist, unfit)
    for key in ("label", "manager", "comment"):
        if data.get(key) is not None and not isinstance(data[key], str | int):
            unfit.append(Unfit(key, _("“{field}” must be text").format(field=key), _("put it in quotes")))
    stamp = data.get("checklist") or {}
    stamp = {"name": stamp} if isinstance(stamp, str) else stamp
    if not isinstance(stamp, dict) or not all(isinstance(each, str) for each in stamp.values()):
        message = _("“checklist” must be a block of words, found {found}").format(found=quoted(stamp))
        unfit.append(Unfit("checklist", message, _("leave it out, or copy it from “salesbook score --sample”")))
    if not unfit and all(mark is Mark.NOT_APPLICABLE for mark in marks):
        unfit.append(Unfit("answers", _("no item applies: there is nothing to score"), _("mark one item at least")))
    if unfit:
        return None, unfit
    label, manager, comment = (str(data.get(key) or "") for key in ("label", "manager", "comment"))
    return Sheet(marks, label, manager, comment, stamp.get("name", ""), stamp.get("digest", "")), []


def unmarked(item: ChecklistItem, number: int, value: object) -> Unfit:
    """Say that a value marks no item, or that an item has none."""
    allowed = _("allowed: yes, no, n/a")
    if value is None or value == "":
        return Unfit(
            f"answers.{number}", _("no answer to item {n}, “{check}”").format(n=number, check=item.check), allowed
        )
    message = _("item {n}, “{check}”: {found} is not an answer")
    return Unfit(f"answers.{number}", message.format(n=number, check=item.check, found=quoted(value)), allowed)


def sheet_doubts(sheet: Sheet, name: str, digest: str) -> list[Doubt]:
    """Say what is odd about a sheet: a person in its label, another checklist than `name`, or edition than `digest`."""
    message = label_doubt(sheet.label)
    return [*([] if message is None else [Doubt("label", message)]), *_stamp_doubts(sheet, name, digest)]


def _stamp_doubts(sheet: Sheet, name: str, digest: str) -> list[Doubt]:
    if sheet.name and sheet.name != name:
        message = _("the file is of “{former}”, and is read by “{now}”: --card names another one")
        return [Doubt("checklist", message.format(former=sheet.name, now=name))]
    if sheet.digest and sheet.digest != digest:
        message = _("“{name}” has changed since this file was written; what follows is by today's checklist")
        return [Doubt("checklist", message.format(name=name))]
    return []


def _plain(data: Any) -> Any:
    """Return the sheet that a result was made of; anything else as it is."""
    if not isinstance(data, dict) or any(key not in data for key in _RESULT) or "answers" in data:
        return data
    items = data["items"] if isinstance(data["items"], list) else []
    answers = {str(item.get("n")): item.get("answer") for item in items if isinstance(item, dict)}
    return {key: data[key] for key in ("label", "manager", "checklist", "comment") if key in data} | {
        "answers": answers
    }


def _marks(answers: Any, checklist: Checklist, unfit: list[Unfit]) -> tuple[Mark, ...]:
    if answers is None:
        unfit.append(Unfit("answers", _("“answers” is missing"), _("write “1: yes” lines, a line for every item")))
        return ()
    if not isinstance(answers, dict):
        message = _("“answers” must be a block of fields, found {found}").format(found=quoted(answers))
        unfit.append(Unfit("answers", message, _("write “1: yes” lines, a line for every item")))
        return ()
    by_number = {str(key): value for key, value in answers.items()}
    numbers = [str(n) for n in range(1, len(checklist.items) + 1)]
    for key in by_number:
        if key not in numbers:
            message = _("the checklist has no item {found}").format(found=quoted(key))
            unfit.append(Unfit(f"answers.{key}", message, _("items go from 1 to {n}").format(n=len(numbers))))
    marks = []
    for n, item in enumerate(checklist.items, 1):
        value = by_number.get(str(n))
        mark = mark_of(value)
        if mark is None:
            unfit.append(unmarked(item, n, value))
        else:
            marks.append(mark)
    return tuple(marks)


def _advice(key: object, allowed: tuple[str, ...]) -> str:
    return looks_like(nearest(str(key), allowed)) or _("allowed: {names}").format(names=", ".join(allowed))
