"""The server through the protocol: a real client, a process of its own, a copy of the small book."""

from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from tests.books import base_text, found, write_book
from tests.editing.client import Editor, applied, position, talk

MAIN = "pipelines/main.yml"
REGULATION = "regulations/sales/first-contact.md"
SCRIPT = "scripts/key-meeting.yml"
LANGUAGE = ("--lang", "en")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    # A folder whose address needs escaping, as people have.
    return write_book(tmp_path / "Книга продаж")


def test_findings_come_and_go_as_one_types(root: Path) -> None:
    async def conversation(editor: Editor) -> None:
        text = editor.open(MAIN)
        editor.change(MAIN, text.replace("regulations: [ОП-001]", "regulations: [ОП-009]"))
        await editor.until(lambda: "unknown-reference" in editor.codes(MAIN))
        (shown,) = [d for d in editor.found[editor.uri(MAIN)] if d.code == "unknown-reference"]
        assert shown.range.start == position(text, "ОП-001]\n    moves")
        assert shown.range.end == types.Position(shown.range.start.line, shown.range.start.character + 6)
        assert (shown.source, shown.severity) == ("salesbook", types.DiagnosticSeverity.Error)
        assert shown.message.startswith("не найдено")
        assert "\n" in shown.message
        editor.change(MAIN, text)
        await editor.until(lambda: "unknown-reference" not in editor.codes(MAIN))

    talk(root, conversation)


def test_a_change_is_told_of_in_every_file_it_breaks(root: Path) -> None:
    async def conversation(editor: Editor) -> None:
        text = editor.open(MAIN)
        editor.change(MAIN, text.replace("- id: meeting-held", "- id: met").replace("to: meeting-held", "to: met"))
        await editor.until(lambda: "missing-anchor" in editor.codes(SCRIPT) + editor.codes("letters/summary.md"))
        await editor.until(lambda: "missing-anchor" in editor.codes(SCRIPT))
        closed = types.DidCloseTextDocumentParams(editor.at(MAIN))
        editor.text_document_did_close(closed)
        await editor.until(lambda: "missing-anchor" not in editor.codes(SCRIPT))

    talk(root, conversation)


def test_a_book_that_is_wrong_from_the_start_and_a_file_saved_elsewhere(root: Path) -> None:
    path = root / "content" / REGULATION
    path.write_text(base_text(REGULATION).replace("owner: head", "owner: nobody"), encoding="utf-8")

    async def conversation(editor: Editor) -> None:
        await editor.until(lambda: "unknown-reference" in editor.codes(REGULATION))
        path.write_text(base_text(REGULATION), encoding="utf-8")
        changed = types.FileEvent(editor.uri(REGULATION), types.FileChangeType.Changed)
        editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([changed]))
        await editor.until(lambda: "unknown-reference" not in editor.codes(REGULATION))

    talk(root, conversation)


@pytest.mark.parametrize(
    ("units", "encodings", "line_end"),
    [
        ("utf-16", (), "\n"),
        ("utf-16", ("utf-8x", "utf-16"), "\r\n"),
        ("utf-32", ("utf-32", "utf-16"), "\r\n"),
        pytest.param("utf-16", (), "\r\n", marks=pytest.mark.slow),
        pytest.param("utf-16", ("utf-8x", "utf-16"), "\n", marks=pytest.mark.slow),
        pytest.param("utf-32", ("utf-32", "utf-16"), "\n", marks=pytest.mark.slow),
    ],
)
def test_positions_behind_an_emoji(root: Path, units: str, encodings: tuple[str, ...], line_end: str) -> None:
    text = base_text(REGULATION).replace("Позвоните", "😀😀 Позвоните 😀").replace("\n", line_end)
    (root / "content" / REGULATION).write_bytes(b"\xef\xbb\xbf" + text.encode())

    async def conversation(editor: Editor) -> None:
        assert editor.open(REGULATION) == text
        here = position(text, "script:key-meeting", units=units, after=True)
        told = await editor.text_document_hover_async(types.HoverParams(editor.at(REGULATION), here))
        assert told is not None
        assert told.range is not None
        assert told.range.start == position(text, "script:key-meeting", units=units)
        assert told.range.end == here
        edit = await editor.text_document_rename_async(types.RenameParams(editor.at(REGULATION), here, "встреча"))
        assert edit is not None
        edits = {
            e.text_document.uri: e.edits for e in edit.document_changes or () if isinstance(e, types.TextDocumentEdit)
        }
        if units == "utf-16":
            assert applied(text, list(edits[editor.uri(REGULATION)])) == text.replace("key-meeting", "встреча")

    talk(root, conversation, encodings=encodings)


