"""The language server in this process: an input is a session, a message of the protocol on each line."""

import asyncio
import json
import logging
import traceback
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

from pygls.exceptions import JsonRpcException, JsonRpcInternalError

from salesbook.core import language
from salesbook.editing import server
from salesbook.editing.handlers import make_server
from tests.books import BASE
from tests.fuzz.confinement import say
from tests.fuzz.generators.editor import ROOT, conversation
from tests.fuzz.target import Target, base_book, contents
from tests.fuzz.targets.books import NOW

_MOST = 60
"""No more messages are taken of a session: each may take as long as an input."""
_LARGEST = 2**31
"""The protocol knows no larger name of a request."""


def language_server(data: bytes) -> None:
    """Hold a session: every request is answered, and nothing in the engine fails."""
    pause, logger, before = server._PAUSE, logging.getLogger("pygls"), language.spoken()
    server._PAUSE = 0  # a session is not to wait for a pause in its typing
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        asyncio.run(_session(data))
    finally:
        server._PAUSE = pause
        logger.setLevel(level)
        language.speak(before)


class _Client:
    """What the server writes to."""

    def __init__(self) -> None:
        self.answers: list[object] = []

    def write(self, data: bytes) -> None:
        say(data)
        self.answers.append(json.loads(data))

    def close(self) -> None:
        pass


async def _session(data: bytes) -> None:
    client, failures = _Client(), []
    talking = make_server(base_book("edited"), lambda: NOW, "en")
    protocol = talking.protocol
    protocol.set_writer(client, include_headers=False)
    talking.report_server_error = lambda error, _source: failures.append(error)  # type: ignore[method-assign, assignment]
    asked: list[object] = []
    for line in data.replace(ROOT.encode(), base_book("edited").as_uri().encode()).split(b"\n")[:_MOST]:
        try:
            message = json.loads(line, object_hook=protocol.structure_message)
        except (ValueError, RecursionError, JsonRpcException):
            continue  # the library says so to the client
        identifier, method = getattr(message, "id", None), getattr(message, "method", None)
        if method == "exit":
            break
        if not hasattr(message, "jsonrpc"):
            continue
        is_spoken = message.jsonrpc == "2.0"  # the library answers nobody else
        is_one = isinstance(identifier, str) or (isinstance(identifier, int) and abs(identifier) < _LARGEST)
        if is_spoken and is_one and method is not None and method != "shutdown":
            asked.append(identifier)
        protocol.handle_message(message)
        await asyncio.sleep(0)
        if method == "shutdown":
            break
    await asyncio.sleep(0)
    if talking._pause is not None:
        await asyncio.gather(talking._pause, return_exceptions=False)
    for error in failures:
        _judge(error)
    answered = [answer["id"] for answer in client.answers if isinstance(answer, dict) and "id" in answer]
    assert set(map(str, asked)) <= set(map(str, answered)), (asked, answered)


def _judge(error: Exception) -> None:
    """Raise what has failed in the engine; what the library refuses is its own."""
    if isinstance(error, JsonRpcInternalError):
        story = str(error.data)
        assert "/salesbook/" not in story, story[-2_000:].replace("\\n", "\n")
    elif not isinstance(error, JsonRpcException):
        story = "".join(traceback.format_exception(error))
        assert "/salesbook/" not in story, story[-2_000:]


@cache
def _files() -> tuple[tuple[str, str], ...]:
    names = [name for name in contents(BASE) if not name.endswith(".svg")]
    return tuple((name, (BASE / name).read_text(encoding="utf-8")) for name in names)


def _generated(random: Random) -> bytes:
    return conversation(random, _files()).encode("utf-8", "surrogatepass")


def _seeds(_books: Sequence[Path]) -> list[bytes]:
    return [_generated(Random(n)) for n in range(20)]


TARGETS = (Target(language_server, _seeds, runs=2_000, generate=_generated, guided=False, allowance=0.5),)
