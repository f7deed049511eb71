"""The pipes: messages one a line, none of which fills the memory."""

import io

from salesbook.assistants import wire
from salesbook.assistants.wire import MAX_MESSAGE, Lines


def lines(data: bytes) -> list[str]:
    reading = Lines(io.BytesIO(data))
    read = []
    while (line := reading.next_line()) is not None:
        read.append(line)
    return read


def test_messages_are_lines() -> None:
    assert lines("{}\nда\n{}".encode()) == ["{}\n", "да\n", "{}"]
    assert lines(b"\xff\n") == ["\ufffd\n"]
    assert lines(b"") == []


def test_what_is_too_long_is_read_past() -> None:
    longest = b"x" * (MAX_MESSAGE - 1) + b"\n"
    assert lines(longest) == [longest.decode()]
    for size in (MAX_MESSAGE, MAX_MESSAGE + 1, 2 * MAX_MESSAGE, 2 * MAX_MESSAGE + 7):
        assert lines(b"x" * size + b"\n{}\n") == ["", "{}\n"]
    assert lines(b"x" * (2 * MAX_MESSAGE)) == [""]


def test_no_more_than_a_message_is_read_at_once() -> None:
    class Counted(io.BytesIO):
        most = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            line = super().readline(size)
            self.most = max(self.most, len(line))
            return line

    pipe = Counted(b"x" * (5 * MAX_MESSAGE) + b"\n")
    assert Lines(pipe).next_line() == ""
    assert pipe.most == wire.MAX_MESSAGE
