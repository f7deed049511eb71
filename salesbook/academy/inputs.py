"""What a build reads, and what tells that it has changed: the program, its options, the book and all beside it.

Nothing is opened for it but files that were changed a moment ago: their times cannot be believed yet.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from salesbook import __version__
from salesbook.auditing.last import YOUNG_NS, digest_of
from salesbook.core import language
from salesbook.core.bases import layers
from salesbook.core.defaults import folders
from salesbook.core.door import MAX_COPY, read_inside, read_named
from salesbook.reading.files import CONTENT, PRESS, walk

_PACKAGE = Path(__file__).parents[1]
_BESIDE = ("templates", "site", PRESS)
_END = "\0"
"""Parts one word from the next: no name of a file holds it."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a build has read: the `program` with its options and its day of UTC, and the `stamps` of all files.

    `young`: digests of files, by path, that were changed so shortly before that they may change again under one stamp.
    """

    program: str
    stamps: str
    young: Mapping[str, str]

    def are_those_of(self, earlier: "Inputs") -> bool:
        """Tell whether an earlier build has read the same."""
        if (self.program, self.stamps) != (earlier.program, earlier.stamps):
            return False
        return all((self.young.get(path) or _digest(path)) == digest for path, digest in earlier.young.items())


def inputs_of(root: Path, options: Iterable[str], now: datetime) -> Inputs | None:
    """Return what a build of the book at `root` reads at a moment (aware), before it does so.

    None when something lies there that must not: then nothing is taken for what it was.
    """
    walked = walk(root)
    if walked.problems:
        return None
    there = layers(root)
    stamps: list[str] = []
    young: dict[str, str] = {}

    def note(path: str, stamp: str, newest: int) -> None:
        stamps.append(f"{stamp}:{path}")
        if newest > walked.time - YOUNG_NS:
            young[path] = _digest(path)

    for each in walked.stamps:
        path = os.path.join(there[each.layer], CONTENT, each.name)  # noqa: PTH118 - thousands of them
        note(path, each.text, max(each.mtime, each.ctime))
    for name in _BESIDE:
        for folder in folders(root, name):
            for path, status in _files(str(folder)):
                note(path, stamp_of(status), max(status.st_mtime_ns, status.st_ctime_ns))
    words = [*program_words(), *options, *map(str, there), _build_day(now)]
    return Inputs(_joined_digest(words), _END.join(stamps), young)


def program_words() -> list[str]:
    """Return what tells one program from another: its version and files, Python, everything installed with it."""
    files = (f"{path}:{stamp_of(status)}" for path, status in _files(str(_PACKAGE)) if path.endswith((".py", ".mo")))
    return [__version__, sys.version, language.spoken(), *_installed(), *files]


def files_of(folders: Iterable[Path]) -> list[tuple[str, str]]:
    """Return the files of folders with their digests; none of one that may not be read: it fails by itself."""
    files = []
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            try:
                files.append((str(path), digest_of(read_inside(folder, path, MAX_COPY))))
            except OSError:
                files.append((str(path), ""))
    return files


def stamp_of(status: os.stat_result) -> str:
    """Return what tells that a file has changed: times (ns) and size."""
    return f"{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_size}"


def _installed() -> Iterator[str]:
    """Yield the names of what is installed, each with its version."""
    for folder in sys.path:
        try:
            entries = sorted(os.listdir(folder or "."))  # noqa: PTH208 - names alone are wanted
        except OSError:
            continue
        yield from (entry for entry in entries if entry.endswith((".dist-info", ".egg-info")))


def _files(top: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files of a folder, or a file itself, in order; a link to a folder is none."""
    try:
        entries = sorted(os.scandir(top), key=lambda entry: entry.name)
    except NotADirectoryError:
        yield top, os.stat(top)  # noqa: PTH116 - a word is enough
        return
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _files(entry.path)
            continue
        try:
            yield entry.path, entry.stat()
        except OSError:
            yield entry.path, entry.stat(follow_symlinks=False)  # a link that leads nowhere


def _build_day(now: datetime) -> str:
    """Return the day that MkDocs writes into what it prints (https://reproducible-builds.org/specs/source-date-epoch)."""
    return os.environ.get("SOURCE_DATE_EPOCH") or now.astimezone(UTC).date().isoformat()


def _digest(path: str) -> str:
    try:
        return digest_of(read_named(Path(path), MAX_COPY))
    except OSError:
        return ""


def _joined_digest(words: Iterable[str]) -> str:
    return blake2b(_END.join(words).encode(errors="surrogateescape"), digest_size=16).hexdigest()
