"""The whole compile on one screen: load_book(root) → the book and everything that is wrong with its files."""

import gc
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.core.diagnostics import Diagnostic, Finding, Rule
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext
from salesbook.core.source import LineColumn
from salesbook.models.company import Calendar, Company, Hours
from salesbook.models.kinds import KINDS
from salesbook.reading import rules
from salesbook.reading.decode import Misfit, decode, without_former
from salesbook.reading.document import Document, Range, data_of, locate, split
from salesbook.reading.files import COMPANY, CONTENT, SourceFile, read_text
from salesbook.reading.layering import laid_over_bases
from salesbook.reading.sources import Sources

TextOf = Callable[[PurePosixPath], str | None]
"""Returns the text of a file of the book, in which places are counted; None when there is none."""

ENOUGH = 1_000
"""So many findings of a kind in one file are told of one by one."""

# A regulation whose front matter cannot be read is still known by its number.
_ARTICLE = re.compile(r"^article:[ \t]*[\"']?([^\s\"'#]{1,20})", re.MULTILINE)


@contextmanager
def quiet_collector() -> Iterator[None]:
    """Put off garbage collection: what the compile makes stays, and walking it again and again is a waste."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            # Everything made so far goes to the oldest generation as it is; else all of it would be walked right away.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def load_book(
    root: Path, wanted: Container[str] | None = None, unit: "Callable[[SourceFile], Unit] | None" = None
) -> tuple[Book, list[Diagnostic]]:
    """Compile the book at `root`; `wanted` limits it to kinds and items (company.yml is always read).

    Whatever could be read is in the book, whatever could not is in the list; nothing is raised for content. `unit`
    compiles a file, for whoever has done so before.
    """
    return compile_book(Sources(root), wanted, unit)


def compile_book(
    sources: Sources, wanted: Container[str] | None = None, unit: "Callable[[SourceFile], Unit] | None" = None
) -> tuple[Book, list[Diagnostic]]:
    """Compile a book as its files are, or as they would be; see `load_book`."""
    unit = unit or (lambda file: read(file).part)
    with quiet_collector():
        files, problems = sources.scan(wanted)
        units = [unit(file) for file in files if file.kind is not None]
        book, found = bind(sources, units, [file.path for file in files if file.kind is None], problems)
        return book, sorted(found, key=lambda d: d.order)


class Unit(NamedTuple):
    """What a file gives to the book: its item, what is wrong with it, else the names it would have had."""

    item: Item | None
    problems: list[Diagnostic]
    names: frozenset[str] = frozenset()


class Reading(NamedTuple):
    """A file as it was read: text, document and plain data as far as it got, and its part of the book."""

    text: str | None
    document: Document | None
    part: Unit
    data: Any = None


def read(entry: SourceFile, text: str | None = None) -> Reading:
    """Compile one file; `text` is its text when somebody has read it already."""
    kind = entry.kind
    assert kind is not None
    names = {kind.name if kind.single else f"{kind.name}:{entry.slug}"}
    if text is None:
        text, unreadable = read_text(entry)
        if text is None:
            return Reading(None, None, Unit(None, [unreadable] if unreadable else [], frozenset(names)))
    if kind.in_departments and (article := _ARTICLE.search(text)):
        names.add(article[1])
    document, problems = split(entry.path, text)
    data = None
    if not problems:
        data, problems = data_of(document)
    if not problems and kind.merged:
        data, problems = laid_over_bases(entry, document, data)
    if problems:
        found = [_at(p.rule, entry.path, p.place, p.message, p.advice) for p in problems]
        return Reading(text, document, Unit(None, found, frozenset(names)))
    if isinstance(data, dict) and kind.in_departments:
        data.setdefault("department", entry.path.parent.name)
    data, former = without_former(kind.model, data)
    told = _misfitting(rules.FORMER_FIELD, document, former)
    model, misfits = decode(kind.model, data)
    if model is None:
        told += _misfitting(rules.SCHEMA, document, misfits)
        return Reading(text, document, Unit(None, told, frozenset(names)))
    made_of = repr(data) if kind.merged else text  # files beneath have a say in the data
    digest = blake2b(made_of.encode(errors="surrogatepass"), digest_size=16).hexdigest()
    return Reading(text, document, Unit(Item(kind, entry.slug, entry.path, lambda: model, digest), told), data)


def _misfitting(rule: Rule, document: Document, misfits: Iterable[Misfit]) -> list[Diagnostic]:
    return [_at(rule, document.path, locate(document, m.route, key=m.key).start, m.message, m.advice) for m in misfits]


def bind(
    sources: Sources, parts: Iterable[Unit], files: Iterable[PurePosixPath], problems: Iterable[Diagnostic]
) -> tuple[Book, list[Diagnostic]]:
    """Make a book of its parts and other files; return it with all problems, those of the scan among them."""
    problems = tuple(problems)
    found = list(problems)
    items: dict[str, Item] = {}
    broken: set[str] = set()
    for part in parts:
        item = part.item
        found += part.problems
        if item is None:
            broken |= part.names
        elif item.name in items and sources.base_of(item.path) is not None:
            continue  # the book has an item of this name in another place
        elif item.name in items:
            found.append(_duplicate(item, items[item.name]))
            broken.add(item.article or item.name)
            broken.add(item.name)
        else:
            items[item.name] = item
    broken.update(_misplaced(problems, {item.path for item in items.values()}))
    company = items["company"].data if "company" in items else None
    if company is None:
        broken.add("company")
        if not sources.exists(COMPANY):
            message = _("the book has no content/company.yml")
            advice = _("create it: the other files refer to it")
            found.append(_at(rules.NO_COMPANY, COMPANY, LineColumn(), message, advice))
    book = Book(
        sources=sources,
        company=company if isinstance(company, Company) else unread_company(),
        items=items,
        broken=frozenset(broken),
        files=frozenset(files),
    )
    return book, found


def _misplaced(problems: Iterable[Diagnostic], read: Container[PurePosixPath]) -> Iterator[str]:
    """Yield the names of the regulations that a wrong name or place keeps out of the book: they have their numbers."""
    numbered = {kind.folder: kind.name for kind in KINDS if kind.in_departments}
    for problem in problems:
        match problem.path.parts:
            case (top, folder, *_) if top == CONTENT and folder in numbered and problem.path not in read:
                yield f"{numbered[folder]}:{problem.path.stem}"


def located(text_of: TextOf, rule: Rule, findings: Iterable[Finding]) -> list[Diagnostic]:
    """Turn findings' routes into places; only the texts that something was found in are looked at."""
    documents: dict[PurePosixPath, Document | None] = {}
    diagnostics = []
    for finding, more in first_of(findings):
        if finding.path not in documents:
            text = text_of(finding.path)
            documents[finding.path] = None if text is None else split(finding.path, text)[0]
        diagnostics.append(placed(rule, finding, documents[finding.path], more))
    return diagnostics


