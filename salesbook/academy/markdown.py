"""The same pages as plain Markdown in a folder: for whatever comes after MkDocs, or for a reader without a browser."""

from pathlib import Path

import yaml

from salesbook.core.bases import found
from salesbook.core.door import copy_inside
from salesbook.pages import svg, tools
from salesbook.pages.escaping import FOOTNOTES_HERE, LT
from salesbook.pages.model import Academy, AnyPage, NavEntry

INDEX = "nav.yml"


def write_pages(academy: Academy, root: Path, folder: Path) -> int:
    """Write pages with front matter, the files they show and the navigation (`nav.yml`); return how many pages."""
    for page in academy.pages:
        path = folder / page.uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page_text(page), encoding="utf-8", newline="\n")
    for asset in academy.assets:
        target = folder / asset.uri
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_inside(*found(root, asset.path), target)
    navigation = yaml.safe_dump([_entry(e) for e in academy.navigation], allow_unicode=True, sort_keys=False)
    (folder / INDEX).write_text(navigation, encoding="utf-8", newline="\n")
    return len(academy.pages)


def page_text(page: AnyPage) -> str:
    """Return a page as a file: front matter, then Markdown in which code shows its own `<` again."""
    meta = {"title": page.title} | {k: v for k, v in page.meta.items() if k != "template"}
    head = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=10_000)
    # What a map draws and a form asks is told in words, too.
    text = tools.PLACEHOLDER.sub("", svg.PLACEHOLDER.sub("", page.text))
    return f"---\n{head}---\n\n{text.replace(LT, '<').replace(FOOTNOTES_HERE, '')}\n"


def _entry(entry: NavEntry) -> dict[str, object]:
    if not entry.children:
        return {entry.title: entry.uri}
    index: list[object] = [entry.uri] if entry.uri else []
    return {entry.title: index + [_entry(child) for child in entry.children]}