def test_a_letter_written_in_two_characters(root: Path) -> None:
    text = base_text(REGULATION).replace("Позвоните", "Свои\u0306 звонок")

    async def conversation(editor: Editor) -> None:
        editor.open(REGULATION, text)
        here = position(text, "script:key")
        told = await editor.text_document_hover_async(types.HoverParams(editor.at(REGULATION), here))
        assert told is not None
        assert told.range is not None
        assert told.range.start == here

    talk(root, conversation)


def test_completion_in_a_file_that_does_not_parse(root: Path) -> None:
    async def conversation(editor: Editor) -> None:
        text = editor.open(MAIN)
        broken = text.replace("{to: paid, when: Деньги пришли.}", "{to: ")
        editor.change(MAIN, broken)
        here = position(broken, "{to: \n", after=True)
        here = types.Position(here.line - 1, len("      - {to: "))
        answer = await editor.text_document_completion_async(types.CompletionParams(editor.at(MAIN), here))
        assert isinstance(answer, types.CompletionList)
        assert [item.label for item in answer.items][:4] == ["new-lead", "meeting-held", "paid", "lost"]
        edit = answer.items[2].text_edit
        assert isinstance(edit, types.TextEdit)
        assert (edit.new_text, edit.range) == ("paid", types.Range(here, here))
        await editor.until(lambda: "yaml-syntax" in editor.codes(MAIN))

    talk(root, conversation)


def test_hover_definition_references_symbols(root: Path) -> None:
    async def conversation(editor: Editor) -> None:
        text, at = editor.open(MAIN), editor.at(MAIN)
        here = position(text, "script:key-meeting", after=True)
        told = await editor.text_document_hover_async(types.HoverParams(at, here))
        assert told is not None
        assert isinstance(told.contents, types.MarkupContent)
        assert told.contents.value.startswith("**Ключевая встреча**")
        place = await editor.text_document_definition_async(types.DefinitionParams(at, here))
        assert isinstance(place, types.Location)
        assert place.uri == editor.uri(SCRIPT)
        context = types.ReferenceContext(include_declaration=True)
        places = await editor.text_document_references_async(types.ReferenceParams(context, at, here))
        assert places is not None
        assert {p.uri for p in places} == {
            editor.uri(name) for name in (MAIN, REGULATION, "courses/start.yml", "positions/manager.md")
        }
        symbols = await editor.text_document_document_symbol_async(types.DocumentSymbolParams(at))
        assert symbols is not None
        assert [s.name for s in symbols] == [
            "Заявка получена",
            "Встреча проведена",
            "Оплата получена",
            "Сделка закрыта",
        ]
        items = await editor.workspace_symbol_async(types.WorkspaceSymbolParams("первый"))
        assert items is not None
        assert [s.name for s in items] == ["ОП-001 Первый контакт"]

    talk(root, conversation, *LANGUAGE)


def test_renaming_is_prepared_made_and_refused(root: Path) -> None:
    async def conversation(editor: Editor) -> None:
        text, at = editor.open(MAIN), editor.at(MAIN)
        here = position(text, "script:key-meeting", after=True)
        prepared = await editor.text_document_prepare_rename_async(types.PrepareRenameParams(at, here))
        assert isinstance(prepared, types.PrepareRenamePlaceholder)
        assert prepared.placeholder == "key-meeting"
        edit = await editor.text_document_rename_async(types.RenameParams(at, here, "kev"))
        assert edit is not None
        *texts, moved = edit.document_changes or ()
        assert isinstance(moved, types.RenameFile)
        assert (moved.old_uri, moved.new_uri) == (editor.uri(SCRIPT), editor.uri("scripts/kev.yml"))
        versions = {
            e.text_document.uri: e.text_document.version for e in texts if isinstance(e, types.TextDocumentEdit)
        }
        assert versions[editor.uri(MAIN)] == 1
        assert versions[editor.uri("courses/start.yml")] is None
        number = position(text, "[[ОП-001", after=True)
        with pytest.raises(JsonRpcException, match="ОП-001 is never renamed") as refused:
            await editor.text_document_rename_async(types.RenameParams(at, number, "ОП-005"))
        assert refused.value.code == types.LSPErrorCodes.RequestFailed
        assert refused.value.message.count(":") == 1, "message and advice are two sentences"

    assert not talk(root, conversation, *LANGUAGE).stderr, "a refusal is an answer, not a mishap of the server"


