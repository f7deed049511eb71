"""The two pipes on which the protocol is spoken: nothing else goes out on them, and no message fills the memory."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO, cast

import anyio
from anyio import to_thread
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

MAX_MESSAGE = 1_000_000
"""So many bytes a message of a client may have; a longer one is read past, as one that is no message."""


class Lines:
    """The messages of a client, one a line; read in a thread, so that answers go out meanwhile."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe

    def __aiter__(self) -> "Lines":
        return self

    async def __anext__(self) -> str:
        # Nobody waits for the thread when the server ends: it may stand in the pipe until the client speaks.
        line = await to_thread.run_sync(self.next_line, abandon_on_cancel=True)
        if line is None:
            raise StopAsyncIteration
        return line

    def next_line(self) -> str | None:
        """Return the next message, nothing in place of one that is too long; None at the end."""
        line = self._pipe.readline(MAX_MESSAGE)
        if not line:
            return None
        if len(line) < MAX_MESSAGE or line.endswith(b"\n"):
            return line.decode("utf-8", "replace")
        while line and not line.endswith(b"\n"):
            line = self._pipe.readline(MAX_MESSAGE)
        return ""


def serve(server: Server[Any]) -> None:
    """Serve the client at the other end of stdin and stdout until it closes the pipe."""
    with _own_stdout() as stdout:
        anyio.run(_serve, server, sys.stdin.buffer, stdout)


async def _serve(server: Server[Any], stdin: BinaryIO, stdout: BinaryIO) -> None:
    lines = cast("anyio.AsyncFile[str]", Lines(stdin))
    answers = anyio.wrap_file(os.fdopen(os.dup(stdout.fileno()), "w", encoding="utf-8", newline="\n"))
    async with stdio_server(lines, answers) as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())


@contextmanager
def _own_stdout() -> Iterator[BinaryIO]:
    """Give the protocol a stdout of its own: whatever anything prints meanwhile goes to stderr."""
    descriptor = sys.stdout.fileno()
    with os.fdopen(os.dup(descriptor), "wb") as own:
        os.dup2(sys.stderr.fileno(), descriptor)
        try:
            yield own
        finally:
            with suppress(OSError, ValueError):  # stderr may be closed
                sys.stdout.flush()  # what was printed and is still held back belongs there, too
            os.dup2(own.fileno(), descriptor)
