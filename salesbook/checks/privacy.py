"""Personal data: a book is read by everybody in the department, and its history forgets nothing."""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from salesbook.book.context import Context
from salesbook.core.diagnostics import WHOLE, Finding, Span
from salesbook.core.language import gettext as _
from salesbook.core.language import mark


def personal_data(path: PurePosixPath, text: str, context: Context) -> Iterator[Finding]:
    """A telephone, an e-mail address, a passport, a bank card, or a person's SNILS or INN stands in the book.

    Everybody in the department reads the book, git keeps every version of it, and the law on personal data asks who has
    allowed that. Clients' data belong in the CRM; colleagues are named by their roles. Comments and pictures (SVG) are
    looked at too. What the company itself publishes is named in `public` of salesbook.toml: numbers, addresses, or
    `@domain` for all addresses there. Examples are free: `example.com`, numbers like `+7 900 000-00-00`; so are numbers
    that nobody has at home: 8-800.

    Bad: `phone: +7 912 345-67-89`, `ivanov@mail.ru` in the sample of a letter

    Good: `phone: +7 900 000-00-00`, `anna@example.com`
    """
    values = list(_addresses(text)) if "@" in text else []
    if _RUN.search(text) is not None:
        values += _numbers(_without_coordinates(path, text))
    values += _passports(text)
    if not values:
        return
    public = {_key(entry) for entry in context.settings.public}
    end = 0
    for value in sorted(values):
        if value.start < end or not public.isdisjoint(value.keys()):
            continue
        end = value.start + len(value.text)
        message = _(value.message).format(found=value.hidden())
        advice = _("take it out; name the company's own in “public” of salesbook.toml")
        yield Finding(path, WHOLE, message, advice, Span(value.start, value.text))


class _Value(NamedTuple):
    """What looks like somebody's number or address: where it starts, how it is written, what is said of it."""

    start: int
    text: str
    message: str

    def hidden(self) -> str:
        """Return the value with its middle hidden: a report is kept longer than the mistake."""
        if "@" in self.text:
            return f"{self.text[0]}•••@•••.{self.text.rpartition('.')[2]}"
        digits = [n for n, letter in enumerate(self.text) if letter.isdigit()]
        middle = frozenset(digits[2:-2])
        return "".join("•" if n in middle else letter for n, letter in enumerate(self.text))

    def keys(self) -> tuple[str, ...]:
        """Return what may stand in `public` for the value: itself, or the domain of an address."""
        domain = self.text.rpartition("@")[2]
        return (_key(self.text), f"@{domain.casefold()}") if "@" in self.text else (_key(self.text),)


def _key(value: str) -> str:
    """Return an address in lower case, a number as its digits: it may be written in many ways."""
    if "@" in value:
        return value.strip().casefold()
    digits = _digits(value)
    return f"7{digits[1:]}" if len(digits) == 11 and digits[0] == "8" else digits


# --- addresses

_DOMAIN = re.compile(r"@((?:[a-zа-яё0-9-]{1,63}\.){1,4}([a-zа-яё]{2,20}))(?![\w@-])", re.IGNORECASE)
_LOCAL = re.compile(r"[\w.+%-]{1,64}\Z")
_RESERVED = re.compile(r"(?:.+\.)?(?:example(?:\.(?:com|org|net|ru))?|test|invalid|localhost)", re.IGNORECASE)
_FILES = frozenset("png jpg jpeg svg webp gif avif ico css js".split())


def _addresses(text: str) -> Iterator[_Value]:
    for match in _DOMAIN.finditer(text):
        local = _LOCAL.search(text[max(0, match.start() - 64) : match.start()])
        if local is None or match[2].lower() in _FILES or _RESERVED.fullmatch(match[1]):
            continue
        yield _Value(match.start() - len(local[0]), local[0] + match[0], mark("an e-mail address: {found}"))


# --- numbers

_RUN = re.compile(r"[0-9](?:[ \u00a0\u202f.()-]{0,3}[0-9]){9,60}")
_COORDINATES = re.compile(r"\s(?:d|points|transform|viewBox|style|id)=(?:\"[^\"]{0,100000}\"|'[^']{0,100000}')")
_SUM = re.compile(r"[ \u00a0]?(?:[₽€$%]|руб|тыс|млн|млрд)")
_THREES = re.compile(r"\+\d{1,3}(?:[ \u00a0]\d{3})+")
_ISSUER = re.compile(r"4|5[1-5]|220[0-4]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720|62|3[47]")

