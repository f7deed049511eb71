"""The sections of the academy and the tree of its navigation."""

from collections.abc import Container, Iterator
from typing import NamedTuple

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.core.language import Translations
from salesbook.models.company import AcademySection, Company
from salesbook.models.kinds import BY_NAME, KINDS, Kind
from salesbook.models.sections import SECTIONS, TRAINING
from salesbook.models.vocabularies import VOCABULARIES
from salesbook.pages.model import NavEntry
from salesbook.pages.places import Places
from salesbook.pages.seen import seen_by


class MenuSection(NamedTuple):
    """A section of one book's academy: its folder, which holds its own page, its words, the kinds of content in it."""

    folder: str
    title: str
    about: str
    kinds: tuple[Kind, ...]

    @property
    def uri(self) -> str:
        """The page of the section."""
        return f"{self.folder}/index.md"


def sections_of(company: Company, labels: Translations) -> tuple[MenuSection, ...]:
    """Return all sections of a company's academy in the order of its menu, those with nothing in them too.

    A kind of content stands in the first listed section that names it, else in the one that it has by default.
    """
    listed = {section.id: section for section in reversed(company.sections)}
    abouts = {section.folder: section.about for section in SECTIONS}
    taken: set[str] = set()
    kinds: dict[str, list[Kind]] = {}
    for section in company.sections:
        here = [BY_NAME[name] for name in section.kinds if name in BY_NAME and name not in taken]
        kinds.setdefault(section.id, []).extend(dict.fromkeys(here))
        taken.update(kind.name for kind in here)
    for kind in KINDS:
        if kind.section is not None and kind.name not in taken:
            kinds.setdefault(kind.section.folder, []).append(kind)
    blank = AcademySection.model_construct(id="", name=None, about=None)
    return tuple(
        MenuSection(
            name,
            title,
            listed.get(name, blank).about or labels.gettext(abouts.get(name, "")),
            tuple(kind for kind in kinds.get(name, ()) if kind.section is not None),
        )
        for name, title in VOCABULARIES["section"].names(company, labels.language).items()
    )


def sections(places: Places, labels: Translations) -> tuple[MenuSection, ...]:
    """Return the sections that have something in them."""
    return tuple(each for each in sections_of(places.book.company, labels) if any(held(places, each)))


def held(places: Places, section: MenuSection) -> Iterator[Item]:
    """Yield the items of a section in reading order."""
    for kind in section.kinds:
        for item in places.book.of_kind(kind.name):
            if places.uri(item) is not None:
                yield item


def groups(places: Places, section: MenuSection, labels: Translations) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """Return a section's items under headings: those of departments by department, mixed sections by kind."""
    items = tuple(held(places, section))
    if len(section.kinds) > 1:
        by_kind = (tuple(item for item in items if item.kind is kind) for kind in section.kinds)
        return tuple((_capital(labels.gettext(group[0].kind.many)), group) for group in by_kind if group)
    if not any(kind.in_departments for kind in section.kinds):
        return (("", items),)
    departments = {department.id: department.name for department in places.book.company.departments}
    by_department: dict[str, list[Item]] = {name: [] for name in departments}
    for item in items:
        by_department.setdefault(str(getattr(item.data, "department", "")), []).append(item)
    return tuple((departments.get(name, name), tuple(group)) for name, group in by_department.items() if group)


def tree(
    places: Places, labels: Translations, listed: Container[str], trained: NavEntry | None = None
) -> tuple[NavEntry, ...]:
    """Return the navigation: home, then the sections with those of their items that are `listed` by name.

    A section of which nothing is listed is left out; the home page leads to it. `trained` is a page that is no item's,
    on which people train: it ends the section of training, or the last one where there is none.
    """
    entries = [NavEntry(labels.gettext("Home"), "index.md")]
    shown_sections = sections(places, labels)
    folders = [section.folder for section in shown_sections]
    training = TRAINING.folder if TRAINING.folder in folders else folders[-1] if folders else ""
    for section in shown_sections:
        children: list[NavEntry] = []
        unlisted: list[str] = []
        for title, items in groups(places, section, labels):
            unlisted += [uri for item in items if item.name not in listed and (uri := places.uri(item)) is not None]
            shown = [item for item in items if item.name in listed]
            leaves = tuple(NavEntry(item.label, places.uri(item), faded=item.retired) for item in shown)
            children += [NavEntry(title, None, leaves)] if title and leaves else leaves
        if trained is not None and section.folder == training:
            children.append(trained)
        if children:
            entries.append(NavEntry(section.title, section.uri, tuple(children), unlisted=tuple(unlisted)))
    return tuple(entries)


def whole_tree(book: Book, labels: Translations, role: str | None) -> tuple[NavEntry, ...]:
    """Return the navigation with everything that a role may see, whatever it needs."""
    places = Places(seen_by(book, role))
    return tree(places, labels, frozenset(item.name for item in places.items))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