def test_a_fix_for_what_has_one_right_answer(root: Path) -> None:
    async def conversation(editor: Editor) -> None:
        text = editor.open(REGULATION)
        typo = text.replace("Позвоните клиенту", "Позвоните  клиенту")
        editor.change(REGULATION, typo)
        await editor.until(lambda: "stray-space" in editor.codes(REGULATION))
        (shown,) = [d for d in editor.found[editor.uri(REGULATION)] if d.code == "stray-space"]
        context = types.CodeActionContext([shown])
        params = types.CodeActionParams(
            editor.at(REGULATION), types.Range(shown.range.start, shown.range.start), context
        )
        (action,) = await editor.text_document_code_action_async(params) or ()
        assert isinstance(action, types.CodeAction)
        assert action.kind == types.CodeActionKind.QuickFix
        assert action.edit is not None
        (change,) = action.edit.document_changes or ()
        assert isinstance(change, types.TextDocumentEdit)
        assert applied(typo, list(change.edits)) == text
        nowhere = types.Range(types.Position(0, 0), types.Position(0, 1))
        elsewhere = types.CodeActionParams(editor.at(REGULATION), nowhere, context)
        assert not await editor.text_document_code_action_async(elsewhere)

    talk(root, conversation)


def test_places_of_nobody_are_answered_with_nothing(root: Path) -> None:
    async def conversation(editor: Editor) -> None:
        editor.open(MAIN)
        far, here = types.Position(10_000, 10_000), types.Position(0, 0)
        stranger = types.TextDocumentIdentifier("untitled:Untitled-1")
        outside = types.TextDocumentIdentifier((root / "README.md").as_uri())
        crooked = types.TextDocumentIdentifier("file://[/content/company.yml")
        half = types.TextDocumentIdentifier("file:///\ud800.yml")
        foreign = ((document, here) for document in (stranger, outside, crooked, half, editor.at("no/x.yml")))
        for document, at in ((editor.at(MAIN), far), *foreign):
            assert await editor.text_document_hover_async(types.HoverParams(document, at)) is None
            assert await editor.text_document_definition_async(types.DefinitionParams(document, at)) is None
            assert await editor.text_document_prepare_rename_async(types.PrepareRenameParams(document, at)) is None
            assert not await editor.text_document_document_symbol_async(types.DocumentSymbolParams(outside))

    talk(root, conversation)


HOSTILE = ["", "\ufeff", "\0", "[" * 3000, "- " * 3000, "---\n", "a: &a [*a]", "\ud83d\ude00" * 3, "\u2028x: ["]


def test_hostile_texts_do_not_stop_it(root: Path) -> None:
    before = [d.rule for d in found(root) if d.path.name == "main.yml"]
    names = (MAIN, REGULATION, "company.yml")

    async def conversation(editor: Editor) -> None:
        for hostile in HOSTILE:
            text = hostile.encode("utf-16", "surrogatepass").decode("utf-16")
            for name in names:
                editor.open(name, text)
                for at in (types.Position(0, 0), types.Position(0, 2), types.Position(5, 5)):
                    place = editor.at(name)
                    await editor.text_document_completion_async(types.CompletionParams(place, at))
                    await editor.text_document_hover_async(types.HoverParams(place, at))
                    await editor.text_document_references_async(
                        types.ReferenceParams(types.ReferenceContext(True), place, at)
                    )
            await editor.until(lambda: editor.codes(MAIN) not in ([], before))
            for name in names:
                editor.change(name, base_text(name))
            await editor.until(lambda: editor.codes(MAIN) == before)
            for name in names:
                editor.text_document_did_close(types.DidCloseTextDocumentParams(editor.at(name)))

    talk(root, conversation)
