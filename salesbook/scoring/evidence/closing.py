"""How a deal has ended, as CRMs write it."""

import re
from collections.abc import Collection

WON = frozenset(
    (
        *("1", "1.0", "yes", "y", "true", "won", "win", "closed won", "success", "successful", "converted", "sale"),
        *("sold", "paid", "142", "s", "да", "истина", "успешно реализовано", "успешно", "успех", "успешна", "успешная"),
        *("успешно завершена", "успешно завершено", "успешно закрыта", "успешно закрыто", "закрыта успешно"),
        *("закрыто успешно", "реализовано", "реализована", "выиграна", "выигран", "выиграно", "выигранная", "победа"),
        *("продажа", "продано", "продана", "куплено", "купил", "купили", "оплачено", "оплачена"),
        *("заключена", "качественный лид", "closed - won"),
    )
)
"""Outcomes of a deal that was won: words of people and of CRMs, 142 of amoCRM, S and WON of Bitrix24."""

LOST = frozenset(
    (
        *("0", "0.0", "no", "n", "false", "lost", "lose", "loss", "closed lost", "fail", "failed", "failure", "143"),
        *("f", "apology", "нет", "ложь", "закрыто и не реализовано", "не реализовано", "не реализована", "проиграна"),
        *("проигран", "проиграно", "проигранная", "проигрыш", "провалена", "провален", "провалено", "провал", "отказ"),
        *("отказался", "отказались", "потеряна", "потерян", "потеряно", "не куплено", "не купил", "не купили"),
        *(
            "неуспешно",
            "неуспешна",
            "неуспешная",
            "не успешно",
            "не успешна",
            "неудача",
            "отменена",
            "отменен",
            "отменено",
        ),
        *("анализ причины провала", "анализ неудачи", "некачественный лид", "closed - lost", "junk"),
    )
)
"""Outcomes of a deal that was lost; 143 of amoCRM, F, LOSE and APOLOGY of Bitrix24 with their usual names."""

_NOUN = re.compile(r"^(?:сделка|лид|заявка|deal|lead)[\s:—–-]+(?=\w)|[\s]+(?:сделка|лид|заявка)$")
"""What is said around an outcome: «сделка успешна», «успешная сделка»."""

OPEN = frozenset(("", "-", "—", "p", "open", "in progress", "в работе", "не закрыта", "не закрыто", "открыта"))
"""Deals that have not ended yet: they prove nothing."""

_BITRIX = re.compile(r"c\d+:")


def outcome_key(cell: str | None) -> str:
    """Return what counts of an outcome as it is typed: no case, no ё, no spaces around, no pipeline of Bitrix24."""
    words = " ".join((cell or "").replace("\ufeff", "").split()).casefold().replace("ё", "е")
    return _BITRIX.sub("", words, count=1) if _BITRIX.match(words) else words


def was_won(key: str, won: Collection[str] = ()) -> bool | None:
    """Tell whether an outcome is that of a deal that was won; None for one that has not ended.

    With the keys of `won` outcomes named, everything else that has ended is lost. Without, only what is known is told:
    raises ValueError for an outcome that is not.
    """
    if won and key in won:
        return True
    if key in OPEN:
        return None
    if won:
        return False
    for words in (key, _NOUN.sub("", key.rstrip(".!"))):
        if words in WON:
            return True
        if words in LOST:
            return False
    raise ValueError(key)
