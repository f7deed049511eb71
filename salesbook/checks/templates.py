"""Checks of templates by using them: envelopes with letters' samples, page templates with items of the book."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from pathlib import Path, PurePosixPath
from stat import S_ISDIR
from typing import TYPE_CHECKING

from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.checks.gaps import gap_in_letter
from salesbook.checks.letters import broken_template, undeclared_field
from salesbook.checks.samples import SAMPLE_DAY, sample_values, writer_of
from salesbook.core.bases import layers
from salesbook.core.defaults import FOLDER, comparing, folders, is_default, overridden, restoring
from salesbook.core.diagnostics import WHOLE, Finding, Span
from salesbook.core.errors import UserError
from salesbook.core.language import Translations, spoken
from salesbook.core.language import gettext as _
from salesbook.models.kinds import KINDS
from salesbook.models.letter import Letter

if TYPE_CHECKING:
    from salesbook.sandbox.reasons import FaultyTemplate

ENVELOPES, PAGES, THEME = (
    PurePosixPath("templates", "letters"),
    PurePosixPath("templates", "pages"),
    PurePosixPath("site", "theme"),
)
THEME_FILTERS = ("url", "script_tag", "attr", "d", "tojson")
"""What templates of a theme may use beside the filters of all templates; the academy says what they do."""

_MOST_LETTERS, _MOST_ITEMS = 50, 300
"""So many letters are put into the envelope; of so many items of a kind the longest and the shortest are tried."""


def broken_envelope(book: Book) -> Iterator[Finding]:
    """A letter cannot be put into the book's own envelope.

    Every letter that goes out as HTML is put into `templates/letters/envelope.html`: when it fails, none of them goes.
    The samples of the first fifty letters are tried. A book without `templates/letters/` has the default envelope.

    Bad: `{{ subjekt }}`; `{% if subject %}` without `{% endif %}`; `{{ 1 / 0 }}`

    Good: `{{ subject }}`, `{{ body }}`, `{{ company }}` and `{{ language }}`, each block closed
    """
    letters = book.of_kind("letter")[:_MOST_LETTERS]
    if _has_own(book, ENVELOPES) and not book.is_broken("company"):
        yield from _envelope_findings(_Trial(_stamps(book.root, ENVELOPES), spoken(), letters, book))


def broken_page_template(book: Book) -> Iterator[Finding]:
    """A page template of the book's own cannot be used, or a default does not go with it.

    `salesbook build` would end there. The page templates are tried with two items of every kind, the longest and the
    shortest file; those of the start page and of sections with the same items. A book without `templates/pages/` has
    the defaults.

    Bad: `{{ data.titel }}`; `{{ none | plain }}`; a macro that calls itself without end

    Good: what docs/recipes.md says that a page template may use
    """
    if _has_own(book, PAGES) and not book.is_broken("company"):
        yield from _page_findings(_Trial(_stamps(book.root, PAGES), spoken(), _tried(book), book))


def broken_theme_template(book: Book) -> Iterator[Finding]:
    """A template of the academy's theme cannot be read, or uses a filter that there is not.

    It is read and not used: what it does with a page shows itself when the academy is built.

    Bad: `{% block content %}` without `{% endblock %}`; `{{ page.title | no_such_filter }}`

    Good: every block is closed
    """
    if _has_own(book, THEME):
        yield from _theme_findings(_Trial(_stamps(book.root, THEME), spoken(), (), book))


def unwritable_letter(item: Item, letter: Letter, context: Context) -> Iterator[Finding]:
    """A letter's template fails while the letter is written with its own sample.

    It can be read, and yet no manager could send it.

    Bad: `{{ 1 / 0 }}`; a date field without a value, `{{ day | date }}`; a macro that calls itself without end

    Good: a template that says something with every set of values
    """
    from salesbook.letters.channels import channels_of
    from salesbook.sandbox.reasons import FaultyTemplate

    channel = next(iter(channels_of(context, letter).values()), None)
    values = sample_values(letter, context) if channel is not None and context.known else None
    if values is None or channel is None:
        return
    try:
        writer_of(item, context).write(values, channel, today=SAMPLE_DAY, html=False)
    except FaultyTemplate as fault:
        if any(
            next(check(item, letter, context), None) for check in (broken_template, undeclared_field, gap_in_letter)
        ):
            return  # they say more of it
        message = _("the letter cannot be written with its sample: {reason}").format(reason=fault.reason)
        yield Finding(item.path, ("body",), message, _("mend the template"))


@dataclass(frozen=True)
class _Trial:
    """What a trial depends on: the templates by their times, the language of messages, the items; and their book."""

    stamps: tuple[tuple[str, int, int], ...]
    language: str
    items: tuple[Item, ...]
    book: Book = field(compare=False)

    def paths(self, ending: str) -> Iterator[PurePosixPath]:
        """Yield the templates of an ending."""
        return (PurePosixPath(name) for name, _mtime, _size in self.stamps if name.endswith(ending))


@lru_cache(maxsize=2)
def _envelope_findings(trial: _Trial) -> tuple[Finding, ...]:
    from salesbook.letters.envelopes import ENVELOPE, compile_envelope, enveloped
    from salesbook.sandbox.reasons import FaultyTemplate

    book, findings = trial.book, _Findings(trial.book)
    for path in trial.paths(".html"):
        if path.name != ENVELOPE:
            with findings.of(path):
                compile_envelope(book.root, path.name)
    path = ENVELOPES / ENVELOPE
    try:
        for body, subject in _written(trial) if trial.items else ():
            enveloped(book.root, body, subject, book.company)
    except FaultyTemplate as fault:
        findings.add(path, fault)
    return tuple(findings.found.values())


@lru_cache(maxsize=2)
def _page_findings(trial: _Trial) -> tuple[Finding, ...]:
    from salesbook.pages.academy import faulty_templates

    book, findings = trial.book, _Findings(trial.book)
    labels = Translations(book.company.language)
    few, templates = _book_of(trial), folders(book.root, PAGES.parts[0])
    for name, fault in faulty_templates(few, trial.items, templates, labels, today=SAMPLE_DAY):
        findings.add(PAGES / name, fault)
    return tuple(findings.found.values())


@lru_cache(maxsize=2)
def _theme_findings(trial: _Trial) -> tuple[Finding, ...]:
    from salesbook.sandbox.environment import Sandbox

    findings = _Findings(trial.book)
    theme = Sandbox(trial.book.root / THEME, trim=False, filters=dict.fromkeys(THEME_FILTERS, str))
    for path in trial.paths(".html"):
        with findings.of(path):
            theme.get_template(path.relative_to(THEME).as_posix())
    return tuple(findings.found.values())


class _Findings:
    """What was found, one finding a template."""

    def __init__(self, book: Book) -> None:
        self.found: dict[PurePosixPath, Finding] = {}
        self._book = book

    @contextmanager
    def of(self, path: PurePosixPath) -> Iterator[None]:
        """Note what compiling the template at a path raises."""
        from salesbook.sandbox.reasons import FAILURES, FaultyTemplate, place, reason

        try:
            yield
        except FAILURES as error:
            self.add(path, FaultyTemplate("", "", reason(error), place(error)))

    def add(self, path: PurePosixPath, fault: "FaultyTemplate") -> None:
        """Note that a template has failed; `path` is the one that was tried, which may include the one at fault."""
        root, line = self._book.root, 1
        file = root / path
        if fault.at is not None:
            file, line = Path(fault.at[0]), fault.at[1]
        if is_default(root, file):
            self._add_default(PurePosixPath(file.relative_to(FOLDER).as_posix()), fault)
            return
        path = PurePosixPath(file.relative_to(root).as_posix()) if file.is_relative_to(root) else path
        text = self._book.sources.text_of(path)
        lines = [] if text is None else text.split("\n")
        start = sum(len(before) + 1 for before in lines[: line - 1])
        span = Span(start, lines[line - 1]) if line <= len(lines) and lines[line - 1] else None
        message = _("the template cannot be used: {reason}").format(reason=fault.reason)
        advice = _("mend the line") if overridden(root, root / path) is None else restoring()
        self.found.setdefault(path, Finding(path, WHOLE, message, advice, span))

    def _add_default(self, path: PurePosixPath, fault: "FaultyTemplate") -> None:
        """Note that a default has failed, which it does not without templates of the book's own."""
        message = _("the default of this template cannot be used: {reason}").format(reason=fault.reason)
        self.found.setdefault(path, Finding(path, WHOLE, message, comparing()))


def _has_own(book: Book, folder: PurePosixPath) -> bool:
    return (book.root / folder).is_dir()


def _written(trial: _Trial) -> Iterator[tuple[str, str]]:
    """Yield the text and the subject of letters, written with their samples; words alone where none can be written."""
    from salesbook.letters.channels import channels_of

    context = trial.book.context
    yield "<p></p>", trial.book.company.name
    for item in trial.items:
        letter = item.data
        assert isinstance(letter, Letter)
        channel = next(iter(channels_of(context, letter).values()), None)
        values = sample_values(letter, context) if channel is not None else None
        if values is None or channel is None:
            continue  # bad_sample reports it
        try:
            written = writer_of(item, context).write(values, channel, today=SAMPLE_DAY, html=False)
        except UserError:
            continue  # unwritable_letter, or another check, reports it
        yield f"<p>{escape(written.text)}</p>", written.subject or letter.title


def _tried(book: Book) -> tuple[Item, ...]:
    """Return two items of every kind with pages, the longest and the shortest file of its first hundreds."""
    items: list[Item] = []
    for kind in KINDS:
        # Of thousands a few hundred will do: asking the disk for the size of each would take longer than the trial.
        of_kind = [item for item in book.of_kind(kind.name)[:_MOST_ITEMS] if kind.page is not None and not item.draft]
        if of_kind:
            sizes = {item.name: _size(book, item) for item in of_kind}
            ends = (max(of_kind, key=lambda item: sizes[item.name]), min(of_kind, key=lambda item: sizes[item.name]))
            items += dict.fromkeys(ends)
    return tuple(items)


def _book_of(trial: _Trial) -> Book:
    """Return a book of the items that are tried and of those they refer to, so that no other needs to be opened.

    Its company has no official holidays: they take as long to load as a small book.
    """
    book = trial.book
    items = {item.name: item for item in (*book.of_kind("company"), *trial.items)}
    for item in trial.items:
        for reference in item.references:
            target = book.target(reference)
            if target is not None:
                items.setdefault(target.name, target)
    calendar = book.company.calendar.model_copy(update={"country": ""})
    company = book.company.model_copy(update={"calendar": calendar})
    return Book(book.sources, company, items, book.broken, book.files)


def _size(book: Book, item: Item) -> int:
    try:
        return book.sources.disk(item.path).stat().st_size
    except OSError:
        return 0


def _stamps(root: Path, folder: PurePosixPath) -> tuple[tuple[str, int, int], ...]:
    """Return the files of a folder of templates by their paths from the book's root, times (ns) and sizes."""
    stamps = []
    for layer in layers(root):
        for path in sorted((layer / folder).rglob("*")):
            with suppress(OSError):
                status = path.lstat()
                if not S_ISDIR(status.st_mode):
                    stamps.append((path.relative_to(layer).as_posix(), status.st_mtime_ns, status.st_size))
    return tuple(stamps)
