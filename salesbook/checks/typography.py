"""Dashes and spaces of Russian text; all of it is for books in Russian only."""

import re
from collections.abc import Iterator
from functools import lru_cache

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.checks.passages import Correction, edited
from salesbook.core.diagnostics import Finding
from salesbook.core.language import gettext as _
from salesbook.text.months import MONTHS

NBSP = "\u00a0"
_MARKER_LENGTH = 40

_MONTHS = "|".join(month.genitive for month in MONTHS)
_UNITS = (
    r"(?:[%‰₽€$]|(?:руб(?:лей|ля|ль)?|тыс|млн|млрд|км|м²|м2|м³|см|мм|м|га|кг|ч|мин(?:ут[аыу]?)?|сек(?:унд[аыу]?)?|"
    r"час(?:а|ов|у)?|день|дн(?:я|ей|ям|ями|ях)|недел(?:[юяи]|ь|ям|ями|ях)|месяц(?:а|ев|ам|ах)?|кварталов|лет|"
    rf"год(?:а|у|ов)?|процент(?:а|ов)?|этаж(?:а|ей)?|{_MONTHS})(?![\w-])|(?:г|гг|шт|коп|кв)\.)"
)
_MARKER = re.compile(r"[ \t>]*(?:[-*+>|]|\d{1,3}[.)]|\#{1,6})")

_DASH = re.compile(r"(?<=[^\s|>—–-])[ \u00a0]+(?:-{1,3}|–)[ \u00a0]+(?=[^\s|—–-])")
_RANGE = re.compile(
    r"(?<![\w./:,+№–—-])(\d{1,4}(?:,\d{1,2})?)([ \u00a0]?-{1,2}[ \u00a0]?)(\d{1,4}(?:,\d{1,2})?)"
    rf"(?=[ \u00a0]?{_UNITS})"
)
_UNBOUND = re.compile(
    rf"(?<=\d)(?P<unit> )(?={_UNITS})|(?<=№)(?P<number> )(?=\d)|(?<=[^\s|>])(?P<dash> )(?=—)|"
    r"(?<!\w)[тТ]\.(?P<short> ?)(?=[дпек]\.)|"
    r"(?<!\w)[А-ЯЁ]\.(?P<first>[ \u00a0]?)[А-ЯЁ]\.(?P<name>[ \u00a0])(?=[А-ЯЁ][а-яё])|"
    r"(?<!\w)[А-ЯЁ][а-яё]{1,30}(?P<surname>[ \u00a0])[А-ЯЁ]\.(?P<last>[ \u00a0]?)(?=[А-ЯЁ]\.(?![ \u00a0][А-ЯЁ][а-яё]))"
)
_STRAY = re.compile(
    r"(?<=[\w»“”)\]}`%₽…\"\ufffc])(?P<before>[ \u00a0]+)(?=,|\?|!(?!\[|=)|;(?![)(-])|:(?![\w)(-])|\.(?![\w./…]))|"
    r"(?<=\S)(?P<double>[ \u00a0]{2,})(?=\S)"
)

# Most texts are sound, and one look tells so: what the rules find has one of these.
_SPACE_SIGN = re.compile(
    r"[ \u00a0](?=[ \u00a0,;:.!?—–-])(?<=[^\s|>*+-][ \u00a0])(?:(?P<dash>(?:-{1,3}|–)[ \u00a0])|(?<= )(?P<bound>—)|"
    r"(?P<stray>[ \u00a0,;!?]|[:.](?![\w(/.…-])))"
)
# Each begins with a plain character, to which the scan skips; nearly every space stands between letters.
_UNIT_SIGN = re.compile(rf" (?<=[0-9] )(?={_UNITS})")
_RANGE_SIGN = re.compile(rf"-(?:(?<=[0-9]-)|(?<=[0-9][ \u00a0]-))-?[ \u00a0]?[0-9,]{{1,7}}[ \u00a0]?{_UNITS}")
_ODD_SPACE = re.compile(r" [ \u00a0—–,;:.!?-]")
_ODD_BOUND = re.compile(r"\u00a0[ \u00a0,;:.!?–-]")
_SHORT_SIGN = re.compile(r"т\. ?[дпек]\.")
_INITIALS_SIGN = re.compile(r"\.[ \u00a0]?[А-ЯЁ]\.")
_NUMBER_SIGN, _CAPITAL_SIGN = re.compile("№ "), re.compile(r"Т\. ")
_BOUND_SIGNS = (_UNIT_SIGN, _SHORT_SIGN, _INITIALS_SIGN, _NUMBER_SIGN, _CAPITAL_SIGN)


