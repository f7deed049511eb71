"""The files of a book: which there are, what kind each is, and what must not be there."""

import os
import re
from collections.abc import Container, Iterable, Sequence
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from time import time_ns
from typing import NamedTuple

from salesbook.core import bases
from salesbook.core.diagnostics import Diagnostic
from salesbook.core.door import MAX_COPY, TooLargeError, is_link, read_inside, read_walked
from salesbook.core.errors import UserError, reason
from salesbook.core.language import gettext as _
from salesbook.core.source import MAX_BYTES, BadBytes, decode, inside, nfc, real
from salesbook.models.kinds import Kind, kind_of
from salesbook.reading import refusals, rules
from salesbook.reading.beside import beside
from salesbook.reading.file_names import DEVICES, BadName, bad_names, device_advice
from salesbook.reading.refusals import DEEPEST
from salesbook.reading.strays import client_data

CONTENT, COMPANY = bases.CONTENT, bases.COMPANY
PRESS = "mkdocs.yml"
"""How the academy is printed, and where it is published."""
_SLUG = re.compile(r"[0-9a-zа-яё]+(?:[-_][0-9a-zа-яё]+)*")
_SITE_URL = re.compile(r"^site_url:[ \t]*[\"']?(https?://[^\s\"'#]{1,500})", re.MULTILINE)
_TYPED = {".yml", ".yaml", ".md"}


class Stamp(NamedTuple):
    """A file or link below content/ by its name there, and what tells that it has changed: times (ns) and size.

    `layer` counts the books beneath: 0 is the book itself (`core.bases.layers`).
    """

    name: str
    mtime: int
    ctime: int
    size: int
    is_link: bool = False
    layer: int = 0

    @property
    def text(self) -> str:
        """Everything in one line, the name last: it may hold any character but NUL."""
        return f"{self.mtime}:{self.ctime}:{self.size}:{self.is_link:d}:{self.name}"


class Walked(NamedTuple):
    """What lies in content/, what cannot be looked at, and when (ns) the walk began."""

    stamps: list[Stamp]
    problems: list[Diagnostic]
    time: int


class SourceFile(NamedTuple):
    """A file of content/: where it is on the disk, its path from the book's root, its kind (None: a picture).

    `unwritten` are bytes that count in place of those on the disk. `beneath` are the books whose file of the same path
    this one is laid over, the nearest first.
    """

    where: str | Path
    path: PurePosixPath
    kind: Kind | None
    stamp: Stamp = Stamp("", 0, 0, 0)
    unwritten: bytes | None = None
    beneath: tuple[Path, ...] = ()

    @property
    def disk(self) -> Path:
        """Where it is; a walk keeps the words alone, because thousands of paths take longer to make than to walk."""
        return Path(self.where)

    @property
    def slug(self) -> str:
        """The item's name in references."""
        return self.path.stem


def find_root(start: Path) -> Path:
    """Return the book's folder: `start` or the nearest folder above that holds content/company.yml."""
    start = real(start)
    for folder in (start, *start.parents):
        if (folder / COMPANY).is_file():
            return folder
    message = _("no book in {path}: no folder from here up holds content/company.yml").format(path=start)
    raise UserError(message, _("go to the book's folder, or name it: salesbook --book FOLDER …"))


def site_url(root: Path) -> str:
    """Return the address under which the academy is published, as mkdocs.yml gives it; nothing when it does not."""
    try:
        text = decode(read_inside(root, root / PRESS, MAX_BYTES))
    except (OSError, BadBytes):
        return ""
    match = _SITE_URL.search(text)
    return "" if match is None else match[1]


