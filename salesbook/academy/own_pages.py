"""The pages that a book has of its own in site/pages, read for the search; MkDocs reads them again to print them."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path, PurePosixPath

from salesbook.core.door import read_inside
from salesbook.core.source import MAX_BYTES, BadBytes, decode
from salesbook.pages.own import OwnPage
from salesbook.reading import amounts, comments
from salesbook.text import anchors


def own_pages(root: Path, folder: str) -> tuple[OwnPage, ...]:
    """Return the pages in the folder of a book that mkdocs.yml names, by their addresses.

    What the door refuses, what is no text or says of itself `search: {exclude: true}` cannot be found: why a page is
    none is told when it is printed.
    """
    return tuple(_pages(root / "site", root / folder))


def _pages(site: Path, folder: Path) -> Iterator[OwnPage]:
    import nh3
    from mkdocs.utils import meta

    for path in sorted(folder.rglob("*.md")):
        uri = path.relative_to(folder).as_posix()
        if any(part.startswith(".") for part in PurePosixPath(uri).parts):
            continue
        try:
            text = decode(read_inside(site, path, MAX_BYTES))
        except (OSError, BadBytes):
            continue
        if amounts.excess(text, text) is None:
            body, said = meta.get_data(text)
            search = said.get("search")
            if not isinstance(search, dict) or not search.get("exclude"):
                title, body = _titled(uri, comments.without(body).text.lstrip("\n"), said.get("title"))
                yield OwnPage(_address(uri), unescape(nh3.clean(title, tags=set())), body)


def _address(uri: str) -> str:
    """Return the address of the page that is made: of a README that of its folder."""
    path = PurePosixPath(uri)
    return str(path.with_name("index.md")) if path.name == "README.md" else uri


def _titled(uri: str, body: str, said: object) -> tuple[str, str]:
    """Return what MkDocs calls a page (its title, else its first heading, else its file), and the rest of its text."""
    first = next(iter(anchors.headings(body)), None)
    heading = ""
    if first is not None and first.level == 1 and first.start == 0:
        heading, body = first.text, body.partition("\n")[2]
    named = said if isinstance(said, str) else ""
    return named.strip() or heading.strip() or PurePosixPath(uri).stem.replace("-", " ").capitalize(), body
