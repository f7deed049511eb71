"""Telephone numbers as people type them."""

import re

from salesbook.text.formats import NBSP

_RUSSIAN = re.compile(r"(?:\+?7|8)?([3489][0-9]{9})")
_FOREIGN = re.compile(r"\+[1-9][0-9]{7,14}")
_EXTENSION = re.compile(r"[,;]? *(?:доб(?:авочный)?\.?|ext\.?|#) *([0-9]{1,6})$", re.IGNORECASE)
_GROUPED = re.compile(r"\+?\(?[0-9](?:[ \u00a0()./–‑-]{0,3}[0-9]){6,17}")

TABLES = {"russian": _RUSSIAN, "foreign": _FOREIGN, "extension": _EXTENSION, "grouped": _GROUPED}
"""By what telephones are read here, for whoever reads them elsewhere in the same way."""


def telephone(words: str) -> str | None:
    """Return a telephone number as it is printed, «+7 900 000-00-00»; None for what is no number.

    Russian numbers may begin with 8, 7, +7 or the code; those of other countries begin with a plus and stay as they
    were typed. An extension («доб. 12») stays behind the number.
    """
    words = words.strip()
    extension = _EXTENSION.search(words)
    number = words[: extension.start()].rstrip() if extension else words
    tail = f", доб.{NBSP}{extension[1]}" if extension else ""
    if _GROUPED.fullmatch(number) is None:
        return None
    digits = re.sub(r"[^0-9+]", "", number)
    if match := _RUSSIAN.fullmatch(digits):
        n = match[1]
        return f"+7{NBSP}{n[:3]}{NBSP}{n[3:6]}-{n[6:8]}-{n[8:]}{tail}"
    return f"{number}{tail}" if _FOREIGN.fullmatch(digits) and not digits.startswith("+7") else None
