"""A table of leads or one lead: what a file without a telling name holds, by its beginning."""

import codecs
import re

from salesbook.scoring.tables.encodings import text_encoding
from salesbook.scoring.tables.text import judged_dialect, records

HEAD = 1 << 16
"""So many bytes of a file tell what it holds."""

_FIELDS = frozenset(("lead", "card", "knockouts", "scores", "comment", "version"))
"""Fields of a lead's file: nothing but such a file begins with one and a colon."""

_MAGIC = (b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0")
_KEY = re.compile(r"""(?P<quote>["']?)(?P<name>[\w-]+)(?P=quote)\s*:(?:\s|$)""")
_DATA = re.compile(r"[{\[]|---(?:\s|$)|- |%YAML")
_SKIPPED = re.compile(r"\s*(?:#.*)?")


def holds_table(head: bytes) -> bool:
    """Tell by its first bytes whether a file is a table of leads, and not one lead in YAML or JSON.

    A lead begins with a bracket, a dash, or a name and a colon; a single word is a lead that is none. A header may have
    a colon, too («Сделка: Бюджет; Сделка: Срок»): such a text is a table when its lines have as many cells as the
    first one, two at the least.
    """
    if head.startswith(_MAGIC):
        return True
    encoding, bom = text_encoding(head)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(head[bom:])
    lines = [line.rstrip("\r") for line in text.split("\n")]
    filled = [line for line in lines if not _SKIPPED.fullmatch(line)]
    if filled and filled[0].lstrip().startswith("<"):
        return True  # of HTML
    if not filled or _DATA.match(filled[0]):
        return False
    whole = lines if len(head) < HEAD else lines[:-1]
    if key := _KEY.match(filled[0]):
        return key["name"] not in _FIELDS and _is_even(whole)
    return len(filled) > 1 or _is_even(whole)


def _is_even(lines: list[str]) -> bool:
    """Tell whether all lines have as many cells as the first one, two at the least."""
    text = "\n".join(lines).strip("\n")
    rows = list(records(iter(enumerate(text.split("\n"), 1)), judged_dialect(text, bom=False)))
    widths = {0 if row.reason else len(row.cells) for row in rows}
    return len(widths) == 1 and min(widths) > 1
