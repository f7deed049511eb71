"""Numbers of persons: telephones, passports, SNILS, INN, bank cards, days of birth."""

import re
from collections.abc import Iterator

from salesbook.text import captions
from salesbook.text.personal_sorts import Match, Sort
from salesbook.text.personal_telephones import Telephones
from salesbook.text.runs import AFTER, BEFORE, DASHES, GAP, LOOKALIKES, SPACES, UNIT, runs, straightened

_DRAWN = re.compile(
    r"\s(?:d|points|transform|viewBox|style|id|class|[rcf]?[xy][12]?|r|width|height|offset|values|keyTimes|fill|"
    r"stroke-[a-z]{4,12}|gradientTransform|patternTransform)=(?:\"[^\"]{0,100000}\"|'[^']{0,100000}')"
)
_SPACE = f"[{SPACES}]"
_DASH = f"[{DASHES}]"


_TOWN = 9
"""So many characters has a telephone without the code of its town; a document has more."""


def matches(text: str) -> Iterator[Match]:
    """Yield the numbers of persons that a text without disguises holds."""
    if '="' in text or "='" in text:
        # Points of a line are nobody's number.
        text = _DRAWN.sub(lambda drawn: " " * len(drawn[0]), text)
    if LOOKALIKES.search(text) is not None:
        text = straightened(text)
    telephones = Telephones(text)
    for start, end in runs(text):
        if end - start > _TOWN:
            yield from _documents(text, start, end)
        yield from telephones.between(start, end)
    yield from _birthdays(text)


# --- documents and cards

_ISSUER = re.compile(r"4|5[0-8]|6[0-9]|220[0-4]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720|3[47]|35|30[0-5]|3[689]")
_CARD = re.compile(
    rf"{BEFORE}(?:\d{{4}}({_SPACE}{{1,2}}|{_DASH}|\.)\d{{4}}\1\d{{4}}\1\d{{4}}(?:\1\d{{3}})?|"
    rf"3[47]\d{{2}}({_SPACE}|{_DASH})\d{{6}}\2\d{{5}}|\d{{15,19}}){AFTER}(?!{GAP}\d{{4}}(?!\d))"
)
_IBAN = re.compile(r"[A-Z]{2}\d{2}[ \u00a0]\Z")
_SNILS = re.compile(
    rf"{BEFORE}(?<!\d[ \u00a0])\d{{3}}(?:{_SPACE}|{_DASH})\d{{3}}(?:{_SPACE}|{_DASH})\d{{3}}(?:{_SPACE}|"
    rf"{_DASH}){{1,3}}\d{{2}}{AFTER}(?![ \u00a0]\d)"
)
_BARE_SNILS = re.compile(rf"{BEFORE}\d(?:{GAP}\d){{10}}{AFTER}")
_INN = re.compile(rf"{BEFORE}\d{{12}}{AFTER}")
_SPACED_INN = re.compile(rf"{BEFORE}\d(?:{GAP}\d){{11}}{AFTER}")
_SAYS_SNILS = re.compile(
    r"(?:снилс|snils|страхов\w{2,5} (?:номер|свидетельств)|пенсион\w{2,5} (?:номер|страхов|"
    r"свидетельств))[^\n\d]{0,40}\Z",
    re.I,
)
_SAYS_INN = re.compile(r"(?:\bинн|(?<![a-z])inn)\b[^\n\d]{0,40}\Z", re.I)

