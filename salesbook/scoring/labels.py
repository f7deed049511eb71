"""The label of a lead: it asks for no person, and who finds one in it asks whether it is to stay."""

import re
from functools import cache
from typing import TYPE_CHECKING

from salesbook.core.language import gettext as _
from salesbook.text.phones import telephone

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_NUMBER = re.compile(r"\+?[0-9](?:[ \u00a0().-]{0,3}[0-9]){9,14}")
_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_USUAL = frozenset(
    "заявка заявки лид лида сделка сделки клиент клиента обращение номер из с на от по сайт сайта".split()
)
"""Words of most labels: for one that has no others the dictionary is not loaded, which takes a quarter of a second."""

_LIKELY = 0.25
"""How likely a word must be a name where any word has a capital letter, or none has."""

_LONGEST = 200


def label_doubt(label: str) -> str | None:
    """Return what in a lead's label says who the lead is: a telephone, an e-mail address, a name; None for nothing.

    A Russian word is a name when a dictionary has it as a first name, a patronymic or a surname: in the middle of a
    label with a capital letter («заявка 118 Роман») whatever else it may mean, otherwise when it seldom means anything
    else. Words that the dictionary does not have are none.
    """
    label = label[:_LONGEST]
    if match := _ADDRESS.search(label):
        return _("“{words}” in the label is somebody's e-mail address").format(words=match[0])
    for number in _NUMBER.finditer(label):
        if telephone(number[0]) is not None:
            return _("“{words}” in the label is somebody's telephone number").format(words=number[0])
    words = list(_WORD.finditer(label))
    if all(word[0].lower() in _USUAL for word in words):
        return None
    for word in words:
        inside = word[0][0].isupper() and label[: word.start()].rstrip(" \u00a0«\"'(")[-1:] not in ("", ".", "!", "?")
        if word[0].lower() not in _USUAL and _how_much_a_name(word[0]) > (0 if inside else _LIKELY):
            return _("“{words}” in the label looks like a person's name").format(words=word[0])
    return None


def _how_much_a_name(word: str) -> float:
    """Return how likely a word is somebody's name, from 0 to 1."""
    if len(word) < 3 or (word.isupper() and len(word) < 5):
        return 0.0  # initials and abbreviations
    likely = 0.0
    for parse in _dictionary().parse(word):
        tag = parse.tag
        name = "Surn" in tag or "Patr" in tag or ("Name" in tag and "sing" in tag)
        if name and parse.is_known:
            likely += parse.score
    return likely


@cache
def _dictionary() -> "MorphAnalyzer":
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - a dictionary of 16 MB

    return MorphAnalyzer(lang="ru")