def sort(
    root: Path, stamps: Iterable[Stamp], problems: list[Diagnostic], wanted: Container[str] | None = None
) -> list[SourceFile]:
    """Tell what the files that were walked over are; add to `problems` those that must not be there."""
    files: list[SourceFile] = []
    layers = bases.layers(root)
    contents = [layer / CONTENT for layer in layers]
    stamps = list(stamps)
    # Whoever asks for a letter need not hear of a picture's name.
    names = bad_names(f"{CONTENT}/{stamp.name}" for stamp in stamps if not stamp.layer) if wanted is None else ()
    misnamed = [_misnamed(name) for name in names]
    problems += misnamed
    told = {problem.path for problem in misnamed}
    there: set[str] = set()
    for stamp in stamps:
        name = nfc(stamp.name)
        kind = kind_of(name)
        content = contents[stamp.layer]
        file = SourceFile(f"{content}{os.sep}{stamp.name}", PurePosixPath(f"{CONTENT}/{name}"), kind, stamp)
        if wanted is not None and not _is_wanted(kind, file.slug, wanted):
            continue
        problem = _misfit(file, content)
        if problem is None and name not in there:
            files.append(over_bases(file, layers))
        elif problem is not None and not stamp.layer and not (problem.rule == rules.SLUG.slug and problem.path in told):
            problems.append(problem)
        there.add(name)
    return files


def over_bases(file: SourceFile, layers: Sequence[Path]) -> SourceFile:
    """Return a file with the books that it is laid over, when it is of a kind that is merged."""
    if len(layers) == 1 or file.kind is None or not file.kind.merged:
        return file
    own = next((n for n, layer in enumerate(layers) if inside(file.disk, layer / CONTENT)), 0)
    return file._replace(beneath=tuple(layer for layer in layers[own + 1 :] if (layer / file.path).is_file()))


def _misnamed(name: BadName) -> Diagnostic:
    return refusals.problem(rules.SLUG, PurePosixPath(nfc(name.path)), name.message, name.advice)


def _misfit(file: SourceFile, content: Path) -> Diagnostic | None:
    """Say why a file must not be where it is."""
    path = file.path
    if file.stamp.is_link and not _is_good_link(file.disk, content):
        return refusals.linked(path)
    if file.kind is None:
        if path.suffix in _TYPED:
            return _misplaced(path)
        return refusals.too_large(path, MAX_COPY) if file.stamp.size > MAX_COPY else None
    slug = file.slug
    if file.kind.single or (_SLUG.fullmatch(slug) and slug not in DEVICES):
        return None
    message = _("“{name}” cannot be the name of an item").format(name=path.name)
    if slug in DEVICES:
        return refusals.problem(rules.SLUG, path, message, device_advice())
    advice = _("use lower-case letters, digits and hyphens, such as two-words{suffix}").format(suffix=path.suffix)
    return refusals.problem(rules.SLUG, path, message, advice)


def _is_good_link(disk: Path, content: Path) -> bool:
    try:
        return not disk.is_dir() and disk.exists() and inside(disk, content)
    except OSError:  # the link is longer than any path may be
        return False


def _is_wanted(kind: Kind | None, slug: str, wanted: Container[str]) -> bool:
    return kind is not None and (kind.name == "company" or kind.name in wanted or f"{kind.name}:{slug}" in wanted)


def on_disk(root: Path, path: PurePosixPath) -> Path:
    """Return where a file of the book is: its name on the disk may be composed otherwise (й as и and a breve)."""
    path_on_disk = root / path
    if path.as_posix().isascii() or path_on_disk.exists():
        return path_on_disk
    path_on_disk = root
    for part in path.parts:
        try:
            path_on_disk = next(
                (entry for entry in path_on_disk.iterdir() if nfc(entry.name) == part), path_on_disk / part
            )
        except OSError:
            return root / path
    return path_on_disk


def read_text(file: SourceFile) -> tuple[str | None, Diagnostic | None]:
    """Return the text of a file, or what keeps it from being read."""
    data, problem = read_bytes(file)
    return (None, problem) if data is None else text_of(file, data)


def read_bytes(file: SourceFile) -> tuple[bytes | None, Diagnostic | None]:
    """Return the bytes of a file, or what keeps it from being read."""
    try:
        data = _on_the_disk(file) if file.unwritten is None else file.unwritten
        if len(data) > MAX_BYTES:
            raise TooLargeError(file.disk, MAX_BYTES)
    except TooLargeError:
        return None, refusals.too_large(file.path, MAX_BYTES)
    except OSError as error:
        message = _("the file cannot be read: {reason}").format(reason=reason(error))
        return None, refusals.problem(rules.UNREADABLE, file.path, message, _("check the rights to the file"))
    return data, None


