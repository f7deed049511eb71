"""Words of a question and of the book in one form: letters folded, endings cut off.

The cutting is crude and quick, so that a page can do it too; which words belong together is told by a dictionary when
the index is made (`forms`), and never by the stem alone.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from salesbook.core.spelling import in_one_alphabet
from salesbook.text.endings import ENDINGS as OF_NOUNS

WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[a-z]")
_CYRILLIC = re.compile(r"[а-я]")
_SHORTEST = 3
_SHORTEST_ROOT = 4
_REFLEXIVE = ("ся", "сь")
_OF_VERBS = frozenset(
    """
    ай ат аю ет ит ти ть уй ут чь ют яй ят яю аем ает ать ают еет ете еть ешь еют ите ить ишь уем ует уть уют ыть
    яем яет ять яют аете аешь айте уете уешь уйте яете яешь яйте
    """.split()
)
ENDINGS = tuple(sorted(OF_NOUNS | _OF_VERBS, key=lambda ending: (-len(ending), ending)))
"""Endings of nouns, adjectives and verbs, the longest first."""

ENGLISH_ENDINGS = ("ing", "ed", "es", "s")

_DERIVING = frozenset(
    """
    а е и й о ы ь я ая ие ий ия ое ой ый
    аж ание анность анный ать ация аться еж ек ельность ельный енка ение енность енный есть еть ец ивание ивать имый
    ировать ировка ировщик ирование иция ить ица ичка ичный ка лец ление льный ник ница ной нуть ный няться
    ованный ование овать овление овый ок ость оть очный ский ство тель тельность тельный ть уть чество чивый чик
    щик ывание ывать ять яние яция ятие ние
    """.split()
)
DERIVING = tuple(sorted(_DERIVING, key=lambda ending: (-len(ending), ending)))
"""What makes one word of another, with its ending, the longest first: звон-ок, звон-ить; оцен-ка, оцен-ивать."""

ALTERNATING = ("гджзктхцчшс", "ггггкккккхх")
"""Consonants that change at the end of a root, and what stands for all of a row: встреч-а, встрет-ить."""

STOP = frozenset(
    """
    а без более бы был была были было быть в вам вами вас ваш ваша ваше ваши во вот все всё вы где да для до его ее
    ей ему если есть еще же за и из или им ими их к как какая какие какой ко когда который кто ли либо лишь между
    меня мне мной мы на над надо нам нами нас наш наша наше наши не него нее нет ни них но ну о об он она они оно от
    очень по под после потом потому при про с сам со так такая такие такого такое такой таком такую там тебе тебя то
    того тоже только тот ту тут ты у уже чего чем через что чтобы чья эта эти это этого этой этом этот я a an and
    are be do does for from how i if in is it me my of on or our should the them they this to we what when where who
    why with you your
    """.split()
)
"""Words that tell no subject: they count only where a question has no others, and never begin another word."""

ASKING = frozenset(
    "где как какая какие какой когда который кто куда откуда почему сколько зачем чей what where who why how".split()
)
"""Words that ask: they count a little, since questions of the book ask so too."""

_ALTERNATING = str.maketrans(*ALTERNATING)

INTENTS = {
    phrase: kind
    for kind, phrases in {
        "objection": "я; меня; мне; мной; мой; моя; мое; мои; мою; моего; моей; мы; нас; нам; нами; вы; вас; вам; вами;"
        " ваш; ваша; ваше; ваши; вашей; вашу; вашем; возражение; возражения; клиент говорит",
        "glossary": "что такое; что значит; что означает; кто такой; кто такая; определение; расшифровка; what is",
        "position": "обязанности; чем занимается; чем занят; что делает; показатели; kpi; кому подчиняется;"
        " за что отвечает; должность; duties",
        "onboarding": "первый день; первая неделя; первый месяц; план ввода; новичок; новенький; адаптация; first day",
        "instruction": "в crm; в срм; в црм; в амо; в amocrm; в битриксе; кнопка; in crm",
        "letter": "письмо; текст письма; шаблон; шаблон письма; letter",
        "script": "что сказать; что говорить; что ответить; как ответить; как отвечать; скрипт; what to say",
        "course": "курс; тест; экзамен; course",
        "regulation": "регламент; правило; можно ли; нельзя; что запрещено; regulation",
        "checklist": "чек лист; чеклист; checklist",
        "scorecard": "карта оценки; scorecard",
    }.items()
    for phrase in phrases.split("; ")
}
"""Words that tell what kind of answer is wanted, and the kind: they count a little, and so does being of the kind."""


class Word(NamedTuple):
    """A word of a text: where it stands, and its letters in one case and alphabet, without ё."""

    start: int
    end: int
    letters: str


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text; those on the two sides of a hyphen are two."""
    for match in WORD.finditer(text):
        yield Word(*match.span(), folded(match[0]))


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Return a word in lower case, without ё; a Latin letter among Cyrillic ones becomes the one that it looks like."""
    letters = word.lower().replace("ё", "е")
    if _LATIN.search(letters) and _CYRILLIC.search(letters):
        letters = in_one_alphabet(letters).lower()
    return letters


@lru_cache(maxsize=50_000)
def stem(letters: str) -> str:
    """Return a folded word without its ending."""
    if letters.isdigit():
        return letters
    if _LATIN.match(letters):
        return _english(letters)
    if len(letters) > _SHORTEST + 2 and letters.endswith(_REFLEXIVE):
        letters = letters[:-2]
    for ending in ENDINGS:
        # A short rest is left by a short ending alone: «лида» is «лид», but «дорого» is no «дор».
        if letters.endswith(ending) and len(letters) - len(ending) >= _SHORTEST + (len(ending) > 1):
            return letters[: -len(ending)]
    return letters


@lru_cache(maxsize=50_000)
def root(letters: str) -> str:
    """Return what words made of one another have in common, by their endings alone; an English word is its stem."""
    if _LATIN.match(letters) or letters.isdigit():
        return stem(letters)
    if len(letters) > _SHORTEST_ROOT + 1 and letters.endswith(_REFLEXIVE):
        letters = letters[:-2]
    cut = next((e for e in DERIVING if letters.endswith(e) and len(letters) - len(e) >= _SHORTEST_ROOT), "")
    letters = letters.removesuffix(cut)
    return letters[:-1] + letters[-1:].translate(_ALTERNATING) if len(letters) > _SHORTEST_ROOT else letters


def _english(letters: str) -> str:
    for ending in ENGLISH_ENDINGS:
        if letters.endswith(ending) and len(letters) - len(ending) >= _SHORTEST:
            return letters[: -len(ending)]
    return letters
