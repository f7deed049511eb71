"""An editor for tests: a real client of the protocol, and `salesbook lsp` in a process of its own."""

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

WAIT = 60.0
"""Seconds after which an answer will not come any more; nothing waits so long when all is well."""


class Editor(LanguageClient):
    """Opens files of the book at `root`, keeps what it is told, and waits for what it is to be told."""

    def __init__(self, root: Path) -> None:
        super().__init__("tests", "1")
        self.root = root
        self.found: dict[str, list[types.Diagnostic]] = {}
        self.said: list[str] = []
        self.exit_code: int | None = None
        self.stderr = b""
        self._news = asyncio.Event()
        self._versions: dict[str, int] = {}

        # pygls writes on the functions it is given, and a method takes no writing.
        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(partial(self._published))
        self.feature(types.WINDOW_SHOW_MESSAGE)(partial(self._heard))
        self.feature(types.WINDOW_LOG_MESSAGE)(partial(self._heard))

    def _published(self, params: types.PublishDiagnosticsParams) -> None:
        self.found[params.uri] = list(params.diagnostics)
        self._news.set()

    def _heard(self, params: types.ShowMessageParams | types.LogMessageParams) -> None:
        self.said.append(params.message)
        self._news.set()

    async def server_exit(self, server: asyncio.subprocess.Process) -> None:
        self.stderr = await server.stderr.read() if server.stderr is not None else b""
        self.exit_code = server.returncode
        self._news.set()

    async def start(self, *options: str, encodings: tuple[str, ...] = (), folder: Path | None = None) -> None:
        """Start the server and greet it."""
        env = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
        await self.start_io(sys.executable, "-m", "salesbook", *options, "lsp", cwd=self.root.parent, env=env)
        general = types.GeneralClientCapabilities(position_encodings=list(encodings)) if encodings else None
        rename = types.WorkspaceEditClientCapabilities(
            document_changes=True, resource_operations=[types.ResourceOperationKind.Rename]
        )
        workspace = types.WorkspaceClientCapabilities(workspace_edit=rename)
        uri = (folder or self.root).as_uri()
        capabilities = types.ClientCapabilities(general=general, workspace=workspace)
        await self.initialize_async(types.InitializeParams(capabilities=capabilities, root_uri=uri))
        self.initialized(types.InitializedParams())

    async def leave(self) -> None:
        """Say goodbye as the protocol asks, and wait for the server to go."""
        await self.shutdown_async(None)
        self.exit(None)
        await self.until(lambda: self.exit_code is not None)
        await self.stop()  # type: ignore[no-untyped-call]  # pygls is typed in part

    def uri(self, name: str) -> str:
        return (self.root / "content" / name).as_uri()

    def open(self, name: str, text: str | None = None) -> str:
        """Open a file as it is on the disk, or with an unsaved text; return its text."""
        if text is None:
            with (self.root / "content" / name).open(encoding="utf-8-sig", newline="") as file:
                text = file.read()
        self._versions[name] = 1
        item = types.TextDocumentItem(self.uri(name), "yaml", 1, text)
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return text

    def change(self, name: str, text: str) -> None:
        """Type until the file has this text."""
        self._versions[name] += 1
        whole = types.TextDocumentContentChangeWholeDocument(text)
        identifier = types.VersionedTextDocumentIdentifier(version=self._versions[name], uri=self.uri(name))
        self.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [whole]))

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait for something that the server tells."""
        async with asyncio.timeout(WAIT):
            while not happened():
                self._news.clear()
                await self._news.wait()

    def codes(self, name: str) -> list[str]:
        """Return the checks that have found something in a file."""
        return [str(d.code) for d in self.found.get(self.uri(name), [])]

    def at(self, name: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(name))


def position(text: str, words: str, *, units: str = "utf-16", after: bool = False) -> types.Position:
    """Return the position of the first of these words in a text, or the one behind them."""
    offset = text.index(words) + (len(words) if after else 0)
    before = text[:offset].replace("\r\n", "\n")
    line = before.rpartition("\n")[2]
    width = len(line) if units == "utf-32" else len(line.encode(f"{units}-le")) // 2
    return types.Position(before.count("\n"), width)


def applied(text: str, edits: list[Any]) -> str:
    """Return a text with edits made, as an editor makes them."""
    lines = [*text.splitlines(keepends=True), ""]
    starts = [sum(map(len, lines[:n])) for n in range(len(lines))]

    def offset(at: types.Position) -> int:
        units = lines[at.line].encode("utf-16-le")[: at.character * 2]
        return starts[at.line] + len(units.decode("utf-16-le"))

    for edit in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text


def talk(
    root: Path, conversation: Callable[[Editor], Coroutine[Any, Any, None]], *options: str, **kwargs: Any
) -> Editor:
    """Hold a conversation with a server of the book at `root`; it must end well. Return the editor, which has left."""

    async def whole() -> Editor:
        editor = Editor(root)
        await editor.start(*options, **kwargs)
        try:
            await conversation(editor)
        finally:
            await editor.leave()
        assert editor.exit_code == 0
        return editor

    return asyncio.run(whole())
