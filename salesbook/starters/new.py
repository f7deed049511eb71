"""A new item of a book, planned: where it lies, its article number, its text, and what is still to be written in it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

from salesbook.articles import numbering
from salesbook.auditing.choice import Choice
from salesbook.auditing.compilation import Compilation
from salesbook.auditing.reporting import reported
from salesbook.book.book import Book
from salesbook.core.changes import Change, Plan
from salesbook.core.diagnostics import Diagnostic
from salesbook.core.door import leads_out
from salesbook.core.errors import UserError, quoted
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.core.settings import Settings
from salesbook.core.source import nfc
from salesbook.core.spelling import spelt
from salesbook.models.base import Names
from salesbook.models.kinds import Kind
from salesbook.models.schemas import files
from salesbook.models.shapes import shapes_of
from salesbook.models.vocabularies import vocabulary_of
from salesbook.reading.document import data_of, split
from salesbook.reading.files import CONTENT, Stamp, sort, walk
from salesbook.starters.blank import new_text
from salesbook.starters.examples import Guide
from salesbook.starters.values import offered


@dataclass(frozen=True)
class NewItem:
    """A file that is not there yet: its path in the book, its text, the plan that writes it, what `check` says of it.

    `article` is the number of an item that has one.
    """

    kind: Kind
    path: PurePosixPath
    article: str | None
    text: str
    plan: Plan
    findings: tuple[Diagnostic, ...]

    @property
    def name(self) -> str:
        """How references name the item."""
        return self.article or (self.kind.name if self.kind.single else f"{self.kind.name}:{self.path.stem}")


class MissingDepartment(UserError):  # noqa: N818 - named after what is missing
    """The department of a new item is not said, and there are several."""


def place_of(book: Book, kind: Kind, slug: str | None, department: str | None) -> tuple[str, str | None]:
    """Return the slug of a new item and its department, None for a kind without; `sales/returns` names both.

    The only department of a company need not be named. Raises `MissingDepartment` when it must be and is not, and
    `UserError` for an unknown one, for a name where there is none, and for none where there must be one.
    """
    if kind.single:
        if slug not in (None, kind.name):
            message = _("a book has one {kind}: it needs no name").format(kind=kind.singular())
            raise UserError(message, f"salesbook new {kind.name}")
        return kind.name, None
    if slug is None:
        advice = _("name it: salesbook new {kind} NAME").format(kind=kind.name)
        raise UserError(_("the name of the file is missing"), advice)
    slug = slug.removesuffix(kind.suffix)
    if not kind.in_departments:
        if department is not None:
            message = _("“{kind}” belongs to no department").format(kind=kind.singular())
            raise UserError(message, _("leave out --department"))
        return slug, None
    folder, slash, name = slug.rpartition("/")
    if slash and department not in (None, folder):
        message = _("two departments are named: {names}").format(names=f"{folder}, {department}")
        raise UserError(message, _("name one of them"))
    return name, _department(book, folder if slash else department, name)


def _department(book: Book, typed: str | None, name: str) -> str:
    departments = book.company.departments
    if typed is None and len(departments) == 1:
        return departments[0].id
    ids = ", ".join(department.id for department in departments)
    there = _("there are: {names}").format(names=ids)
    if typed is None:
        advice = _("name it before the file, such as {example}; there are: {names}")
        example = f"{departments[0].id}/{name}" if departments else name
        raise MissingDepartment(_("the department is not said"), advice.format(example=example, names=ids))
    called = [(name, d.id) for d in departments for name in (d.id, d.name, d.prefix)]
    meanings = spelt(typed, called)
    if len(meanings) != 1:
        alike = list(dict.fromkeys(dict(called)[name] for name in nearest(typed, dict(called))))
        raise UserError(_("there is no department “{name}”").format(name=typed), looks_like(alike) or there)
    return meanings[0]


def path_of(book: Book, kind: Kind, slug: str, department: str | None) -> PurePosixPath:
    """Return where a new item is to lie; raises `UserError` when something is there, or nothing can be."""
    folder = PurePosixPath(CONTENT, kind.folder)
    path = folder if kind.single else folder.joinpath(*([department] if department else []), nfc(slug) + kind.suffix)
    _vouch_for_name(book, kind, slug, path)
    named = kind.name if kind.single else f"{kind.name}:{path.stem}"
    item = book.items.get(named)
    there = item.path if item is not None else path
    if item is not None or named in book.broken or os.path.lexists(book.sources.disk(path)):
        title = "" if item is None else f" ({item.label})"
        if book.sources.base_of(there) is not None:
            message = _("{path} is in the book that this one extends").format(path=book.sources.shown(there)) + title
            raise UserError(
                message, _("to say it otherwise here, copy the file to {path} and change it").format(path=there)
            )
        one = _("a book has one of the kind; what stands in it: salesbook explain {kind}").format(kind=kind.name)
        advice = one if kind.single else _("edit it, or choose another name")
        raise UserError(_("{path} is there already").format(path=there) + title, advice)
    if kind.single and kind.section is None:
        message = _("{kind}: the program writes it itself").format(kind=kind.singular())
        raise UserError(message, _("it is there as soon as it is needed"))
    if leads_out(book.root, book.root / path):
        message = _("{path} leads out of the book by a link: nothing is written there").format(path=path)
        raise UserError(message, _("remove the link"))
    return path


def _vouch_for_name(book: Book, kind: Kind, slug: str, path: PurePosixPath) -> None:
    """Raise `UserError` for a name that no item can have, or that is not told from another one everywhere."""
    if "/" in slug or "\\" in slug or "\x00" in slug:
        message = _("“{name}” cannot be the name of an item").format(name=slug)
        raise UserError(message, _("files of the kind lie in {files}").format(files=files(kind)))
    name = path.relative_to(CONTENT).as_posix()
    stamps = [stamp for stamp in walk(book.root).stamps if nfc(stamp.name) != name]
    problems: list[Diagnostic] = []
    sort(book.root, sorted([*stamps, Stamp(name, 0, 0, 0)], key=lambda s: s.name.split("/")), problems)
    for problem in problems:
        if problem.path == path:
            raise UserError(problem.message, problem.advice)


def presets(book: Book, kind: Kind, *, today: date) -> dict[str, Any]:
    """Return the values that go without saying in a new item: it is being written, today, and comes after the others.

    A word of the company of which there is only one needs no asking either.
    """
    values: dict[str, Any] = {}
    for field in shapes_of(kind.model):
        if not field.required or field.implied:
            continue
        value = field.value.innermost
        if field.about and value.choices:
            values[field.key] = value.choices[0]
        elif field.about and value.scalar is date:
            values[field.key] = today
        elif field.about and value.scalar is int and field.key == "order":
            values[field.key] = max((item.card.order for item in book.of_kind(kind.name)), default=0) + 1
        elif isinstance(value.mark, Names) and vocabulary_of(value.mark) is not None:
            words = offered(value.mark, book)
            if len(words) == 1:
                values[field.key] = [words[0][0]] if field.value.entries is not None else words[0][0]
    return values


def plan_new(
    compilation: Compilation,
    settings: Settings,
    kind: Kind,
    slug: str,
    department: str | None,
    values: Mapping[str, Any],
    *,
    now: datetime,
    today: date,
) -> NewItem:
    """Return a new item of a book with `values` in its fields, and what is found in it; nothing is written.

    An item of a department gets its next article number, and the register remembers it. Raises `UserError` when there
    is something of the name already, or a value would not be read as it was given.
    """
    book = compilation.book
    path = path_of(book, kind, slug, department)
    article = None if department is None else numbering.next_number(book, department)
    known = presets(book, kind, today=today) | dict(values)
    if article is not None:
        known["article"] = article
    headings = book.company.headings_of(kind.name, department)
    text = new_text(kind, known, Guide(book, today), headings)
    change = Change(book.sources.disk(path), None, text.encode())
    register = None if article is None else numbering.remember(book, [article])
    plan = Plan((change,) if register is None else (register, change))
    sources = book.sources.after(plan)
    _vouch_for_values(path, text, known)
    audit = compilation.updated(sources).audit(now)
    findings = reported(audit, settings, Choice(paths=(path,)), lambda _path: ()).findings
    return NewItem(kind, path, article, text, plan, findings)


def _vouch_for_values(path: PurePosixPath, text: str, values: Mapping[str, Any]) -> None:
    """Raise `UserError` for a value that the file would not give back: a comment in it is no part of what it says."""
    document, problems = split(path, text)
    data = {} if problems else data_of(document)[0] or {}
    for key, value in values.items():
        if not _holds(data.get(key), value):
            message = _("the field “{field}” cannot hold {value}").format(field=key, value=quoted(value))
            raise UserError(message, _("leave out comments and what looks like one: <!-- … -->"))


def _holds(stands: Any, value: Any) -> bool:
    """Tell whether data hold what a value says; fields that are still empty may stand beside it."""
    if isinstance(value, dict):
        return isinstance(stands, dict) and all(_holds(stands.get(key), inner) for key, inner in value.items())
    if isinstance(value, list):
        return isinstance(stands, list) and len(stands) == len(value) and all(map(_holds, stands, value))
    return bool(stands == (value.strip() if isinstance(value, str) else value))
