"""Seals: what of a source counts, and what does not."""

from pathlib import Path, PurePosixPath

import pytest

from salesbook.book.item import Item
from salesbook.book.seals import seal
from salesbook.models.base import ContentModel, FactId, Line, Parts, Some, Text
from salesbook.models.company import Fact
from salesbook.models.kinds import Kind
from salesbook.models.sections import MARKET
from tests.books import base_text, changed, compiled
from tests.kit import kit

STAGE = "pipeline:main#paid"
Change = dict[str, str]


def sealed(root: Path, source: str, change: Change | None = None) -> str:
    book = compiled(root, change)
    name, _sharp, anchor = source.partition("#")
    item = book.resolve(name)
    assert item is not None
    return seal(item, anchor, book.facts)


@pytest.mark.parametrize(
    ("source", "change"),
    [
        ("ОП-001", changed("regulations/sales/first-contact.md", ("Позвоните", "Напишите"))),
        ("ОП-001", changed("regulations/sales/first-contact.md", ("script:key-meeting|", "letter:summary|"))),
        ("ОП-001", changed("regulations/sales/first-contact.md", ("|встреча", "|разговор"))),
        ("ОП-001", changed("regulations/sales/first-contact.md", ("Всё сделано", "Сделано"))),
        ("ОП-001#порядок-действий", changed("regulations/sales/first-contact.md", ("Позвоните", "Напишите"))),
        ("pipeline:main", changed("company.yml", ("value: 15", "value: 20"))),
        ("pipeline:main#new-lead", changed("company.yml", ("value: 15", "value: 20"))),
        (STAGE, changed("pipelines/main.yml", ("Деньги пришли в срок", "Деньги пришли рано"))),
        ("glossary#лид", changed("glossary.yml", ("Заявка клиента", "Обращение клиента"))),
        ("glossary", changed("glossary.yml", ("title: Словарь", "title: Словарь\nabout: Слова отдела."))),
        ("faq:payments#есть-рассрочка", changed("faq/payments.yml", ("Да,", "Нет,"))),
        ("script:key-meeting#закрытие", changed("scripts/key-meeting.yml", ("Договориться о брони", "Спросить"))),
        ("scorecard:leads", changed("scorecards/leads.yml", ("from: -1, to: 1", "from: -1, to: 2"))),
    ],
)
def test_what_counts(tmp_path: Path, source: str, change: Change) -> None:
    assert sealed(tmp_path / "a", source) != sealed(tmp_path / "b", source, change)


@pytest.mark.parametrize(
    ("source", "change"),
    [
        (
            "ОП-001",
            changed("regulations/sales/first-contact.md", ("Позвоните клиенту, потом", "позвоните  клиенту; потом")),
        ),
        (
            "ОП-001",
            changed(
                "regulations/sales/first-contact.md", ("2026-11-03", "2026-11-04"), ("owner: head", "owner: manager")
            ),
        ),
        (
            "ОП-001",
            changed("regulations/sales/first-contact.md", ("[manager]", "[manager, head]"), ("months: 6", "months: 9")),
        ),
        ("ОП-001", changed("company.yml", ("value: 15", "value: 20"))),
        ("glossary", changed("glossary.yml", ("Заявка клиента", "Обращение клиента"))),
        ("faq:payments", changed("faq/payments.yml", ("title: Оплата", "title: Оплата\norder: 3"))),
        (STAGE, changed("pipelines/main.yml", ("Бронь в день встречи", "Бронь потом"))),
        (STAGE, changed("company.yml", ("value: 15", "value: 20"))),
        ("ОП-001#порядок-действий", changed("regulations/sales/first-contact.md", ("Всё сделано", "Сделано"))),
    ],
)
def test_what_does_not_count(tmp_path: Path, source: str, change: Change) -> None:
    assert sealed(tmp_path / "a", source) == sealed(tmp_path / "b", source, change)


def test_a_section_ends_where_one_of_its_level_begins(tmp_path: Path) -> None:
    old = "## Один\n\nСлова.\n\n### Глубже\n\nЕщё.\n\n## Два\n\nДругие.\n"
    change = changed("regulations/sales/key-meeting.md", ("## Порядок действий\n", old))
    first = sealed(tmp_path / "a", "ОП-002#один", change)
    for words, same in (("Другие.", True), ("Ещё.", False)):
        name = "regulations/sales/key-meeting.md"
        other = {name: change[name].replace(words, "Новые.")}
        assert (sealed(tmp_path / words, "ОП-002#один", other) == first) is same


