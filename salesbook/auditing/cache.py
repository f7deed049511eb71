"""The cache of `check`: rows of files and the last audit, in SQLite beside the book.

It may be deleted at any time, and deletes itself: a file that is damaged, foreign, or of another version of the
program is thrown away without a word. Nothing in it can run: it holds texts, read back as JSON.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

FOLDER = ".salesbook"
_FILE = "check.sqlite"
_SCHEMA = (
    "CREATE TABLE file (path TEXT PRIMARY KEY, stamp TEXT, digest TEXT, outline TEXT, refs TEXT, data TEXT)",
    "CREATE TABLE note (name TEXT PRIMARY KEY, text TEXT)",
)
_APPLICATION = 0x5A1E5B00
_MAX_BYTES = 1 << 31


class Row(NamedTuple):
    """What is kept of a file: what tells that it has changed, and three JSON texts.

    `outline` is needed for every run: findings, card, mentions. `references` and `data` are opened when somebody asks.
    """

    path: str
    stamp: str
    digest: str
    outline: str
    references: str = "[]"
    data: str = "{}"


class Cache:
    """An open cache; every method may raise `sqlite3.Error`, which means that it must be thrown away."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def note(self, name: str) -> str | None:
        """Return a text kept under a name."""
        found = self._connection.execute("SELECT text FROM note WHERE name = ?", (name,)).fetchone()
        return found[0] if found is not None else None

    def rows(self) -> Iterator[Row]:
        """Yield all rows without their references and data."""
        query = "SELECT path, stamp, digest, outline, '', '' FROM file"
        return map(Row._make, self._connection.execute(query))

    def row(self, path: str) -> Row | None:
        """Return one row whole."""
        found = self._connection.execute("SELECT * FROM file WHERE path = ?", (path,)).fetchone()
        return None if found is None else Row._make(found)

    def texts(self, path: str) -> tuple[str, str]:
        """Return the references and data of a row."""
        found = self._connection.execute("SELECT refs, data FROM file WHERE path = ?", (path,)).fetchone()
        if found is None:
            raise sqlite3.DatabaseError(path)
        return found[0], found[1]

    def put(self, rows: Iterable[Row]) -> None:
        """Put rows in place of those of the same paths; `finish` makes it last."""
        self._connection.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?, ?)", rows)

    def finish(self, moved: Mapping[str, str], gone: Iterable[str], notes: Mapping[str, str]) -> None:
        """Put new stamps and notes in place of the old ones, take rows away, and make everything last."""
        stamps = ((stamp, path) for path, stamp in moved.items())
        self._connection.executemany("UPDATE file SET stamp = ? WHERE path = ?", stamps)
        self._connection.executemany("DELETE FROM file WHERE path = ?", ((path,) for path in gone))
        self._connection.executemany("INSERT OR REPLACE INTO note VALUES (?, ?)", notes.items())
        self._connection.commit()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def open_cache(root: Path) -> Cache | None:
    """Open the cache of the book at `root`, a new one if need be; None where there cannot be one."""
    folder, file = root / FOLDER, root / FOLDER / _FILE
    for _attempt in range(2):
        try:
            if folder.is_symlink() or file.is_symlink():
                return None  # we would write where somebody else has pointed
            folder.mkdir(exist_ok=True)
            if not (folder / ".gitignore").exists():
                (folder / ".gitignore").write_text("*\n", encoding="utf-8")
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
