"""Registers: the lists of the book that are kept in alphabetical order, sorted as they stand, comments and all."""

import re
from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from salesbook.book.book import Book
from salesbook.core.changes import Plan
from salesbook.core.diagnostics import Route
from salesbook.core.source import decode
from salesbook.reading.document import data_of, split
from salesbook.reading.proof import proven_change
from salesbook.text.naming import collated

_INDENT = re.compile(rb"[ ]*")
_IN_BRACES = re.compile(rb"(issued:[ \t]*\{[ \t]*)([^{}\n]*?)([ \t]*\}[^\n]*)", re.DOTALL)


def in_order(book: Book) -> Plan:
    """Return the changes that sort the register of articles and the glossary.

    Entries move as whole blocks with the comments above them; every byte of an entry stays. A list in a form that
    cannot be sorted so, such as terms in braces, is left to a person.
    """
    changes = []
    for name, field, key in (("register", "issued", collated), ("glossary", "terms", _term)):
        item = book.items.get(name)
        text = None if item is None or book.is_broken(name) else book.sources.text_of(item.path)
        if item is None or text is None:
            continue
        entries = _entries(text, field)
        in_order = sorted(entries, key=key)
        values: dict[Route, Any] = {(field,): entries if isinstance(entries, dict) else in_order}
        change = proven_change(book.sources, item.path, partial(in_order_of, field=field, key=key), values)
        # A mapping is equal to one in another order.
        if (
            change is not None
            and change.after != change.before
            and list(_entries(decode(change.after), field)) == in_order
        ):
            changes.append(change)
    return Plan(tuple(changes))


def in_order_of(data: bytes, field: str, key: Callable[[Any], tuple[bool, str]]) -> bytes:
    """Return a YAML file's bytes with the entries of its top-level list or mapping `field` sorted by `key`."""
    entries = _entries(decode(data), field)
    if field == "issued" and (match := _IN_BRACES.search(data)):
        parts = sorted(match[2].split(b","), key=lambda p: key(decode(p).partition(":")[0].strip(" \"'")))
        return data[: match.start(2)] + b", ".join(p.strip() for p in parts) + data[match.end(2) :]
    lines = data.splitlines(keepends=True)
    first = next((n for n, line in enumerate(lines) if line.startswith(field.encode() + b":")), None)
    blocks, end = ([], 0) if first is None else _blocks(lines, first + 1)
    if first is None or len(blocks) != len(entries):
        return data
    line_end = b"\r\n" if lines[first].endswith(b"\r\n") else b"\n"
    ended = lines[end - 1].endswith((b"\n", b"\r"))
    if not ended:
        blocks[-1] += line_end
    pairs = sorted(zip(entries, blocks, strict=True), key=lambda pair: key(pair[0]))
    body = b"".join(block for _entry, block in pairs)
    body = body if ended else body.removesuffix(line_end)
    return b"".join(lines[: first + 1]) + body + b"".join(lines[end:])


def _blocks(lines: list[bytes], start: int) -> tuple[list[bytes], int]:
    """Return the entries of a list from line `start` on, each with what stands above it, and the line behind them."""
    first = next((line for line in lines[start:] if not _is_aside(line)), b"")
    indent = _indent(first)
    dashed = first.lstrip().startswith(b"-")
    blocks: list[bytes] = []
    above, end = b"", start
    for n, line in enumerate(lines[start:], start):
        if _is_aside(line) and (not line.strip() or _indent(line) <= indent):
            above += line
        elif _indent(line) > indent and blocks:
            blocks[-1] += above + line
            above, end = b"", n + 1
        elif _indent(line) == indent and line.lstrip().startswith(b"-") == dashed and (dashed or indent):
            blocks.append(above + line)
            above, end = b"", n + 1
        else:
            break
    return blocks, end


def _is_aside(line: bytes) -> bool:
    return not line.strip() or line.lstrip().startswith(b"#")


def _indent(line: bytes) -> int:
    match = _INDENT.match(line)
    return match.end() if match else 0


def _term(entry: Any) -> tuple[bool, str]:
    return collated(entry["term"])


def _entries(text: str, field: str) -> Any:
    return data_of(split(PurePosixPath("list.yml"), text)[0])[0][field]
