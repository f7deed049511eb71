"""What in a text is a person's: telephones, addresses, accounts, documents, cards, days of birth."""

from collections.abc import Iterator
from typing import NamedTuple

from salesbook.text import personal_names, personal_numbers
from salesbook.text.disguises import undisguised
from salesbook.text.personal_sorts import Match, Sort


class Personal(NamedTuple):
    """A value in a text: where it starts, how it is written there; `sort` and `key`: see `Match`."""

    start: int
    text: str
    sort: Sort
    key: str


def personal(text: str) -> Iterator[Personal]:
    """Yield what looks like a person's, in the order of the text; of two that overlap the one that begins first.

    Examples are nobody's (`example.com`, +7 900 000-00-00), nor are toll-free numbers, numbers of contracts, orders,
    organisations and accounts, what draws a picture, and names that mark up code.
    """
    plain = undisguised(text)
    words = text if plain is None else plain.text
    matches = sorted([*personal_names.matches(words), *personal_numbers.matches(words)], key=_rank)
    end = 0
    for match in matches:
        if match.start < end:
            continue
        end = match.end
        first, last = (match.start, end) if plain is None else (plain.origin(match.start), plain.origin(end))
        yield Personal(first, text[first:last], match.sort, match.key)


def _rank(match: Match) -> tuple[int, int]:
    return match.start, -match.end
