"""Bytes of a text table: its encoding, whether DuckDB can read it as it stands, its lines, however long they are."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from salesbook.core.language import gettext as _

_CHUNK = 1 << 18
MAX_LINE = 8_000_000
"""Bytes of a line; of a longer one only the beginning is kept."""

_SHOWN = 1_000
_BLOCKS, _MOST = b"\x00\x04\x20", 0.75
"""Latin letters, Russian ones and dashes in UTF-16: nearly all upper halves are of these, and few lower ones."""

_WITHOUT_CONTROLS = dict.fromkeys({*range(32)} - set(b"\t\n\x0b\x0c\r\x1a\x1b"))
_LOOKED_AT, _STRANGE = 1 << 15, 16
"""So many control characters, and more than one in a hundred bytes, stand in no text, a damaged one neither."""

_FOREIGN = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"BZh",
    b"SQLite format 3",
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Survey:
    """What one look at all bytes of a file tells: its encoding, the length of the mark it begins with, its lines.

    A last line without an end is one, too. `plain` says that DuckDB may read the file as it stands: UTF-8 as far as its
    beginning shows, no zero bytes, and no carriage returns but before the ends of lines. `quoted` says that a
    quotation mark stands in it.
    """

    encoding: str
    bom: int
    lines: int
    plain: bool
    quoted: bool = True


def survey(path: Path) -> Survey:
    """Look at all bytes of a file once."""
    with path.open("rb") as file:
        chunk = file.read(_CHUNK)
        encoding, bom = text_encoding(chunk)
        if encoding == "utf-8" and not _is_utf8(chunk):
            encoding = encoding_of(path)
        lines, plain, quoted, last = 0, encoding == "utf-8", False, b"\n"
        while chunk and plain:
            plain = b"\0" not in chunk and (b"\r" not in chunk or _ends_lines(chunk))
            quoted = quoted or b'"' in chunk
            lines += chunk.count(b"\n")
            last = chunk[-1:]
            chunk = file.read(_CHUNK)
            if last == b"\r":  # its line may end in the next chunk
                plain = plain and chunk.startswith(b"\n")
    return Survey(encoding, bom, lines + (last != b"\n"), plain, quoted)


def _ends_lines(chunk: bytes) -> bool:
    """Tell whether every carriage return stands before the end of a line, or ends the chunk."""
    return chunk.count(b"\r") - chunk.endswith(b"\r") == chunk.count(b"\r\n")


def is_binary(path: Path, encoding: str) -> bool:
    """Tell whether a file begins with what is no text: a picture, an archive, a program."""
    with path.open("rb") as file:
        head = file.read(_LOOKED_AT)
    text = head.decode(encoding, "replace")
    strange = len(text) - len(text.translate(_WITHOUT_CONTROLS))
    return head.startswith(_FOREIGN) or (strange >= _STRANGE and strange * 100 > len(text))


def _is_utf8(chunk: bytes) -> bool:
    """Tell whether a chunk is UTF-8, whatever is cut at its end."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(chunk)
    except UnicodeDecodeError:
        return False
    return True


def text_encoding(head: bytes) -> tuple[str, int]:
    """Return the encoding that the first bytes tell, and the length of the mark by which they do; UTF-8 otherwise."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return encoding, len(bom)
    first, second = head[0:400:2], head[1:400:2]
    if len(head) > 3 and b"\0" in head[:400]:
        for high, low, encoding in ((second, first, "utf-16-le"), (first, second, "utf-16-be")):
            if _share_of_blocks(high) > _MOST > _share_of_blocks(low):
                return encoding, 0
    return "utf-8", 0


def _share_of_blocks(octets: bytes) -> float:
    """Return which part of some bytes may be the upper halves of Latin and Russian letters and of signs."""
    return sum(octet in _BLOCKS for octet in octets) / max(len(octets), 1)


def encoding_of(path: Path) -> str:
    """Return the encoding of a file that says nothing of it: Windows-1251, or UTF-8, of which lines may be damaged."""
    sound = damaged = 0
    for line, _whole in _raw_lines(path, 0):
        if not line.isascii():
            try:
                line.decode()
                sound += 1
            except UnicodeDecodeError:
                damaged += 1
    return "utf-8" if sound >= damaged else "cp1251"


def transcoded(path: Path, encoding: str, bom: int, target: Path) -> None:
    """Write a file anew in UTF-8, its lines ended as everybody ends them; what cannot be decoded becomes U+FFFD."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    carriage = has_carriage_returns(path, encoding)
    with path.open("rb") as source, target.open("wb") as file:
        source.seek(bom)
        while chunk := source.read(_CHUNK):
            text = decoder.decode(chunk)
            file.write((text.replace("\r", "\n") if carriage else text).encode("utf-8", "replace"))
        file.write(decoder.decode(b"", final=True).encode("utf-8", "replace"))


def has_carriage_returns(path: Path, encoding: str) -> bool:
    """Tell whether the lines of a file end as on an old Mac: in carriage returns alone."""
    with path.open("rb") as file:
        head = file.read(_CHUNK).decode(encoding, "replace")
    return "\n" not in head and "\r" in head


def numbered_lines(path: Path, bom: int) -> Iterator[tuple[int, str, str]]:
    """Yield the lines of a UTF-8 file with their numbers, and why a line cannot be used, or nothing."""
    for number, (raw, whole) in enumerate(_raw_lines(path, bom), 1):
        text = raw.rstrip(b"\r\n").decode("utf-8", "surrogateescape")
        reason = ""
        if not whole:
            reason, text = _("the line is longer than {n} bytes").format(n=MAX_LINE), text[:_SHOWN]
        elif "\ufffd" in text or not _is_unicode(text):
            reason = _("letters are damaged: this line is in another encoding than the rest")
        yield number, text.encode("utf-8", "replace").decode() if reason else text, reason


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _raw_lines(path: Path, bom: int) -> Iterator[tuple[bytes, bool]]:
    """Yield the lines of a file, and whether each is whole: of one that is too long only the beginning comes."""
    with path.open("rb") as file:
        file.seek(bom)
        yield from _bounded(file)


def _bounded(file: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    while line := file.readline(MAX_LINE):
        whole = line.endswith(b"\n") or len(line) < MAX_LINE
        rest = line
        while rest and not rest.endswith(b"\n") and len(rest) == MAX_LINE:
            rest = file.readline(MAX_LINE)
        yield line, whole
