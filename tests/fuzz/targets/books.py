"""Files of a book: one by itself, and as a part of the whole. An input is a file's name on a line, then the file."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath
from random import Random

from salesbook.academy.drawings import still_drawings
from salesbook.articles import numbering as articles
from salesbook.auditing.cache import Row
from salesbook.auditing.compilation import context_of
from salesbook.auditing.rows import examine, outlined
from salesbook.auditing.run import audit
from salesbook.book.context import Context
from salesbook.book.load import load_book, read
from salesbook.core.diagnostics import Diagnostic
from salesbook.core.errors import UserError
from salesbook.core.language import Translations
from salesbook.core.settings import Settings
from salesbook.models.kinds import kind_of
from salesbook.pages.academy import make_academy
from salesbook.reading.files import SourceFile, Stamp
from salesbook.reading.sources import Sources
from tests.fuzz.confinement import say
from tests.fuzz.generators import data as generated
from tests.fuzz.generators import markdown
from tests.fuzz.generators.press import drawing
from tests.fuzz.target import CHECKOUT, OF_TESTS, Target, base_book, base_names, contents, headed, parted, room

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = NOW.date()
_SHORT = 20_000


def content_file(data: bytes) -> None:
    """Compile a file and run the checks that look at nothing else; what the row keeps is read back whole."""
    name, content = parted(data, _names())
    disk = room() / "content-file"
    disk.write_bytes(content)
    path = PurePosixPath(name)
    entry = SourceFile(disk, path, kind_of(name.removeprefix("content/")), Stamp(name, 1, 1, len(content)))
    row = examine(entry, _context())
    outline = outlined(row, entry, lambda _path: row.data)
    _sound_rows(row)
    for diagnostic in [*outline.findings, *(outline.part.problems if outline.part else [])]:
        _sound(diagnostic, content)
    if outline.part is not None and outline.part.item is not None:
        item = outline.part.item
        assert len(tuple(item.references)) == outline.references
        fresh = read(entry).part.item
        assert fresh is not None
        # A letter's sample may hold anything: its dates are words in the cache, and both are read alike.
        assert fresh.data.model_dump_json() == item.data.model_dump_json()


def whole_book(data: bytes) -> None:
    """Put a file into the base book and audit it all; plan numbers for its regulations."""
    name, content = parted(data, base_names())
    with_file(name, content)
    for diagnostic in audit(base_book(), Settings(), now=NOW, cached=False).diagnostics:
        _sound(diagnostic, content if str(diagnostic.path) == name else None)
    book, _problems = load_book(base_book())
    try:
        articles.plan(book, articles.assign(book))
    except UserError as error:
        say(error.message)


def academy_pages(data: bytes) -> None:
    """Make the academy of the base book with one file of it mutated: pages, or the user's mistake in a template."""
    name, content = parted(data, base_names())
    with_file(name, content)
    book, _problems = load_book(base_book())
    try:
        drawings = still_drawings(book.root, book.files)
        academy = make_academy(book, (CHECKOUT / "templates",), Translations("ru"), drawings, today=TODAY)
    except UserError as error:
        say(error.message)
        return
    for page in academy.pages:
        say(page.text)
        assert "<script" not in page.text.lower()


def with_file(name: str, content: bytes) -> Path:
    """Put the base book's last changed file right, and another one in its place."""
    root = base_book()
    for changed, original in _changed.items():
        (root / changed).write_bytes(original)
    _changed.clear()
    _changed[name] = (root / name).read_bytes()
    (root / name).write_bytes(content)
    return root


_changed: dict[str, bytes] = {}


def _sound(diagnostic: Diagnostic, content: bytes | None) -> None:
    """A finding has words that can be written, and a place that is in the file."""
    say(f"{diagnostic.message}{diagnostic.advice}{diagnostic.replacement}")
    assert diagnostic.message
    assert diagnostic.place.line >= 1
    assert diagnostic.place.column >= 1
    if content is not None:
        assert diagnostic.place.line <= _lines(content) + 1, f"{diagnostic} is beyond the file"


@lru_cache(maxsize=1)
def _lines(content: bytes) -> int:
    return content.count(b"\n") + content.count(b"\r") + 1


def _sound_rows(row: Row) -> None:
    for text in row:
        text.encode()


@cache
def _context() -> Context:
    return context_of(Sources(base_book()), Settings())


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted({name for root in OF_TESTS for name in contents(root)}))


def _base_seeds(_books: Sequence[Path]) -> list[bytes]:
    return [headed(name, (base_book() / name).read_bytes()) for name in contents(base_book())]


def _seeds(books: Sequence[Path]) -> list[bytes]:
    files = ((name, (root / name).read_bytes()) for root in books for name in contents(root))
    return [headed(_namesake(name), data) for name, data in files if len(data) < _SHORT]


@cache
def _namesake(name: str) -> str:
    """Return the name of a file of the tests' books that is of the same kind, or the name itself for other files."""
    kind = kind_of(name.removeprefix("content/"))
    return next((n for n in _names() if kind is not None and kind_of(n.removeprefix("content/")) is kind), name)


def hostile_file(random: Random, root: Path) -> tuple[str, bytes]:
    """Return a file of a book (path, bytes) that is hostile, its form right or not."""
    name = random.choice(contents(root))
    data = (root / name).read_bytes()
    text = data.decode()
    match name.rpartition(".")[2]:
        case "svg":
            return name, drawing(random)
        case "md" if random.random() < 0.4 and (page := _page_like(name)):
            new = page(random)
        case "md" if random.random() < 0.9:
            new = generated.front_matter(random, text)
        case "yml" if random.random() < 0.7:
            new = generated.changed(random, text)
        case _:
            new = generated.yaml_text(random)
    return name, new.encode("utf-8", "surrogatepass")


def _page_like(name: str) -> Callable[[Random], str] | None:
    folder = name.removeprefix("content/").partition("/")[0]
    return next((make for pattern, make in markdown.PAGES.items() if pattern.startswith(folder)), None)


def _generated(random: Random) -> bytes:
    return headed(*hostile_file(random, random.choice(OF_TESTS)))


def _of_base(random: Random) -> bytes:
    return headed(*hostile_file(random, OF_TESTS[0]))


TARGETS = (
    Target(content_file, _seeds, runs=18_000, generate=_generated),
    Target(whole_book, _base_seeds, runs=1_500, generate=_of_base, guided=False),
    Target(academy_pages, _base_seeds, runs=400, generate=_of_base, guided=False),
)
