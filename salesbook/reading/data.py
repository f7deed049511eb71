"""A person's data file (a lead, a letter's facts): YAML or JSON from a path or stdin, hostile until proven."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import yaml

from salesbook.core.door import ShutError, TooLargeError, read_named
from salesbook.core.errors import UserError, reason
from salesbook.core.language import gettext as _
from salesbook.core.source import BadBytes, LineColumn, decode
from salesbook.reading import amounts
from salesbook.reading import yaml as book_yaml
from salesbook.reading.nodes import child
from salesbook.reading.syntax import place_of

STDIN = "-"
MAX_BYTES = 200_000
"""So much is in no lead and in no facts of a letter; reading more takes longer than the command may."""
_PAIR = re.compile(r"(?<!\\)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
"""How JSON writes an emoji: two escapes, which YAML does not know."""


class ByteSource(Protocol):
    """What bytes are read from: stdin, or what stands for it when its beginning has been looked at."""

    def read(self, size: int, /) -> bytes:
        """Return so many bytes, fewer at the end."""
        ...


class TypedFraction(float):
    """A number with a fraction, and how it was typed: 1.10 may be a day of October."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


class DataFile(NamedTuple):
    """The data of a file, with its name and its text, by which a place in it can be told."""

    name: str
    value: Any
    text: str

    def where(self, route: Sequence[str | int]) -> str:
        """Return where a value stands, or its key, as `file:line:column`: keys and numbers lead to it.

        Where they lead nowhere, the place of what they have led to so far.
        """
        node = book_yaml.tree(self.text)
        mark = None if node is None else node.start_mark
        for step in route:
            keys = {key.value: key for key, _value in node.value} if isinstance(node, yaml.MappingNode) else {}
            node = child(node, step)
            if node is None:
                break
            mark = (keys.get(step) or node).start_mark
        place = LineColumn() if mark is None else place_of(mark)
        return f"{self.name}:{place.line}:{place.column}"


def read_data(path: str, stdin: ByteSource | None = None) -> Any:
    """Return the data of a YAML or JSON file, `-` being stdin; raises `UserError` naming file, line and column."""
    return read_data_file(path, stdin).value


def read_data_file(path: str, stdin: ByteSource | None = None) -> DataFile:
    """Return the data of a YAML or JSON file, `-` being stdin; raises `UserError` naming file, line and column."""
    name = _("(standard input)") if path == STDIN else path
    try:
        if path == STDIN:
            data = (stdin or sys.stdin.buffer).read(MAX_BYTES + 1)
            if len(data) > MAX_BYTES:
                raise TooLargeError(Path(path), MAX_BYTES)
        else:
            data = read_named(Path(path), MAX_BYTES)
    except TooLargeError:
        raise UserError(
            _("{path} is larger than {n} KB").format(path=name, n=MAX_BYTES // 1_000), _("is it the right file?")
        ) from None
    except ShutError as error:
        message = _("{path} cannot be read: {reason}").format(path=name, reason=reason(error))
        raise UserError(message, _("name an ordinary file, or hand the data on to “-”")) from error
    except OSError as error:
        message = _("{path} cannot be read: {reason}").format(path=name, reason=reason(error))
        raise UserError(message, _("check the name of the file")) from error
    try:
        text = decode(data)
    except BadBytes as bad:
        message = _("{path}:{line}:{column}: the file is not in UTF-8")
        message = message.format(path=name, line=bad.place.line, column=bad.place.column)
        raise UserError(message, _("save it as UTF-8")) from None
    if text.lstrip().startswith(("{", "[")):
        text = _PAIR.sub(lambda m: chr(0x10000 + (int(m[1], 16) - 0xD800) * 0x400 + int(m[2], 16) - 0xDC00), text)
    value, problems = book_yaml.read_any(text, TypedFraction)
    if problems:
        first = problems[0]
        message = f"{name}:{first.place.line}:{first.place.column}: {first.message}"
        raise UserError(message, first.advice)
    if value is None:
        raise UserError(_("{path} is empty").format(path=name), _("fill it in"))
    if (excess := amounts.excess(value, text)) is not None:
        raise UserError(f"{name}: {excess}", _("is it the right file?"))
    return DataFile(name, value, text)
