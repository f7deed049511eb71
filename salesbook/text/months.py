"""The months as people write them, in Russian and in English."""

from typing import NamedTuple


class Month(NamedTuple):
    """The forms of a month: «март», «26 марта», «в марте», «мар», "march", "mar"."""

    nominative: str
    genitive: str
    prepositional: str
    short: tuple[str, ...]
    english: str
    english_short: tuple[str, ...]


MONTHS = (
    Month("январь", "января", "январе", ("янв",), "january", ("jan",)),
    Month("февраль", "февраля", "феврале", ("фев", "февр"), "february", ("feb",)),
    Month("март", "марта", "марте", ("мар",), "march", ("mar",)),
    Month("апрель", "апреля", "апреле", ("апр",), "april", ("apr",)),
    Month("май", "мая", "мае", (), "may", ()),
    Month("июнь", "июня", "июне", ("июн",), "june", ("jun",)),
    Month("июль", "июля", "июле", ("июл",), "july", ("jul",)),
    Month("август", "августа", "августе", ("авг",), "august", ("aug",)),
    Month("сентябрь", "сентября", "сентябре", ("сен", "сент"), "september", ("sep", "sept")),
    Month("октябрь", "октября", "октябре", ("окт",), "october", ("oct",)),
    Month("ноябрь", "ноября", "ноябре", ("ноя", "нояб"), "november", ("nov",)),
    Month("декабрь", "декабря", "декабре", ("дек",), "december", ("dec",)),
)
"""From January to December, in small letters."""
