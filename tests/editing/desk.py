"""A workspace for tests: a small book, and a cursor shown as ¦ in the text that is typed."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from salesbook.core.settings import Settings
from salesbook.core.source import LineColumn
from salesbook.editing.places import Location
from salesbook.editing.workspace import Workspace
from tests.books import NOW, base_text, write_book

CURSOR = "¦"


def workspace(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Workspace:
    """Return the workspace of a written book."""
    return Workspace(write_book(root, changes), Settings(), lambda: NOW)


def content(name: str) -> PurePosixPath:
    """Return the path of a file of content/."""
    return PurePosixPath("content", name)


def typed(ws: Workspace, name: str, text: str) -> tuple[PurePosixPath, LineColumn]:
    """Type a text with a cursor in it; return the file and the cursor's place."""
    assert text.count(CURSOR) == 1
    path = content(name)
    ws.hold(path, text.replace(CURSOR, ""))
    sheet = ws.texts.sheet(path)
    assert sheet is not None
    return path, sheet.place(text.replace("\r\n", "\n").index(CURSOR))


def at(ws: Workspace, name: str, words: str) -> tuple[PurePosixPath, LineColumn]:
    """Return the place that the cursor in `words` shows in a file as it is."""
    path, sheet = content(name), ws.texts.sheet(content(name))
    assert sheet is not None
    before, after = words.split(CURSOR)
    assert sheet.text.count(before + after) == 1, f"{words!r} does not stand once in {name}"
    return path, sheet.place(sheet.text.index(before + after) + len(before))


def base_with(name: str, words: str, new: str) -> str:
    """Return a file of the base book with words replaced once, a cursor perhaps among them."""
    text = base_text(name)
    assert words in text
    return text.replace(words, new, 1)


def said(ws: Workspace, area: Location) -> str:
    """Return the words of an area with its file: `pipelines/main.yml: ОП-001`."""
    sheet = ws.texts.sheet(area.path)
    assert sheet is not None
    words = sheet.text[sheet.offset(area.start) : sheet.offset(area.end)]
    return f"{area.path.relative_to('content')}: {words}"
