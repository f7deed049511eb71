"""What people type into the form of a letter, made at random from a seed: right, wrong and hostile."""

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

from salesbook.models.letter import Letter, LetterField

WORDS = (
    "Анна|  Ирина Ё |Олег!|a*b_c|[слова](https://example.com)|<b>x</b>|&amp;|«кавычки»|тест, с запятой.|😀 смайл|"
    "строка\u2028другая|x\u200by|İß|100 %|{{ client }}|{% if %}|-|Аня;|\u00a0неразрывный\u00a0|'\"`\\|1. пункт|"
    "# заголовок|е\u0301|\u202eнаоборот|‹метка›|a\ufdd0b|\x07звонок|" + "длинное слово " * 30
).split("|")
DATES = (
    "завтра|сегодня|послезавтра|+2 рабочих дня|+1 рабочий день|через неделю|26.11|5.1|29.02|пт|в пятницу|"
    "в следующую пятницу|25.12.2026|2026-12-03|1 декабря|через 3 дня|+10 дней|31.02|вчера|позавчера|-1 день|"
    "3 дня назад|26-го|пн 30.11|december 5|in a week|next friday|через месяц|в 10.11|ерунда|через день|"
    "+40 рабочих дней|5 мая 2027 г.|12 числа|01.01.27|через 2 года|следующий понедельник|в эту среду|"
    "в среду на следующей неделе|чт|завтра утром|через полгода|+3 р.д.|через пять дней|+ 2 недели|"
    "0.0|99.99|1.1.1|31.12.9999|"
    "+99999 дней|т0мorrow|Nov 5|the 3rd|30.11 (пн)|до 1 марта|не позднее 15.12|через 1,5 дня|двое суток назад"
).split("|")
TIMES = (
    "12:00|9|19-00|7 вечера|2 часа дня|12 ночи|полдень|полночь|1900|25:00|9 утра|час дня|в 15.30|15 30|7 pm|"
    "10 ч 15 мин|три часа|abc|23:59|00:00|час|12 дня|05:30|8:45:10|24:00|7 p.m.|at 9|9:5|два часа|двадцать"
).split("|")
ZONES = (
    "Владивосток|по Владивостоку|МСК+7|UTC+10|UTC-3:30|Asia/Vladivostok|asia/tokyo|Токио|Нью-Йорк|Лондон|London|"
    "Europe/Berlin|ерунда|Калининград|орел|Орёл|мск|Екатеринбург|UTC|GMT+0|Santiago|Касабланка|Каир|UTC+15|UTC−5|"
    "America/St_Johns|Australia/Lord_Howe|Кишинёв|Тегеран|__proto__|constructor"
).split("|")
NUMBERS = (
    "12500000|12,5 млн|12 500 000|1.234.567|-5|+7|0|3,5|12.500|1,50|100 руб|$5|5 ₽|1е5|тысяча|5 тыс.|−1|"
    "999999999999999|1000000000000000|0,005|2,675|1234,5678|0,0|−0,0|１２|1 234,5|7,125|0,1|1e3|NaN|1,2345 млн|"
    "21|22|111"
).split("|")
PHONES = (
    "89000000000|+7 900 000-00-00|8 (900) 000 00 00 доб. 12|+44 20 7946 0958|abc|123|+79000000000, доб. 5|9000000000|"
    "8-495-000-00-00 ext. 7|+7 100 000-00-00"
).split("|")

_MANY = {"date": DATES, "time": TIMES, "zone": ZONES, "number": NUMBERS, "money": NUMBERS, "phone": PHONES}


def typed_data(letter: Letter, sample: Mapping[str, Any], rnd: Random, often: float) -> dict[str, Any]:
    """Return data of a letter as its form holds them: its sample, in which every value is `often` another one."""
    return _typed(letter.fields, sample, rnd, often)


def typed_value(field: LetterField, rnd: Random) -> Any:
    """Return something that somebody may type into a field."""
    match field.type:
        case "line":
            return rnd.choice(WORDS)
        case "text":
            return rnd.choice(("\n\n", "\r\n", "\n")).join(rnd.choice(WORDS) for _n in range(rnd.randint(1, 3)))
        case "list":
            return [rnd.choice(WORDS) for _n in range(rnd.randint(0, 4))]
        case "choice":
            return rnd.choice(field.choices)
        case "flag":
            return rnd.choice(("да", "нет"))
        case kind:
            return rnd.choice(_MANY[kind])


def _typed(fields: Iterable[LetterField], sample: Mapping[str, Any], rnd: Random, often: float) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for field in fields:
        value = sample.get(field.id)
        if field.type == "channel":
            continue
        if field.type == "group":
            value = _typed(field.fields, value or {}, rnd, often)
        elif rnd.random() < often:
            value = typed_value(field, rnd) if field.required or rnd.random() < 0.7 else None
        if value not in (None, {}, []):
            data[field.id] = value
    return data
