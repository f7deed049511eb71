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
    editor_text = ws.texts.editor_text(path)
    assert editor_text is not None
    return path, editor_text.place(text.replace("\r\n", "\n").index(CURSOR))


def at(ws: Workspace, name: str, words: str) -> tuple[PurePosixPath, LineColumn]:
    """Return the place that the cursor in `words` shows in a file as it is."""
    path, editor_text = content(name), ws.texts.editor_text(content(name))
    assert editor_text is not None
    before, after = words.split(CURSOR)
    assert editor_text.text.count(before + after) == 1, f"{words!r} does not stand once in {name}"
    return path, editor_text.place(editor_text.text.index(before + after) + len(before))


def base_with(name: str, words: str, new: str) -> str:
    """Return a file of the base book with words replaced once, a cursor perhaps among them."""
    text = base_text(name)
    assert words in text
    return text.replace(words, new, 1)


def said(ws: Workspace, location: Location) -> str:
    """Return the words of a location with its file: `pipelines/main.yml: ОП-001`."""
    editor_text = ws.texts.editor_text(location.path)
    assert editor_text is not None
    words = editor_text.text[editor_text.offset(location.start) : editor_text.offset(location.end)]
    return f"{location.path.relative_to('content')}: {words}"
