"""The data of a checklist's form."""

import json

from salesbook.book.load import load_book
from salesbook.core.defaults import folders
from salesbook.core.language import Translations
from salesbook.models.training import Checklist
from salesbook.pages.academy import make_academy
from salesbook.scoring.checklists.sheet import checklist_edition
from tests.books import OTHER, TODAY


def test_a_page_of_a_checklist_has_its_form() -> None:
    book, _problems = load_book(OTHER)
    [(item, checklist)] = book.data(Checklist)
    academy = make_academy(book, folders(OTHER, "templates"), Translations("ru"), (), today=TODAY)
    [page] = [page for page in academy.pages if page.item == item]
    [tool] = page.tools.values()
    assert (tool.element, tool.scripts) == ("checklist-form", ("checklist.js",))
    assert tool.data["checklist"] == {"name": item.name, "digest": checklist_edition(checklist, book.facts)}
    assert [(each["weight"], each["critical"]) for each in tool.data["items"]] == [
        (each.weight, each.critical) for each in checklist.items
    ]
    assert all(each["regulation"]["href"].startswith("../regulations/") for each in tool.data["items"])
    assert tool.data["words"]["n/a"] == "не относится"
    assert json.loads(json.dumps(tool.data)) == tool.data


def test_pages_of_other_kinds_have_no_form() -> None:
    book, _problems = load_book(OTHER)
    academy = make_academy(book, folders(OTHER, "templates"), Translations("ru"), (), today=TODAY)
    with_form = {page.item.kind.name for page in academy.pages if page.tools and page.item is not None}
    assert {"scorecard", "checklist"} <= with_form
    assert not with_form & {"regulation", "pipeline", "faq", "glossary"}
