"""Many books in one run: what is made of a file that several of them have from one base is made once.

What a file says depends on itself and on what its checks ask of the company and of the envelopes. The questions are
noted; the answer serves every book whose company gives the same replies.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from inspect import getattr_static
from itertools import count
from pathlib import Path
from typing import Any, cast

from salesbook.auditing.audit import Audit
from salesbook.auditing.compilation import Compilation, context_of
from salesbook.auditing.inheritance import shown_from, without_inherited
from salesbook.auditing.rows import Outline, examine, outlined
from salesbook.auditing.workers import examine_in_turn
from salesbook.book.context import Context
from salesbook.book.load import quiet_collector
from salesbook.core.bases import COMPANY
from salesbook.core.defaults import folders
from salesbook.core.settings import Settings
from salesbook.core.source import real
from salesbook.models.company import Company
from salesbook.reading.files import SourceFile, sort, walk
from salesbook.reading.sources import Sources

_DEEPEST = 8
_MOST_ANSWERS = 64
"""So many differing outlines of a file are kept: a thousand companies may each have figures of their own."""
_ROOT = "root"
"""The one thing asked of a context beside the fields of its company: where its envelopes are."""


def books_below(folder: Path) -> list[Path]:
    """Return the folders of all books in a folder and below it, itself among them, in the order of their names."""
    return sorted(_books(real(folder), 0))


def _books(folder: Path, depth: int) -> Iterator[Path]:
    if (folder / COMPANY).is_file():
        yield folder
    if depth == _DEEPEST:
        return
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            yield from _books(Path(entry.path), depth + 1)


class Together:
    """Audits books one after another, at one moment (aware)."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._audits: dict[tuple[Path, str], Audit] = {}
        self._made: defaultdict[tuple[str, str], dict[frozenset[str], dict[tuple[int, ...], Outline]]]
        self._made = defaultdict(dict)
        self._numbers: dict[tuple[str, Any], int] = {}
        self._count = count()

    def audit(self, root: Path, settings: Settings) -> Audit:
        """Return everything that is wrong with a book, as `run.audit` does; a base is audited once."""
        sources = Sources(root)
        audit = self._whole(sources, settings)
        beneath = sources.layers[1:]
        if not beneath:
            return audit
        base = self._whole_base(beneath[0], settings)
        return shown_from(without_inherited(audit, base, sources), sources)

    def _whole_base(self, root: Path, settings: Settings) -> Audit:
        key = (root, repr(settings.looks))
        if key not in self._audits:
            self._audits[key] = self._whole(Sources(root), settings)
        return self._audits[key]

    def _whole(self, sources: Sources, settings: Settings) -> Audit:
        with quiet_collector():
            walked = walk(sources.root)
            problems = list(walked.problems)
            files = {file.path: file for file in sort(sources.root, walked.stamps, problems)}
            context = context_of(sources, settings)
            answers = self._answers(context)
            outlines = {
                path: self._outline(file, context, answers) if file.stamp.layer else _outline(file, context)
                for path, file in files.items()
            }
            return Compilation(sources, context, walked, files, tuple(problems), outlines, examine_in_turn).audit(
                self._now
            )

    def _outline(self, file: SourceFile, context: Context, answers: dict[str, int]) -> Outline:
        """Return the outline of a file beneath; that of another book when it says the same in this one."""
        made = self._made[str(file.where), repr(context.settings.looks)]
        for asked, known in made.items():
            outline = known.get(tuple(answers[name] for name in sorted(asked)))
            if outline is not None:
                return outline
        noted = _NotedContext(context.root, context.company, context.settings)
        outline = _outline(file, noted)
        asked = frozenset(noted.asked)
        if sum(map(len, made.values())) < _MOST_ANSWERS:
            made.setdefault(asked, {})[tuple(answers[name] for name in sorted(asked))] = outline
        return outline

    def _answers(self, context: Context) -> dict[str, int]:
        """Return a number for what a company says in each field; equal ones have the same in every book."""
        said = {name: getattr(context.company, name, None) for name in Company.model_fields}
        return {name: self._number(name, value) for name, value in {**said, _ROOT: _envelopes(context.root)}.items()}

    def _number(self, name: str, value: Any) -> int:
        number = self._numbers.get((name, value))
        if number is None:
            number = self._numbers[name, value] = next(self._count)
        return number


class _NotedContext(Context):
    """A context for one file: notes what is asked of it."""

    @cached_property
    def asked(self) -> set[str]:
        """The fields of the company that were read, and `root` when an envelope was looked for."""
        return set()

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        if name == _ROOT:
            self.asked.add(_ROOT)
        return cast("Company", _NotedCompany(value, self.asked)) if name == "company" else value

    @property
    def known(self) -> bool:
        """Whether company.yml could be read: what the company is called is not asked for it."""
        return bool(super().__getattribute__("company").name)


class _NotedCompany:
    """Stands for a company and notes which of its fields are read, by its own properties and methods as well."""

    def __init__(self, company: Company, asked: set[str]) -> None:
        self._company = company
        self._asked = asked

    def __getattr__(self, name: str) -> Any:
        if name in Company.model_fields:
            self._asked.add(name)
            return getattr(self._company, name)
        if name in vars(Company):  # a property or a method: it reads its fields from here
            return getattr_static(Company, name).__get__(self, Company)
        self._asked.update(Company.model_fields)  # whatever pydantic does, it may read them all
        return getattr(self._company, name)


def _outline(file: SourceFile, context: Context) -> Outline:
    return outlined(examine(file, context), file)


def _envelopes(root: Path) -> tuple[tuple[str, int, int], ...]:
    """Return the envelopes of a book, its own and those beneath, with their times and sizes."""
    files = (file for folder in folders(root, "templates/letters") for file in sorted(folder.glob("*")))
    return tuple((str(file), (status := file.lstat()).st_mtime_ns, status.st_size) for file in files)
