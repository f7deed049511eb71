"""What may stand in a cell for an answer: a closed list for each parameter, which Python and SQL read alike.

A cell counts without the spaces around it and in small letters: its key. An answer goes by its id, by its text, by its
points where no other answer has them, and by what a mapping file calls it; “unknown” by its names and by an empty cell.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from salesbook.models.points import POINT_PLACES
from salesbook.models.scorecard import UNKNOWN, Knockout, Parameter, Scorecard

SPACES = " \t\r\n"
"""Characters that do not count around what stands in a cell."""

REPLACED = (("\u00a0", " "), ("\ufeff", ""))
"""Characters that stand for others, before the spaces go: some engines trim bytes, and would cut a letter in two."""

EMPTY = ""
UNKNOWNS = (UNKNOWN, "неизвестно", "не известно", "нет данных")
YES = ("1", "да", "yes", "true", "истина", "y", "д", "+", "x", "х", "✓", "1.0")
NO = ("0", "нет", "no", "false", "ложь", "n", "н", "-", "−", "0.0")
SEPARATORS = (";", "|", "\n")
"""Part the knock-outs of a cell, beside the comma."""

_MINUSES = ("-", "−", "–")
_THOUSAND = tuple(f"{gap}{word}" for gap in ("", " ") for word in ("тыс", "тыс.", "k", "к"))


def key_of(cell: str | None) -> str:
    """Return what counts of a cell."""
    text = cell or ""
    for old, new in REPLACED:
        text = text.replace(old, new)
    return text.strip(SPACES).lower()


def answers_by_key(card: Scorecard, parameter: Parameter, named: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the ids of a parameter's answers by the keys of cells that mean them; `named` is of a mapping file."""
    keys = {key_of(text): answer for text, answer in (named or {}).items()}
    choices = card.choices(parameter)
    counts: dict[Decimal, list[str]] = {}
    for choice in choices:
        keys.setdefault(key_of(choice.id), choice.id)
        if choice.id == UNKNOWN:
            for key in (EMPTY, *UNKNOWNS):
                keys.setdefault(key, UNKNOWN)
        elif choice.points is not None:
            counts.setdefault(choice.points, []).append(choice.id)
    for points, ids in counts.items():
        if len(ids) == 1:
            for key in number_keys(points):
                keys.setdefault(key, ids[0])
    texts: dict[str, set[str]] = {}
    for choice in choices:
        for text in (choice.text, choice.text.rstrip(".")):
            texts.setdefault(key_of(text), set()).add(choice.id)
    for key, meant in texts.items():
        if len(meant) == 1:
            keys.setdefault(key, next(iter(meant)))
    return keys


def number_keys(number: Decimal) -> Iterator[str]:
    """Yield how a number of points is written in cells, with any sign that looks like a minus.

    One is 1, +1, 01, 1.0 or 1,00; a thousand and a half, 1500, 1 500, 1,5 тыс. or 1.5k.
    """
    signs = ("", "+", *_MINUSES) if number == 0 else _MINUSES if number < 0 else ("", "+")
    forms = [*_plain_forms(abs(number))]
    thousands = number / 1000
    if number and thousands == round(thousands, POINT_PLACES):
        forms += [f"{form}{word}" for form in _plain_forms(abs(thousands)) for word in _THOUSAND]
    for sign in signs:
        for form in forms:
            yield sign + form


def _plain_forms(number: Decimal) -> Iterator[str]:
    """Yield how a number without a sign is written: with zeros before and after, with its thousands apart."""
    whole, _point, fraction = f"{number:f}".partition(".")
    fraction = fraction.rstrip("0")
    fractions = {fraction.ljust(places, "0") for places in range(len(fraction), POINT_PLACES + 1)}
    wholes = [whole] if len(whole) <= 3 else [whole, f"{int(whole):,}".replace(",", " ")]
    if not fraction:
        yield from (f"0{whole}", f"00{whole}")
    for digits in sorted(fractions):
        for form in wholes:
            yield from [f"{form}{point}{digits}" for point in ".,"] if digits else [form]


@dataclass(frozen=True, slots=True)
class KnockoutList:
    """How a cell that lists knock-outs is read: `names` go with the ids that they mean, longest first."""

    names: tuple[tuple[str, str], ...]

    def held(self, cell: str | None) -> frozenset[str] | None:
        """Return the ids of the knock-outs that a cell lists; None when something else stands in it, too."""
        key = key_of(cell)
        if key in NO:
            return frozenset()
        rest, ids = parted(key), set()
        for name, knockout in self.names:
            if name in rest:
                ids.add(knockout)
                rest = rest.replace(name, "")
        return frozenset(ids) if rest.strip(", ") == "" else None


def knockout_list(card: Scorecard) -> KnockoutList:
    """Return how a card's knock-outs are listed: by id or by title; “нет” and a dash list none."""
    names = {parted(key_of(name)): knockout.id for knockout in card.knockouts for name in _names(knockout)}
    return KnockoutList(tuple(sorted(names.items(), key=lambda pair: (-len(pair[0]), pair))))


def _names(knockout: Knockout) -> Iterable[str]:
    return (knockout.title, knockout.id)


def parted(key: str) -> str:
    """Return a list with two commas between its parts and one at each end: every part has its own commas."""
    for separator in SEPARATORS:
        key = key.replace(separator, ",")
    return "," + key.replace(", ", ",").replace(" ,", ",").replace(",", ",,") + ","