class Step(ContentModel):
    """A block with a figure in its words and one in a field of its own."""

    name: Line
    what: Text
    within: FactId = "none"


class Plan(ContentModel):
    """Blocks with figures."""

    PARTS = Parts("steps", title="name")

    title: Line = "План"
    steps: Some[Step]


STEPS = (
    Step(name="Слова", what="За {{ fact.words }} и `{{ fact.code }}`, [[ОП-001]], [а](b.md)"),
    Step(name="Поле", what="Скоро.", within="field"),
    Step(name="Ничего", what="Скоро.", within="other figure"),
)
KIND = Kind("plan", "plans", "nowhere:Plan", "plan", "plans", MARKET)
vars(KIND)["model"] = Plan
PLAN = Item(KIND, "a", PurePosixPath("content/plans/a.yml"), lambda: Plan(steps=STEPS))
FACTS = {
    name: Fact(id="x", name="Срок", value=15, unit="minutes")
    for name in ("words", "field", "code", "other", "ОП-001", "b.md")
}


@pytest.mark.parametrize(
    ("anchor", "figures"),
    [(None, {"words", "field"}), ("слова", {"words"}), ("поле", {"field"}), ("ничего", set[str]())],
)
@pytest.mark.parametrize("change", [{"value": 16}, {"unit": "hours"}])
def test_a_figure_counts_where_it_is_taken(anchor: str | None, figures: set[str], change: dict[str, object]) -> None:
    """By its value and its unit, whether words take it or a field; in code nothing is taken."""
    before = seal(PLAN, anchor, FACTS)
    seals = {name: seal(PLAN, anchor, FACTS | {name: FACTS[name].model_copy(update=change)}) for name in FACTS}
    assert {name for name in FACTS if seals[name] != before} == figures


def test_the_name_of_a_figure_counts_without_its_value() -> None:
    assert seal(PLAN, None, {}) != seal(PLAN, None, FACTS)
    assert seal(PLAN, "ничего", {}) == seal(PLAN, "ничего", {"field": FACTS["field"]})


def test_a_seal_stays_what_it_was() -> None:
    """Courses of all books hold such seals: another way to make them would ask for a look at every question."""
    assert [seal(PLAN, anchor, FACTS) for anchor in (None, "слова", "поле")] == ["jalkjnbo", "hkddnlgn", "pciibmla"]
    assert [seal(kit(), anchor, {}) for anchor in (None, "axe", "care")] == ["nlfjallb", "emfgjjob", "ebfcjkhj"]


def test_an_unknown_place_is_the_whole_item(tmp_path: Path) -> None:
    assert sealed(tmp_path, "ОП-001#нет") == sealed(tmp_path, "ОП-001")


def test_a_place_with_an_anchor_reaches_to_the_next_one(tmp_path: Path) -> None:
    rows = "\n## Пункты\n\n| а |\n|---|\n| <a id='p-1'></a> раз |\n| <a id='p-2'></a> два |\n\n## Итог\n\nвсё\n"
    name = "regulations/sales/first-contact.md"
    text = base_text(name) + rows

    def places(n: int, old: str, new: str) -> list[str]:
        return [sealed(tmp_path / f"{n}{place}", f"ОП-001#{place}", {name: text.replace(old, new)}) for place in PLACES]

    before = places(0, "x", "x")
    assert [a == b for a, b in zip(places(1, "раз", "сто"), before, strict=True)] == [False, True, False, True]
    assert [a == b for a, b in zip(places(2, "два", "сто"), before, strict=True)] == [True, False, False, True]
    assert [a == b for a, b in zip(places(3, "всё", "сто"), before, strict=True)] == [True, True, True, False]


PLACES = ("p-1", "p-2", "пункты", "итог")


def test_a_place_in_a_field_stands_for_the_whole_item(tmp_path: Path) -> None:
    faq = changed("faq/payments.yml", ("Да, ", "<a id=p></a>Да, "))
    whole, place = (sealed(tmp_path / str(n), f"faq:payments{anchor}", faq) for n, anchor in enumerate(("", "#p")))
    assert whole == place
