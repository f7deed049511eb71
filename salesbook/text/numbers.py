"""Numbers as people type them: «−1», «+1», «12 500 000», «12,5 млн ₽», digits of a Japanese keyboard."""

import re
from decimal import Decimal

LIMIT = 10**15
"""Whatever is as large as that is no answer of a person; a float still holds every whole number below it."""

_MINUS, _WIDE = "−–—‐‑﹣－", "０１２３４５６７８９＋．，"
_ALIKE = str.maketrans(_MINUS + _WIDE, "-" * len(_MINUS) + "0123456789+.,")
_GAP = r"[ \t\u00a0\u2007\u2009\u202f]"
_NUMBER = re.compile(
    rf"(?P<sign>[-+]?){_GAP}*"
    rf"(?:(?P<groups>[0-9]{{1,3}}(?:\.[0-9]{{3}}){{2,}}|[0-9]{{1,3}}(?:,[0-9]{{3}}){{2,}})|"
    rf"(?P<whole>[0-9]{{1,15}}(?:{_GAP}[0-9]{{3}})*)(?:[.,](?P<fraction>[0-9]{{1,4}}))?)"
    rf"(?:{_GAP}*(?P<times>[a-zа-яё]+)\.?)?"
)
_TIMES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "k": 10**3,
    "к": 10**3,
    "тыс": 10**3,
    "тысяча": 10**3,
    "тысячи": 10**3,
    "тысяч": 10**3,
    "млн": 10**6,
    "миллион": 10**6,
    "миллиона": 10**6,
    "миллионов": 10**6,
    "млрд": 10**9,
    "миллиард": 10**9,
    "миллиарда": 10**9,
    "миллиардов": 10**9,
}
_CURRENCIES = {
    "RUB": ("₽", "рублей", "рубля", "рубль", "руб.", "руб", "р.", "р", "rub"),
    "USD": ("$", "долларов", "доллара", "доллар", "usd"),
    "EUR": ("€", "евро", "eur"),
}

TABLES = {
    "limit": LIMIT,
    "alike": _ALIKE,
    "number": _NUMBER,
    "times": _TIMES,
    "currencies": _CURRENCIES,
}
"""By what numbers are read here, for whoever reads them elsewhere in the same way."""


def typed_number(value: object, currency: str = "") -> int | float | None:
    """Return the number that a value of a data file, or what was typed, stands for; None when it is none.

    Signs of any keyboard, groups of three, a comma or a point before the fraction, «тыс.», «млн» and «млрд» are
    understood. With a `currency` (its three letters) the words and the sign for it may follow, and a sum has two
    digits of a fraction at most: «12.500» would be twelve and a half to one and twelve thousand to another. True and
    false, infinite and huge numbers are none.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if not isinstance(value, str):
        return value if abs(value) < LIMIT else None  # neither infinity nor what is no number is less than anything
    words = value.strip().translate(_ALIKE).casefold()
    match = _NUMBER.fullmatch(_without_currency(words, currency) if currency else words)
    if match is None or (match["times"] is not None and match["times"] not in _TIMES):
        return None
    fraction = match["fraction"] or ""
    if currency and len(fraction) > 2 and match["times"] is None:
        return None
    digits = re.sub(r"[^0-9]", "", match["groups"] or match["whole"])
    if len(digits) > 15:
        return None
    number = Decimal(f"{match['sign']}{digits}.{fraction or 0}") * _TIMES.get(match["times"] or "", 1)
    if abs(number) >= LIMIT:
        return None
    whole = number == number.to_integral_value() and (not fraction or match["times"] is not None)
    return int(number) if whole else float(number)


def _without_currency(words: str, currency: str) -> str:
    for name in _CURRENCIES.get(currency, (currency.casefold(),)):
        if words.endswith(name):
            return words.removesuffix(name).rstrip()
        if name == words[: len(name)] and not name[0].isalpha():
            return words.removeprefix(name).lstrip()
    return words
