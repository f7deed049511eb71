"""The texts of a book as an editor holds them, and the sources that they make of its files."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from salesbook.editing.editor_text import EditorText
from salesbook.reading.document import Document, split
from salesbook.reading.files import CONTENT, SourceFile, Stamp, read_bytes
from salesbook.reading.sources import Overlay, Sources

_BOM = "\ufeff"


class Texts:
    """The texts of the book at `root`, by path; what was read is kept while it is the same.

    `newer` are those that the editor holds; in `sources` they are laid over the files.
    """

    def __init__(self, root: Path) -> None:
        self.sources = Sources(root)
        self.newer: dict[PurePosixPath, EditorText] = {}
        self.entries: Mapping[PurePosixPath, SourceFile] = {}
        self._read: dict[PurePosixPath, tuple[Stamp, EditorText]] = {}
        self._documents: dict[PurePosixPath, tuple[str, Document]] = {}
        self._found: dict[PurePosixPath, tuple[Document, dict[Any, Any]]] = {}

    def hold(self, path: PurePosixPath, raw: str) -> None:
        """Take the text that an editor holds of a file of content/."""
        if path.parts[:1] != (CONTENT,) or len(path.parts) < 2 or any(p.startswith((".", "~$")) for p in path.parts):
            return
        if path not in self.newer or self.newer[path].raw != raw:
            self.newer[path] = EditorText(raw)
            # Half of an emoji is no text: it is found to be none where bytes become text.
            self._lay({**self.sources.overlay, path: raw.encode("utf-8", "surrogatepass")})

    def release(self, path: PurePosixPath) -> bool:
        """The editor has closed a file: what is on the disk counts again. Tell whether it was held."""
        if self.newer.pop(path, None) is None:
            return False
        self._lay({held: data for held, data in self.sources.overlay.items() if held != path})
        return True

    def _lay(self, overlay: Overlay) -> None:
        self.sources = Sources(self.sources.root, overlay)

    def editor_text(self, path: PurePosixPath) -> EditorText | None:
        """Return the text of a file as the editor holds it, else as it is on the disk; None when it cannot be read."""
        if path in self.newer:
            return self.newer[path]
        entry = self.entries.get(path)
        if entry is None:
            return None
        kept = self._read.get(path)
        if kept is None or kept[0] != entry.stamp:
            data, _problem = read_bytes(entry)
            if data is None:
                return None
            # An editor takes the byte order mark for a part of the encoding.
            kept = (entry.stamp, EditorText(data.decode("utf-8", "replace").removeprefix(_BOM)))
            self._read[path] = kept
        return kept[1]

    def text(self, path: PurePosixPath) -> str | None:
        """Return the text of a file as the engine reads it."""
        editor_text = self.editor_text(path)
        return None if editor_text is None else editor_text.text

    def document(self, path: PurePosixPath) -> Document | None:
        """Return a file's text with its parts; the same object while the text is the same."""
        text = self.text(path)
        if text is None:
            return None
        kept = self._documents.get(path)
        if kept is None or kept[0] != text:
            kept = self._documents[path] = (text, split(path, text)[0])
        return kept[1]

    def found_in(self, document: Document) -> dict[Any, Any]:
        """Return where symbols were found in a document so far: finding them anew takes a parse of the file."""
        kept = self._found.get(document.path)
        if kept is None or kept[0] is not document:
            kept = self._found[document.path] = (document, {})
        return kept[1]

    def disk(self, path: PurePosixPath) -> Path:
        """Return where a file is, or will be, on the disk."""
        entry = self.entries.get(path)
        return self.sources.disk(path) if entry is None else entry.disk