_SERIES, _NUMBER = rf"\d{{2}}(?:{_SPACE}|{_DASH}|/){{0,2}}\d{{2}}", r"\d{3}[ \u00a0-]?\d{3}"
_BETWEEN = rf"(?:{_SPACE}|{_DASH}|[,;:.№#()«»\"'/_|*`]|номер\w{{0,2}}|number|num|nr|но|no|n|и){{0,14}}"
_KEY_BETWEEN = r"[\"']?,?[ \t]*\n[ \t\"']*\w{0,24}(?:номер|number|num)\w{0,6}[\"']?[ \t]*:[ \t\"']*"
_PASSPORT = re.compile(rf"(?<![\w.,])({_SERIES})(?:{_BETWEEN}|{_KEY_BETWEEN}){_NUMBER}(?!\w|[.,]\d|{_DASH}\d)", re.I)
_REVERSED_PASSPORT = re.compile(
    rf"(?<![\w.,-])\d{{6}}[\s,;(]{{1,4}}(?:паспорт\w{{0,3}}\s)?сери\w{{1,2}}[\s:№]{{0,3}}{_SERIES}(?!\w|[.,]\d)", re.I
)
_TRAVEL_PASSPORT = re.compile(rf"(?<![\w.,-])\d{{2}}(?:{_SPACE}|№|N|номер){{0,7}}\d{{7}}(?!\w|[.,-]\d)", re.I)
_SAYS_PASSPORT = re.compile(
    r"(?:пасп|passport|загран|\bseries|п-т\b|(?<!\w)сери(?:я|и|й|ю|е|ей|ям|ями|ях)(?!\w)|(?<!\w)сер\.|"
    r"удостоверени\w{1,3} личности|\bdul\b|\bдул\b)"
    r"[^\n\d]{0,60}(?:\d\d?[.]\d\d[.]\d{4}[^\n\d]{0,20})?\Z",
    re.I,
)
_SAYS_PASSPORT_AFTER = re.compile(
    r"[\s,;.)\"»]{0,4}(?:был[аио]? )?(?:кем |дата )?(?:выда[нч]|уфмс|гу мвд|мвд|увд|овд|фмс|код подразд|"
    r"\d{3}-\d{3}\b)",
    re.I,
)
_SHAPED_PASSPORT = re.compile(
    rf"(?:\d{{4}}|\d{{2}}{_SPACE}\d{{2}})(?:{_SPACE}{{0,2}}№{_SPACE}{{0,2}}|"
    rf"{_SPACE})\d{{6}}"
)
_REGIONS = frozenset(
    "01 03 04 05 07 08 10 11 12 14 15 17 18 19 20 22 24 25 26 27 28 29 30 32 33 34 35 36 37 38 40 41 42 44 45 "
    "46 47 49 50 "
    "52 53 54 56 57 58 60 61 63 64 65 66 67 68 69 70 71 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 "
    "91 92 93 94 "
    "95 96 97 98 99".split()
)
"""With what the series of a passport begins: the region that has issued it, by OKATO."""


def _documents(text: str, start: int, end: int) -> Iterator[Match]:
    """Yield the documents and cards in a run of digits."""
    last = min(len(text), end + 8)
    for match in _CARD.finditer(text, start, last):
        number = _digits(match[0])
        said = captions.is_card(text, match.start())
        foreign = not said and (
            captions.is_other(text, match.start()) or _IBAN.search(text, max(0, match.start() - 6), match.start())
        )
        if not foreign and _is_card(number) and UNIT.match(text, match.end()) is None:
            yield Match(match.start(), match.end(), Sort.CARD, number)
    for match in _SNILS.finditer(text, start, last):
        if _is_snils(_digits(match[0])):
            yield Match(match.start(), match.end(), Sort.SNILS, _digits(match[0]))
    for match in _INN.finditer(text, start, last):
        if _is_inn(match[0]) and not captions.is_other(text, match.start()):
            yield Match(match.start(), match.end(), Sort.INN, match[0])
    before = text[max(0, start - 64) : start]
    for says, pattern, is_sound, sort in (
        (_SAYS_SNILS, _BARE_SNILS, _is_snils, Sort.SNILS),
        (_SAYS_INN, _SPACED_INN, _is_inn, Sort.INN),
    ):
        named = pattern.match(text, start, last) if says.search(before) else None
        if named is not None and is_sound(_digits(named[0])):
            yield Match(named.start(), named.end(), sort, _digits(named[0]))
    yield from _passports(text, start, last)


