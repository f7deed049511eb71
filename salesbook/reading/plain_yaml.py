"""The plain YAML that nearly every file of a book is written in, read line by line: several times as fast as libyaml.

It knows block mappings and lists, one-line scalars, `|` and `>`, comments, and flow lists and mappings of scalars.
Whatever is more than that by a hair, or wrong, is not read here at all: `salesbook.reading.yaml` reads it with libyaml,
which also says what is wrong and where. So of a text that is read here libyaml would give the same value.
"""

import re
from datetime import date
from typing import Any

WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
NUMERIC = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)$|(?P<int>[-+]?(?:0|[1-9]\d{0,17}))$|(?P<float>[-+]?\d{1,18}\.\d{1,18})$"
)

_MAX_DEPTH = 30
"""Deeper texts are left to libyaml's reader, which counts to its own limit."""

# Any text is a row of these: indentation, the dash of a list's entry, a key, then either a block scalar (its header,
# its indentation, its lines from the first letter on) or the rest of the line.
_LINES = re.compile(
    r"( *+)(-(?: ++|(?=\n)))?(?:(\w[\w .-]{0,99}+(?<! )):(?: ++|(?=\n)))?"
    r"(?:([|>]-?)\n( ++)([^ \n][^\n]*+(?:\n++\5[^\n]++)*)|([^\n]*+))\n++"
)
_BREAKS = re.compile(r"\n(\n*+)")

# What may stand on one line beside plain words. In a flow scalar a colon must stand before a letter: `script:kev`.
_QUOTED = r"""'[^']*+(?:''[^']*+)*+'|"[^"\\]*+\""""
_WORD = r"""(?:[^\]\[ {},:?#&*!|>'"%@`-]|-\d)[^\]\[{},:?#]*+(?::[^\]\[ {},:?#][^\]\[{},:?#]*+)*"""
_KEY, _SCALAR = r"\w[\w.-]{0,99}+", f"(?:{_QUOTED}|{_WORD}) *+"
_LIST = rf"\[ *+(?:{_SCALAR}(?:, *+{_SCALAR})*)?\]"
_PAIR = rf"{_KEY}: ++(?:{_SCALAR}|{_LIST} *+)"
_MAPPING = rf"\{{ *+(?:{_PAIR}(?:, *+{_PAIR})*)?\}}"
_ONE_LINE = re.compile(rf"({_QUOTED}|{_LIST}|{_MAPPING})(?: ++(?:#.*+)?)?")
_ENTRIES, _PAIRS = re.compile(_SCALAR), re.compile(rf"({_KEY}): ++({_SCALAR}|{_LIST})")
_MAY_NOT_BE_WORDS = frozenset("-?:,[]{}#&*!|>'\"%@`+0123456789~tfn")
_INDICATORS = frozenset("-?:,]}#&*!|>%@`")


class _NotPlain(Exception):  # noqa: N818 - nothing is wrong with the text, it is another reader's
    """Something stands in the text that only libyaml may judge."""


def read_plain(text: str) -> Any:
    """Return the data of a YAML text: a mapping or a list; None when the text is not plain, not sound, or empty."""
    if not text.replace("\n", " ").replace("\xa0", " ").isprintable():
        return None
    lines = _LINES.findall(text if text.endswith("\n") else f"{text}\n")
    if lines[-1][3] and not text.endswith("\n"):
        return None  # the last line end of a block scalar is that of the file
    try:
        return _data(lines)
    except _NotPlain:
        return None


def _data(lines: list[tuple[str, ...]]) -> Any:
    """Follow the lines (see `_LINES`) down and up the levels.

    A mapping at column n is at level 2n, a list at 2n + 1: it may stand right below the key that it belongs to.
    """
    root: list[Any] = [None]
    container: Any = root
    inner: Any
    place: Any = -1  # of the newest value in its container: a key, or -1 in a list
    awaited = True  # that value has not come yet: it may stand on deeper lines
    level = -1
    parents: list[tuple[int, Any]] = []
    for spaces, dash, key, header, indent, block, rest in lines:
        if not key and not dash:
            if rest[:1] == "#" or not (spaces or rest or header):
                continue
            raise _NotPlain
        column = len(spaces)
        line_level = 2 * column + 1 if dash else 2 * column
        if line_level > level:
            if not awaited or len(parents) > _MAX_DEPTH:
                raise _NotPlain
            parents.append((level, container))
            container[place] = inner = [] if dash else {}
            container, level = inner, line_level
        while line_level < level:
            level, container = parents.pop()
        if line_level != level:
            raise _NotPlain
        if dash:
            container.append(None)
            place = -1
            if key:
                column += len(dash)
                parents.append((level, container))
                container[place] = inner = {}
                container, level = inner, 2 * column
        if key:
            if key in container:
                raise _NotPlain
            place = key
        awaited = False
        if header:
            if len(indent) <= column:
                raise _NotPlain
            container[place] = _block(header, indent, block)
        elif not rest or rest[0] == "#":
            container[place] = None
            awaited = True
        elif rest[0] in _MAY_NOT_BE_WORDS or ":" in rest or "#" in rest or rest[-1] == " ":
            container[place] = _value(rest)
        else:
            container[place] = rest
    return root[0]


def _block(header: str, indent: str, block: str) -> str:
    """Return the text of a block scalar; in a folded one no line may be indented deeper than the others."""
    if "\n" in block:
        if header[0] == ">" and f"\n{indent} " in block:
            raise _NotPlain
        block = block.replace(f"\n{indent}", "\n")
        if header[0] == ">":
            block = _BREAKS.sub(lambda breaks: breaks[1] or " ", block)
    return block if len(header) > 1 else f"{block}\n"


def _value(text: str) -> Any:
    """Return the value that stands on the rest of a line."""
    if text[0] in "'\"[{":
        match = _ONE_LINE.fullmatch(text)
        if match is None:
            raise _NotPlain
        return _one_line(match[1])
    text = text.partition(" #")[0].rstrip(" ")
    if ": " in text or text[-1] == ":" or (text[0] in _INDICATORS and not (text[0] == "-" and text[1:2].isdecimal())):
        raise _NotPlain
    return _scalar(text)


def _one_line(text: str) -> Any:
    """Return the value of a scalar or a flow collection."""
    text = text.rstrip(" ")
    if text[0] == "'":
        return text[1:-1].replace("''", "'")
    if text[0] == '"':
        return text[1:-1]
    if text[0] == "[":
        return [_one_line(entry) for entry in _ENTRIES.findall(text, 1)]
    if text[0] != "{":
        return _scalar(text)
    pairs = _PAIRS.findall(text, 1)
    data = {key: _one_line(value) for key, value in pairs}
    if len(data) < len(pairs):
        raise _NotPlain
    return data


def _scalar(text: str) -> Any:
    """Return what a plain word is: a number, a boolean, a date, nothing, or else the word itself."""
    if text in WORDS:
        return WORDS[text]
    match = NUMERIC.match(text) if text[0] in "0123456789-+" else None
    if match is None:
        return text
    if match["date"]:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise _NotPlain from None
    return int(text) if match["int"] else float(text)
