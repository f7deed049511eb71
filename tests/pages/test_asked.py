"""What a page asks of a book decides whether it is made again: of any edit, no page that would be another one stays."""

import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from salesbook.academy.drawings import still_drawings
from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.load import load_book
from salesbook.core.language import Translations
from salesbook.pages import asked as asking
from salesbook.pages.academy import make_academy
from salesbook.pages.answers import Made
from salesbook.pages.asked import AskedBook, AskedItem
from salesbook.pages.model import LaterPage
from tests.academy.tiny import TEMPLATES, write_book
from tests.books import TODAY

OTHER = Path(__file__).parents[1] / "other_book"


@pytest.fixture(params=["tiny", "other"])
def root(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return a tiny book, or one in which every field of every kind stands."""
    if request.param == "tiny":
        return write_book(tmp_path / "book")
    return Path(shutil.copytree(OTHER, tmp_path / "book"))


def remade(root: Path, before: Made) -> tuple[Made, list[str], list[str]]:
    """Make the pages of a book with what is known of those before; return what is known now, which stay, and which of
    these should not."""
    book, _problems = load_book(root)
    drawings, words = still_drawings(root, book.files), Translations(book.company.language)
    ground = repr((book.items.get("company") and book.items["company"].digest, sorted(book.files), book.broken))
    known = before if before.ground == ground else Made(ground, {}, {})

    def pages(of: list[Made] | None) -> dict[str, object]:
        nothing = ((), None)
        made = make_academy(
            book, (root / "templates", TEMPLATES), words, drawings, today=TODAY, search=lambda: nothing, before=of
        )
        return {"made": made.made, **{page.uri: page for page in made.pages}}

    later, clean = pages([known]), pages(None)
    assert later.keys() == clean.keys()
    made = later.pop("made")
    assert isinstance(made, Made)
    stay = [uri for uri, page in later.items() if isinstance(page, LaterPage)]
    wrong = [uri for uri in stay if later[uri].digest != clean[uri].digest]  # type: ignore[attr-defined]
    return made, stay, wrong


def lines_of(root: Path) -> list[tuple[Path, int]]:
    """Return the lines of all files of a book's items."""
    paths = sorted(path for path in (root / "content").rglob("*") if path.suffix in {".md", ".yml"})
    return [(path, n) for path in paths for n, line in enumerate(path.read_text("utf-8").split("\n")) if line.strip()]


def another(line: str, rng: random.Random) -> str:
    """Return a line that says something else, perhaps nothing that a book can be made of."""
    number = re.search(r"\d+", line)
    if number is not None and rng.random() < 0.3:
        return line.replace(number[0], str(int(number[0]) + 1), 1)
    word = rng.choice(re.findall(r"\w{3,}", line) or [line])
    return line.replace(word, rng.choice([f"{word}а", "слово"]), 1) if rng.random() < 0.9 else ""


def edits(root: Path, rng: random.Random, steps: int) -> Iterator[Callable[[], object]]:
    """Yield edits of a book: a line, a file that goes and comes back, what an item is called, who may read it."""
    for _step in range(steps):
        path, n = rng.choice(lines_of(root))
        text = path.read_text("utf-8")
        lines = text.split("\n")
        choice = rng.random()
        if choice < 0.7:
            lines[n] = another(lines[n], rng)
            yield lambda path=path, lines=lines: path.write_text("\n".join(lines), "utf-8")  # type: ignore[misc]
        elif choice < 0.8 and path.name != "company.yml":
            yield path.unlink
        elif choice < 0.9 and path.suffix == ".yml" and "\nreaders:" not in text:
            yield lambda path=path, text=text: path.write_text(f"{text}\nreaders: [manager]\n", "utf-8")  # type: ignore[misc]
        else:
            retired = text.replace("status: active", "status: draft")
            yield lambda path=path, text=retired: path.write_text(text, "utf-8")  # type: ignore[misc]
        if rng.random() < 0.5:
            yield lambda path=path, text=text: path.write_text(text, "utf-8")  # type: ignore[misc]


def edited(root: Path, seed: int, steps: int) -> int:
    """Make a series of edits and look at every page that stays; return how many did."""
    rng = random.Random(seed)
    made, stayed, _wrong = remade(root, Made("", {}, {}))
    assert stayed == []
    all_stayed = 0
    for edit in edits(root, rng, steps):
        before = {path: path.read_text("utf-8") for path in sorted({path for path, _n in lines_of(root)})}
        edit()
        made, stay, wrong = remade(root, made)
        changed = [str(path) for path, text in before.items() if not path.exists() or path.read_text("utf-8") != text]
        assert wrong == [], changed
        all_stayed += len(stay)
    return all_stayed


def test_a_few_edits(root: Path) -> None:
    assert edited(root, 0, 3) > 0


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 4))
def test_any_series_of_edits(root: Path, seed: int) -> None:
    assert edited(root, seed, 25) > 50


def test_whatever_a_book_answers_is_asked() -> None:
    """What a page may have of a book is written down, or told by the company and the names of all files."""
    asked = own(AskedBook) | {"items", "by_path", "backlinks"}  # made with the book
    of_the_ground = {"company", "context", "facts", "figure", "words", "sources", "root", "site_url", "files", "broken"}
    of_broken_names = {"is_broken", "unread", "is_unread"}
    of_these = {"data", "resolve_as", "block", "stage", "target", "lookalikes", "nearest"}
    assert own(Book) - asked == of_the_ground | of_broken_names | of_these


def test_what_is_kept_for_many_pages_is_asked_with_each() -> None:
    """Whoever works out something once for all pages uses `noted`: `cached_property` asks for the first alone."""
    pages = Path(asking.__file__).parent
    users = {path.name for path in pages.glob("*.py") if "@cached_property" in path.read_text("utf-8")}
    # Beneath the book that is asked; for one page alone, of the company alone, and after the pages are made.
    assert users - {"asked.py", "model.py", "seen.py"} <= {"sayings.py", "lookups.py", "term_links.py"}


def test_whatever_an_item_tells_is_asked() -> None:
    of_these = {"part", "block", "block_at", "forget", "may_be_read_by", "label"}
    assert own(Item) - own(AskedItem) == of_these


def own(of: type) -> set[str]:
    return {name for name in (*vars(of), *of.__annotations__) if not name.startswith("_")}
