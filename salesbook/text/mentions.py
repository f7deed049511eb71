"""What a text names without linking to it: addresses of the web as they were pasted."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# Neither brackets nor quotes: what stands around an address is no part of it, and no page of an academy has any.
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]{}«»“”„\"'`|\\^]{1,2000}", re.IGNORECASE)
_BEHIND = ".,;:!?…*"


class Mention(NamedTuple):
    """What a text names: where it starts, and how it is written."""

    start: int
    text: str


def addresses(text: str) -> Iterator[Mention]:
    """Yield the addresses of the web in a text, whatever they stand in, without the punctuation behind them."""
    if "://" not in text:
        return
    for match in _ADDRESS.finditer(text):
        yield Mention(match.start(), match[0].rstrip(_BEHIND))
