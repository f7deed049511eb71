"""A person's data file: YAML or JSON, from a path or stdin; what cannot be read is said with its place."""

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from salesbook.core.errors import UserError
from salesbook.reading.data import MAX_BYTES, STDIN, TypedFraction, read_data

EMOJI = {"a": "\U00010000 😀 \U0010ffff \U00010400\U000fffff", "b": ["ё", 1, None]}


@pytest.fixture(params=["file", "stdin"])
def source(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that hands out bytes in a file or in stdin, and the name that messages give them."""

    def handed(data: bytes) -> tuple[str, str]:
        if request.param == "stdin":
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
            return STDIN, "(standard input)"
        path = tmp_path / "lead.yml"
        path.write_bytes(data)
        return str(path), str(path)

    return handed


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b"a: 1\r\nb: [x]\r\n", {"a": 1, "b": ["x"]}),
        (b"\xef\xbb\xbfa: 1", {"a": 1}),
        (b"- x\n", ["x"]),
        (b"5", 5),
        (b"false", False),
        (b"{}", {}),
        (json.dumps(EMOJI).encode(), EMOJI),
        (json.dumps([EMOJI]).encode(), [EMOJI]),
        (b" \n" + json.dumps(EMOJI, indent=1).encode(), EMOJI),
        (json.dumps(EMOJI).replace("\\ud", "\\uD").encode(), EMOJI),
        (b'{"a": "\\\\ud83d\\\\ude00"}', {"a": "\\ud83d\\ude00"}),
        (b"a: '\\ud83d\\ude00'", {"a": "\\ud83d\\ude00"}),
    ],
)
def test_what_is_read(source: Any, data: bytes, value: Any) -> None:
    assert read_data(source(data)[0]) == value


@pytest.mark.parametrize(
    ("data", "message", "advice"),
    [
        (b"", "{} is empty", "fill it in"),
        (b"# \xd1\x91\n", "{} is empty", "fill it in"),
        (b"null", "{} is empty", "fill it in"),
        (b"a: 1\nb: \xff", "{}:2:4: the file is not in UTF-8", "save it as UTF-8"),
        (b"a: 1\nb: 2\n  a: 1\nc: @", "{}:3:4: a colon where YAML does not expect one",
         "put the whole value in quotes, or mend the indentation"),
        (b"a: 1\na: 2\na: 3", "{}:2:1: the key “a” stands twice in one block", "keep one of them"),
        (b'{"lead": "\\ud83d"}', "{}:1:13: this is not YAML: found invalid Unicode character escape code",
         "check the indentation, colons and quotes of this line and the one above"),
    ],
)  # fmt: skip
def test_what_cannot_be_read(source: Any, data: bytes, message: str, advice: str) -> None:
    path, name = source(data)
    with pytest.raises(UserError) as caught:
        read_data(path)
    assert (caught.value.message, caught.value.advice) == (message.format(name), advice)


def test_so_many_bytes_and_no_more(source: Any) -> None:
    text = b"a: 1\n#" + b"-" * (MAX_BYTES - 6)
    assert read_data(source(text)[0]) == {"a": 1}
    path, name = source(text + b"-")
    with pytest.raises(UserError) as caught:
        read_data(path)
    assert (caught.value.message, caught.value.advice) == (f"{name} is larger than 200 KB", "is it the right file?")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows writes out what a file only claims to hold")
def test_a_file_is_not_read_to_its_end_before_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lead.yml"
    path.touch()
    os.truncate(path, 2**40)
    with pytest.raises(UserError, match="is larger than 200 KB"):
        read_data(str(path))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    path = str(tmp_path / "lead.yml")
    with pytest.raises(UserError) as caught:
        read_data(path)
    assert caught.value.message == f"{path} cannot be read: there is no such file or folder"
    assert caught.value.advice == "check the name of the file"


@pytest.mark.parametrize("typed", ["1.10", "20.10", "19.00", "-0.50", "12.5"])
def test_a_number_with_a_fraction_remembers_how_it_was_typed(tmp_path: Path, typed: str) -> None:
    path = tmp_path / "facts.yml"
    path.write_text(f"day: {typed}\n", encoding="utf-8")
    value = read_data(str(path))["day"]
    assert isinstance(value, TypedFraction)
    assert (value, value.text, str(value)) == (float(typed), typed, typed)
