"""The cache of `check`: whatever is in it, an audit says what it would say without it.

An input says on its first line where the rest goes: `bytes N` into the file at an offset (`bytes` alone: in place of
the whole file), or `TABLE.COLUMN N` into a column of the row number N.
"""

import shutil
import sqlite3
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from salesbook.auditing.audit import Audit
from salesbook.auditing.run import audit
from salesbook.core.settings import Settings
from tests.fuzz.target import Target, base_book, headed, room
from tests.fuzz.targets.books import NOW

_COLUMNS = tuple("file.path file.stamp file.digest file.outline file.data note.name note.text".split())


def cache_file(data: bytes) -> None:
    """Damage a cache and audit the book with it, unchanged and with one file changed."""
    root, good, before, after = _prepared()
    file = root / ".salesbook" / "check.sqlite"
    head, _line_end, rest = data.partition(b"\n")
    where, _space, number = head.decode("latin-1").partition(" ")
    n = int(number) if number.isascii() and number.isdigit() and len(number) < 9 else 0
    name = "content/faq/payments.yml"
    for changed, expected in ((False, before), (True, after)):
        shutil.copyfile(good, file)
        if where in _COLUMNS:
            _put(file, where, n, rest)
        else:
            whole = good.read_bytes()
            file.write_bytes(whole[:n] + rest + whole[n + len(rest) :] if number else rest)
        text = (base_book() / name).read_bytes()
        (root / name).write_bytes(text + b"  extra: 1\n" if changed else text)
        found = audit(root, Settings(), now=NOW)
        assert _shown(found) == expected, set(_shown(found)) ^ set(expected)
    (root / name).write_bytes((base_book() / name).read_bytes())


def _put(file: Path, where: str, n: int, value: bytes) -> None:
    table, column = where.split(".")
    connection = sqlite3.connect(file)
    try:
        rows = connection.execute(f"SELECT rowid FROM {table} ORDER BY rowid").fetchall()
        text = value.decode("utf-8", "replace") if n % 3 else value
        query = f"UPDATE OR REPLACE {table} SET {column} = ? WHERE rowid = ?"
        connection.execute(query, (text, rows[n % len(rows)][0]))
        connection.commit()
    finally:
        connection.close()


@cache
def _prepared() -> tuple[Path, Path, list[str], list[str]]:
    """Return a book with a finding, its good cache, and what an audit says of the book before and after a change."""
    root = room() / "cached"
    shutil.copytree(base_book(), root)
    (root / "content/book/odd.md").write_text("---\ntitle: x\ntheme: x\norder: 1\n---\n[[ОП-999]]\n", encoding="utf-8")
    name = root / "content/faq/payments.yml"
    text = name.read_bytes()
    before = _shown(audit(root, Settings(), now=NOW, cached=False))
    name.write_bytes(text + b"  extra: 1\n")
    after = _shown(audit(root, Settings(), now=NOW, cached=False))
    name.write_bytes(text)
    audit(root, Settings(), now=NOW)
    good = room() / "good.sqlite"
    shutil.copyfile(root / ".salesbook" / "check.sqlite", good)
    assert before != after
    return root, good, before, after


def _shown(found: Audit) -> list[str]:
    return [repr(d) for d in found.diagnostics]


def _seeds(_books: Sequence[Path]) -> list[bytes]:
    _root, good, _before, _after = _prepared()
    connection = sqlite3.connect(good)
    seeds = [headed("bytes 0", b"SQLite format 3\0"), b"bytes\n" + good.read_bytes()[:9_000]]
    whole = good.read_bytes()
    seeds += [headed(f"bytes {n}", whole[n : n + 64]) for n in range(0, len(whole), max(1, len(whole) // 40))]
    for where in _COLUMNS:
        table, column = where.split(".")
        rows = connection.execute(f"SELECT {column} FROM {table} ORDER BY rowid").fetchall()
        for n in range(len(rows)):
            value = rows[n][0]
            seeds.append(headed(f"{where} {n}", value if isinstance(value, bytes) else str(value).encode()))
    connection.close()
    return seeds


TARGETS = (Target(cache_file, _seeds, runs=600, guided=False),)
