"""The cache of `check`: rows of files and the last audit, in SQLite beside the book.

It may be deleted at any time, and deletes itself: a file that is damaged, foreign, or of another version of the
program is thrown away without a word. Nothing in it can run: it holds texts, read back as JSON. Foreign is what was not
made on this machine for this book: a secret of the machine marks the file and takes part in the signature of every
text, so nobody can commit a cache that says a book is in order.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from salesbook.core.door import head_walked
from salesbook.core.lock import FOLDER, state_folder
from salesbook.core.machine import secret

_FILE = "check.sqlite"
_SCHEMA = (
    "CREATE TABLE file (path TEXT PRIMARY KEY, stamp TEXT, digest TEXT, outline TEXT, data TEXT)",
    "CREATE TABLE note (name TEXT PRIMARY KEY, text TEXT)",
)
_MAX_BYTES = 1 << 31
_SIGNATURE = 32
_HEAD, _MARKED = 100, slice(68, 72)
"""Bytes of the head of an SQLite file, and where in it stands to which program the file belongs."""
_BESIDE = ("-journal", "-wal", "-shm")


class Row(NamedTuple):
    """What is kept of a file: what tells that it has changed, and two JSON texts.

    `outline` is needed for every run: findings, card, mentions. `data` are opened when somebody asks.
    """

    path: str
    stamp: str
    digest: str
    outline: str
    data: str = ""


class Cache:
    """An open cache; every method may raise `sqlite3.Error`, which means that it must be thrown away."""

    def __init__(self, connection: sqlite3.Connection, key: bytes) -> None:
        self._connection = connection
        self._key = key

    def note(self, name: str) -> str | None:
        """Return a text kept under a name."""
        found = self._connection.execute("SELECT text FROM note WHERE name = ?", (name,)).fetchone()
        return None if found is None else self._verified(found[0], name)

    def rows(self) -> Iterator[Row]:
        """Yield all rows without their data."""
        for path, stamp, digest, outline in self._connection.execute("SELECT path, stamp, digest, outline FROM file"):
            yield Row(path, stamp, digest, self._verified(outline, path, digest))

    def row(self, path: str) -> Row | None:
        """Return one row without its data."""
        query = "SELECT stamp, digest, outline FROM file WHERE path = ?"
        found = self._connection.execute(query, (path,)).fetchone()
        if found is None:
            return None
        stamp, digest, outline = found
        return Row(path, stamp, digest, self._verified(outline, path, digest))

    def data(self, path: str) -> str:
        """Return the data of a row."""
        found = self._connection.execute("SELECT data FROM file WHERE path = ?", (path,)).fetchone()
        if found is None:
            raise sqlite3.DatabaseError(path)
        return self._verified(found[0], path)

    def put(self, rows: Iterable[Row]) -> None:
        """Put rows in place of those of the same paths; `finish` makes it last."""
        signed = (
            (
                row.path,
                row.stamp,
                row.digest,
                self._signed(row.outline, row.path, row.digest),
                self._signed(row.data, row.path),
            )
            for row in rows
        )
        self._connection.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)", signed)

    def finish(self, moved: Mapping[str, str], gone: Iterable[str], notes: Mapping[str, str]) -> None:
        """Put new stamps and notes in place of the old ones, take rows away, and make everything last."""
        signed = ((name, self._signed(text, name)) for name, text in notes.items())
        stamps = ((stamp, path) for path, stamp in moved.items())
        self._connection.executemany("UPDATE file SET stamp = ? WHERE path = ?", stamps)
        self._connection.executemany("DELETE FROM file WHERE path = ?", ((path,) for path in gone))
        self._connection.executemany("INSERT OR REPLACE INTO note VALUES (?, ?)", signed)
        self._connection.commit()

    def _signed(self, text: str, *names: str) -> str:
        """Return a text with its signature before it, in which the names that it is kept under take part.

        SQLite finds a torn page only by chance; a finding that lost a letter or a row in another's place would be
        believed, and so would one that somebody else has written.
        """
        return f"{self._signature(text, names)}{text}"

    def _verified(self, kept: object, *names: str) -> str:
        """Return the text that was signed; raises `sqlite3.DatabaseError` when it is not the same any more."""
        if not isinstance(kept, str) or not all(isinstance(name, str) for name in names):
            raise sqlite3.DatabaseError(names)
        text = kept[_SIGNATURE:]
        if kept[:_SIGNATURE] != self._signature(text, names):
            raise sqlite3.DatabaseError(names)
        return text

    def _signature(self, text: str, names: tuple[str, ...]) -> str:
        digest = blake2b("\0".join((*names, text)).encode(), key=self._key, digest_size=_SIGNATURE // 2)
        return digest.hexdigest()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def open_cache(root: Path) -> Cache | None:
    """Open the cache of the book at `root`, a new one if need be; None where there cannot be one.

    There is none either where the machine has no secret by which what it has written could be known again.
    """
    file = root / FOLDER / _FILE
    own = secret(root)
    if own is None:
        return None
    # What was made for another book is no answer for this one.
    key = blake2b(os.fsencode(root.resolve()), key=own).digest()
    for _attempt in range(2):
        try:
            state_folder(root)
            if not _is_own(file, _mark(key)):
                discard(root)
            return Cache(_connected(file, _mark(key)), key)
        except sqlite3.OperationalError:
            return None  # in use by another run, or not ours to write
        except sqlite3.Error:
            discard(root)
        except OSError:
            return None
    return None


def _is_own(file: Path, mark: int) -> bool:
    """Tell whether SQLite may open a file and what it would look for beside it: it reads what it opens before we do."""
    try:
        if file.lstat().st_size > _MAX_BYTES or file.is_symlink():
            return False
        for ending in _BESIDE:
            beside = file.with_name(file.name + ending)
            if os.path.lexists(beside) and not S_ISREG(beside.lstat().st_mode):
                return False
        return int.from_bytes(head_walked(file, 0, _HEAD)[_MARKED]) == mark
    except OSError:
        return False


def _mark(key: bytes) -> int:
    """Return the number by which a file of ours is known before it is opened: positive, of 31 bits."""
    return int.from_bytes(blake2b(b"check", key=key, digest_size=4).digest()) >> 1 | 1


def discard(root: Path) -> None:
    """Delete the cache of a book."""
    for suffix in ("", *_BESIDE):
        try:
            (root / FOLDER / (_FILE + suffix)).unlink(missing_ok=True)
        except OSError:
            return


def _connected(path: Path, mark: int) -> sqlite3.Connection:
    """Connect to a cache; raises `sqlite3.DatabaseError` for a file that is not exactly one."""
    connection = sqlite3.connect(path, timeout=0.2)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        # The journal undoes what a killed run has begun; only a power cut could tear the file, and is not waited for.
        connection.execute("PRAGMA synchronous = OFF")
        made = tuple(sql for (sql,) in connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"))
        marked = connection.execute("PRAGMA application_id").fetchone()[0]
        if not made and not marked:
            for statement in _SCHEMA:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {mark}")
            connection.commit()
        elif made != _SCHEMA or marked != mark:
            raise sqlite3.DatabaseError("a foreign file")
    except sqlite3.Error:
        connection.close()
        raise
    return connection
