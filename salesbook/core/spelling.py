"""Spellings of one name: in another case, alphabet or keyboard layout, without its hyphen and its zeros.

Whoever types `оп7`, `OP-007` or `key meeting` means ОП-007 and key-meeting, as long as nothing else is spelt so.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

T = TypeVar("T")

_TWINS = ("ABCEHKMOPTXY", "АВСЕНКМОРТХУ")
"""Latin capitals that look like Cyrillic ones, and those: people type both."""
_LOOKALIKES = str.maketrans(*_TWINS)

_DIGITS = ("OОLIЗ", "00113")
"""Capitals that look like digits, and those."""
_LOOKALIKE_DIGITS = str.maketrans(*_DIGITS)

_SOUNDS = (
    *(("SHCH", "Щ"), ("SH", "Ш"), ("CH", "Ч"), ("ZH", "Ж"), ("KH", "Х"), ("TS", "Ц"), ("YU", "Ю"), ("YA", "Я")),
    *(("YO", "Е"), ("A", "А"), ("B", "Б"), ("C", "Ц"), ("D", "Д"), ("E", "Е"), ("F", "Ф"), ("G", "Г"), ("H", "Х")),
    *(("I", "И"), ("J", "Й"), ("K", "К"), ("L", "Л"), ("M", "М"), ("N", "Н"), ("O", "О"), ("P", "П"), ("Q", "К")),
    *(("R", "Р"), ("S", "С"), ("T", "Т"), ("U", "У"), ("V", "В"), ("W", "В"), ("X", "КС"), ("Y", "Й"), ("Z", "З")),
)
"""Latin letters by the Cyrillic ones that they sound like, the longest first: OP is ОП, too."""

_LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"
_RUSSIAN_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ"
_TO_RUSSIAN = str.maketrans(_LATIN_KEYS, _RUSSIAN_KEYS)
_TO_LATIN = str.maketrans(_RUSSIAN_KEYS, _LATIN_KEYS)

TABLES = {"twins": _TWINS, "digits": _DIGITS, "sounds": _SOUNDS, "keys": (_LATIN_KEYS, _RUSSIAN_KEYS)}
"""All of these, for the script of a page that reads names likewise."""

_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_DASHES = re.compile("[–—]")
_SEPARATORS = re.compile(r"[-–—_\s]+")
_NUMBERED = re.compile(r"(?=.*[\d–—-])([^\W\d_]{1,6})[-–—_\s]*([\dOОLIЗ]+)")
_ENDS_IN_DIGITS = re.compile(r"(?=.*\d)([^\W\d_]{1,6}?)([\dOОLIЗ]{1,3})")
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


def spelling(name: str) -> str:
    """Return what is left of a name when case, look-alike letters, separators and leading zeros count no longer."""
    letters = in_one_alphabet(name.strip()).replace("Ё", "Е")
    if match := _NUMBERED.fullmatch(letters):
        letters = match[1] + _in_digits(match[2])
    return _ZEROS.sub("", _SEPARATORS.sub("", letters))


def spelt(typed: str, names: Iterable[tuple[str, T]]) -> list[T]:
    """Return what `typed` may name, each once: one meaning is a sure one.

    `names` are pairs of a name and what goes by it. Whatever goes by the very name comes alone; otherwise all that
    goes by the same spelling, Latin letters taken for those that they look like or sound like.
    """
    pairs = list(names)
    exact = [meaning for name, meaning in pairs if name == typed]
    if exact or not typed.strip():
        return list(dict.fromkeys(exact))
    readings = {spelling(typed), spelling(_by_sound(typed)), _with_zeros(typed)}
    return list(dict.fromkeys(meaning for name, meaning in pairs if spelling(name) in readings))


def _with_zeros(typed: str) -> str:
    """Return the spelling of a number whose zeros are letters and that has no hyphen: ОПОО7 is ОП-007."""
    letters = in_one_alphabet(_SEPARATORS.sub("", typed))
    match = _ENDS_IN_DIGITS.fullmatch(letters)
    return spelling(f"{match[1]}-{match[2]}" if match else typed)


def other_layout(typed: str) -> str:
    """Return what the same keys write in the other keyboard layout: `check` for `срусл`, `оп7` for `jg7`."""
    return typed.translate(_TO_LATIN if _CYRILLIC.search(typed) else _TO_RUSSIAN)


def skeleton(article: str) -> str:
    """Return an article number with look-alike letters and digits, case and dashes told apart no longer.

    Latin and Cyrillic twins become one letter; after the hyphen O, О become 0 and l, I become 1.
    """
    prefix, dash, number = in_one_alphabet(_DASHES.sub("-", article.replace(" ", ""))).partition("-")
    return prefix + dash + _in_digits(number)


def twins(articles: Iterable[str]) -> Mapping[str, list[str]]:
    """Return article numbers by their skeleton."""
    by_skeleton: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        by_skeleton[skeleton(article)].append(article)
    return by_skeleton


def lookalikes(article: str, by_skeleton: Mapping[str, list[str]]) -> list[str]:
    """Return the numbers that `article` may be meant to be, when only look-alikes differ; see `twins`."""
    return [twin for twin in by_skeleton.get(skeleton(article), ()) if twin != article]


def in_one_alphabet(name: str) -> str:
    """Return a name in capitals, Latin ones that look like Cyrillic ones as those."""
    return name.upper().translate(_LOOKALIKES)


def _in_digits(number: str) -> str:
    return number.translate(_LOOKALIKE_DIGITS)


def _by_sound(typed: str) -> str:
    letters = typed.upper()
    for latin, cyrillic in _SOUNDS:
        letters = letters.replace(latin, cyrillic)
    return letters
