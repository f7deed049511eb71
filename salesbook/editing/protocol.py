"""Between the protocol and the workspace: addresses and paths, the client's units and our places, and back."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from lsprotocol import types
from pygls.uris import to_fs_path
from pygls.workspace import PositionCodec

from salesbook.core.diagnostics import Diagnostic, Severity
from salesbook.core.edits import TextEdit
from salesbook.core.source import LineColumn, nfc
from salesbook.editing.completion import Candidate
from salesbook.editing.editor_text import EditorText
from salesbook.editing.navigation import OutlineEntry
from salesbook.editing.places import Location
from salesbook.editing.workspace import Workspace

SOURCE = "salesbook"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
}
_KINDS = {
    "field": types.CompletionItemKind.Field,
    "value": types.CompletionItemKind.EnumMember,
    "item": types.CompletionItemKind.Reference,
    "place": types.CompletionItemKind.Reference,
    "fact": types.CompletionItemKind.Constant,
    "word": types.CompletionItemKind.Variable,
}


def file_of(uri: str) -> str | None:
    """Return the path that an address of the client's names; None for one that names no file, or is none."""
    try:
        name = to_fs_path(uri)
        os.fsencode(name or "")
    except ValueError:  # an address that is none, or one with half of a character
        return None
    return None if not name or "\0" in name else name


class Translator:
    """Says in the client's terms what is said in ours; `opened` are the client's own addresses and versions."""

    def __init__(self, workspace: Workspace, codec: PositionCodec) -> None:
        self.workspace = workspace
        self.codec = codec
        self.opened: dict[PurePosixPath, tuple[str, int | None]] = {}

    # --- the client's words in ours

    def path(self, uri: str) -> PurePosixPath | None:
        """Return the path of a file of the book; None for anything else."""
        name = file_of(uri)
        if name is None:
            return None
        root, disk = self.workspace.root, Path(name)
        for candidate in (disk, disk.parent.resolve() / disk.name):
            if candidate.is_relative_to(root):
                return PurePosixPath(nfc(candidate.relative_to(root).as_posix()))
        return None

    def place(self, path: PurePosixPath, position: types.Position) -> LineColumn:
        """Return the place of a position; one outside the text is the nearest inside."""
        editor_text = self.workspace.texts.editor_text(path) or EditorText("")
        line = min(position.line, len(editor_text.raw_lines) - 1)
        words = editor_text.raw_lines[line]
        units = min(position.character, self.codec.client_num_units(words))
        found = self.codec.position_from_client_units((words + "\n",), types.Position(0, units))
        return editor_text.from_editor(line, min(found.character, len(words)))

    # --- our words in the client's

    def uri(self, path: PurePosixPath) -> str:
        """Return the address of a file: the client's own when it has the file open."""
        return self.opened[path][0] if path in self.opened else self.workspace.texts.disk(path).as_uri()

    def position(self, path: PurePosixPath, place: LineColumn) -> types.Position:
        """Return a place in the client's units."""
        editor_text = self.workspace.texts.editor_text(path) or EditorText("")
        line, column = editor_text.to_editor(place)
        return types.Position(line, self.codec.client_num_units(editor_text.raw_lines[line][:column]))

    def range(self, location: Location) -> types.Range:
        """Return a stretch in the client's units."""
        return types.Range(self.position(location.path, location.start), self.position(location.path, location.end))

    def location(self, location: Location) -> types.Location:
        """Return a location as an address and a range."""
        return types.Location(self.uri(location.path), self.range(location))

    def diagnostic(self, found: Diagnostic) -> types.Diagnostic:
        """Return a finding; one whose end is not known lasts to the end of its line."""
        editor_text = self.workspace.texts.editor_text(found.path) or EditorText("")
        line = editor_text.lines[min(found.place.line, len(editor_text.lines)) - 1]
        end = found.end or LineColumn(found.place.line, len(line.rstrip()) + 1)
        if end.line == found.place.line and end.column <= found.place.column:
            end = LineColumn(end.line, found.place.column + 1)
        return types.Diagnostic(
            range=self.range(Location(found.path, found.place, end)),
            severity=_SEVERITIES[found.severity],
            code=found.rule,
            source=SOURCE,
            message=f"{found.message}\n{found.advice}" if found.advice else found.message,
        )

    def completion(self, path: PurePosixPath, place: LineColumn, n: int, candidate: Candidate) -> types.CompletionItem:
        """Return a candidate as the `n`-th of its list."""
        return types.CompletionItem(
            label=candidate.label,
            kind=_KINDS[candidate.kind],
            detail=candidate.detail or None,
            documentation=types.MarkupContent(types.MarkupKind.PlainText, candidate.about) if candidate.about else None,
            filter_text=candidate.sought,
            sort_text=f"{n:05}",
            text_edit=types.TextEdit(self.range(Location(path, candidate.start, place)), candidate.insert),
        )

    def edits(
        self,
        edits: Mapping[PurePosixPath, Sequence[TextEdit]],
        moved: tuple[PurePosixPath, PurePosixPath] | None = None,
    ) -> types.WorkspaceEdit:
        """Return edits file by file, and last the file that moves."""
        changes: list[types.TextDocumentEdit | types.RenameFile] = [
            types.TextDocumentEdit(self._versioned(path), [self._edit(path, edit) for edit in of_file])
            for path, of_file in edits.items()
        ]
        if moved is not None:
            old, new = moved
            target = self.workspace.texts.disk(old).with_name(new.name).as_uri()
            changes.append(types.RenameFile(self.uri(old), target))
        return types.WorkspaceEdit(document_changes=list(changes))

    def symbol(self, symbol: OutlineEntry) -> types.DocumentSymbol:
        """Return a part of a file."""
        at = self.range(symbol.location)
        return types.DocumentSymbol(symbol.name or "-", types.SymbolKind.String, at, at, detail=symbol.detail)

    def _edit(self, path: PurePosixPath, edit: TextEdit) -> types.TextEdit:
        editor_text = self.workspace.texts.editor_text(path) or EditorText("")
        location = Location(path, editor_text.place(edit.start), editor_text.place(edit.end))
        return types.TextEdit(self.range(location), edit.replacement)

    def _versioned(self, path: PurePosixPath) -> types.OptionalVersionedTextDocumentIdentifier:
        version = self.opened[path][1] if path in self.opened else None
        return types.OptionalVersionedTextDocumentIdentifier(self.uri(path), version)
