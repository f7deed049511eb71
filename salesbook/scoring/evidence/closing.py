"""How a deal has ended, as CRMs write it."""

import re
from collections.abc import Collection

WON = frozenset(
    (
        *("1", "1.0", "yes", "y", "true", "won", "win", "closed won", "success", "successful", "converted", "sale"),
        *("sold", "paid", "142", "s", "да", "истина", "успешно реализовано", "успешно", "успех", "выиграна", "выигран"),
        *("выиграно", "продажа", "продано", "куплено", "оплачено", "сделка заключена"),
    )
)
"""Outcomes of a deal that was won: words of people and of CRMs, 142 of amoCRM, S and WON of Bitrix24."""

LOST = frozenset(
    (
        *("0", "0.0", "no", "n", "false", "lost", "lose", "loss", "closed lost", "fail", "failed", "failure", "143"),
        *("f", "apology", "нет", "ложь", "закрыто и не реализовано", "не реализовано", "проиграна", "проигран"),
        *("проиграно", "провалена", "отказ", "потеряна", "потерян", "не куплено"),
    )
)
"""Outcomes of a deal that was lost; 143 of amoCRM, F, LOSE and APOLOGY of Bitrix24."""

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
    if key in WON:
        return True
    if key in LOST:
        return False
    raise ValueError(key)