def _passports(text: str, start: int, last: int) -> Iterator[Match]:
    first = max(0, start - 12)
    for match in (
        *_PASSPORT.finditer(text, first, min(len(text), last + 60)),
        *_REVERSED_PASSPORT.finditer(text, first, min(len(text), last + 40)),
    ):
        if match.end() <= start or match.start() > last:
            continue
        digits = _digits(match[0])
        if len(set(digits)) == 1 or digits[-6:] == "000000":
            continue
        before = text[max(0, match.start() - 96) : match.start()]
        said = (
            _SAYS_PASSPORT.search(before)
            or match.re is _REVERSED_PASSPORT
            or _SAYS_PASSPORT_AFTER.match(text, match.end())
        )
        if said or _is_shaped_passport(text, match.start(), match.end(), digits):
            yield Match(match.start(), match.end(), Sort.PASSPORT, digits)
    words = text[max(0, start - 64) : start].lower()
    travel = _TRAVEL_PASSPORT.match(text, start, last) if "загран" in words or "заграничн" in words else None
    if travel is not None:
        yield Match(travel.start(), travel.end(), Sort.PASSPORT, _digits(travel[0]))


def _is_shaped_passport(text: str, start: int, end: int, digits: str) -> bool:
    """Tell whether four and six digits that nobody calls a passport can be nothing else."""
    shaped = _SHAPED_PASSPORT.fullmatch(text, start, end)
    if shaped is None or digits[:2] not in _REGIONS or not (digits[2:4] >= "97" or digits[2:4] <= "35"):
        return False
    year = "№" not in shaped[0] and digits[:4].isdigit() and re.match(r"(?:19|20)\d\d\D", shaped[0]) is not None
    alone = re.search(r"\d[ \u00a0,]{1,2}\Z", text[max(0, start - 3) : start]) is None
    alone = alone and re.match(r"[ \u00a0]\d", text[end : end + 2]) is None
    return alone and not year and not captions.is_other(text, start) and UNIT.match(text, end) is None


def _is_card(number: str) -> bool:
    """Tell whether the issuer's digits and the last one are those of a card (Luhn's formula, ISO/IEC 7812)."""
    if not 15 <= len(number) <= 19 or len(set(number)) == 1 or _ISSUER.match(number) is None:
        return False
    if (len(number) == 15) != (number[:2] in ("34", "37")) or (len(number) > 16 and number[0] not in "26"):
        return False
    from stdnum import luhn  # noqa: PLC0415 - where it is used

    return luhn.is_valid(number)


def _is_snils(number: str) -> bool:
    """Tell whether the last two digits are the sum that the Pension Fund's rule gives."""
    total = sum(int(d) * (9 - n) for n, d in enumerate(number[:9]))
    return len(set(number)) > 1 and total % 101 % 100 == int(number[9:])


def _is_inn(number: str) -> bool:
    """Tell whether the last two digits of a person's INN are the sums that the tax service's rule gives."""
    from stdnum.ru import inn  # noqa: PLC0415 - where it is used

    return len(set(number)) > 1 and inn.is_valid(number)


def _digits(value: str) -> str:
    return "".join(filter(str.isdigit, value))


# --- days of birth

_BORN = ("рожд", "РОЖД", "Рожд", "родил", "Родил", "РОДИЛ", "г.р", "г. р", "г.\u00a0р", "birth", "Birth")
_MONTH = r"(?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)\w{1,2}"
_DAY = rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|\d{{1,2}} {_MONTH} (?:19|20)\d\d)"
_BIRTHDAY = re.compile(
    rf"(?:дат[аыуе]й? рождени\w{{1,2}}|д\. ?р\.|\bродил(?:ся|ась)|\bdate.of.birth|\bbirth_?da(?:y|te)|рожд\.)"
    rf"[^\w\n]{{0,6}}(?:клиента|клиентки)?[^\w\n]{{0,4}}({_DAY})(?!\d)|"
    rf"(?<![\d.])({_DAY})[\s,(]{{1,3}}(?:г\.[ \u00a0]?р\.|года? рождени)",
    re.I,
)


def _birthdays(text: str) -> Iterator[Match]:
    if not any(word in text for word in _BORN):
        return
    for match in _BIRTHDAY.finditer(text):
        group = 1 if match[1] else 2
        yield Match(match.start(group), match.end(group), Sort.BIRTHDAY, _digits(match[group]))
