"""`salesbook check` and the books beneath: `--each`, all books below a folder in one run, those they extend once."""

import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import typer

from salesbook.core.language import gettext as _
from salesbook.output.formats import LISTING_RULES, Format

if TYPE_CHECKING:
    from datetime import datetime

    from salesbook.auditing.choice import Choice, Silenced
    from salesbook.core.diagnostics import Diagnostic, Rule
    from salesbook.core.settings import Settings
    from salesbook.output.report import Report


_NAMED = 5
"""So many books are named for a finding that many have."""


def check_each(folder: Path, select: frozenset[str], ignore: frozenset[str], form: Format) -> None:
    """Check the books below a folder and print the report; exits with 1 when an error is found."""
    from salesbook.auditing.choice import Choice
    from salesbook.output.reporting import write_report

    report = report_on_each(folder, Choice(select, ignore), listing_rules=form in LISTING_RULES)
    write_report(report, form)
    if report.summary.errors:
        raise typer.Exit(1)


def alone(*options: object) -> None:
    """Refuse options of one book beside `--each`: raises `UserError`."""
    from salesbook.core.errors import UserError

    if any(options):
        message = _("--each does not go with PATH, --fix, --baseline or --write-baseline: they are of one book")
        raise UserError(message, _("name the book instead: salesbook --book FOLDER check"))


def report_on_each(folder: Path, choice: "Choice", *, listing_rules: bool) -> "Report":
    """Return one report on the books below a folder and on those they extend; a finding of many books is told once.

    Paths are relative to the folder that holds all of them. Raises `UserError` when there is no book.
    """
    from salesbook.auditing.reporting import reported
    from salesbook.auditing.settings import load_settings
    from salesbook.auditing.sifting import asked_rules
    from salesbook.auditing.together import Together
    from salesbook.calendar import clock
    from salesbook.output.report import FileLines, report_on
    from salesbook.reading.newer_format import refuse_newer

    roots = _roots(folder)
    for root in roots:
        refuse_newer(root)
    top = Path(os.path.commonpath(roots))
    together = Together(clock.now())
    found: dict[tuple[object, ...], Diagnostic] = {}
    where: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)
    rules: dict[str, Rule] = {}
    sifted, items, references = [], 0, 0
    for root in roots:
        settings = load_settings(root)
        audit = together.audit(root, settings)
        sifted.append(reported(audit, settings, _with_baseline(root, settings.baseline, choice), FileLines(root)))
        items, references = items + audit.items, references + audit.references
        if listing_rules:
            rules |= asked_rules(settings, choice)
        book = root.relative_to(top).as_posix()
        for diagnostic in _below(book, sifted[-1].findings):
            known_by = (diagnostic.rule, diagnostic.path, diagnostic.place, diagnostic.message)
            found.setdefault(known_by, diagnostic)
            where[known_by].append(book)
    return report_on(
        top,
        sorted((_with_books(one, where[known_by]) for known_by, one in found.items()), key=lambda d: d.order),
        items,
        references,
        rules=rules,
        narrowed=bool(choice.select or choice.ignore),
        silenced=_summed(one.silenced for one in sifted),
        books=len(roots),
    )


def say_base(root: Path, settings: "Settings", now: "datetime", *, cached: bool) -> None:
    """Say that a book beneath has errors: they are told there, and items of this one may be missing for them."""
    from shlex import quote

    from salesbook.auditing.run import audit
    from salesbook.core.bases import layers, shown
    from salesbook.core.diagnostics import Severity
    from salesbook.core.language import ngettext
    from salesbook.output.terminal import say

    if len(there := layers(root)) == 1:
        return
    base = audit(there[1], settings, now=now, cached=cached)
    errors = sum(d.severity is Severity.ERROR for d in base.diagnostics)
    if errors:
        name = shown(root, there[1])
        message = ngettext("the book {book} beneath has {n} error", "the book {book} beneath has {n} errors", errors)
        say(message.format(book=name, n=errors) + f": salesbook --book {quote(name)} check")


def _roots(folder: Path) -> list[Path]:
    """Return the folders of the books, those that others extend among them; raises `UserError` when there is none."""
    from salesbook.auditing.together import books_below
    from salesbook.core.bases import layers
    from salesbook.core.errors import UserError
    from salesbook.core.source import real

    roots = books_below(folder)
    if not roots:
        message = _("there is no book in {folder} or below it").format(folder=folder)
        raise UserError(message, _("name the folder in which the books are: salesbook check --each FOLDER"))
    return sorted({real(layer) for root in roots for layer in layers(root)})


def _with_baseline(root: Path, named: str | None, choice: "Choice") -> "Choice":
    """Return the choice with the findings that the settings of a book know."""
    from salesbook.auditing import baseline

    return choice if named is None else replace(choice, baseline=baseline.read(root / named, root))


def _with_books(found: "Diagnostic", books: list[str]) -> "Diagnostic":
    """Say for which books something is wrong with a file that is not their own."""
    if found.path.is_relative_to(books[0]):
        return found
    names = ", ".join(books[:_NAMED]) + (", …" if len(books) > _NAMED else "")
    words = _("in the books: {names}") if len(books) > 1 else _("in the book {names}")
    return replace(found, message=f"{found.message} — {words.format(names=names)}")


def _below(folder: str, findings: "Iterable[Diagnostic]") -> "Iterable[Diagnostic]":
    """Return a book's findings with their paths from the folder of all books."""
    for found in findings:
        yield replace(found, path=PurePosixPath(os.path.normpath(f"{folder}/{found.path}").replace(os.sep, "/")))


def _summed(silenced: "Iterable[Silenced]") -> "Silenced":
    from salesbook.auditing.choice import Silenced

    every = list(silenced)
    return Silenced(
        sum(one.by_settings for one in every),
        sum(one.by_comments for one in every),
        sum(one.by_baseline for one in every),
        tuple(sorted({slug for one in every for slug in one.off})),
        tuple(sorted({slug for one in every for slug in one.lowered})),
    )
