"""Captions: the words in front of a number that say what it is."""

import re

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[№#;!?]")
_REACH = 56
"""So many characters in front of a number are read, and no more than its line."""

_TELEPHONE = tuple(
    """
    тел моб сот звон позвон перезвон созвон набер набра набир дозвон факс ватс вотс вацап вайбер смс связ контакт
    whats wa viber phone tel mob cell call fax sms contact
    """.split()
)
_CARD = tuple(
    """
    карта карте карту карты картой перевёл перевел перевод перевес card
    """.split()
)
_OTHER = tuple(
    """
    договор контракт соглашен заказ заявк заявлен обращени артикул арт инвойс счет счёт бик огрн инн кпп окпо
    оквэд октмо окато снилс кбк уин кадастр трек накладн отправлени рпо шпи штрих полис билет сери квитанц
    платеж платёж транзакц операци лиценз свидетельств приказ паспорт загран код ид идентификатор ключ токен
    сделк лот акт позиц верси сборк чек фн фд ккт рег ип дело дела делу дог зак дду дкп протокол промокод
    фактур ean gtin sku isbn issn imei vin inn ogrn kpp bik uuid hash order invoice ticket version build
    commit article contract track timestamp account serial batch deal barcode code token key id
    """.split()
)
_WHOLE = frozenset("арт ид лот акт чек фн фд ккт рег ип дог зак wa id key tel vin код сот бик инн огрн".split())
"""Stems that are the whole word: with an ending they would be another one."""

_ENDINGS = frozenset(("", "а", "у", "ы", "е", "ом", "ов", "s", "ик", "ип", "ефон"))
_NOT_OTHER = tuple(
    """
    заказчи ключев кодекс актив актуал дела операцион
    """.split()
)
_FILLERS = frozenset("за под по no nr n number номер номера номером номеру р с к л".split())
_OWNED = tuple(
    """
    товар клиент объект точк партн помещ кварт карт лояльн абонент
    """.split()
)


def is_telephone(text: str, start: int) -> bool:
    """Tell whether words in front of a number call it a telephone."""
    return any(_begins(word, _TELEPHONE) for word in _words(text, start, 40))


def is_card(text: str, start: int) -> bool:
    """Tell whether words in front of a number call it a bank card."""
    return any(word.startswith(_CARD) for word in _words(text, start, 32))


def is_other(text: str, start: int) -> bool:
    """Tell whether the word in front of a number calls it something that is no person's: a contract, an order."""
    words = _words(text, start, _REACH)
    if not words:
        return False
    if words[-1] in "№#":
        return True
    while words and (words[-1] in _FILLERS or words[-1] in "№#" or words[-1].isupper()):
        words.pop()
    if not words or words[-1] in ";!?":
        return False
    if _begins(words[-1], _OTHER):
        return True
    return (
        len(words) > 1
        and words[-1].startswith(_OWNED)
        and _begins(words[-2], ("код", "id", "ид", "идентификатор", "артикул"))
    )


def _words(text: str, start: int, reach: int) -> list[str]:
    """Return the words of a line in front of a place, in small letters but for abbreviations, since the last digit."""
    words: list[str] = []
    line = text[max(0, start - reach) : start].rpartition("\n")[2]
    for token in _TOKEN.findall(line):
        if token[0].isdigit():
            words.clear()
        else:
            words.append(
                token
                if token.isupper() and 2 <= len(token) <= 6 and not _begins(token.lower(), _OTHER)
                else token.lower()
            )
    return words


def _begins(word: str, stems: tuple[str, ...]) -> bool:
    if not word.startswith(stems) or word.startswith(_NOT_OTHER):
        return False
    stem = max((stem for stem in stems if word.startswith(stem)), key=len)
    return stem not in _WHOLE or word[len(stem) :] in _ENDINGS
