"""Files with data of clients that lie in the book's folder: leads, facts of letters, exports, drafts.

Nothing of theirs is a part of the book, so no other check reads them, and the next `git add` commits them.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from salesbook.core.diagnostics import Diagnostic
from salesbook.core.door import head_walked, read_inside
from salesbook.core.language import gettext as _
from salesbook.core.source import nfc
from salesbook.reading import refusals, rules

CLIENT_FILES = ("*.lead.yml", "lead.yml", "lead.json", "meeting.yml", "facts.yml", "*.eml", "*.vcf")
"""What the help and the manual propose for data of clients; .gitignore of a book names all of them."""

_EXPORTS = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".eml", ".vcf", ".msg", ".mbox")
_IN_CONTENT = (".eml", ".vcf", ".msg", ".mbox")
_DATA = (".yml", ".yaml", ".json")
_SKIPPED = frozenset("content templates site build dist venv env node_modules __pycache__ schemas".split())
_DEEPEST, _ENTRIES, _READ, _HEAD = 2, 2_000, 100, 16_000
"""Folders below each other, entries of folders, files that are opened, and bytes of each: what is looked at at most."""

_KEY = re.compile(r"^([A-Za-z_][\w-]{0,60})[ \t]*:", re.MULTILINE)
_JSON_KEY = re.compile(r"^[ \t]{0,4}\"([A-Za-z_][\w-]{0,60})\"[ \t]*:", re.MULTILINE)
_LEAD = (frozenset(("lead", "scores")), frozenset(("knockouts", "scores")), frozenset(("lead", "knockouts")))
_FIELD = re.compile(r"(?:^|[\s{,])id: ([A-Za-z_]\w{0,60})", re.MULTILINE)
_LETTERS = 100


def client_data(root: Path, content: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield what lies in the book's folder and looks like data of a client; `content` are the names in content/."""
    for name in content:
        if name.lower().endswith(_IN_CONTENT):
            yield _told(f"content/{name}", _("a message or a contact"))
    letters: list[frozenset[str]] | None = None
    reads = _READ
    for path in _files(root):
        name = path.name.lower()
        if name.endswith(_EXPORTS):
            yield _told(path.as_posix(), _("an export, a message or a contact"))
        elif any(fnmatchcase(name, pattern) for pattern in CLIENT_FILES):
            yield _told(path.as_posix(), _("a lead or the facts of a letter"))
        elif name.endswith(_DATA) and reads:
            reads -= 1
            keys = _keys(root, path)
            if any(lead <= keys for lead in _LEAD):
                yield _told(path.as_posix(), _("a lead or the facts of a letter"))
            elif len(keys) > 1:
                letters = _letters(root) if letters is None else letters
                if any(keys <= fields for fields in letters):
                    yield _told(path.as_posix(), _("a lead or the facts of a letter"))


def _told(path: str, what: str) -> Diagnostic:
    message = _("{what} lies in the book's folder: client data never goes there").format(what=what)
    advice = _("move it to a folder outside of the book; when git has it already, its history must be cleaned, too")
    # Secret: no report quotes its first line.
    return replace(refusals.problem(rules.CLIENT_DATA, PurePosixPath(nfc(path)), message, advice), secret=True)


def _files(root: Path) -> Iterator[PurePosixPath]:
    """Yield the ordinary files in the book's folder and in folders near its top; another book is left alone."""
    left = _ENTRIES
    waiting = [PurePosixPath()]
    while waiting and left:
        folder = waiting.pop(0)
        try:
            entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
        except OSError:  # whoever has no rights to it can commit nothing of it
            continue
        for entry in entries[:left]:
            left -= 1
            path = folder / entry.name
            if entry.name.startswith(".") or entry.is_symlink():
                continue
            if entry.is_file():
                yield path
            elif len(path.parts) <= _DEEPEST and entry.name not in _SKIPPED and not _is_book(root / path):
                waiting.append(path)


def _is_book(folder: Path) -> bool:
    return (folder / "content" / "company.yml").exists()


def _keys(root: Path, path: PurePosixPath) -> frozenset[str]:
    """Return the keys at the top of a data file; nothing of one that cannot be read."""
    try:
        text = head_walked(root / path, len(path.parts) - 1, _HEAD).decode("utf-8-sig", "replace")
    except OSError:
        return frozenset()
    if not text.lstrip().startswith("{"):
        return frozenset(_KEY.findall(text))
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return frozenset(_JSON_KEY.findall(text))
    return frozenset(map(str, data)) if isinstance(data, dict) else frozenset()


def _letters(root: Path) -> list[frozenset[str]]:
    """Return the names of the fields of every letter, as they stand in its front matter."""
    fields: list[frozenset[str]] = []
    for letter in sorted((root / "content" / "letters").glob("*.md"))[:_LETTERS]:
        try:
            head = read_inside(root, letter, 100_000).decode("utf-8", "replace").partition("\n---")[0]
        except OSError:
            continue
        fields.append(frozenset(_FIELD.findall(head)))
    return fields