def first_of(findings: Iterable[Finding]) -> Iterator[tuple[Finding, int]]:
    """Yield a rule's findings; of a thousand and more in one file the last stands for `more` of the kind.

    A file with tens of thousands of mistakes of a kind is damaged, or made to keep us busy: nobody reads them all, and
    placing and printing each takes longer than finding it. What `check --fix` mends is not left out.
    """
    met: Counter[PurePosixPath] = Counter()
    last: dict[PurePosixPath, Finding] = {}
    for finding in findings:
        if finding.replacement is None:
            met[finding.path] += 1
            if met[finding.path] >= ENOUGH:
                last.setdefault(finding.path, finding)
                continue
        yield finding, 0
    yield from ((finding, met[path] - ENOUGH) for path, finding in last.items())


def placed(rule: Rule, finding: Finding, document: Document | None, more: int = 0) -> Diagnostic:
    """Turn a finding in a document into a diagnostic; what does not stand there letter by letter is not replaced."""
    message = finding.message
    if more:
        others = ngettext("and {n} more of the kind in this file", "and {n} more of the kind in this file", more)
        message = f"{message}; {others.format(n=more)}"
    at = Range(LineColumn()) if document is None else locate(document, finding.route, finding.span)
    replacement = finding.replacement if at.literal else None
    return Diagnostic(
        rule.slug, rule.severity, finding.path, at.start, message, finding.advice, at.end, replacement,
        secret=rule.secret, by_tool=rule.by_tool,
    )  # fmt: skip


def unread_company() -> Company:
    """Stand in for a company.yml that could not be read; checks of its words ask `book.is_broken("company")`."""
    always = Hours(days=("mon",), opens="00:00", closes="23:59")
    return Company.model_construct(
        name="", language="ru", time_zone="UTC", hours=(always,), calendar=Calendar(country="RU"), departments=(),
        roles=(), channels=(),
    )  # fmt: skip


def _duplicate(item: Item, first: Item) -> Diagnostic:
    message = _("the item “{name}” is already given by {path}").format(name=item.name, path=first.path)
    return _at(rules.DUPLICATE_ITEM, item.path, LineColumn(), message, _("rename one of the two files"))


def _at(rule: Rule, path: PurePosixPath, place: LineColumn, message: str, advice: str) -> Diagnostic:
    return Diagnostic(rule.slug, rule.severity, path, place, message, advice)
