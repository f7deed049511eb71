"""Titles in running text: a reference prints one, and a title does not change its case."""

import re
from collections.abc import Iterator

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding, Span
from salesbook.core.language import gettext as _
from salesbook.models.base import Prose
from salesbook.models.kinds import BY_NAME
from salesbook.text import markup
from salesbook.text.naming import ARTICLE

_PREPOSITIONS = (
    "в во на по из из-за из-под с со к ко у о об обо от ото до за под над перед при про для без через между среди "
    "около вокруг возле вне внутри вместо кроме ради после против согласно благодаря насчёт"
)
_PREPOSITION = re.compile(rf"(?<![\w-])(?:{'|'.join(_PREPOSITIONS.split())})[ \u00a0\n]+[*_«„]{{0,3}}\Z", re.IGNORECASE)
_WORDS = frozenset(_PREPOSITIONS.split())
_NEAR, _LONGEST = 20, 2_000
# A reference without words of its own that does not print the number of a regulation.
_TITLE = re.compile(rf"\[\[(?!\s{{0,9}}{ARTICLE.pattern}\s{{0,9}}[\]#])[^\[\]|\n]{{1,2000}}\]\]")


def uninflected_title(item: Item, context: Context) -> Iterator[Finding]:
    """A reference behind a preposition prints a title in the nominative.

    «Ставит баллы в «Карта оценки лида»» is no Russian: the title of an item does not change its case. A reference may
    have words of its own; or name what it is before it, «по карте», «на этапе». Numbers of regulations read well as
    they are: «по ОП-007». The book must be in Russian.

    Bad: `ставит баллы в [[scorecard:leads]]`

    Good: `ставит баллы в [[scorecard:leads|карту лида]]`, `на этапе [[pipeline:main#taken]]`
    """
    if context.company.language != "ru" or _TITLE.search(item.words) is None:
        return
    for string in item.strings:
        if not isinstance(string.mark, Prose) or "[[" not in string.value or not _may_be_behind_one(string.value):
            continue
        for token in markup.tokens(string.value):
            if token.kind != "reference" or token.label or _prints_number(token.target):
                continue
            before = _PREPOSITION.search(string.value, max(0, token.start - _NEAR), token.start)
            if before is not None:
                message = _("“{words}” prints a title behind a preposition").format(words=before[0] + token.text)
                advice = _("give it words of its own in the right case: {reference}; or say before it what it is")
                words = f"[[{token.text[2:-2]}|…]]"
                span = Span(token.start, token.text)
                yield Finding(item.path, string.route, message, advice.format(reference=words), span)


def _may_be_behind_one(text: str) -> bool:
    """Tell quickly whether the word before some reference without words of its own is a preposition."""
    at = text.find("[[")
    while at >= 0:
        end = text.find("]]", at, at + _LONGEST)
        name = text[at + 2 : end] if end >= 0 else ""
        if "|" not in name and not _prints_number(name.partition("#")[0].strip()):
            words = text[max(0, at - _NEAR) : at].rstrip("*_«„").split()
            if words and words[-1].lower().lstrip("(«„") in _WORDS:
                return True
        at = text.find("[[", at + 2)
    return False


def _prints_number(target: str) -> bool:
    """Tell whether a name is that of an item with an article number, which stands before its title."""
    kind = BY_NAME.get(target.partition(":")[0])
    return ARTICLE.fullmatch(target) is not None or (kind is not None and kind.in_departments)
