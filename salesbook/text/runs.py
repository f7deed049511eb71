"""Runs of digits in a text: where a person's number may be, and what stands between its digits."""

import re
from collections.abc import Iterator

SPACES = " \u00a0\u2000-\u200a\u202f\u205f\u3000\t"
DASHES = "\\-\u2010-\u2015\u2212\u2043\ufe63"
GAP = rf"[{SPACES}\n().\[\]/\\*_~{DASHES}]{{0,4}}"
"""What may stand between two digits of a number: blanks, one or another dash, brackets, a dot, Markdown's marks."""

BEFORE = r"(?<![\w+=/-])(?<!\d[.,:])"
AFTER = rf"(?!\w)(?![.,:/{DASHES}]\d)"
"""Around a number that is not a part of something longer: a code, an address of the web, a fraction."""

_LETTERS = "ОOоoЗзlIіІбB"
_STRAIGHT = str.maketrans(_LETTERS, "000033111168")
LOOKALIKES = re.compile(
    rf"(?<=\d)[{_LETTERS}]{{1,2}}(?=[ ({SPACES}{DASHES})]{{0,2}}\d)|"
    rf"(?<=\d[ -])[{_LETTERS}](?=\d)"
)
"""Letters that were typed for a digit, in the middle of digits."""

_YEAR = r"(?:19[0-9]{2}|20[01][0-9])"
_RUN = re.compile(
    rf"[0-9](?<![0-9][0-9])(?:(?:[{SPACES}\n№().\[\]/\\*_~{DASHES}]{{0,4}}+[0-9{_LETTERS}]){{8,}}+|"
    # A passport: the series, what parts them, the number.
    r"[0-9][ \u00a0-]?[0-9]{2}[^0-9]{1,40}[0-9]{3}[ \u00a0]?[0-9]{3}(?![0-9])|"
    r"[0-9]{5}[^0-9]{1,30}[0-9]{2}[ \u00a0]?[0-9]{2}(?![0-9])|"
    # A telephone of the town: 234-56-78.
    rf"[0-9]{{1,2}}[{DASHES}][0-9]{{2}}[{DASHES}][0-9]{{2}}(?![0-9{DASHES}])|"
    # A day long ago: 12.03.1985, 12 марта 1985.
    rf"[0-9]?(?:[./-][0-9]{{1,2}}[./-]| [а-яА-Я]{{3,8}} ){_YEAR}(?![0-9])|"
    # The same as programs write it: 1985-03-12.
    r"(?:(?<=1)9[0-9]|(?<=2)0[01])[0-9]-[01][0-9]-[0-3][0-9](?![0-9]))"
)

UNIT = re.compile(
    r"[ \u00a0\u202f]?(?:[₽€$%°²]|руб|тыс|млн|млрд|(?:шт|кв|км|м|кг|т|р|экз|чел|usd|eur|rub)\b)", re.IGNORECASE
)
"""Behind a number: then it is a sum or a measure."""


def runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where digits stand that are many enough for a person's number; what is between may be words."""
    return ((match.start(), match.end()) for match in _RUN.finditer(text))


def straightened(text: str) -> str:
    """Return the text with letters that were typed for digits as those digits, each in its place."""
    return LOOKALIKES.sub(lambda match: match[0].translate(_STRAIGHT), text)
