"""A real client, the SDK's own: in this process, and over the pipes of a process of the server's own."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from mcp.client import Client
from mcp.client.session import ClientSession
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.shared.exceptions import MCPError

from salesbook.assistants import server as assistants_server
from salesbook.assistants.reader import BookReader
from salesbook.assistants.server import make_server
from salesbook.assistants.tools import TOOLS
from salesbook.book.load import load_book
from tests.assistants.library import TELLING, write_other
from tests.assistants.test_tools import ANSWERS
from tests.books import OTHER

Talk = Callable[[ClientSession], Awaitable[None]]
CALLS: dict[str, dict[str, Any]] = {
    "find": {"question": "первый разговор"},
    "show": {"name": "ПР-001"},
    "list": {"kind": "regulation"},
    "pipeline_stage": {"pipeline": "enrolment", "stage": "request"},
    "score": {"knockouts": [], "scores": ANSWERS},
    "letter_fields": {"letter": "trial-lesson"},
}


def in_process(conversation: Callable[[Client], Awaitable[None]], root: Path = OTHER, role: str | None = None) -> None:
    async def talk() -> None:
        async with Client(make_server(BookReader(root, role), "Диалог")) as client:
            await conversation(client)

    asyncio.run(talk())


def test_tools_resources_and_instructions() -> None:
    async def conversation(client: Client) -> None:
        assert client.instructions is not None
        assert "article number" in client.instructions
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == [tool.name for tool in TOOLS] == list(CALLS)
        for tool in tools:
            assert tool.annotations is not None
            assert (tool.annotations.read_only_hint, tool.annotations.open_world_hint) == (True, False)
        for name, arguments in CALLS.items():
            result = await client.call_tool(name, arguments)
            assert not result.is_error
            assert result.structured_content == json.loads(text_of(result))
        (template,) = (await client.list_resource_templates()).resource_templates
        assert template.uri_template == "salesbook://book/{kind}/{name}"

    in_process(conversation)


def text_of(result: Any) -> str:
    (content,) = result.content
    return str(content.text)


def test_resources_are_the_items(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assistants_server, "_PAGE", 10)
    book = load_book(OTHER)[0]

    async def conversation(client: Client) -> None:
        listed, cursor = [], None
        while True:
            page = await client.list_resources(cursor=cursor)
            assert len(page.resources) <= 10
            listed += page.resources
            cursor = page.next_cursor
            if cursor is None:
                break
        assert {resource.name for resource in listed} == book.items.keys()
        for resource in listed:
            (contents,) = (await client.read_resource(resource.uri)).contents
            answer = json.loads(contents.text)  # type: ignore[union-attr]  # it says of itself that it is JSON
            item = book.items[answer["item"]]
            assert (answer["resource"], answer["article"], resource.title) == (resource.uri, item.article, item.label)
            assert answer["edition"]

    in_process(conversation)


@pytest.mark.parametrize(
    ("uri", "message"),
    [
        ("salesbook://book/regulation/nothing", "there is no resource"),
        ("salesbook://book/", "there is no resource"),
        ("salesbook://book/..%2F..%2Fetc%2Fpasswd", "there is no resource"),
        ("file:///etc/passwd", "there is no resource"),
        ("", "there is no resource"),
        ("x" * 10_000, "there is no resource"),
    ],
)
def test_a_resource_that_is_not_there(uri: str, message: str) -> None:
    async def conversation(client: Client) -> None:
        with pytest.raises(MCPError, match=message) as error:
            await client.read_resource(uri)
        assert len(error.value.message) < 600

    in_process(conversation)


@pytest.mark.parametrize("cursor", ["-1", "x", "", "9" * 5_000, "²"])
def test_a_page_that_was_not_handed_out(cursor: str) -> None:
    async def conversation(client: Client) -> None:
        with pytest.raises(MCPError, match="no such page"):
            await client.list_resources(cursor=cursor)

    in_process(conversation)


def test_a_role_gets_no_hidden_resource(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Files that a test has just written would be read again for every resource.
    monkeypatch.setattr("salesbook.assistants.reader.YOUNG_NS", 0)

    async def conversation(client: Client) -> None:
        listed = (await client.list_resources()).resources
        assert "regulation:herbal-tea" not in {resource.name for resource in listed}
        for resource in listed:
            (contents,) = (await client.read_resource(resource.uri)).contents
            assert [telling for telling in TELLING if telling in contents.text] == []  # type: ignore[union-attr]
        told = []
        for name in ("herbal-tea", "herbal-bed"):
            with pytest.raises(MCPError) as error:
                await client.read_resource(f"salesbook://book/regulation/{name}")
            told.append(error.value.message.replace(name, ""))
        assert told[0] == told[1]

    in_process(conversation, write_other(tmp_path), "curator")


def test_errors_are_answers_and_the_server_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_arguments: Any) -> Any:
        raise RuntimeError("Мария Петрова")

    async def conversation(client: Client) -> None:
        result = await client.call_tool("show", {"name": "ПР-0O1", "extra": 1})
        assert result.is_error
        assert json.loads(text_of(result))["error"]["message"] == "unknown argument «extra»"
        unfit = await client.call_tool("score", {"knockouts": [], "scores": {**ANSWERS, "level": "mor"}})
        assert unfit.structured_content["problems"][0]["advice"] == "it looks like more"
        with monkeypatch.context() as patched:
            patched.setattr(assistants_server, "call", fails)
            result = await client.call_tool("score", {"knockouts": [], "scores": ANSWERS})
            assert result.is_error
            assert "RuntimeError" in text_of(result)
        assert not (await client.call_tool("show", {"name": "ПР-001"})).is_error

    in_process(conversation)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("RuntimeError: ")
    assert "Мария" not in printed.err


def test_nothing_acts_where_an_answer_is_shown(tmp_path: Path) -> None:
    level = (OTHER / "content/regulations/teaching/level.md").read_text(encoding="utf-8")
    root = write_other(tmp_path, {"regulations/teaching/level.md": f"{level}\nСлова\u202e и \x9b31m цвет.\n"})
    if sys.platform == "linux":
        Path(os.fsdecode(os.fsencode(root / "content/faq/") + b"/\xff.yml")).write_text("{", encoding="utf-8")

    async def conversation(client: Client) -> None:
        shown = await client.call_tool("show", {"name": "УЧ-001"})
        assert not shown.is_error
        assert [sign for sign in "\u202e\x9b" if sign in text_of(shown)] == []
        assert "Слова\u202e и " in shown.structured_content["data"]["body"]
        assert len(shown.structured_content.get("left_out", {"paths": {}})["paths"]) == (sys.platform == "linux")

    in_process(conversation, root)


# --- a process of its own


def talk(root: Path, conversation: Talk, *options: str, language: str = "en") -> None:
    async def talking() -> None:
        server = StdioServerParameters(
            command=sys.executable,
            args=["-m", "salesbook", "--lang", language, "--book", str(root), "mcp", *options],
            env=dict(os.environ),
        )
        async with stdio_client(server) as (reading, writing), ClientSession(reading, writing) as client:
            await client.initialize()
            await conversation(client)

    asyncio.run(asyncio.wait_for(talking(), 60))


def state(root: Path) -> dict[str, tuple[int, int]]:
    """Return the times and sizes of all files below a folder."""
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(root.rglob("*"))}


@pytest.mark.slow
def test_a_client_over_stdio() -> None:
    async def conversation(client: ClientSession) -> None:
        assert [tool.name for tool in (await client.list_tools()).tools] == list(CALLS)
        for name, arguments in CALLS.items():
            result = await client.call_tool(name, arguments)
            assert not result.is_error
            answer = json.loads(text_of(result))
            cited = answer if "item" in answer else (answer.get("results") or answer["items"])[0]
            assert cited["item"]
            assert cited["edition"]
        resources = (await client.list_resources()).resources
        assert len(resources) == len(load_book(OTHER)[0].items)

    before = state(OTHER)
    talk(OTHER, conversation)
    assert state(OTHER) == before


@pytest.mark.slow
def test_a_role_and_a_book_that_changes_meanwhile(tmp_path: Path) -> None:
    root = write_other(tmp_path / "Книга продаж")
    home = tmp_path / "home"
    home.mkdir()

    async def conversation(client: ClientSession) -> None:
        hidden = await client.call_tool("show", {"name": "УЧ-077"})
        assert hidden.is_error
        assert "нет материала «УЧ-077»" in text_of(hidden)
        path = root / "content/regulations/teaching/herbal-tea.md"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("readers: [teacher]", "readers: [teacher, curator]"), encoding="utf-8")
        shown = await client.call_tool("show", {"name": "УЧ-077"})
        assert "лиловый" in text_of(shown)
        path.write_text("---\ntitle: [\n---\n", encoding="utf-8")
        broken = await client.call_tool("list", {})
        assert json.loads(text_of(broken))["left_out"]["files"] == 1
        (root / "content/company.yml").write_bytes(b"\xff")
        assert not (await client.call_tool("find", {"question": "занятие"})).is_error

    talk(root, conversation, "--role", "Куратор", language="ru")
    assert not list(root.glob(".salesbook"))
    assert {path.name for path in root.iterdir()} == {"content"}


@pytest.mark.slow
def test_only_the_protocol_stands_on_stdout() -> None:
    """Messages that are none, too long or of another protocol, and what anything prints meanwhile."""
    program = (
        "import os, sys\n"
        "from salesbook.assistants import server\n"
        "real = server.call\n"
        "def noisy(*arguments):\n"
        "    print('printed'); os.write(1, b'written\\n'); os.system('echo from a child')\n"
        "    return real(*arguments)\n"
        "server.call = noisy\n"
        "from salesbook.cli import main\n"
        "main()\n"
    )
    initialize = {
        "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"},
    }  # fmt: skip
    shown = {"name": "ПР-001"}
    messages = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": initialize},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        "{",
        "x" * 3_000_000,
        "[" * 100_000,
        {"jsonrpc": "2.0", "id": 2, "method": "no/such/method"},
        {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": 7}},
        {
            "jsonrpc": "2.0",
            "id": 4,
            "method": "tools/call",
            "params": {"name": "show", "arguments": shown},
        },
    ]
    process = subprocess.Popen(
        [sys.executable, "-c", program, "--lang", "en", "--book", str(OTHER), "mcp"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    for message in messages:
        line = message if isinstance(message, str) else json.dumps(message, ensure_ascii=False)
        process.stdin.write(line.encode() + b"\n")
        process.stdin.flush()
    answers: dict[int, Any] = {}
    while 4 not in answers:
        line = process.stdout.readline().decode()
        assert line, process.stderr.read().decode()
        answer = json.loads(line)
        answers[answer.get("id")] = answer
    process.stdin.close()
    rest = process.stdout.read()
    printed = process.stderr.read().decode()
    assert process.wait(20) == 0
    assert rest == b""
    assert answers[4]["result"]["structuredContent"]["article"] == "ПР-001"
    assert "error" in answers[2]
    assert "error" in answers[3]
    for words in ("printed", "written", "from a child"):
        assert words in printed


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--role", "curatr"], 2, "it looks like curator"),
        (["--role", "x" * 40], 2, "there are: director, teacher, curator"),
        (["--nonsense"], 2, "there is no option"),
    ],
)
def test_a_start_that_fails_says_why(options: list[str], code: int, said: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "salesbook", "--lang", "en", "--book", str(OTHER), "mcp", *options],
        capture_output=True, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (code, b"")
    assert said in " ".join(ran.stderr.decode().split())


@pytest.mark.slow
def test_without_the_sdk_it_says_what_to_install() -> None:
    program = "import sys; sys.modules['mcp'] = None; from salesbook.cli import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", program, "--book", str(OTHER), "--lang", "en", "mcp"],
        capture_output=True, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert "pip install 'salesbook[mcp]'" in " ".join(ran.stderr.decode().split())