def _on_the_disk(file: SourceFile) -> bytes:
    # The folder that no link may lead out of is the first one of the path: content/, templates/, site/.
    return read_walked(file.where, max(len(file.path.parts) - 2, 0), MAX_BYTES)


def text_of(file: SourceFile, data: bytes) -> tuple[str | None, Diagnostic | None]:
    """Return the text that a file's bytes hold, or where they stop being one."""
    try:
        return decode(data), None
    except BadBytes as bad:
        message = _("the file is not in UTF-8: byte 0x{byte:02X}").format(byte=bad.byte)
        advice = _("open it in an editor and save it as UTF-8 (it may be in Windows-1251 now)")
        return None, refusals.problem(rules.ENCODING, file.path, message, advice, bad.place)


def walk(root: Path) -> Walked:
    """Return the files and links of content/ in order, hidden ones left out.

    Of templates/, site/ and mkdocs.yml only what must not be there is told. Behind the book's own files stand those of
    the books that it extends, but for the paths that it has itself; what is wrong with those is told there.
    """
    walked = Walked([], [], time_ns())
    if is_link(root / CONTENT):
        walked.problems.append(refusals.linked(PurePosixPath(CONTENT)))
    else:
        _walk(root, "", walked.stamps, walked.problems)
    own = len(walked.stamps)
    for layer, base in enumerate(bases.layers(root)[1:], 1):
        there = {nfc(stamp.name) for stamp in walked.stamps}
        beneath: list[Stamp] = []
        _walk(base, "", beneath, [])
        walked.stamps.extend(stamp._replace(layer=layer) for stamp in beneath if nfc(stamp.name) not in there)
    walked.problems.extend(map(_misnamed, bad_names(beside(root, PRESS, walked.problems))))
    walked.problems.extend(client_data(root, (stamp.name for stamp in walked.stamps[:own])))
    return walked


def _walk(root: Path, below: str, stamps: list[Stamp], problems: list[Diagnostic]) -> None:
    try:
        entries = sorted(os.scandir(root / CONTENT / below), key=lambda e: e.name)
    except OSError as error:
        if below or (root / CONTENT).exists():
            message = _("the folder cannot be read: {reason}").format(reason=reason(error))
            path = PurePosixPath(CONTENT, nfc(below))
            problems.append(refusals.problem(rules.UNREADABLE, path, message, _("check the rights to the folder")))
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        name = f"{below}/{entry.name}" if below else entry.name
        if entry.is_dir(follow_symlinks=False):
            if name.count("/") < DEEPEST:
                _walk(root, name, stamps, problems)
            else:
                problems.append(refusals.deep(PurePosixPath(CONTENT, nfc(name))))
            continue
        try:
            status = entry.stat()
        except OSError:
            # A link to nothing, or a file that went away meanwhile.
            stamps.append(Stamp(name, 0, 0, 0, is_link=entry.is_symlink()))
            continue
        if entry.is_symlink():
            stamps.append(Stamp(name, status.st_mtime_ns, status.st_ctime_ns, status.st_size, is_link=True))
        elif S_ISREG(status.st_mode):
            stamps.append(Stamp(name, status.st_mtime_ns, status.st_ctime_ns, status.st_size))
        else:
            problems.append(refusals.odd(PurePosixPath(CONTENT, nfc(name))))


def _misplaced(path: PurePosixPath) -> Diagnostic:
    message = _("no kind of content lives at {path}").format(path=path)
    if path.suffix == ".yaml":
        advice = _("rename it to {name}").format(name=path.with_suffix(".yml").name)
    elif path.parts[1] == "regulations":
        advice = _("regulations live in content/regulations/<department>/*.md")
    else:
        advice = _("see the folders of the kinds in docs/reference/kinds.md")
    return refusals.problem(rules.MISPLACED, path, message, advice)
