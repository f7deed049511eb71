"""The whole academy as a value: make_academy(book, templates, …) → pages, navigation, files to copy."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.parts import Part
from salesbook.core.language import Translations
from salesbook.finding.forms import Dictionary
from salesbook.finding.index import Index, Memory
from salesbook.models.base import ContentModel, Summary, fields_marked
from salesbook.models.pipeline import Pipeline
from salesbook.models.training import Course, Position
from salesbook.pages import navigation
from salesbook.pages.answers import UNKNOWN, Answers, Made, MadePage
from salesbook.pages.asked import AskedBook, notes_of, whole
from salesbook.pages.desk import Desk
from salesbook.pages.letter_form import form_tables
from salesbook.pages.lookups import Lookups
from salesbook.pages.model import Academy, AnyPage, Asset, Data, LaterPage, Page
from salesbook.pages.navigation import MenuSection
from salesbook.pages.own import OwnPage
from salesbook.pages.places import Places
from salesbook.pages.prose import Writer
from salesbook.pages.repetition import PAGE, has_cards, repetition_data, repetition_entry
from salesbook.pages.reports import Reports
from salesbook.pages.search import search_data
from salesbook.pages.seen import seen_by
from salesbook.pages.term_links import Linker
from salesbook.pages.terms import Terms
from salesbook.sandbox.reasons import FaultyTemplate

MOST_BLOCKS = 1_000
"""So many questions may stand on the page of a section below their categories."""


def make_academy(
    book: Book,
    templates: Sequence[Path],
    labels: Translations,
    drawings: Container[PurePosixPath],
    role: str | None = None,
    *,
    today: date,
    search: Callable[[], tuple[tuple[Data, ...], Linker | None]] | None = None,
    before: Sequence[Made] | None = None,
    dictionary: Dictionary | None = None,
) -> Academy:
    """Return the academy of a book.

    `role` makes the edition for a role: it holds what the role may see, and its menu leads to what the role needs.
    `templates` are the folders in which templates are looked for, the book's own first. `labels` are the words of
    headings, tabs and buttons in one language; prose is as it was written. `drawings` are the SVG files of the book
    that may be shown. Letters are written with their samples as those are on the day `today`. The
    files of the search and the links to terms are made here unless somebody else does it meanwhile: `search` is asked
    for them last. With what is known of the pages of builds `before`, it is noted what each asks of the book, and one
    whose questions have the answers that they had is made when somebody asks for its text. `dictionary` tells the
    forms of words in which a short answer may be typed.
    Nothing is raised for content. A template that is missing or wrong raises `UserError`.
    """
    seen = seen_by(book, role)
    places = Places(seen if before is None else AskedBook(seen), drawings)
    dictionary = dictionary or Dictionary()
    desk = Desk(places, templates, labels, today, dictionary)
    # What a role needs depends on all that is taught, and tells nothing of it.
    lookups = Lookups(Places(book, drawings), labels)
    listed = frozenset(i.name for i in places.items if role is None or lookups.needs(role, book.items[i.name]))
    reports = Reports.of(book, labels)
    pages, made = _made(desk, list(_orders(desk, reports)), before or ())
    if search is None:
        data, terms = found_in_pages(book, labels, drawings, role, dictionary)
        linker = None if terms is None else Linker(terms, dictionary)
    else:
        data, linker = search()
    used = {PurePosixPath(path) for page in made.pages.values() for path in page.used}
    assets = (Asset(path, str(places.media(path))) for path in sorted(used))
    return Academy(
        title=book.company.title,
        language=labels.language,
        pages=pages,
        navigation=navigation.tree(places, labels, listed, repetition_entry(places, labels)),
        assets=tuple(assets),
        data=(*data, *form_tables(places, desk.working, today)),
        reports=reports,
        terms=linker,
        made=made,
        records=book.company.learning,
    )


def found_in_pages(
    book: Book,
    labels: Translations,
    drawings: Container[PurePosixPath],
    role: str | None,
    dictionary: Dictionary,
    own: Sequence[OwnPage] = (),
    memory: Callable[[AskedBook], Memory] | None = None,
) -> tuple[tuple[Data, ...], Terms | None]:
    """Return the files of an academy's search and of its cards, and the terms of its glossary, as plain data.

    Most of the time goes to the dictionary: what it remembers of the forms of words saves a second. `memory`: see
    `Index.of`; it is asked for when it is known of which book.
    """
    seen = seen_by(book, role)
    places = Places(seen, drawings)
    taught = _taught(seen, places)
    pages = {page.item().name: page for page in own}
    beside = [page.item() for page in own]
    if memory is None:
        index = Index.of(taught, role, dictionary, beside)
    else:
        asked = AskedBook(taught)
        index = Index.of(asked, role, dictionary, beside, memory(asked))
    terms = Terms.of(places, Writer(places, labels), index, dictionary)
    found = search_data(places, labels, index, {name: page.uri for name, page in pages.items()})
    data = (*found, *repetition_data(places, labels, index, dictionary))
    return (*data, *(() if terms is None else (terms.data(),))), terms


def _taught(book: Book, places: Places) -> Book:
    """Return the book of an edition in which no course teaches or asks what its reader may not see."""

    def cut(item: Item) -> Item:
        if not isinstance(item.data, Course):
            return item
        course = places.shown(item.data)
        digest = f"{item.digest} {[lesson.item for lesson in course.lessons]} {[each.source for each in course.quiz]}"
        return Item(item.kind, item.slug, item.path, lambda: course, digest)

    return replace(book, items={name: cut(item) for name, item in book.items.items()}, _kinds={})


class _Order(NamedTuple):
    """A page that is to be made."""

    uri: str
    title: str
    item: Item | None
    make: Callable[[], Page]


def _orders(desk: Desk, reports: Reports | None) -> Iterator[_Order]:
    """Yield the pages of an academy; what a page is made of is asked when it is made."""

    def order(uri: str, title: str, item: Item | None, make: Callable[[], Page]) -> _Order:
        return _Order(uri, title, item, make if reports is None else partial(_reporting, reports, make))

    def sections() -> tuple[MenuSection, ...]:
        return navigation.sections(desk.places, desk.labels)

    yield order("index.md", desk.book.company.title, None, lambda: _home(desk, sections()))
    for section in sections():
        yield order(section.uri, section.title, None, partial(_section, desk, section))
    for item in desk.places.items:
        uri = desk.places.uri(item)
        assert uri is not None
        yield order(uri, item.label, item, partial(_item, desk, item))
    if has_cards(desk.places):
        yield order(PAGE, desk.labels.gettext("Repetition"), None, partial(_repetition, desk))


def _reporting(reports: Reports, make: Callable[[], Page]) -> Page:
    page = make()
    return replace(page, text=page.text + reports.link(page.title, page.uri, page.item))


def _made(desk: Desk, orders: Iterable[_Order], before: Sequence[Made]) -> tuple[tuple[AnyPage, ...], Made]:
    """Return the pages, those for later that are as they were, and what is to be known of all of them."""
    notes = notes_of(desk.book)
    builds = [(build.pages, Answers(desk.book, build.shared)) for build in before]
    pages: list[AnyPage] = []
    known: dict[str, MadePage] = {}
    shared: dict[str, tuple[str, ...]] = {}
    for build in before:
        shared |= build.shared
    for order in orders:
        was = next((old for of, answers in builds if (old := of.get(order.uri)) and answers.hold(old)), None)
        if was is not None:
            pages.append(LaterPage(*order, was.said))
            known[order.uri] = was
            continue
        desk.writer.used = set()
        page, questions = notes.taken(order.make)
        pages.append(page)
        said = page.digest if isinstance(desk.book, AskedBook) else ""
        known[order.uri] = MadePage(questions, UNKNOWN, said, tuple(sorted(map(str, desk.writer.used))))
    shared |= notes.shared
    answers = Answers(desk.book, shared)
    new = (uri for uri, page in known.items() if page.answers == UNKNOWN)
    known |= {uri: known[uri]._replace(answers=answers.to(known[uri].questions)) for uri in new}
    ground = before[0].ground if before else ""
    return tuple(pages), Made(ground, known, shared)


def faulty_templates(
    book: Book, items: Iterable[Item], templates: Sequence[Path], labels: Translations, *, today: date
) -> Iterator[tuple[str, FaultyTemplate]]:
    """Yield the page templates that fail, each once by its name in the folder of page templates.

    Those of items are tried with `items` of the book, the others with all of it. One of the first folder of `templates`
    that no page needs is only read.
    """
    desk = Desk(Places(book), templates, labels, today)
    sections = navigation.sections(desk.places, desk.labels)
    trials: list[tuple[str, Callable[[], Page]]] = [("home.md", partial(_home, desk, sections))]
    trials += [("repeat.md", partial(_repetition, desk))]
    trials += [("section.md", partial(_section, desk, section)) for section in sections]
    trials += [(item.kind.page or "", partial(_item, desk, item)) for item in items]
    failed: set[str] = set()
    for name, page in trials:
        try:
            if name not in failed:
                page()
        except FaultyTemplate as fault:
            failed.add(name)
            yield name, fault
    own = {path.name for path in (templates[0] / "pages").glob("*.md")}
    for name in sorted(own - {name for name, _page in trials}):
        try:
            desk.compile(name)
        except FaultyTemplate as fault:
            yield name, fault


def _home(desk: Desk, sections: tuple[MenuSection, ...]) -> Page:
    # Positions have cards of their own below.
    cards = [
        (section, section.title, section.about, len(tuple(navigation.held(desk.places, section))))
        for section in sections
        if any(item.kind.model is not Position for item in navigation.held(desk.places, section))
    ]
    title = desk.book.company.title
    text = desk.write(
        "home.md", "index.md", None, sections=cards, positions=desk.items("position"), role_of=desk.role_of
    )
    meta = {
        "kind": "home",
        "template": "home.html",
        "description": summary(desk, desk.book.company),
        "search": {"exclude": True},
    }
    return Page("index.md", title, text, None, meta, tools=desk.tools)


def _section(desk: Desk, section: MenuSection) -> Page:
    title, about = section.title, section.about
    rows = [
        (heading, [(item, summary(desk, item.data), _readers(desk, item)) for item in items])
        for heading, items in navigation.groups(desk.places, section, desk.labels)
    ]
    entries = sum(len(listed) for _heading, listed in rows)
    blocks = _listed_blocks(item for _heading, items in rows for item, _about, _readers in items)
    entries += sum(map(len, blocks.values()))
    pipelines = any(kind.model is Pipeline for kind in section.kinds)
    if pipelines:  # moves between them are told of there, too
        entries += sum(len(passages) for _item, passages in desk.moves.between())
    text = desk.write(
        "section.md",
        section.uri,
        None,
        entries=entries,
        section=section,
        title=title,
        about=about,
        groups=rows,
        blocks=blocks,
        pipelines=pipelines,
    )
    meta = {"kind": "section", "description": about, "search": {"boost": 0.3}, "hide": ["toc"]}
    return Page(section.uri, title, text, None, meta, desk.drawings)


def _listed_blocks(items: Iterable[Item]) -> dict[str, tuple[Part, ...]]:
    """Return the blocks that stand below the items of a list, by the items' names; none when there are too many."""
    kinds = ((item, item.kind.model.PARTS) for item in items)
    blocks = {item.name: item.parts for item, parts in kinds if parts is not None and parts.listed}
    blocks = {name: tuple(part for part in parts if part.data is not None) for name, parts in blocks.items()}
    return blocks if sum(map(len, blocks.values())) <= MOST_BLOCKS else {}