@lru_cache(maxsize=1)
def _signs(item: Item) -> frozenset[str | None]:
    """Return what there may be of mistakes in an item: `dash`, `bound`, `stray`."""
    text = item.words
    signs: set[str | None] = set()
    if _RANGE_SIGN.search(text):
        signs.add("dash")
    if _ODD_SPACE.search(text) or _ODD_BOUND.search(text):
        signs |= {match.lastgroup for match in _SPACE_SIGN.finditer(text)}
    for sign in _BOUND_SIGNS:
        if sign.search(text):
            signs.add("bound")
            break
    return frozenset(signs)


def wrong_dash(item: Item, context: Context) -> Iterator[Finding]:
    """A hyphen stands where Russian sets a dash, or between the ends of a range.

    A dash between words is long, with a no-break space before it, so that no line begins with it. The ends of a range
    take a short one without spaces. Telephones, codes and article numbers are left alone: a range has a unit.

    Bad: `Бронь - это деньги`, `5-7 минут`

    Good: `Бронь — это деньги`, `5–7 минут`
    """
    if context.company.language == "ru" and "dash" in _signs(item):
        yield from edited(item, dashes, _("a hyphen for a dash in “{words}”"), _("write — between words, – in a range"))


def missing_no_break_space(item: Item, context: Context) -> Iterator[Finding]:
    """An ordinary space stands where a line must not break.

    A number is torn from its unit, № from its number, initials from the surname, or a dash begins the line: on a
    narrow screen the reader stumbles. No keyboard has a key for a no-break space (U+00A0): `salesbook check --fix`
    puts it there.

    Bad: `15 минут`, `№ 7`, `и т. д.`, `А. П. Чехов`, `бронь — деньги` with ordinary spaces.

    Good: the same with no-break spaces.
    """
    if context.company.language == "ru" and "bound" in _signs(item):
        advice = _("put a no-break space (U+00A0) there")
        yield from edited(item, unbound, _("an ordinary space where a line must not break: “{words}”"), advice)


def stray_space(item: Item, context: Context) -> Iterator[Finding]:
    """Two spaces in a row inside a line, or a space before a full stop, comma, colon, question or exclamation mark.

    They come from edits and show as holes in letters, where nothing takes them out.

    Bad: `Позвоните  клиенту , потом напишите`

    Good: `Позвоните клиенту, потом напишите`
    """
    if context.company.language == "ru" and "stray" in _signs(item):
        yield from edited(item, stray, _("a stray space in “{words}”"), _("take it out"))


def dashes(text: str, clear: str) -> Iterator[Correction]:
    """Yield the hyphens that stand for a dash between words or in a range."""
    corrections = [
        Correction(*match.span(), f"{NBSP}— ") for match in _DASH.finditer(clear) if _between_words(clear, match)
    ]
    for match in _RANGE.finditer(clear):
        if float(match[1].replace(",", ".")) < float(match[3].replace(",", ".")):
            corrections.append(Correction(*match.span(2), "–"))
    yield from sorted(corrections)


def unbound(text: str, clear: str) -> Iterator[Correction]:
    """Yield the ordinary spaces, and for abbreviations the missing ones, where a line must not break."""
    for match in _UNBOUND.finditer(clear):
        for name, gap in match.groupdict().items():
            if gap is not None and (gap == " " or (not gap and name == "short")):
                yield Correction(*match.span(name), NBSP)


def stray(text: str, clear: str) -> Iterator[Correction]:
    """Yield the spaces that should not be there; those that align the cells of a table and list items may."""
    start = 0
    for line in clear.split("\n"):
        table = line.lstrip().startswith("|")
        for match in _STRAY.finditer(line):
            first, last = match.span()
            if match["before"] is not None:
                yield Correction(start + first, start + last, "")
            elif not table and (first > _MARKER_LENGTH or not _MARKER.fullmatch(line, 0, first)):
                yield Correction(start + first, start + last, NBSP if NBSP in match[0] else " ")
        start += len(line) + 1


def _between_words(clear: str, match: re.Match[str]) -> bool:
    """Tell whether a hyphen stands between words: not in a formula, not behind the marker of a list."""
    formula = _is_term(clear, match.start() - 1, -1) and _is_term(clear, match.end(), 1)
    head = clear[max(0, match.start() - 200) : match.start()].rpartition("\n")[2]
    return not formula and not _MARKER.fullmatch(head)


def _is_term(clear: str, at: int, step: int) -> bool:
    """Tell whether a number ends at a place of a text, or one Latin letter stands there by itself."""
    neighbour = clear[at + step : at + step + 1] if at + step >= 0 else ""
    return clear[at].isdigit() or (clear[at].isascii() and clear[at].isalpha() and not neighbour.isalnum())
