"""Setting lines of a file's YAML and leaving every other byte as it was: comments, quotes, order, line ends."""

import codecs
import re
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

import yaml

from salesbook.core.source import decode
from salesbook.reading.nodes import child
from salesbook.reading.yaml import compose

_EMPTY = re.compile(rb"(?:~|null)?[ \t]*(#.*)?$")


def set_field(data: bytes, field: str, value: str, *, after: str) -> bytes | None:
    """Return the file's bytes with `field: value` in its front matter.

    A line of the field that is empty gets the value; otherwise a new line is put below the line of the field `after`,
    or right below the opening `---`. None when the field has a value already or the file has no front matter.
    """
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    lines = data[len(bom) :].splitlines(keepends=True)
    close = next((n for n, line in enumerate(lines) if n and re.fullmatch(rb"-{3,}\s*", line)), None)
    if not lines or not re.fullmatch(rb"-{3,}\s*", lines[0]) or close is None:
        return None
    name, key = field.encode(), after.encode()
    at = 1
    for n in range(1, close):
        if lines[n].startswith(name + b":"):
            text, end = _parted(lines[n])
            rest = text[len(name) + 1 :].strip()
            if not (match := _EMPTY.fullmatch(rest)):
                return None
            comment = b"  " + match[1] if match[1] else b""
            lines[n] = name + b": " + value.encode() + comment + end
            return bom + b"".join(lines)
        if lines[n].startswith(key + b":") and _one_line(lines, n):
            at = n + 1
    lines.insert(at, name + b": " + value.encode() + _parted(lines[0])[1])
    return bom + b"".join(lines)


def set_number(data: bytes, block: str, key: str, value: int) -> bytes:
    """Return the file's bytes with the number of `key` in the top-level mapping `block` set, or a line for it added."""
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    lines = data[len(bom) :].splitlines(keepends=True)
    entry = re.compile(rb"^([ \t]+[\"']?" + re.escape(key.encode()) + rb"[\"']?[ \t]*:[ \t]*)\d+")
    start = next((n for n, line in enumerate(lines) if line.startswith(block.encode() + b":")), None)
    if start is None:
        end = _parted(lines[-1])[1] if lines else b"\n"
        prefix = b"" if not lines or _parted(lines[-1])[1] else b"\n"
        addition = prefix + block.encode() + b":" + (end or b"\n") + f"  {key}: {value}".encode() + (end or b"\n")
        return data + addition
    if b"{" in lines[start]:
        lines[start] = _in_braces(lines[start], key, value)
        return bom + b"".join(lines)
    last = start
    for n in range(start + 1, len(lines)):
        if lines[n].strip() and not lines[n].startswith((b" ", b"\t", b"#")):
            break
        if entry.match(lines[n]):
            lines[n] = entry.sub(lambda m: m[1] + str(value).encode(), lines[n])
            return bom + b"".join(lines)
        if lines[n].strip() and not lines[n].lstrip().startswith(b"#"):
            last = n
    text, end = _parted(lines[last])
    lines[last] = text + (end or b"\n")
    lines.insert(last + 1, f"  {key}: {value}".encode() + (end or b"\n"))
    return bom + b"".join(lines)


def _in_braces(line: bytes, key: str, value: int) -> bytes:
    """Set a number in a mapping written on one line: `issued: {ОП: 14, МК: 2}`."""
    entry = re.compile(rb"([{,][ \t]*[\"']?" + re.escape(key.encode()) + rb"[\"']?[ \t]*:[ \t]*)\d+")
    if entry.search(line):
        return entry.sub(lambda m: m[1] + str(value).encode(), line)
    inside, brace, rest = line.partition(b"}")
    comma = b"" if inside.rstrip().endswith(b"{") else b", "
    return inside.rstrip() + comma + f"{key}: {value}".encode() + brace + rest


def _parted(line: bytes) -> tuple[bytes, bytes]:
    """Part a line from its line end."""
    text = line.rstrip(b"\r\n")
    return text, line[len(text) :]


def _one_line(lines: list[bytes], n: int) -> bool:
    """Tell whether the value on line `n` ends there: the next line is a key, a comment or the end."""
    following = lines[n + 1]
    return not following.startswith((b" ", b"\t")) and following.strip() != b""


class Addition(NamedTuple):
    """A field to put into the block at `route`, behind its field `after`."""

    route: tuple[str | int, ...]
    after: str
    field: str
    value: str


def add_fields(data: bytes, additions: Iterable[Addition]) -> bytes | None:
    """Return a YAML file's bytes with fields added, each on a line of its own or in the braces of its block.

    Those behind the same field follow it in their order. None when a block or the field that a new one is
    to follow is not there, or ends on another line than it begins.
    """
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    lines = data[len(bom) :].splitlines(keepends=True)
    root = compose(decode(data))
    places = []
    for addition in additions:
        node: yaml.Node | None = root
        for step in addition.route:
            node = child(node, step)
        pair = next((pair for pair in _pairs(node) if pair[0].value == addition.after), None)
        if pair is None or pair[1].start_mark.line != pair[1].end_mark.line:
            return None
        in_braces = isinstance(node, yaml.MappingNode) and node.flow_style
        column = None if in_braces else pair[0].start_mark.column
        places.append(((pair[1].end_mark.line, pair[1].end_mark.column), column, addition))
    # From the last place to the first, so that no place moves before its turn; those of one place backwards too.
    places.reverse()
    places.sort(key=itemgetter(0), reverse=True)
    for (line, end), column, (_route, _after, field, value) in places:
        text, line_end = _parted(lines[line])
        if column is None:
            written = text.decode()
            lines[line] = f"{written[:end]}, {field}: {value}{written[end:]}".encode() + line_end
        else:
            line_end = line_end or _parted(lines[0])[1] or b"\n"
            lines[line] = text + line_end
            lines.insert(line + 1, f"{' ' * column}{field}: {value}".encode() + line_end)
    return bom + b"".join(lines)


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []
