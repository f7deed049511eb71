"""Editions: what an item says, in eight letters that are known without git, so that whatever was made by an older
edition (a score, a receipt, a draft) is never read against a newer one without a word.

A seal (`seals.py`) forgives more: it asks whether a question is to be looked at again, and neither a sign nor the
place of a word matters to it. An edition has to tell −1 from 1 and 1,5 from 15.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from unicodedata import normalize

from salesbook.core.diagnostics import Route
from salesbook.models.base import ContentModel
from salesbook.models.company import Fact
from salesbook.models.walk import counted
from salesbook.text import markup

Statement = tuple[Route, str]
"""A value of an item, and where it stands there."""

_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_MINUSES = re.compile(r"(?:(?<=[\s(\[:;,=])|^)[-−–‒﹣－](?=\d)")
_GROUPS = re.compile(r"(?<=\d)[ \u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))")
_TOKEN = re.compile(r"-?\d+(?:[.,]\d+)*|[^\W_]+|[%‰+<>=≤≥≠±₽$€]")
_HYPHENS = re.compile(r"(?<=\w)[-‐‑](?=\w)")


def edition(data: ContentModel, facts: Mapping[str, Fact]) -> str:
    """Return the edition of an item, or of a block of one: eight letters that change when what it says does.

    All that `counted` names counts, with its place. What does not: case, ё, punctuation, dashes and quotation marks,
    spaces, the order of keys, comments, what a field holds by default, and what is about the item rather than of it.
    A figure of company.yml counts by its name and its value.
    """
    return edition_of(((string.route, string.value) for string in counted(data)), facts)


def edition_of(statements: Iterable[Statement], facts: Mapping[str, Fact]) -> str:
    """Return the edition of what is said by statements, in whatever order they come.

    Letters only, because YAML would take some digests in hexadecimal for numbers.
    """
    lines = sorted(_line(route, value, facts) for route, value in statements)
    return blake2b("\n".join(lines).encode(), digest_size=4).hexdigest().translate(_LETTERS)


def _line(route: Route, value: str, facts: Mapping[str, Fact]) -> str:
    named = (token.target for token in markup.tokens(value) if token.kind == "fact") if "{{" in value else ()
    figures = (f"{facts[name].value:g} {facts[name].unit}" for name in named if name in facts)
    return "\t".join((*map(str, route), " ".join((*_tokens(value), *figures))))


def _tokens(value: str) -> Iterator[str]:
    """Yield the words, numbers and signs of a text, as they are whichever way it is typed."""
    plain = normalize("NFKC", _GROUPS.sub("", value)).casefold().replace("ё", "е")
    plain = _HYPHENS.sub(" ", _MINUSES.sub("\x00", plain)).replace("\x00", "-")
    return (match[0].replace(",", ".") for match in _TOKEN.finditer(plain))
