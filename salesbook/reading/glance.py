"""Files at a glance: what items are called, for a shell that waits for it. Nothing is compiled, nothing is judged."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from salesbook.core.bases import layers
from salesbook.core.door import head_walked, is_link
from salesbook.core.source import nfc
from salesbook.models.kinds import KINDS, Kind
from salesbook.reading import yaml as book_yaml
from salesbook.reading.files import CONTENT

_HEAD = 4_000
"""Bytes of a file in which its title stands."""

_FIELD = re.compile(r"^(?:title|name|article):[ \t]+\S[^\n]*$", re.MULTILINE)
_ENDINGS = (".md", ".yml")


class Glance(NamedTuple):
    """What an item is called: its name in references, its slug, its article number if it has one, its title."""

    name: str
    slug: str
    article: str | None
    title: str


def glances(root: Path, kinds: Iterable[Kind] = KINDS, beginning: str = "") -> Iterator[Glance]:
    """Yield what the items of a book, or of some kinds, are called; only those whose slug has the given beginning.

    A file that cannot be read, or whose title is not on a line of its own, goes by its slug.
    """
    # A kind's own `suffix` and `kind_of` would import the models, which takes longer than all the rest.
    for kind in kinds:
        for file in _files(root, kind):
            slug = nfc(file.stem)
            if slug.startswith(beginning):
                yield _glance(kind, slug, file)


def _files(root: Path, kind: Kind) -> list[Path]:
    files: dict[str, Path] = {}
    for layer in layers(root):
        for file in _files_of(layer, kind):
            files.setdefault(nfc(file.stem), file)
    return list(files.values())


def _files_of(root: Path, kind: Kind) -> list[Path]:
    place = root / CONTENT / kind.folder
    if kind.single:
        return [place] if place.is_file() else []
    folders = place.glob("*") if kind.in_departments else (place,)
    files = (file for folder in folders if not is_link(folder) for file in folder.glob("*"))
    return sorted(file for file in files if file.suffix in _ENDINGS and not file.name.startswith("."))


def _glance(kind: Kind, slug: str, file: Path) -> Glance:
    fields = _fields(file, kind.folder.count("/") + (0 if kind.single else 1 + kind.in_departments))
    name, called = (kind.name, kind.singular()) if kind.single else (f"{kind.name}:{slug}", slug)
    return Glance(name, slug, fields.get("article"), fields.get("title") or fields.get("name") or called)


def _fields(file: Path, depth: int) -> dict[str, str]:
    """Return the first title, name and article of a file, each from its line."""
    try:
        head = head_walked(file, depth, _HEAD).decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return {}
    fields: dict[str, str] = {}
    for line in _FIELD.findall(head):
        data: Any = book_yaml.read(line)[0]
        if isinstance(data, dict):
            fields |= {key: value for key, value in data.items() if isinstance(value, str) and key not in fields}
    return fields
