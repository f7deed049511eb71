"""Words in quotation marks and what they belong to: «источник «Партнёр»», «поле **«Источник»**: «Партнёр»».

So texts name fields of the CRM and their values; which fields there are, the checks know.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from salesbook.text.naming import folded

# What people say ends with a stop and is longer: neither is the name of a field, nor a value.
_RUSSIAN = re.compile(r"«([^«»\n.?!…]{1,60})»")
_ENGLISH = re.compile(r"“([^“”\n.?!…]{1,60})”")
_MARKS = " \u00a0*_"
_JOINING = frozenset({",", "и", "или", "либо", "/", "and", "or"})
_LINKING = frozenset({":", "—", "–", "-", "=", "→"})
_SAYING = frozenset(
    "выберите выбираем выбрать поставьте ставим поставить стоит значение choose select set is value".split()
)
_JOIN = re.compile(r"[ \u00a0]*(?:,|/|и|или|либо|and|or)[ \u00a0]+")
_NEAR = 60
_MOST_WORDS = 4
_REFERENCE = re.compile(r"\[\[([\w-]+#[\w-]+)(?:\|[^\[\]\n]{1,80})?\]\]\Z")

FIELD_WORDS = frozenset("поле поля полю полем полей полям полями полях field fields".split())
"""Words that say of what stands in quotation marks behind them that it is a field."""


class Quoted(NamedTuple):
    """Words in quotation marks, where they start, and the words before them to which they belong, all folded.

    `owner` is «источник» of «источник «Партнёр»», four words at the most; the quoted name of «поле «Источник» —
    «Партнёр»», with its marks; or the target of a reference, `crm#source`. Of a row it is that of the first.
    """

    owner: str
    words: str
    start: int
    written: str


def quoted(text: str) -> Iterator[Quoted]:
    """Yield what stands in quotation marks and belongs to words before it."""
    matches = list(_RUSSIAN.finditer(text)) if "«" in text else []
    if "“" in text:
        matches = sorted([*matches, *_ENGLISH.finditer(text)], key=re.Match.start)
    before: Quoted | None = None
    end = 0
    for match in matches:
        owner = _owner(text[max(end, match.start() - _NEAR) : match.start()], before)
        before = Quoted(owner, folded(match[1]).rstrip(",;"), match.start(), match[0])
        end = match.end()
        if owner:
            yield before


def notes(text: str) -> tuple[str, ...]:
    """Return what may name fields and their values in a text, each once: the owner and the words, parted by a tab."""
    return tuple(dict.fromkeys(f"{each.owner}\t{each.words}" for each in quoted(text)))


def leading(text: str) -> Iterator[Quoted]:
    """Yield the row of quotations with which a text begins: «Дорого» или «Далеко» — …; they have no owner."""
    end = 0
    while match := _RUSSIAN.match(text, end) or _ENGLISH.match(text, end):
        yield Quoted("", folded(match[1]).rstrip(",;"), match.start(), match[0])
        gap = _JOIN.match(text, match.end())
        if gap is None:
            return
        end = gap.end()


def names_field(owner: str) -> bool:
    """Tell whether words say that a field is named behind them."""
    return owner.rpartition(" ")[2] in FIELD_WORDS


def _owner(gap: str, before: Quoted | None) -> str:
    """Return what a quotation belongs to; `gap` stands between the quotation `before`, when one is near, and it."""
    if "\n" in gap:
        gap, before = gap.rpartition("\n")[2], None
    if before is not None:
        between = folded(gap.strip(_MARKS))
        if between in _JOINING:
            return before.owner
        if not between or between in _LINKING or between.strip(":—–-= ") in _SAYING:
            return f"«{before.words}»"
    gap = gap.rstrip(_MARKS)
    if not gap:
        return ""
    linked = gap.rstrip(":=—–-→").rstrip(_MARKS)
    if linked.endswith("]]"):
        reference = _REFERENCE.search(linked)
        return "" if reference is None else reference[1]
    return _last_words(gap.rstrip(":=").rstrip(_MARKS))


def _last_words(text: str) -> str:
    """Return the last words of a text, folded: four at the most, none of them behind punctuation."""
    if not text[-1:].isalnum():
        return ""
    words: list[str] = []
    for word in reversed(folded(text[-_NEAR:]).split(" ")[-_MOST_WORDS:]):
        if not word.replace("-", "").isalnum():
            break
        words.append(word)
    return " ".join(reversed(words))