_G = r"[ \u00a0\u202f-]?"
_NO_NUMBER_BEFORE, _NO_NUMBER_AFTER = r"(?<![\w+.,/=-])", r"(?!\w|[.,-]\d)"
_TELEPHONE = re.compile(
    rf"{_NO_NUMBER_BEFORE}(?:(?:\+7{_G}\(?\d{{3}}|[78]{_G}\(?[3489]\d{{2}})\)?{_G}\d{{3}}{_G}\d{{2}}{_G}\d{{2}}|"
    rf"\(\d{{3,5}}\)[ ]?\d{{1,3}}-\d{{2}}-\d{{2}}|\+[1-9]\d{{0,2}}(?:[ \u00a0().-]{{1,3}}\d{{2,5}}){{2,5}}|"
    rf"\+[1-9]\d{{9,14}}){_NO_NUMBER_AFTER}"
)
_CARD = re.compile(
    rf"{_NO_NUMBER_BEFORE}(?:\d{{4}}([ \u00a0-])\d{{4}}\1\d{{4}}\1\d{{4}}|\d{{15,16}}){_NO_NUMBER_AFTER}"
)
_SNILS = re.compile(rf"{_NO_NUMBER_BEFORE}\d{{3}}-\d{{3}}-\d{{3}}[ \u00a0-]\d{{2}}{_NO_NUMBER_AFTER}")
_INN = re.compile(rf"{_NO_NUMBER_BEFORE}\d{{12}}{_NO_NUMBER_AFTER}")
_PASSPORT = re.compile(
    r"[^\n]{0,60}?(?<!\w)(\d{2}[ \u00a0]?\d{2}(?:[ \u00a0,;№]|номер){1,12}\d{6})"
    rf"{_NO_NUMBER_AFTER}"
)


def _without_coordinates(path: PurePosixPath, text: str) -> str:
    """Blank the attributes that draw a picture: points of a line are nobody's number."""
    if path.suffix.lower() not in (".svg", ".html", ".htm", ".xml"):
        return text
    return _COORDINATES.sub(lambda match: " " * len(match[0]), text)


def _numbers(text: str) -> Iterator[_Value]:
    """Yield the numbers of persons in the runs of digits of a text."""
    for run in _RUN.finditer(text):
        first, last = max(0, run.start() - 2), min(len(text), run.end() + 2)
        for pattern, certain, message in _SORTS:
            for match in pattern.finditer(text, first, last):
                if certain(match[0]) and not _SUM.match(text, match.end()):
                    yield _Value(match.start(), match[0], message)


def _passports(text: str) -> Iterator[_Value]:
    """Yield series and numbers that stand behind a word that names them."""
    for word in ("аспорт", "серия", "Серия", "серии"):
        at = text.find(word)
        while at >= 0:
            match = _PASSPORT.match(text, at + len(word))
            if match is not None and _says(match[1]):
                yield _Value(match.start(1), match[1], mark("a passport: {found}"))
            at = text.find(word, at + len(word))


def _is_telephone(number: str) -> bool:
    digits = _digits(number)
    example = digits.endswith("0000000") or digits[-10:-7] == "000" or digits[-7:-2] == "55501"
    toll_free = len(digits) == 11 and digits[1:4] in ("800", "804")
    return (
        10 <= len(digits) <= 15
        and not (example or toll_free)
        and not (number[:2] != "+7" and _THREES.fullmatch(number))
    )


def _is_card(number: str) -> bool:
    """Tell whether the issuer's digits and the last one are those of a card (Luhn's formula, ISO/IEC 7812)."""
    digits = _digits(number)
    doubled = (sum(divmod(2 * int(d), 10)) if n % 2 else int(d) for n, d in enumerate(reversed(digits)))
    long_enough = len(digits) == 16 or digits[:2] in ("34", "37")
    return long_enough and _ISSUER.match(digits) is not None and sum(doubled) % 10 == 0


def _is_snils(number: str) -> bool:
    """Tell whether the last two digits are the sum that the Pension Fund's rule gives."""
    digits = _digits(number)
    total = sum(int(d) * (9 - n) for n, d in enumerate(digits[:9]))
    return _says(digits) and total % 101 % 100 == int(digits[9:])


def _is_inn(number: str) -> bool:
    """Tell whether the last two digits of a person's INN are the sums that the tax service's rule gives."""
    digits = [int(d) for d in number]
    tenth = sum(w * d for w, d in zip((7, 2, 4, 10, 3, 5, 9, 4, 6, 8), digits, strict=False)) % 11 % 10
    last = sum(w * d for w, d in zip((3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8), digits, strict=False)) % 11 % 10
    return _says(number) and digits[10:] == [tenth, last]


def _digits(value: str) -> str:
    return "".join(filter(str.isdigit, value))


def _says(number: str) -> bool:
    """Tell whether a number is more than an example of one digit."""
    return len(set(_digits(number))) > 1


_SORTS: tuple[tuple[re.Pattern[str], Callable[[str], bool], str], ...] = (
    (_TELEPHONE, _is_telephone, mark("a telephone number: {found}")),
    (_CARD, _is_card, mark("a bank card: {found}")),
    (_SNILS, _is_snils, mark("a SNILS: {found}")),
    (_INN, _is_inn, mark("a person's INN: {found}")),
)
