"""For whom an item is, and who refers to it."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from salesbook.book.book import Book
from salesbook.core.language import Translations
from salesbook.pages.lookups import Lookups
from salesbook.pages.places import Places
from tests.academy.tiny import TEMPLATES, compiled, made, page_of
from tests.books import changed
from tests.books import compiled as base_book
from tests.kit import kit

TEMPLATE = """\
# {{ data.title }}

{{ roles(readers) }}

{% for part in item.parts if part.data %}
## {{ part.title }} {{ anchor(part.anchor) }}

{{ part.data.use|prose }}

{% endfor %}
{{ data.body|body }}
"""


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """Return a folder of templates that has one for the kit too."""
    folder = tmp_path / "templates"
    shutil.copytree(TEMPLATES, folder)
    (folder / "pages" / "kit.md").write_text(TEMPLATE, encoding="utf-8")
    return folder


def with_kit(book: Book, *users: str, about: str | None = None) -> Book:
    """Return the book with an item of a kind that stands in no table."""
    item = kit(users=users, about=about)
    return replace(book, items={**book.items, item.name: item})


def lookups(book: Book) -> Lookups:
    return Lookups(Places(book), Translations("en"))


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("pipeline:main", ("head", "manager")),
        ("regulation:first-contact", ("manager",)),
        ("script:call", ("manager",)),
        ("letter:summary", ("manager",)),
        ("scorecard:leads", ("head", "manager")),
        ("instruction:fill", ("manager",)),
        ("position:manager", ("manager",)),
        ("onboarding:manager", ("manager",)),
        ("course:start", ("manager",)),
        ("checklist:call", ("head",)),
        ("faq:pay", ()),
        ("glossary", ()),
    ],
)
def test_for_whom_an_item_is(tmp_path: Path, name: str, roles: tuple[str, ...]) -> None:
    book = compiled(tmp_path)
    assert lookups(book).roles(book.items[name]) == roles


@pytest.mark.parametrize(
    ("users", "roles"),
    [
        (("manager",), ("manager",)),
        (("pipeline:main#paid",), ("head",)),
        (("position:manager", "head"), ("head", "manager")),
        (("pipeline:main#none", "position:none", "nobody", "faq:pay", "kit:first"), ()),
    ],
)
def test_roles_stages_and_positions_stand_for_those_who_work(
    tmp_path: Path, users: tuple[str, ...], roles: tuple[str, ...]
) -> None:
    book = with_kit(compiled(tmp_path), *users)
    assert lookups(book).roles(book.items["kit:first"]) == roles


def test_a_kind_of_its_own_has_pages_and_links_to_its_parts(tmp_path: Path, templates: Path) -> None:
    article = "---\ntitle: Закрытие\norder: 1\ntheme: Т\n---\n[[kit:first#axe]], [[kit:first#care]]\n"
    book = with_kit(compiled(tmp_path / "book", **{"book/closing.md": article}), "manager", about="Для **всех**.")
    academy = made(book, templates)
    page = page_of(academy, "kits/first.md")
    assert "## Топор {: #axe }" in page.text
    assert "## Уход {#care}" in page.text
    assert "[Менеджер](../positions/manager.md)" in page.text
    assert page.meta["description"] == "Для всех."
    links = page_of(academy, "book/closing.md").text
    assert "[Топор](../kits/first.md#axe)" in links
    assert "[Набор](../kits/first.md#care)" in links


def test_an_item_without_a_summary_is_told_by_the_beginning_of_its_text(tmp_path: Path, templates: Path) -> None:
    academy = made(with_kit(compiled(tmp_path / "book")), templates)
    assert page_of(academy, "kits/first.md").meta["description"] == "Слова."


def test_uses_name_the_part_that_refers(tmp_path: Path) -> None:
    book = base_book(tmp_path)
    uses = {use.kind: use.uses for use in lookups(book).uses(book.items["product:mayak"])}
    ((item, anchor, title),) = uses["faq"]
    assert (item.name, anchor, title) == ("faq:payments", "есть-рассрочка", "Есть рассрочка?")
    ((item, anchor, title),) = uses["audience"]
    assert (item.name, anchor, title) == ("audience:family", None, "Семья")


def test_a_field_of_the_crm_is_linked_with_the_stages_that_ask_for_it(tmp_path: Path) -> None:
    academy = made(base_book(tmp_path), TEMPLATES)
    crm, pipeline = page_of(academy, "crm.md").text, page_of(academy, "pipelines/main.md").text
    assert "### Телефон {: #phone }" in crm
    assert "[Заявка получена](pipelines/main.md#new-lead)" in crm
    assert "**[Телефон](../crm.md#phone)**" in pipeline


def test_a_crm_that_may_not_be_seen_leaves_the_names_of_its_fields(tmp_path: Path) -> None:
    book = base_book(tmp_path, changed("crm.yml", ("system:", "readers: [head]\nsystem:")))
    pipeline = page_of(made(book, TEMPLATES, "manager"), "pipelines/main.md").text
    assert "**Телефон**" in pipeline
    assert "crm.md" not in pipeline
