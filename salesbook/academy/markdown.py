"""The same pages as plain Markdown with settings beside them: for Zensical, which runs no plugins, and what follows.

The pages lie in docs/, mkdocs.yml has the navigation, the extensions and the styles: `zensical build` in the folder, or
MkDocs with Material, makes a site of it. Forms need scripts, and the data of a page: they stay in the academy.
"""

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

import yaml

from salesbook.core.bases import found
from salesbook.core.door import copy_inside
from salesbook.pages import svg, tools
from salesbook.pages.escaping import FOOTNOTES_HERE, LT
from salesbook.pages.model import Academy, AnyPage, NavEntry
from salesbook.text import anchors

DOCS, SETTINGS = "docs", "mkdocs.yml"
_SEARCH = re.compile(r"<open-search>.*?</open-search>", re.DOTALL)
"""A button of the academy's own search."""
_TAG = re.compile("<[^<>]*>")
_KEPT = ("site_url", "site_description", "site_author", "copyright", "extra")
_OF_THE_THEME = ("features", "palette", "direction")
_FOLDED = ("navigation.prune",)
"""Features for which there is one navigation, where the academy has many."""


def write_pages(
    academy: Academy, root: Path, folder: Path, settings: Mapping[str, Any], styles: Mapping[str, bytes]
) -> int:
    """Write pages with front matter, the files they show, `styles` by their addresses, and mkdocs.yml.

    `settings` are those of the book's own academy. Returns how many pages there are.
    """
    for page in academy.pages:
        path = folder / DOCS / page.uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page_text(page), encoding="utf-8", newline="\n")
    for asset in academy.assets:
        target = folder / DOCS / asset.uri
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_inside(*found(root, asset.path), target)
    for uri, data in styles.items():
        target = folder / DOCS / uri
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    told = yaml.safe_dump(plain_settings(academy, settings, styles), allow_unicode=True, sort_keys=False)
    (folder / SETTINGS).write_text(told, encoding="utf-8", newline="\n")
    return len(academy.pages)


def plain_settings(academy: Academy, settings: Mapping[str, Any], styles: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the settings of a site without plugins: plain data, nothing in it is code or leads out."""
    theme = settings.get("theme", {})
    features = [name for name in theme.get("features") or [] if name not in _FOLDED]
    own = [uri for uri in settings.get("extra_css") or [] if uri in styles]
    return {
        "site_name": academy.title,
        **{key: settings[key] for key in _KEPT if settings.get(key)},
        "docs_dir": DOCS,
        "use_directory_urls": False,  # crm.md and crm/index.md are two pages
        "theme": {
            "name": "material",
            "variant": "classic",  # of Zensical's looks the one that these styles were made for
            "language": academy.language,
            "font": False,
            **{key: theme[key] for key in _OF_THE_THEME if theme.get(key)},
            "features": features,
        },
        "plugins": ["search"],
        "markdown_extensions": _extensions(settings),
        "extra_css": [*own, *sorted(uri for uri in styles if uri.endswith(".css") and uri not in own)],
        "nav": [_entry(entry) for entry in academy.navigation],
    }


def page_text(page: AnyPage) -> str:
    """Return a page as a file: front matter, then Markdown in which code shows its own `<` again."""
    meta = {"title": page.title} | {k: v for k, v in page.meta.items() if k != "template"}
    head = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=10_000)
    # What a map draws and a form asks is told in words, too.
    text = tools.PLACEHOLDER.sub("", svg.PLACEHOLDER.sub("", _SEARCH.sub("", page.text)))
    text = _with_anchors(text).replace(LT, "<").replace(FOOTNOTES_HERE, "")
    return f"---\n{head}---\n\n{text}\n"


def _with_anchors(text: str) -> str:
    """Return Markdown whose headings name the anchors that they have in the academy: other programs choose others."""
    parts: list[str] = []
    taken: dict[str, int] = {}
    end = 0
    for heading in anchors.headings(text):
        if heading.explicit:
            taken.setdefault(heading.anchor, 0)
            continue
        line_end = text.find("\n", heading.start)
        line_end = len(text) if line_end < 0 else line_end
        anchor = anchors.unused(anchors.slugify(unescape(_TAG.sub("", heading.text))), taken)
        parts += [text[end:line_end].rstrip(), f" {{: #{anchor} }}"]
        end = line_end
    return "".join([*parts, text[end:]])


def _extensions(settings: Mapping[str, Any]) -> list[Any]:
    """Return the extensions of Markdown that the book's settings list, and those that every book relies on."""
    from salesbook.academy.plugin import UNDERSTOOD

    listed: list[Any] = list(settings.get("markdown_extensions") or [])
    names = {name for entry in listed for name in (entry if isinstance(entry, dict) else [entry])}
    added = ((name, options) for name, options in UNDERSTOOD.items() if name not in names)
    return [*listed, *({name: dict(options)} if options else name for name, options in added)]


def _entry(entry: NavEntry) -> dict[str, object]:
    if not entry.children:
        return {entry.title: entry.uri}
    index: list[object] = [entry.uri] if entry.uri else []
    return {entry.title: index + [_entry(child) for child in entry.children]}