def _readers(desk: Desk, item: Item) -> tuple[str, ...]:
    """Return for whom an item of a list is; a position is for itself, whoever else reads it."""
    return () if isinstance(item.data, Position) else _roles_on_page(desk, item)


def _roles_on_page(desk: Desk, item: Item) -> tuple[str, ...]:
    """Return for whom an item is; where that is nobody in particular, those to whom alone it is open."""
    return desk.lookups.roles(item) or item.readers


def _item(desk: Desk, item: Item) -> Page:
    assert item.kind.page is not None
    uri = desk.places.uri(item)
    assert uri is not None
    entries = len(item.parts) + len(desk.book.backlinks.get(item.name, ()))
    text = desk.write(item.kind.page, uri, item, entries=entries, readers=_roles_on_page(desk, item))
    meta: dict[str, object] = {"kind": item.kind.name, "description": summary(desk, item.data)}
    if item.retired:
        # What is no longer in force is found last.
        meta["search"] = {"boost": 0.1}
    return Page(uri, item.label, text, whole(item), meta, desk.drawings, desk.tools)


def _repetition(desk: Desk) -> Page:
    title = desk.labels.gettext("Repetition")
    text = desk.write("repeat.md", PAGE, None, title=title)
    meta = {"kind": "repetition", "hide": ["toc"], "search": {"exclude": True}}
    return Page(PAGE, title, text, None, meta, {}, desk.tools)


def summary(desk: Desk, data: ContentModel, limit: int = 150) -> str:
    """Return what an item is about, in a line of plain words: its summary, else the beginning of its text."""
    names = (*fields_marked(type(data), Summary), *(("body",) if data.has_markdown_body() else ()))
    lines = (desk.writer.plain(getattr(data, name) or "", limit) for name in names)
    return next(filter(None, lines), "")
