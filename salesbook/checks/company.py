"""Checks of company.yml: the words that the rest of the book relies on are unambiguous."""

from collections.abc import Iterator

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.calendar.clock import time_zone
from salesbook.core.book_format import CURRENT
from salesbook.core.diagnostics import Finding, Route
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.models.company import Company
from salesbook.models.vocabularies import VOCABULARIES
from salesbook.pages.places import OWN_FOLDERS
from salesbook.reading.file_names import DEVICES


def older_format(item: Item, company: Company, _context: Context) -> Iterator[Finding]:
    """The book is of an older format than the program's.

    It opens, but some fields no longer mean what they meant when they were written, and some are not read any more.
    `salesbook upgrade` says the same in the current format; `--dry-run` shows every change beforehand. Comments, and
    every byte that need not change, stay.

    Bad: a company.yml without `format`, in a book of version 0.1.0

    Good: `format: 2`, written by `salesbook upgrade`
    """
    if company.format < CURRENT:
        message = _("the book is of format {stated}, and the current one is {current}")
        message = message.format(stated=company.format, current=CURRENT)
        advice = _("run: salesbook upgrade --dry-run; it shows what it would change, and without --dry-run it does so")
        yield Finding(item.path, ("format",), message, advice)


def duplicate_word(item: Item, company: Company, _context: Context) -> Iterator[Finding]:
    """Two words of one list of company.yml have one id, or two departments one prefix.

    Everything that names it could mean either.

    Bad: two roles with `id: manager`; two departments with `prefix: ОП`.

    Good: `manager` and `senior-manager`; ОП and ОПТ.
    """
    for vocabulary in VOCABULARIES.values():
        ids = [word.id for word in vocabulary.listed(company)]
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


def word_without_name(item: Item, company: Company, _context: Context) -> Iterator[Finding]:
    """A word of the company's own, or a section, has no name.

    Pages show what a word is called, and there would be nothing but its id. Words and sections that the program has by
    default have names of its own.

    Bad: `material_kinds: [{id: video}, {id: sample}]`: the program has `video`, and no `sample`.

    Good: `material_kinds: [{id: video}, {id: sample, name: образец}]`
    """
    for vocabulary in VOCABULARIES.values():
        for n, word in enumerate(vocabulary.listed(company)):
            if not word.name and word.id not in vocabulary.defaults:
                message = _("“{id}” has no name, and the program has no such word by default").format(id=word.id)
                near = looks_like(nearest(word.id, vocabulary.defaults))
                advice = near or _("add a line “{field}: …”").format(field="name")
                yield Finding(item.path, (vocabulary.field, n, "id"), message, advice)


def impossible_section(item: Item, company: Company, _context: Context) -> Iterator[Finding]:
    """A section of the academy cannot stand as company.yml has it.

    Each kind of content has one place in the menu: where two sections name it, it stands in the first. A new section
    without `kinds` would hold nothing and never be seen. A section's id is its address in the academy: some belong to
    the academy's own files, some no file of Windows can have.

    Bad: `sections: [{id: talks, name: Разговоры}]`; `kinds: [script]` in two sections; `id: assets`

    Good: `sections: [{id: talks, name: Разговоры, kinds: [script, letter]}]`
    """
    own = VOCABULARIES["section"].defaults
    holders: dict[str, str] = {}
    for n, section in enumerate(company.sections):
        if section.id in OWN_FOLDERS or section.id in DEVICES:
            message = _("“{id}” cannot be the address of a section").format(id=section.id)
            yield Finding(item.path, ("sections", n, "id"), message, _("give it another id"))
        if not section.kinds and section.id not in own:
            message = _("nothing stands in the section “{id}”").format(id=section.id)
            advice = _("name the kinds of content that do, such as `kinds: [script]`, or remove the section")
            yield Finding(item.path, ("sections", n, "id"), message, looks_like(nearest(section.id, own)) or advice)
        for m, kind in enumerate(section.kinds):
            if kind in holders:
                message = _("the kind “{kind}” stands in the section “{id}” already")
                message = message.format(kind=kind, id=holders[kind])
                yield Finding(item.path, ("sections", n, "kinds", m), message, _("leave it in one of them"))
            holders.setdefault(kind, section.id)


def unknown_time_zone(item: Item, company: Company, _context: Context) -> Iterator[Finding]:
    """The time zone of the company or of a department is not one of the world's.

    Deadlines and reminders are counted in it.

    Bad: `time_zone: Москва`

    Good: `time_zone: Europe/Moscow`
    """
    zones: list[tuple[Route, str | None]] = [(("time_zone",), company.time_zone)]
    zones += [(("departments", n, "time_zone"), each.time_zone) for n, each in enumerate(company.departments)]
    for route, zone in zones:
        if zone is not None and time_zone(zone) is None:
            message = _("there is no time zone “{name}”").format(name=zone)
            advice = _("write it as Europe/Moscow, Asia/Yekaterinburg, Asia/Vladivostok")
            yield Finding(item.path, route, message, advice)
