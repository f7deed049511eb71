"""The files of a book: which there are, what kind each is, and what must not be there."""

import os
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from salesbook.diagnostics import Diagnostic, Rule
from salesbook.errors import reason
from salesbook.kinds import Kind, kind_of
from salesbook.language import gettext as _
from salesbook.reading import rules
from salesbook.source import MAX_BYTES, BadBytes, Place, decode, inside, nfc

CONTENT = "content"
_SLUG = re.compile(r"[0-9a-zа-яё]+(?:[-_][0-9a-zа-яё]+)*")
_TYPED = {".yml", ".yaml", ".md"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of content/: where it is on the disk, its path from the book's root, its kind (None: a picture)."""

    disk: Path
    path: PurePosixPath
    kind: Kind | None

    @property
    def slug(self) -> str:
        """The item's name in references."""
        return self.path.stem


def scan(root: Path, wanted: Container[str] | None = None) -> tuple[list[Entry], list[Diagnostic]]:
    """List the files of `root`/content, in order.

    `wanted` limits it to kinds (`letter`) and items (`letter:summary`); company.yml is always among the files.
    """
    entries: list[Entry] = []
    problems: list[Diagnostic] = []
    for name, is_link in _walk(root, "", problems):
        disk = root / CONTENT / name
        local = PurePosixPath(nfc(name))
        path = PurePosixPath(CONTENT, local)
        kind = kind_of(local)
        if wanted is not None and not _is_wanted(kind, path.stem, wanted):
            continue
        if is_link and (disk.is_dir() or not disk.exists() or not inside(disk, root / CONTENT)):
            message = _("a symbolic link that leads out of the book or to a folder")
            problems.append(_problem(rules.SYMLINK, path, message, _("put the file itself in the book")))
        elif kind is None:
            if path.suffix in _TYPED:
                problems.append(_misplaced(path, local))
            else:
                entries.append(Entry(disk, path, None))
        elif not kind.single and not _SLUG.fullmatch(path.stem):
            message = _("“{name}” cannot be the name of an item").format(name=path.name)
            advice = _("use lower-case letters, digits and hyphens, such as key-meeting{suffix}").format(
                suffix=path.suffix
            )
            problems.append(_problem(rules.SLUG, path, message, advice))
        else:
            entries.append(Entry(disk, path, kind))
    return entries, problems


def _is_wanted(kind: Kind | None, slug: str, wanted: Container[str]) -> bool:
    return kind is not None and (kind.name == "company" or kind.name in wanted or f"{kind.name}:{slug}" in wanted)


def on_disk(root: Path, path: PurePosixPath) -> Path:
    """Return where a file of the book is: its name on the disk may be composed otherwise (й as и and a breve)."""
    found = root / path
    if path.as_posix().isascii() or found.exists():
        return found
    found = root
    for part in path.parts:
        try:
            found = next((entry for entry in found.iterdir() if nfc(entry.name) == part), found / part)
        except OSError:
            return root / path
    return found


def read_text(entry: Entry) -> tuple[str | None, Diagnostic | None]:
    """Return the text of a file, or what keeps it from being read."""
    try:
        with entry.disk.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        message = _("the file cannot be read: {reason}").format(reason=reason(error))
        return None, _problem(rules.UNREADABLE, entry.path, message, _("check the rights to the file"))
    if len(data) > MAX_BYTES:
        message = _("the file is larger than 1 MB")
        return None, _problem(rules.TOO_LARGE, entry.path, message, _("move pictures and tables out of the text"))
    try:
        return decode(data), None
    except BadBytes as bad:
        message = _("the file is not in UTF-8: byte 0x{byte:02X}").format(byte=bad.byte)
        advice = _("open it in an editor and save it as UTF-8 (it may be in Windows-1251 now)")
        return None, _problem(rules.ENCODING, entry.path, message, advice, bad.place)


def _walk(root: Path, below: str, problems: list[Diagnostic]) -> Iterator[tuple[str, bool]]:
    """Yield names of files and links in content/`below`, hidden ones left out, and whether it is a link."""
    try:
        found = sorted(os.scandir(root / CONTENT / below), key=lambda e: e.name)
    except OSError as error:
        if below or (root / CONTENT).exists():
            message = _("the folder cannot be read: {reason}").format(reason=reason(error))
            path = PurePosixPath(CONTENT, nfc(below))
            problems.append(_problem(rules.UNREADABLE, path, message, _("check the rights to the folder")))
        return
    for entry in found:
        if entry.name.startswith((".", "~$")):
            continue
        name = f"{below}/{entry.name}" if below else entry.name
        if entry.is_symlink():
            yield name, True
        elif entry.is_dir():
            yield from _walk(root, name, problems)
        elif entry.is_file():
            yield name, False
        else:
            message = _("this is not an ordinary file")
            path = PurePosixPath(CONTENT, nfc(name))
            problems.append(_problem(rules.UNREADABLE, path, message, _("take it out of the book")))


def _misplaced(path: PurePosixPath, local: PurePosixPath) -> Diagnostic:
    message = _("no kind of content lives at {path}").format(path=path)
    if path.suffix == ".yaml":
        advice = _("rename it to {name}").format(name=path.with_suffix(".yml").name)
    elif local.parts[0] == "regulations":
        advice = _("regulations live in content/regulations/<department>/*.md")
    else:
        advice = _("see the folders of the kinds in docs/reference/kinds.md")
    return _problem(rules.MISPLACED, path, message, advice)


def _problem(rule: Rule, path: PurePosixPath, message: str, advice: str, place: Place | None = None) -> Diagnostic:
    return Diagnostic(rule.slug, rule.severity, path, place or Place(), message, advice)
