"""Clauses that a Russian text cites by their numbers: «см. п. 4», «пп. 2–3», «п. 4 ОП-015»."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

MAX_CITATIONS = 10_000
"""So many citations of a text are looked at: whose clause each cites the words around it tell."""


class Citation(NamedTuple):
    """A clause that a text cites: the words, the numbers they name, and whose clause it is.

    `of` is the item that the words beside it name (`ОП-015`), nothing for a clause of the text itself.
    """

    start: int
    text: str
    numbers: tuple[str, ...]
    of: str


_N = r"\d{1,3}(?:\.\d{1,3}){0,3}(?![\d%‰])"
_CLAUSE = re.compile(
    rf"(?<![\w.])(?:(?P<one>п\.|(?:под)?пункт(?:а|у|ом|е)?)|(?P<many>пп\.|(?:под)?пункт(?:ы|ов|ам|ами|ах)))"
    rf"[ \u00a0]{{0,2}}(?P<numbers>{_N}(?:[ ]?[–-][ ]?{_N})?(?(many)(?:(?:,[ \u00a0]| и |, а также ){_N})*))",
    re.IGNORECASE,
)
_NUMBER = re.compile(_N)
# Each begins with a plain word, to which the scan skips: nearly every text has none of them.
_SIGNS = tuple((sign, re.compile(rf"{re.escape(sign)}\w{{0,3}}[ \u00a0]{{0,2}}\d")) for sign in ("п.", "П.", "ункт"))
_NAMED = (
    r"(?:\[\[(?P<target>[^\[\]|#\n]{1,200})[^\[\]\n]{0,1700}\]\]"
    r"|(?<![\w-])(?P<code>[А-ЯЁA-Z]{1,6}-\d{3})(?![\w-]))"
)
_NAMED_BEHIND = re.compile(rf"[ \u00a0](?:регламента[ \u00a0])?{_NAMED}")
_NAMED_BEFORE = re.compile(rf"{_NAMED}[,:]?[ \u00a0]?\(?(?:см\.[ \u00a0])?\Z")

# Little words and verbs, or the end: a noun in the genitive would say whose clause it is, «п. 3 договора».
_WORDS = (
    "в во на по из с со к ко у о об до за под при про для без от или и а но не ни же то это как если когда чтобы где "
    "тоже также ниже выше здесь сначала сразу ещё уже только можно нужно надо нельзя должен должна должны мы вы он она "
    "они"
)
_VERB = r"\w{1,20}(?:[аяеёиую]ть|ться|тся|[еиё]т|[ауюя]т|[еи]м|ешь|ишь|[ий]те)"
_OWN_BEHIND = re.compile(
    r"[ \u00a0](?:(?:этого|настоящего|данного)[ \u00a0])?регламента(?![ \u00a0]?[\[«\"]|[ \u00a0](?-i:[А-ЯЁA-Z]))"
    r"|\s*(?:\Z|[.,;:!?…)»“\]—–|\n])"
    rf"|[ \u00a0](?:\(|(?:{'|'.join(_WORDS.split())}|{_VERB})(?![\w-]))",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"(?<!\w)(?:ФЗ|ГК|НК|ТК|УК|КоАП|ЖК РФ|СНиП|СанПиН|ГОСТ|ДДУ|ДКП)(?!\w)|закон|кодекс|стать[яиюеё]|(?<!\w)ст\."
    r"|постановлен|(?<!\w)приказ(?:а|у|ом|е|ы|ов)?(?!\w)"
)
_PAPER = re.compile(
    r"(?<!\w)(?:договор|соглашени|контракт|оферт|анкет|акт[аеуы]?(?!\w)|приложени|устав|положени|правил|политик|протокол|"
    r"доверенност|заявлени|смет|спецификаци|инструкци|чек-лист|памятк|бланк|(?:д|кв|эт|корп|стр)\.[ \u00a0]?\d)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r";[ \u00a0]|[.!?…][)»“]?[ \u00a0\n]+(?=[А-ЯЁA-Z«\[])|\n")
_CODE = re.compile(r"[А-ЯЁA-Z]-\d{3}(?!\w)")
_FAR, _NEAR = 160, 30
_HEAD = re.compile(r"(?:\A|\n)[#>*|\s-]{0,20}\Z")
_TITLE = re.compile(r"\s*(?:[.:)*|—–]|\Z|\n)")


def may_cite(text: str) -> bool:
    """Tell quickly whether a text may cite a clause."""
    for sign, pattern in _SIGNS:  # noqa: SIM110 - `any` takes twice the time
        if sign in text and pattern.search(text) is not None:
            return True
    return False


def citations(text: str) -> Iterator[Citation]:
    """Yield the clauses that a Russian text cites, of itself or of an item named beside them.

    Those of laws and contracts are none, and neither are those of which it is not plain whose they are.
    """
    for match in islice(_CLAUSE.finditer(text), MAX_CITATIONS) if may_cite(text) else ():
        numbers = tuple(_NUMBER.findall(match["numbers"]))
        of = _whose(text, match)
        if of is not None:
            yield Citation(match.start(), match[0], numbers, of)


def _whose(text: str, match: re.Match[str]) -> str | None:
    """Return the name of the item whose clause is cited, nothing for the text's own; None when that is not plain."""
    before = text[max(0, match.start() - _FAR) : match.start()]
    behind = text[match.end() : match.end() + _FAR]
    sentence = _SENTENCE_END.split(before)[-1], _SENTENCE_END.split(behind)[0]
    if any(_LAW.search(part) for part in sentence):
        return None
    if _HEAD.search(before[-_NEAR:]) and _TITLE.match(behind):
        return None  # the clause itself begins here
    for named in (_NAMED_BEHIND.match(behind), _NAMED_BEFORE.search(sentence[0])):
        if named is not None:
            return (named["target"] or named["code"]).strip()
    if _PAPER.search(sentence[0][-_NEAR:]) or _PAPER.search(sentence[1][:_NEAR]):
        return None
    elsewhere = any("[[" in part or _CODE.search(part) for part in sentence)
    return None if elsewhere or not _OWN_BEHIND.match(behind) else ""
