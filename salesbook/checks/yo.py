"""The letter ё: asked for, forbidden, or left to the author, who then writes a word in one way."""

import re
from collections.abc import Iterator
from functools import lru_cache

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.checks.passages import Correction, edited
from salesbook.core.diagnostics import Finding
from salesbook.core.language import gettext as _

_WORD = re.compile(r"(?<![\w-])[А-Яа-яЁё]+(?![\w-])")

_TWO_WORDS = frozenset(
    """
    все всем тем чем нем моем поем берет весел осел мел лен мед неба небо падеж шлем пошлем слез смел помет лет лета
    лету полет передохнем узнает узнаем узнаете узнаешь признает признаем признаете сознает сознаем осознает осознаем
    познает познаем распознает опознает села стекла зерна ведра колеса гнезда ребра озера звезды сестры жены пчелы слезы
    весны метлы седла весла сел перед счета счетов счетам счетами счетах щеки черт черта черту черте чертой чертах
    крестный крестная крестного крестной совершенный совершенная совершенное совершенные совершенного совершенной
    совершенно
    """.split()
)
"""Without the dots these are other words as well: все and всё, узнает and узнаёт, сестры and сёстры."""

_CERTAIN = frozenset(
    """
    ещё её неё твоё своё твоём своём чьё причём вдвоём втроём трёх трём четырёх четырём днём путём
    идёт идём идёте идёшь пойдёт пойдём пойдёте найдёт найдём найдёте придёт придём пройдёт пройдём зайдёт зайдём уйдёт
    перейдёт перейдём подойдёт подойдём дойдёт ждёт ждём ждёте подождём подождёт живёт живём живёте даёт даём даёте
    отдаёт отдаём передаёт передаём продаёт продаём создаёт создаём остаётся сдаёт сдаём задаёт задаём начнёт начнём
    начнёте возьмёт возьмём возьмёте поймёт поймём вернёт вернём вернётся ведёт ведём ведёте несёт принесёт займёт
    назовёт назовём зовёт зовём позовёт пришлёт пришлём пришёл пошёл нашёл зашёл ушёл прошёл перешёл подошёл дошёл шёл
    провёл привёл перевёл довёл ввёл привёз
    учёт учёта учёте расчёт расчёта расчёты расчётов расчётный счёт счёте отчёт отчёта отчёты отчётов отчёте зачёт
    партнёр партнёра партнёры партнёров партнёру партнёром партнёрам партнёрский партнёрская партнёрские партнёрского
    стажёр стажёра стажёры стажёров стажёру приём приёма приёмка приёмки приёмку объём объёма объёмы подъём подъёма заём
    наём съёмка съёмки съёмку наёмный заёмщик заёмщика ребёнок ребёнка ребёнку самолёт самолёта ёмкость ёмкости
    твёрдый твёрдо чёткий чётко чёткая чёткое чёрный жёлтый зелёный тёплый тёплая тёплые тёплых лёгкий лёгкая лёгкие
    дешёвый дешёвая дешёвые жёсткий жёстко жёсткие тёмный тёмная надёжный надёжная надёжно надёжность серьёзный
    серьёзно серьёзная серьёзные определённый определённо определённая определённые
    подтверждён решён включён заключён утверждён закреплён завершён внесён перенесён приведён переведён введён заведён
    """.split()
)
"""Frequent words that are nothing else when the dots are left out."""

_PLAIN = {word.replace("ё", "е"): word for word in _CERTAIN}
_DOTLESS = str.maketrans("ёЁ", "еЕ")
_LETTERS = re.compile(r"[а-яё]+")
_MANY = 50


def yo(item: Item, context: Context) -> Iterator[Finding]:
    """The letter ё is used otherwise than the book has agreed.

    `yo` in salesbook.toml says how: `always` asks for it in words that cannot be understood otherwise, `never` forbids
    it, and `keep` leaves it to the author, who then writes one word in one way within a text: search takes the two for
    different words.

    Bad: `Отчёт готов. Пришлите отчет.`

    Good: `Отчёт готов. Пришлите отчёт.`
    """
    if context.company.language != "ru":
        return
    message = _("the spelling of ё in “{words}”")
    if context.settings.yo == "always":
        yield from edited(item, dotted, message, _("write ё: salesbook.toml asks for it"))
    elif "ё" not in (text := item.words) and "Ё" not in text:
        return
    elif context.settings.yo == "never":
        yield from edited(item, dotless, message, _("write е: salesbook.toml asks for it"))
    elif words := written_both_ways(text):
        advice = _("the same text has it with ё; choose one spelling, or choose for the book: “yo” in salesbook.toml")
        yield from edited(item, lambda _text, clear: _all_of(words, clear), message, advice)


def dotted(text: str, clear: str) -> Iterator[Correction]:
    """Yield the words that want their dots."""
    for match in _WORD.finditer(clear):
        word = _PLAIN.get(match[0].lower())
        if word is not None:
            yield Correction(*match.span(), _cased(word, like=match[0]))


def dotless(text: str, clear: str) -> Iterator[Correction]:
    """Yield the words with ё."""
    for match in _WORD.finditer(clear):
        if "ё" in match[0].lower():
            yield Correction(*match.span(), match[0].translate(_DOTLESS))


def written_both_ways(text: str) -> frozenset[str]:
    """Return the words without ё that a text also writes with it, in lower case.

    жильё and жилье are two cases of one word.
    """
    low = text.lower()
    plain = {word for run in set(_runs_with_yo(low)) for word in _without_dots(run)}
    if not plain:
        return frozenset()
    if len(plain) > _MANY:
        return frozenset(plain.intersection(_LETTERS.findall(low)))
    return frozenset(word for word in plain if _stands(word, low))


@lru_cache(maxsize=4_096)
def _without_dots(run: str) -> tuple[str, ...]:
    """Return the words with ё of a stretch as they would be without it; a book has the same ones again and again."""
    words = (word for word in _LETTERS.findall(run) if "ё" in word and not word.endswith("ьё"))
    return tuple(plain for word in words if (plain := word.replace("ё", "е")) not in _TWO_WORDS)


def _runs_with_yo(text: str) -> Iterator[str]:
    """Yield the stretches between spaces that hold a ё: few words do, and the others need not be looked at."""
    at = text.find("ё")
    while at >= 0:
        start, end = text.rfind(" ", 0, at) + 1, text.find(" ", at)
        end = end if end >= 0 else len(text)
        yield text[start:end]
        at = text.find("ё", end)


def _stands(word: str, text: str) -> bool:
    """Tell whether a word stands in a text by itself: её is in more texts than ее, and ее is a part of more words."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return True
        at = text.find(word, end)
    return False


def _all_of(words: frozenset[str], clear: str) -> Iterator[Correction]:
    for match in _WORD.finditer(clear):
        if match[0].lower() in words:
            yield Correction(*match.span(), None)


def _cased(word: str, *, like: str) -> str:
    return "".join(new.upper() if old.isupper() else new for new, old in zip(word, like, strict=True))
