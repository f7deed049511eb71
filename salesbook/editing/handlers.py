"""What the server answers to each message of the protocol: a function of the workspace, translated. No decisions."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.editing.completion import candidates
from salesbook.editing.hover import hover
from salesbook.editing.navigation import definition_at, references_at, symbols_like, symbols_of
from salesbook.editing.protocol import file_of
from salesbook.editing.renaming import rename, renamed_at
from salesbook.editing.server import Server

T = TypeVar("T")

_TRIGGERS = types.CompletionOptions(trigger_characters=["[", ":", "#", "{", ".", " ", "-"])
_WATCHED = ("**/content/**", "**/salesbook.toml", "**/templates/letters/**")


def make_server(start: Path | None, clock: Callable[[], datetime], spoken: str | None = None) -> Server:
    """Return a server of the book at `start` that answers all it can; see `Server`."""
    server = Server(start, clock, spoken)
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_mishap)
    features: dict[str, tuple[Callable[..., object], object]] = {
        types.INITIALIZED: (_initialized, None),
        types.SHUTDOWN: (_shutdown, None),
        types.TEXT_DOCUMENT_DID_OPEN: (_opened, None),
        types.TEXT_DOCUMENT_DID_CHANGE: (_changed, None),
        types.TEXT_DOCUMENT_DID_SAVE: (_saved, None),
        types.TEXT_DOCUMENT_DID_CLOSE: (_closed, None),
        types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (_moved, None),
        types.TEXT_DOCUMENT_COMPLETION: (_completion, _TRIGGERS),
        types.TEXT_DOCUMENT_HOVER: (_hover, None),
        types.TEXT_DOCUMENT_DEFINITION: (_definition, None),
        types.TEXT_DOCUMENT_REFERENCES: (_references, None),
        types.TEXT_DOCUMENT_PREPARE_RENAME: (_prepare_rename, None),
        types.TEXT_DOCUMENT_RENAME: (_rename, types.RenameOptions(prepare_provider=True)),
        types.TEXT_DOCUMENT_CODE_ACTION: (
            _code_action,
            types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
        ),
        types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (_document_symbol, None),
        types.WORKSPACE_SYMBOL: (_workspace_symbol, None),
    }
    for method, (answer, options) in features.items():
        server.feature(method, options)(answer)
    return server


# --- the client's life and texts


def _initialized(ls: Server, params: types.InitializedParams) -> None:
    try:
        client_workspace = ls.workspace
    except RuntimeError:  # a client that has not introduced itself
        return
    folders = [file_of(folder.uri) for folder in client_workspace.folders.values()]
    ls.find_book(*folders, client_workspace.root_path)
    ls.check_soon()
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace is not None else None
    if watching is not None and watching.dynamic_registration:
        watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        watched = types.Registration("content", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        ls.client_register_capability(types.RegistrationParams([watched]))


def _shutdown(ls: Server, *_params: object) -> None:
    ls.was_shut_down = True


def _opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    document = params.text_document
    ls.hold(document.uri, document.text, document.version)


def _changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    document = ls.workspace.get_text_document(params.text_document.uri)
    ls.hold(params.text_document.uri, document.source, params.text_document.version)


def _saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    ls.look_again([params.text_document.uri])


def _closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    ls.release(params.text_document.uri)


def _moved(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    ls.look_again([change.uri for change in params.changes])


# --- requests; what is no place of the book is answered with nothing


def _completion(ls: Server, params: types.CompletionParams) -> types.CompletionList | None:
    at = ls.at(params.text_document, params.position)
    if at is None:
        return None
    found = candidates(at.workspace, at.path, at.place)
    items = [at.translator.completion(at.path, at.place, n, candidate) for n, candidate in enumerate(found)]
    return types.CompletionList(is_incomplete=False, items=items)


def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    at = ls.at(params.text_document, params.position)
    told = None if at is None else hover(at.workspace, at.path, at.place)
    if at is None or told is None:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, told.words), at.translator.range(told.location))


def _definition(ls: Server, params: types.DefinitionParams) -> types.Location | None:
    at = ls.at(params.text_document, params.position)
    location = None if at is None else definition_at(at.workspace, at.path, at.place)
    return None if at is None or location is None else at.translator.location(location)


def _references(ls: Server, params: types.ReferenceParams) -> list[types.Location] | None:
    at = ls.at(params.text_document, params.position)
    if at is None:
        return None
    declared = params.context.include_declaration
    return [
        at.translator.location(location)
        for location in references_at(at.workspace, at.path, at.place, declared=declared)
    ]


def _prepare_rename(ls: Server, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    at = ls.at(params.text_document, params.position)
    found = None if at is None else _spoken(lambda: renamed_at(at.workspace, at.path, at.place))
    return (
        None if at is None or found is None else types.PrepareRenamePlaceholder(at.translator.range(found[0]), found[1])
    )


def _rename(ls: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    at = ls.at(params.text_document, params.position)
    plan = None if at is None else _spoken(lambda: rename(at.workspace, at.path, at.place, params.new_name))
    if at is None or plan is None:
        return None
    if plan.moved is not None and not _moves_files(ls):
        raise _refusal(UserError(_("this editor cannot rename files"), _("rename the file and its references by hand")))
    return at.translator.edits(plan.edits, plan.moved)


def _code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    at = ls.at(params.text_document)
    return None if at is None else ls.fixes(at, params.range)


def _document_symbol(ls: Server, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
    at = ls.at(params.text_document)
    return None if at is None else [at.translator.symbol(symbol) for symbol in symbols_of(at.workspace, at.path)]


def _workspace_symbol(ls: Server, params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol] | None:
    translator = ls.translator
    if translator is None:
        return None
    return [
        types.WorkspaceSymbol(translator.location(s.location), s.name, types.SymbolKind.File, container_name=s.detail)
        for s in symbols_like(translator.workspace, params.query)
    ]


def _moves_files(ls: Server) -> bool:
    workspace = ls.client_capabilities.workspace
    edits = workspace.workspace_edit if workspace is not None else None
    return edits is not None and types.ResourceOperationKind.Rename in (edits.resource_operations or ())


def _spoken(answer: Callable[[], T]) -> T:
    """Answer, or refuse in the words of the user's mistake."""
    try:
        return answer()
    except UserError as error:
        raise _refusal(error) from error


def _refusal(error: UserError) -> JsonRpcException:
    words = "; ".join(part for part in (error.message, error.advice) if part)
    return JsonRpcException(words, types.LSPErrorCodes.RequestFailed)


def _is_mishap(record: logging.LogRecord) -> bool:
    """Tell what went wrong from what was refused: pygls writes a traceback of either into the editor's log."""
    return record.exc_info is None or not isinstance(record.exc_info[1], JsonRpcException)
