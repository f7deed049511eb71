"""The sections of the academy and the tree of its navigation."""

from collections.abc import Iterator

from salesbook.book.item import Item
from salesbook.core.language import Translations
from salesbook.models.kinds import KINDS, Kind
from salesbook.models.sections import SECTIONS, Section
from salesbook.pages.model import NavEntry
from salesbook.pages.places import Places


def sections(places: Places) -> tuple[Section, ...]:
    """Return the sections that have something in them."""
    return tuple(section for section in SECTIONS if any(held(places, section)))


def held(places: Places, section: Section) -> Iterator[Item]:
    """Yield the items of a section in reading order."""
    for kind in _kinds(section):
        for item in places.book.of_kind(kind.name):
            if places.uri(item) is not None:
                yield item


def groups(places: Places, section: Section, labels: Translations) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """Return a section's items under headings: those of departments by department, mixed sections by kind."""
    items = tuple(held(places, section))
    kinds = _kinds(section)
    if len(kinds) > 1:
        by_kind = (tuple(item for item in items if item.kind is kind) for kind in kinds)
        return tuple((_capital(labels.gettext(group[0].kind.many)), group) for group in by_kind if group)
    if not any(kind.in_departments for kind in kinds):
        return (("", items),)
    departments = {department.id: department.name for department in places.book.company.departments}
    by_department: dict[str, list[Item]] = {name: [] for name in departments}
    for item in items:
        by_department.setdefault(str(getattr(item.data, "department", "")), []).append(item)
    return tuple((departments.get(name, name), tuple(group)) for name, group in by_department.items() if group)


def _kinds(section: Section) -> tuple[Kind, ...]:
    return tuple(kind for kind in KINDS if kind.section is section)


def tree(places: Places, labels: Translations) -> tuple[NavEntry, ...]:
    """Return the navigation: home, then the sections with their items."""
    entries = [NavEntry(labels.gettext("Home"), "index.md")]
    for section in sections(places):
        children: list[NavEntry] = []
        for title, items in groups(places, section, labels):
            leaves = tuple(NavEntry(item.label, places.uri(item), faded=item.retired) for item in items)
            children += [NavEntry(title, None, leaves)] if title else leaves
        entries.append(NavEntry(labels.gettext(section.title), section.uri, tuple(children)))
    return tuple(entries)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
