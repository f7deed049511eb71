"""What in a text is a person's: telephones, addresses, accounts, documents, cards, days of birth."""

from collections.abc import Iterator
from typing import NamedTuple

from salesbook.text.disguises import undisguised
from salesbook.text.personal_sorts import Match, Sort
from salesbook.text.runs import runs


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
    matches: list[Match] = []
    # Their patterns take as long to compile as a hundred files to check, and a book in order needs none of them.
    if _tells_of_names(words):
        from salesbook.text import personal_names  # noqa: PLC0415

        matches += personal_names.matches(words)
    if any(runs(words)):
        from salesbook.text import personal_numbers  # noqa: PLC0415

        matches += personal_numbers.matches(words)
    end = 0
    for match in sorted(matches, key=_rank):
        if match.start < end:
            continue
        end = match.end
        first, last = (match.start, end) if plain is None else (plain.origin(match.start), plain.origin(end))
        yield Personal(first, text[first:last], match.sort, match.key)


def _tells_of_names(text: str) -> bool:
    """Tell whether a text has a sign without which nothing is an address or an account.

    Every file is asked, so the signs stand in one expression; Latin ones are looked for without the Cyrillic.
    """
    latin = text.encode("ascii", "ignore").lower()
    return (
        b"@" in latin or b"t.me" in latin or b"vk." in latin or b"vk:" in latin or b"legram" in latin
        or b"tg:" in latin or b"at)" in latin or b"at]" in latin or b"at}" in latin or b" at " in latin
        or b"_at_" in latin or "соба" in text or "леграм" in text or "тг:" in text or "вк:" in text or "ВК:" in text
    )  # fmt: skip


def _rank(match: Match) -> tuple[int, int]:
    return match.start, -match.end
