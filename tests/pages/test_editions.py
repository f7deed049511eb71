"""The edition of a role: what it may not see stands nowhere in it; what it needs leads its menu."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.load import load_book
from salesbook.core.language import Translations
from salesbook.models.base import ItemModel
from salesbook.models.kinds import KINDS
from salesbook.pages.academy import make_academy
from salesbook.pages.model import Academy, NavEntry
from tests.academy.tiny import TEMPLATES, page_of
from tests.books import OTHER, TODAY, base_text, changed, compiled

BOOK = load_book(OTHER)[0]
SHOWN = [kind.name for kind in KINDS if kind.page]


def edition(book: Book, role: str | None = "teacher") -> Academy:
    return make_academy(book, (TEMPLATES,), Translations("ru"), (), role, today=TODAY)


def with_item(book: Book, item: Item, **fields: object) -> Book:
    """Return the book with other values in some fields of an item."""
    data = item.data.model_copy(update=fields)
    changed_item = Item(item.kind, item.slug, item.path, lambda: data)
    return replace(book, items={**book.items, item.name: changed_item}, _kinds={})


def words_of(texts: Iterable[str]) -> set[str]:
    return {word.lower() for text in texts for word in re.findall(r"[^\W_]{3,}", text)}


def words_in(academy: Academy) -> set[str]:
    """Return all words of an edition: pages, what is said about them, the menu, the addresses."""

    def menu(entries: Iterable[NavEntry]) -> Iterable[str]:
        for entry in entries:
            yield f"{entry.title} {entry.uri}"
            yield from menu(entry.children)

    pages = [f"{page.uri} {page.title} {page.text} {page.meta}" for page in academy.pages]
    return words_of([*pages, *menu(academy.navigation), *(f"{asset.path} {asset.uri}" for asset in academy.assets)])


@pytest.mark.parametrize(
    "kind", ["regulation", *(pytest.param(k, marks=pytest.mark.slow) for k in SHOWN if k != "regulation")]
)
def test_a_word_that_stands_only_in_what_a_role_may_not_see_is_nowhere(kind: str) -> None:
    item = BOOK.of_kind(kind)[0]
    withheld = edition(with_item(BOOK, item, readers=("director",)))
    without = edition(replace(BOOK, items={n: i for n, i in BOOK.items.items() if i is not item}, _kinds={}))
    only_there = words_of([item.words]) - words_in(without) - words_of([item.label])
    # A part is named by nothing but the item's title, so the titles of parts are looked for as well.
    assert only_there
    assert only_there <= words_in(edition(with_item(BOOK, item, readers=()), None)) | words_of([item.words])
    assert only_there.isdisjoint(words_in(withheld))
    assert not any(page.item is not None and page.item.name == item.name for page in withheld.pages)


def test_every_kind_with_pages_may_name_readers() -> None:
    assert [kind.name for kind in KINDS if issubclass(kind.model, ItemModel)] == SHOWN


def test_everybody_sees_what_names_no_readers_and_the_whole_book_holds_all() -> None:
    item = BOOK.of_kind("faq")[0]
    for book, role, there in (
        (with_item(BOOK, item, readers=()), "teacher", True),
        (with_item(BOOK, item, readers=("director",)), "director", True),
        (with_item(BOOK, item, readers=("director",)), "teacher", False),
        (with_item(BOOK, item, readers=("director",)), None, True),
        (with_item(BOOK, item, readers=("nobody",)), "teacher", False),
    ):
        assert any(page.uri == "faq/lessons.md" for page in edition(book, role).pages) is there


def test_a_link_to_what_may_not_be_seen_is_its_plain_title(tmp_path: Path) -> None:
    """Of a part, too, the title of the item is told, and never that of the part; the author's words stay."""
    faq = base_text("faq/payments.yml").replace("\n", "\nreaders: [head]\n", 1)
    links = (
        "[[faq:payments]]",
        "[[faq:payments#есть-рассрочка]]",
        "[[faq:payments|ответы]]",
        "[тут](../../faq/payments.yml)",
    )
    body = f"Смотрите {', '.join(links)}."
    name = "regulations/sales/first-contact.md"
    change = {"faq/payments.yml": faq} | changed(name, ("Позвоните клиенту, потом", f"{body} Потом"))
    book = compiled(tmp_path, change)
    title = book.items["faq:payments"].title
    text = page_of(edition(book, "manager"), name).text
    assert text.count('<span class="absent">') == 4
    assert text.count(f'<span class="absent">«{title}»</span>') == 2
    assert "Есть рассрочка" not in text
    assert "payments.md" not in text
    assert "[ответы](../../faq/payments.md)" in page_of(edition(book, None), name).text


def test_nobody_is_taught_or_asked_what_they_may_not_see(tmp_path: Path) -> None:
    change = changed("scripts/key-meeting.yml", ("\n", "\nreaders: [head]\n"))
    change |= changed("positions/marketer.md", ("role: marketer", "readers: [head]\nrole: marketer"))
    book = compiled(tmp_path, change)
    own, whole = (page_of(edition(book, role), "courses/start.md").text for role in ("manager", None))
    for words in ("Прочитать вслух.", "Кто ведёт прогрев?", "Проверьте себя"):
        assert words in whole
        assert words not in own
    assert "ОП-001" in own


def test_the_menu_leads_to_what_a_role_needs_and_pages_say_who_may_read(tmp_path: Path) -> None:
    faq = base_text("faq/payments.yml").replace("\n", "\nreaders: [head, manager]\n", 1)
    main = base_text("pipelines/main.yml").replace("\n", "\nreaders: [manager, marketer]\n", 1)
    book = compiled(tmp_path, {"faq/payments.yml": faq, "pipelines/main.yml": main})
    academy = edition(book, "marketer")
    listed = {uri for entry in academy.navigation for uri in entry.uris()}
    assert "pipelines/main.md" not in listed
    (pipelines,) = (entry for entry in edition(book, "manager").navigation if entry.uri == "pipelines/index.md")
    assert [child.uri for child in pipelines.children] == ["pipelines/main.md"]
    assert pipelines.unlisted == ("pipelines/warmup.md",)
    assert page_of(academy, "pipelines/index.md").text.count("](main.md)") == 1
    assert "faq/payments.md" not in {page.uri for page in academy.pages}
    whole = edition(book, None)
    assert "Кому открыто" in page_of(whole, "pipelines/main.md").text
    assert "Кому открыто" not in page_of(whole, "faq/payments.md").text
    assert "Для кого" in page_of(whole, "faq/payments.md").text
    assert "Кому открыто" not in page_of(whole, "glossary.md").text
