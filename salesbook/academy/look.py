"""How a book's academy looks by its settings: logo, favicon, colours, fonts. No template or style is copied for them.

The files are the book's own. They are read once, by the door, judged, and published as the bytes that were judged.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn

from salesbook.academy import colours, icons
from salesbook.core.bases import found
from salesbook.core.door import read_inside
from salesbook.core.errors import UserError, reason
from salesbook.core.language import gettext as _
from salesbook.text import drawings

FOLDER = "assets/salesbook/look"
STYLE = f"{FOLDER}/look.css"
MAX_PICTURE, MAX_FONT = 1_000_000, 2_000_000
"""Bytes that a logo and a font may have: every reader loads them."""

_ASSETS, _THEME, _PUBLISHED = "site/assets", "site/theme", "assets/salesbook"
_FACES = {"text": ("text", 400), "text_bold": ("text", 700), "title": ("title", 600), "code": ("code", 400)}
"""The settings of fonts: the face that each is of, and how heavy it is."""


@dataclass(frozen=True, slots=True)
class Look:
    """What settings make of the academy: addresses on the site, and the `files` that stand under them."""

    logo: str | None = None
    favicon: str | None = None
    style: str | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)


def look_of(root: Path, theme: Mapping[str, Any], pages: str = "site/pages", folders: Iterable[Path] = ()) -> Look:
    """Return the look of the book at `root` by the settings of its `theme`; `pages` is the folder of its own pages.

    `folders` are those of the theme, where its icons lie.

    Raises `UserError` for a file that is not there or none of the sort, and for colours in which nothing can be read.
    """
    files: dict[str, bytes] = {}
    names: dict[str, str | None] = {"logo": None, "favicon": None}
    for name in names:
        if theme.get(name):
            data, ending = _picture(root, pages, f"theme: {name}", str(theme[name]))
            names[name] = uri = f"{FOLDER}/{name}{ending}"
            files[uri] = data
    rules = colours.style(theme.get("colours") or {}) + icons.style(theme.get("icon") or {}, folders)
    for name, path in (theme.get("fonts") or {}).items():
        data = _read(root, pages, f"theme: fonts: {name}", str(path), MAX_FONT)
        if not data.startswith(b"wOF2"):
            _refuse(f"theme: fonts: {name}", path, _("it is not a font of the format WOFF2"), _("convert it to WOFF2"))
        files[f"{FOLDER}/{name}.woff2"] = data
        rules += _face(name, is_bold_too="text_bold" not in (theme.get("fonts") or {}))
    if rules:
        files[STYLE] = rules.encode()
    return Look(names["logo"], names["favicon"], STYLE if rules else None, files)


def _face(name: str, *, is_bold_too: bool) -> str:
    """Return the rules by which a font is loaded and used; one font alone is used for all weights that it has."""
    face, weight = _FACES[name]
    weights = "100 900" if is_bold_too or face != "text" else str(weight)
    return (
        f'@font-face {{\n  font-family: "Book {face}";\n  src: url("{name}.woff2") format("woff2");\n'
        f"  font-weight: {weights};\n  font-display: swap;\n}}\n"
        f':root {{\n  --{face}-face: "Book {face}";\n}}\n'
    )


def _picture(root: Path, pages: str, setting: str, path: str) -> tuple[bytes, str]:
    """Return the bytes of a picture and the ending that its content has."""
    data = _read(root, pages, setting, path, MAX_PICTURE)
    if path.lower().endswith(".svg"):
        if not drawings.is_still(data):
            live = next((fault.text for fault in drawings.faults(data)), "")[:40]
            why = _("something in the drawing could run or load something: {found}").format(found=live or "—")
            _refuse(setting, path, why, _("take it out, or save the drawing as “plain SVG” in UTF-8"))
        return data, ".svg"
    ending = next((ending for ending, is_such in _PICTURES.items() if is_such(data)), None)
    if ending is None:
        _refuse(
            setting, path, _("it is no picture that browsers show"), _("take a file of SVG, PNG, JPEG, WebP or ICO")
        )
    return data, ending


_PICTURES: dict[str, Callable[[bytes], bool]] = {
    ".png": lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"),
    ".jpg": lambda data: data.startswith(b"\xff\xd8\xff"),
    ".webp": lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP",
    ".ico": lambda data: data.startswith(b"\0\0\1\0"),
}


def _read(root: Path, pages: str, setting: str, path: str, limit: int) -> bytes:
    """Return the bytes of a file of the book that a setting names; raises `UserError` when they cannot be had."""
    place = PurePosixPath(path)
    if place.is_relative_to(_PUBLISHED):  # the address that it has on the site
        place = _ASSETS / place.relative_to(_PUBLISHED)
    elif not any(place.is_relative_to(folder) for folder in (_ASSETS, "content")):
        places = [folder / place for folder in (PurePosixPath(pages), PurePosixPath(_THEME))]
        place = next((place for place in places if os.path.lexists(found(root, place).file)), place)
    layer, file = found(root, place)
    try:
        return read_inside(layer / place.parts[0], file, limit)
    except OSError as error:
        _refuse(setting, str(place), reason(error), _("put the file into site/assets/, and name it as it lies there"))


def _refuse(setting: str, path: str, why: str, advice: str) -> NoReturn:
    message = _("mkdocs.yml, {setting}: “{path}”: {reason}").format(setting=setting, path=path, reason=why)
    raise UserError(message, advice)
