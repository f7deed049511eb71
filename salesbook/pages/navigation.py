"""The sections of the academy and the tree of its navigation."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from salesbook.book.item import Item
from salesbook.core.language import gettext as _
from salesbook.pages.model import NavEntry
from salesbook.pages.places import Places


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its folder (the page of the section is its index), its name, what it is about, the kinds it holds."""

    folder: str
    title: Callable[[], str]
    about: Callable[[], str]
    kinds: tuple[str, ...]

    @property
    def uri(self) -> str:
        """The page of the section."""
        return f"{self.folder}/index.md"


SECTIONS = (
    Section(
        "pipelines",
        lambda: _("Pipelines"),
        lambda: _("Stages named after what has happened, and what we close the client on at each"),
        ("pipeline",),
    ),
    Section(
        "regulations",
        lambda: _("Regulations"),
        lambda: _("Each situation described once, under an article number"),
        ("regulation",),
    ),
    Section(
        "scripts",
        lambda: _("Scripts"),
        lambda: _("What to say, what to ask, what to listen for"),
        ("script",),
    ),
    Section(
        "letters",
        lambda: _("Letters"),
        lambda: _("Templates: you fill in the facts, the letter is written for you"),
        ("letter",),
    ),
    Section(
        "scorecards",
        lambda: _("Scoring"),
        lambda: _("How a lead is judged, and who works with it then"),
        ("scorecard",),
    ),
    Section(
        "market",
        lambda: _("Market"),
        lambda: _("Whom we sell to, and what"),
        ("audience", "product"),
    ),
    Section(
        "book",
        lambda: _("Sales book"),
        lambda: _("Chapters on the craft, to be read in order"),
        ("article",),
    ),
    Section(
        "crm",
        lambda: _("CRM"),
        lambda: _("How each thing is done in the CRM"),
        ("instruction",),
    ),
    Section(
        "answers",
        lambda: _("Answers and terms"),
        lambda: _("Questions that clients ask, and the words of the trade"),
        ("faq", "glossary"),
    ),
    Section(
        "quality",
        lambda: _("Quality"),
        lambda: _("Checklists by which calls, meetings and deals are judged"),
        ("checklist",),
    ),
    Section(
        "training",
        lambda: _("Training"),
        lambda: _("Courses and the plans of the first weeks"),
        ("course", "onboarding"),
    ),
    Section(
        "positions",
        lambda: _("Positions"),
        lambda: _("Everything for one position on one page"),
        ("position",),
    ),
)


def sections(places: Places) -> tuple[Section, ...]:
    """Return the sections that have something in them."""
    return tuple(section for section in SECTIONS if any(held(places, section)))


def held(places: Places, section: Section) -> Iterator[Item]:
    """Yield the items of a section in reading order."""
    for kind in section.kinds:
        for item in places.book.of_kind(kind):
            if places.uri(item) is not None:
                yield item


def groups(places: Places, section: Section) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """Return a section's items under headings: regulations by department, mixed sections by kind."""
    items = tuple(held(places, section))
    if section.kinds == ("regulation",):
        departments = {department.id: department.name for department in places.book.company.departments}
        by_department: dict[str, list[Item]] = {name: [] for name in departments}
        for item in items:
            by_department.setdefault(str(getattr(item.data, "department", "")), []).append(item)
        return tuple((departments.get(name, name), tuple(found)) for name, found in by_department.items() if found)
    if len(section.kinds) == 1:
        return (("", items),)
    kinds = (tuple(item for item in items if item.kind.name == kind) for kind in section.kinds)
    return tuple((_capital(found[0].kind.plural()), found) for found in kinds if found)


def tree(places: Places) -> tuple[NavEntry, ...]:
    """Return the navigation: home, then the sections with their items."""
    entries = [NavEntry(_("Home"), "index.md")]
    for section in sections(places):
        children: list[NavEntry] = []
        for title, items in groups(places, section):
            leaves = tuple(NavEntry(item.label, places.uri(item), faded=item.retired) for item in items)
            children += [NavEntry(title, None, leaves)] if title else leaves
        entries.append(NavEntry(section.title(), section.uri, tuple(children)))
    return tuple(entries)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
