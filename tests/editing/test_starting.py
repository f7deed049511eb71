"""How the server finds its book, starts and leaves: a real client, a process of its own, a copy of the small book."""

import asyncio
import sys
from pathlib import Path

import pytest
from lsprotocol import types

from tests.books import write_book
from tests.editing.client import Editor, position, talk

MAIN = "pipelines/main.yml"
LANGUAGE = ("--lang", "en")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    # A folder whose address needs escaping, as people have.
    return write_book(tmp_path / "Книга продаж")


def test_the_book_is_found_by_the_first_file_that_is_opened(root: Path) -> None:
    async def conversation(editor: Editor) -> None:
        text = editor.open(MAIN)
        await editor.until(lambda: any("content/company.yml" in said for said in editor.said))
        told = await editor.text_document_hover_async(types.HoverParams(editor.at(MAIN), position(text, "head")))
        assert told is not None

    talk(root, conversation, folder=root.parent)


def test_a_mistake_in_the_settings_is_said_and_mended(root: Path) -> None:
    settings = root / "salesbook.toml"
    settings.write_text('[check]\nselect = ["no-such-check"]\n', encoding="utf-8")

    async def conversation(editor: Editor) -> None:
        await editor.until(lambda: any("no-such-check" in said for said in editor.said))
        text = editor.open(MAIN)
        editor.change(MAIN, text.replace("regulations: [ОП-001]", "regulations: [ОП-009]"))
        await editor.until(lambda: "unknown-reference" in editor.codes(MAIN))
        settings.write_text('[check]\nignore = ["unknown-reference"]\n', encoding="utf-8")
        changed = types.FileEvent(settings.as_uri(), types.FileChangeType.Changed)
        editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([changed]))
        await editor.until(lambda: "unknown-reference" not in editor.codes(MAIN))

    talk(root, conversation, *LANGUAGE)


@pytest.mark.parametrize("options", [(), ("--book", "root")])
def test_a_book_of_a_newer_format_is_told_of_and_not_served(root: Path, options: tuple[str, ...]) -> None:
    company = root / "content/company.yml"
    company.write_text(company.read_text(encoding="utf-8").replace("format: 2", "format: 3"), encoding="utf-8")

    async def conversation(editor: Editor) -> None:
        await editor.until(lambda: any("of format 3," in said for said in editor.said))
        text = editor.open(MAIN)
        told = await editor.text_document_hover_async(types.HoverParams(editor.at(MAIN), position(text, "head")))
        assert told is None
        assert sum("of format 3," in said for said in editor.said) == 1

    talk(root, conversation, *LANGUAGE, *(str(root) if option == "root" else option for option in options))


def test_leaving_without_goodbye_is_a_mistake(root: Path) -> None:
    async def conversation() -> int | None:
        editor = Editor(root)
        await editor.start()
        editor.exit(None)
        await editor.until(lambda: editor.exit_code is not None)
        await editor.stop()  # type: ignore[no-untyped-call]  # pygls is typed in part
        return editor.exit_code

    assert asyncio.run(conversation()) == 1


def test_without_pygls_it_says_what_to_install(root: Path) -> None:
    program = "import sys; sys.modules['pygls'] = None; from salesbook.cli import main; main()"

    async def ran() -> tuple[int | None, bytes]:
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            program,
            "--book",
            str(root),
            "--lang",
            "en",
            "lsp",
            stdout=pipe,
            stderr=pipe,
            stdin=pipe,
        )
        _out, err = await process.communicate()
        return process.returncode, err

    code, err = asyncio.run(ran())
    assert code == 2
    assert "pip install 'salesbook[lsp]'" in " ".join(err.decode().split())
