"""The cache of `check`: rows of files and the last audit, in SQLite beside the book.

It may be deleted at any time, and deletes itself: a file that is damaged, foreign, or of another version of the
program is thrown away without a word. Nothing in it can run: it holds texts, read back as JSON.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from salesbook.core.lock import FOLDER, state_folder

_FILE = "check.sqlite"
_SCHEMA = (
    "CREATE TABLE file (path TEXT PRIMARY KEY, stamp TEXT, digest TEXT, outline TEXT, data TEXT)",
    "CREATE TABLE note (name TEXT PRIMARY KEY, text TEXT)",
)
_APPLICATION = 0x5A1E5B00
_MAX_BYTES = 1 << 31
_CHECKSUM = 8


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

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def note(self, name: str) -> str | None:
        """Return a text kept under a name."""
        found = self._connection.execute("SELECT text FROM note WHERE name = ?", (name,)).fetchone()
        return None if found is None else _without_checksum(found[0], name)

    def rows(self) -> Iterator[Row]:
        """Yield all rows without their data."""
        for path, stamp, digest, outline in self._connection.execute("SELECT path, stamp, digest, outline FROM file"):
            yield Row(path, stamp, digest, _without_checksum(outline, path, digest))

    def row(self, path: str) -> Row | None:
        """Return one row without its data."""
        query = "SELECT stamp, digest, outline FROM file WHERE path = ?"
        found = self._connection.execute(query, (path,)).fetchone()
        if found is None:
            return None
        stamp, digest, outline = found
        return Row(path, stamp, digest, _without_checksum(outline, path, digest))

    def data(self, path: str) -> str:
        """Return the data of a row."""
        found = self._connection.execute("SELECT data FROM file WHERE path = ?", (path,)).fetchone()
        if found is None:
            raise sqlite3.DatabaseError(path)
        return _without_checksum(found[0], path)

    def put(self, rows: Iterable[Row]) -> None:
        """Put rows in place of those of the same paths; `finish` makes it last."""
        values = (
            (
                row.path,
                row.stamp,
                row.digest,
                _with_checksum(row.outline, row.path, row.digest),
                _with_checksum(row.data, row.path),
            )
            for row in rows
        )
        self._connection.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)", values)

    def finish(self, moved: Mapping[str, str], gone: Iterable[str], notes: Mapping[str, str]) -> None:
        """Put new stamps and notes in place of the old ones, take rows away, and make everything last."""
        texts = ((name, _with_checksum(text, name)) for name, text in notes.items())
        stamps = ((stamp, path) for path, stamp in moved.items())
        self._connection.executemany("UPDATE file SET stamp = ? WHERE path = ?", stamps)
        self._connection.executemany("DELETE FROM file WHERE path = ?", ((path,) for path in gone))
        self._connection.executemany("INSERT OR REPLACE INTO note VALUES (?, ?)", texts)
        self._connection.commit()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def open_cache(root: Path) -> Cache | None:
    """Open the cache of the book at `root`, a new one if need be; None where there cannot be one."""
    file = root / FOLDER / _FILE
    for _attempt in range(2):
        try:
            state_folder(root)
            if file.is_symlink():
                return None  # we would write where somebody else has pointed
            if file.exists() and (not file.is_file() or file.stat().st_size > _MAX_BYTES):
                discard(root)
            return Cache(_connected(file))
        except sqlite3.OperationalError:
            return None  # in use by another run, or not ours to write
        except sqlite3.Error:
            discard(root)
        except OSError:
            return None
    return None


def discard(root: Path) -> None:
    """Delete the cache of a book."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        try:
            (root / FOLDER / (_FILE + suffix)).unlink(missing_ok=True)
        except OSError:
            return


def _connected(path: Path) -> sqlite3.Connection:
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
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.commit()
        elif made != _SCHEMA or marked != _APPLICATION:
            raise sqlite3.DatabaseError("a foreign file")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _with_checksum(text: str, *names: str) -> str:
    """Return a text with its checksum before it, in which the names that it is kept under take part.

    SQLite finds a torn page only by chance; a finding that lost a letter or a row in another's place would be believed.
    """
    return f"{_checksum(text, names)}{text}"


def _without_checksum(kept: object, *names: str) -> str:
    """Return the text behind its checksum; raises `sqlite3.DatabaseError` when it is not the same any more."""
    if not isinstance(kept, str) or not all(isinstance(name, str) for name in names):
        raise sqlite3.DatabaseError(names)
    text = kept[_CHECKSUM:]
    if kept[:_CHECKSUM] != _checksum(text, names):
        raise sqlite3.DatabaseError(names)
    return text


def _checksum(text: str, names: tuple[str, ...]) -> str:
    return f"{crc32(text.encode(), crc32(chr(0).join(names).encode())):0{_CHECKSUM}x}"
