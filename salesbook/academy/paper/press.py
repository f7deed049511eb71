"""One PDF of an academy: its pages in the order of the menu, with contents, bookmarks and links that work within it.

Typst gets a folder of its own, outside of which it reads nothing, and a program of ours that asks nobody. Its own fonts
are used and no other, so a book looks the same on every machine, and the same book is the same bytes.
"""

import importlib.util
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from salesbook.academy.bare import BarePage, bare_pages
from salesbook.academy.drawings import drawn
from salesbook.academy.paper.setting import Node, Paper
from salesbook.core.bases import found
from salesbook.core.door import MAX_COPY, read_inside
from salesbook.core.errors import UserError
from salesbook.core.language import catalogue, mark
from salesbook.core.language import gettext as _
from salesbook.pages.model import Academy, AnyPage, NavEntry

_STYLE = (
    "<style>text{font-family:'Libertinus Serif';fill:#1c2b2d;font-size:13px}.map__box{fill:#fff;stroke:#d8dedd}"
    ".map__line{fill:none;stroke:#0d5c66;stroke-width:1.5}.map__head{fill:#0d5c66}.map__grip{fill:none;stroke:none}"
    ".map__move--back .map__line{stroke:#b4532a}.map__move--back .map__head{fill:#b4532a}"
    ".map__move--won .map__line{stroke:#2f7d57}.map__move--won .map__head{fill:#2f7d57}"
    ".map__move--lost .map__line{stroke:#8a3b3b}.map__move--lost .map__head{fill:#8a3b3b}"
    ".map__stage--won .map__box{fill:#eef6f2;stroke:#2f7d57}.map__stage--lost .map__box{fill:#fbeeee;stroke:#8a3b3b}"
    ".map__chip rect{fill:#e8f1f1;stroke:none}.map__name{font-size:14px;font-weight:600;fill:#0d5c66}"
    ".map__title{font-size:17px;font-weight:600;fill:#0d5c66}.map__number{font-size:12px;font-weight:600;fill:#b4532a}"
    ".map__note,.map__other,.map__step,.map__group{font-size:12px;fill:#5b6769}.map__count{font-size:10px}</style>"
)
"""How the pages' own drawings look on paper: site/assets/maps.css without what a screen has."""
_KINDS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})
"""Pictures that Typst can set."""
_MAIN, _DATA = "main.typ", "book.json"


class Chapter(NamedTuple):
    """A heading of the book: its level, and the page that stands below it, if one does."""

    level: int
    title: str
    uri: str | None


def pdf_of(root: Path, academy: Academy, site: Path, cover: Sequence[str]) -> bytes:
    """Return the academy of the book at `root` as a PDF, in the order of its navigation.

    `cover` are lines below its title, `site` is a folder in which nothing is written. Raises `UserError` when Typst or
    MkDocs is not installed, for a wrong mkdocs.yml, and for a page that cannot be set.
    """
    needs_typst()
    return _set(*composed(root, academy, site, cover))


def composed(
    root: Path, academy: Academy, site: Path, cover: Sequence[str]
) -> tuple[dict[str, object], dict[str, bytes]]:
    """Return what Typst gets: the book as data for `book.typ`, and the files of its pictures by their names in it."""
    pages = {bare.page.uri: bare for bare in bare_pages(root, academy, site)}
    paper = Paper(pages)
    chapters = list(chapters_of(academy.navigation))
    made = [_chapter(chapter, pages, paper) for chapter in chapters]
    files, names = _pictures(root, academy, pages, paper.pictures)
    places = sorted(paper.places | {chapter.uri for chapter in chapters if chapter.uri})
    book: dict[str, object] = {
        "title": academy.title,
        "language": academy.language,
        "cover": list(cover),
        "contents": catalogue(academy.language).gettext(mark("Contents")),
        "pages": made,
        "places": dict.fromkeys(places, True),
        "pictures": names,
    }
    return book, files


def needs_typst() -> None:
    """Raise `UserError` when the extra `pdf` is not installed."""
    if importlib.util.find_spec("typst") is None:
        raise UserError(_("a PDF needs Typst, which is not installed"), "pip install 'salesbook[academy,pdf]'")


def chapters_of(navigation: tuple[NavEntry, ...]) -> Iterator[Chapter]:
    """Yield the headings of the book in order: sections, groups in them, pages."""
    for entry in navigation:
        if entry.uri == "index.md":
            continue  # the cover and the contents are in its place
        yield from _chapters(entry, 1)


def _chapters(entry: NavEntry, level: int) -> Iterator[Chapter]:
    yield Chapter(level, entry.title, entry.uri)
    for child in entry.children:
        yield from _chapters(child, level + 1)


def _chapter(chapter: Chapter, pages: Mapping[str, BarePage], paper: Paper) -> dict[str, object]:
    blocks: list[Node] = []
    if chapter.uri is not None and (bare := pages.get(chapter.uri)) is not None:
        blocks = paper.blocks(bare.html, chapter.uri, listing=bare.page.item is None)
    return {"level": chapter.level, "title": chapter.title, "place": chapter.uri or "", "blocks": blocks}


def _pictures(
    root: Path, academy: Academy, pages: Mapping[str, BarePage], wanted: set[str]
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the files of pictures, and which of them each picture of a page is; what cannot be read is left out."""
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    assets = {asset.uri: asset.path for asset in academy.assets}
    for number, name in enumerate(sorted(wanted)):
        uri, _slash, drawing = name.rpartition("/")
        if drawing.startswith("drawing.") and uri in pages:
            data, ending = _drawing(pages[uri].page, drawing), ".svg"
        elif name in assets and (ending := assets[name].suffix.lower()) in _KINDS:
            try:
                data = read_inside(*found(root, assets[name]), MAX_COPY)
            except OSError:
                continue
        else:
            continue
        if data:
            names[name] = f"pictures/{number}{ending}"
            files[names[name]] = data
    return files, names


def _drawing(page: AnyPage, name: str) -> bytes:
    html = drawn(f'<page-drawing name="{name}"></page-drawing>', page.drawings)
    return html.replace(">", f">{_STYLE}", 1).encode()


def _set(book: Mapping[str, object], files: Mapping[str, bytes]) -> bytes:
    """Have Typst set the book; a picture that it cannot read gives way to its words."""
    import typst

    pictures = book["pictures"]
    assert isinstance(pictures, dict)
    names = {name: file for name, file in pictures.items() if _is_picture(file, files[file])}
    template = Path(__file__).with_name("book.typ").read_bytes()
    data = json.dumps({**book, "pictures": names}, ensure_ascii=False).encode()
    shown = {file: files[file] for file in names.values()}
    try:
        return _compiled({_MAIN: template, _DATA: data, **shown})
    except typst.TypstError as error:
        message = _("Typst cannot set the book: {reason}").format(reason=error.message)
        raise UserError(message, _("make the text simpler where lists and tables stand in each other")) from error


def _is_picture(name: str, data: bytes) -> bool:
    import typst

    try:
        _compiled({_MAIN: f'#image("{name}")'.encode(), name: data})
    except typst.TypstError:
        return False
    return True


def _compiled(files: Mapping[str, bytes]) -> bytes:
    import typst

    # In memory it takes texts alone. Nothing outside of the folder is read: it is the root of all paths.
    with TemporaryDirectory(prefix="salesbook-") as folder:
        for name, data in files.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        return typst.compile(str(Path(folder, _MAIN)), root=folder, ignore_system_fonts=True, timestamp=0)
