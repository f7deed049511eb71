"""The language server's state: the book it serves, what the client holds, what the client was told of it."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from salesbook import __version__
from salesbook.auditing import baseline
from salesbook.auditing.settings import load_settings
from salesbook.book.load import read
from salesbook.core import language
from salesbook.core.edits import TextEdit
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.settings import FILE as SETTINGS
from salesbook.core.settings import Settings
from salesbook.core.source import LineColumn
from salesbook.editing.protocol import Translator, file_of
from salesbook.editing.workspace import Workspace
from salesbook.models.company import Company
from salesbook.models.kinds import BY_NAME
from salesbook.reading.files import COMPANY, SourceFile, find_root
from salesbook.reading.newer_format import refuse_newer

_PAUSE = 0.2
_AT_ONCE = 2
"""How many files are compiled anew before requests get their turn, when company.yml has changed."""


class Cursor(NamedTuple):
    """A place of a file of the book, and what translates answers about it."""

    workspace: Workspace
    translator: Translator
    path: PurePosixPath
    place: LineColumn


class Server(LanguageServer):
    """Serves one book: the one at `start`, else that of the client's folder, else that of the first file opened.

    `spoken` is the language asked for on the command line; without it the server speaks the book's.
    """

    def __init__(self, start: Path | None, clock: Callable[[], datetime], spoken: str | None = None) -> None:
        # Whole texts: characters that only Python takes for line ends would shift the changes of a part.
        super().__init__("salesbook", __version__, types.TextDocumentSyncKind.Full)
        self._start, self._clock, self._spoken = start, clock, spoken
        self._translator: Translator | None = None
        self._published: dict[PurePosixPath, list[types.Diagnostic]] = {}
        self.was_shut_down = False
        self._refused = False
        self._pause: asyncio.Task[None] | None = None

    # --- the book

    def find_book(self, *folders: str | None) -> None:
        """Look for the book from folders of the client, if there is none yet."""
        if self._translator is not None:
            return
        wanted = [self._start] if self._start is not None else [Path(folder) for folder in folders if folder]
        for folder in wanted:
            try:
                root = find_root(folder)
            except UserError as error:
                self.log(error)
                continue
            if self._is_newer(root):
                return
            self._translator = Translator(self._opened(root), self.workspace.position_codec)
            return

    def _opened(self, root: Path) -> Workspace:
        settings, known = Settings(), frozenset[baseline.BaselineEntry]()
        try:
            settings = load_settings(root)
            known = baseline.read(root / settings.baseline) if settings.baseline else known
        except UserError as error:
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, _said(error)))
        if self._spoken is None:
            # Before anything is compiled: findings are kept in the words they were made in.
            company = read(SourceFile(root / COMPANY, COMPANY, BY_NAME["company"])).part.item
            if company is not None and isinstance(company.data, Company):
                language.speak(company.data.language)
        return Workspace(root, settings, self._clock, known)

    def _is_newer(self, root: Path) -> bool:
        """Tell whether the book is of a format that this program does not know, and tell the client so, once."""
        try:
            refuse_newer(root)
        except UserError as error:
            if not self._refused:
                self.window_show_message(types.ShowMessageParams(types.MessageType.Error, _said(error)))
            self._refused = True
            return True
        return False

    def log(self, error: UserError) -> None:
        """Tell the client's log."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Warning, _said(error)))

    def hold(self, uri: str, text: str, version: int | None) -> None:
        """Take a text that the client has opened or changed."""
        name = file_of(uri)
        self.find_book(str(Path(name).parent) if name else None)
        if self._translator is None or (path := self._translator.path(uri)) is None:
            return
        self._translator.opened[path] = (uri, version)
        self._translator.workspace.hold(path, text)
        self.check_soon()

    def release(self, uri: str) -> None:
        """The client has closed a file."""
        if self._translator is None or (path := self._translator.path(uri)) is None:
            return
        self._translator.opened.pop(path, None)
        self._translator.workspace.release(path)
        self.check_soon()

    def look_again(self, uris: list[str]) -> None:
        """Files have changed on the disk; with the settings everything is read anew."""
        if self._translator is None:
            return
        old = self._translator
        if any(uri.endswith(f"/{SETTINGS}") for uri in uris):
            self._translator = Translator(self._opened(old.workspace.root), old.codec)
            for path, editor_text in old.workspace.texts.newer.items():
                self._translator.workspace.hold(path, editor_text.raw)
            self._translator.opened = old.opened
        self._translator.workspace.look_again()
        self.check_soon()

    def at(self, document: types.TextDocumentIdentifier, position: types.Position | None = None) -> Cursor | None:
        """Return what a request is about; None for what is no file of the book."""
        translator = self._translator
        if translator is None or (path := translator.path(document.uri)) is None:
            return None
        translator.workspace.settle()
        place = LineColumn() if position is None else translator.place(path, position)
        return Cursor(translator.workspace, translator, path, place)

    @property
    def translator(self) -> Translator | None:
        """What translates for the book; None while there is no book."""
        return self._translator

    # --- findings

    def check_soon(self) -> None:
        """Check the book when the typing pauses."""
        if self._pause is not None:
            self._pause.cancel()
        self._pause = asyncio.ensure_future(self._check())

    async def _check(self) -> None:
        await asyncio.sleep(_PAUSE)
        while self._translator is not None:
            workspace = self._translator.workspace
            workspace.settle()
            if not workspace.is_outdated:
                break
            workspace.renew(_AT_ONCE)
            await asyncio.sleep(0)
        self.publish()

    def publish(self) -> None:
        """Tell the client what is wrong now in every file in which that has changed."""
        translator = self._translator
        if translator is None:
            return
        findings = translator.workspace.findings()
        now = {path: [translator.diagnostic(d) for d in found] for path, found in findings.items()}
        for path in sorted({*now, *self._published}):
            if now.get(path, []) != self._published.get(path, []):
                diagnostics = now.get(path, [])
                uri = translator.uri(path)
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics))
        self._published = now

    def fixes(self, at: Cursor, wanted: types.Range) -> list[types.CodeAction]:
        """Return the findings of a range that have one right answer, as edits."""
        actions: list[types.CodeAction] = []
        editor_text = at.workspace.texts.editor_text(at.path)
        if editor_text is None:
            return actions
        for d in at.workspace.findings().get(at.path, []):
            shown = at.translator.diagnostic(d)
            if d.replacement is None or d.end is None or not _touch(shown.range, wanted):
                continue
            edit = at.translator.edits(
                {d.path: [TextEdit(editor_text.offset(d.place), editor_text.offset(d.end), d.replacement)]}
            )
            title = _("Write “{words}”").format(words=d.replacement) if d.replacement else _("Delete it")
            kind = types.CodeActionKind.QuickFix
            actions.append(types.CodeAction(title, kind, [shown], is_preferred=True, edit=edit))
        return actions


def _touch(one: types.Range, other: types.Range) -> bool:
    return not (_order(one.end) < _order(other.start) or _order(other.end) < _order(one.start))


def _order(position: types.Position) -> tuple[int, int]:
    return position.line, position.character


def _said(error: UserError) -> str:
    return f"{error.message}\n{error.advice}" if error.advice else error.message
