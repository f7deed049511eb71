"""Checks of company.yml: the words that the rest of the book relies on are unambiguous."""

from collections.abc import Iterator

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.calendar.clock import time_zone
from salesbook.core.diagnostics import Finding
from salesbook.core.language import gettext as _
from salesbook.models.company import VOCABULARIES, Company


def duplicate_word(item: Item, company: Company, _context: Context) -> Iterator[Finding]:
    """Two roles, channels, figures or departments have one id, or two departments one prefix.

    Everything that names it could mean either.

    Bad: two roles with `id: manager`; two departments with `prefix: ОП`.

    Good: `manager` and `senior-manager`; ОП and ОПТ.
    """
    for vocabulary in VOCABULARIES.values():
        ids = [word.id for word in vocabulary.of(company)]
        for n, name in enumerate(ids):
            if name in ids[:n]:
                message = _("the id “{id}” stands twice").format(id=name)
                yield Finding(item.path, (vocabulary.field, n, "id"), message, _("give every entry an id of its own"))
    prefixes = [d.prefix for d in company.departments]
    for n, prefix in enumerate(prefixes):
        if prefix in prefixes[:n]:
            message = _("the prefix {prefix} belongs to two departments").format(prefix=prefix)
            yield Finding(
                item.path, ("departments", n, "prefix"), message, _("give every department a prefix of its own")
            )


def unknown_time_zone(item: Item, company: Company, _context: Context) -> Iterator[Finding]:
    """The company's time zone is not one of the world's.

    Deadlines and reminders are counted in it.

    Bad: `time_zone: Москва`

    Good: `time_zone: Europe/Moscow`
    """
    zone = company.time_zone
    if time_zone(zone) is None:
        message = _("there is no time zone “{name}”").format(name=zone)
        advice = _("write it as Europe/Moscow, Asia/Yekaterinburg, Asia/Vladivostok")
        yield Finding(item.path, ("time_zone",), message, advice)
