"""The sections of the academy and the tree of its navigation."""

from collections.abc import Iterator
from dataclasses import dataclass

from salesbook.book.item import Item
from salesbook.core.language import Translations, mark
from salesbook.pages.model import NavEntry
from salesbook.pages.places import Places


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its folder (the page of the section is its index), its name, what it is about, the kinds it holds.

    `title` and `about` are messages: they are translated when they are shown.
    """

    folder: str
    title: str
    about: str
    kinds: tuple[str, ...]

    @property
    def uri(self) -> str:
        """The page of the section."""
        return f"{self.folder}/index.md"


SECTIONS = (
    Section(
        "pipelines",
        mark("Pipelines"),
        mark("Stages named after what has happened, and what we close the client on at each"),
        ("pipeline",),
    ),
    Section(
        "regulations",
        mark("Regulations"),
        mark("Each situation described once, under an article number"),
        ("regulation",),
    ),
    Section(
        "scripts",
        mark("Scripts"),
        mark("What to say, what to ask, what to listen for"),
        ("script",),
    ),
    Section(
        "letters",
        mark("Letters"),
        mark("Templates: you fill in the facts, the letter is written for you"),
        ("letter",),
    ),
    Section(
        "scorecards",
        mark("Scoring"),
        mark("How a lead is judged, and who works with it then"),
        ("scorecard",),
    ),
    Section(
        "market",
        mark("Market"),
        mark("Whom we sell to, and what"),
        ("audience", "product"),
    ),
    Section(
        "book",
        mark("Sales book"),
        mark("Chapters on the craft, to be read in order"),
        ("article",),
    ),
    Section(
        "crm",
        mark("CRM"),
        mark("How each thing is done in the CRM"),
        ("instruction",),
    ),
    Section(
        "answers",
        mark("Answers and terms"),
        mark("Questions that clients ask, and the words of the trade"),
        ("faq", "glossary"),
    ),
    Section(
        "quality",
        mark("Quality"),
        mark("Checklists by which calls, meetings and deals are judged"),
        ("checklist",),
    ),
    Section(
        "training",
        mark("Training"),
        mark("Courses and the plans of the first weeks"),
        ("course", "onboarding"),
    ),
    Section(
        "positions",
        mark("Positions"),
        mark("Everything for one position on one page"),
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


def groups(places: Places, section: Section, labels: Translations) -> tuple[tuple[str, tuple[Item, ...]], ...]:
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
    return tuple((_capital(labels.gettext(found[0].kind.many)), found) for found in kinds if found)


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
