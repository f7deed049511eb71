"""What a kind gets from its model, row and page template alone, seen on one that was added by docs/recipes.md."""

import json
from pathlib import Path

import pytest

from salesbook.book.load import load_book
from salesbook.book.seals import seal
from salesbook.core.language import Translations
from salesbook.editing.completion import candidates
from salesbook.editing.hover import hover
from salesbook.editing.navigation import definition_at, references_at, symbols_of
from salesbook.models.kinds import BY_NAME
from salesbook.models.schemas import schema
from salesbook.output.items import shown_json
from salesbook.pages.academy import make_academy
from salesbook.pages.model import Academy, Page
from tests.academy.tiny import TEMPLATES, made, page_of
from tests.books import TODAY, base_text, changed, compiled, findings, regulation, write_book
from tests.editing.desk import at, base_with, content, said, typed, workspace

REPOSITORY = Path(__file__).parents[1]
CARD = "competitors/deposit.yml"
CALL = "checklists/call.yml"
CLAIM = "на-вкладе-столько-же"
REGULATION = "regulations/sales/first-contact.md"
SECOND = """\
  - claim: Деньги под рукой
    truth: Это так.
    answer: Верно, и они там лежат.
    source: Договор вклада.
"""


def academy(root: Path) -> Academy:
    return make_academy(compiled(root), (TEMPLATES,), Translations("en"), frozenset(), today=TODAY)


def page(root: Path) -> Page:
    return page_of(academy(root), "competitors/deposit.md")


def test_no_other_module_knows_of_it() -> None:
    sources = (REPOSITORY / "salesbook").rglob("*.py")
    assert {path.name for path in sources if "competitor" in path.read_text("utf-8")} == {"kinds.py", "market.py"}


def test_its_page_says_what_the_card_says(tmp_path: Path) -> None:
    text = page(tmp_path).text
    for words in (
        "Другое место для тех же денег.",
        "Известный процент.",
        "Без хлопот.",
        "[Маяк](../products/mayak.md)",
        f"## На вкладе столько же {{: #{CLAIM} }}",
        "Зависит от ставки и загрузки.",
        "Давайте сравним на пять лет.",
        "Расчёт на день разговора.",
        "[Семья](../audiences/family.md)",
    ):
        assert words in text


def test_it_stands_in_a_section_with_its_summary(tmp_path: Path) -> None:
    site = academy(tmp_path)
    section = page_of(site, "market/index.md").text
    assert "## Competitors" in section
    assert "Другое место для тех же денег." in section
    (market,) = (entry for entry in site.navigation if entry.uri == "market/index.md")
    assert "competitors/deposit.md" in market.uris()


def test_links_lead_to_a_claim_by_its_words(tmp_path: Path) -> None:
    link = f"[На вкладе столько же](../competitors/deposit.md#{CLAIM})"
    assert link in page_of(academy(tmp_path), "checklists/call.md").text


def test_pages_say_which_claim_refers(tmp_path: Path) -> None:
    change = changed(CARD, ("Зависит от ставки и загрузки.", "'Зависит от ставки, смотрите [[faq:payments]].'"))
    text = page_of(made(compiled(tmp_path, change), TEMPLATES), "faq/payments.md").text
    assert f"[На вкладе столько же](../competitors/deposit.md#{CLAIM})" in text


def test_a_link_to_a_claim_that_is_not_there_is_found(tmp_path: Path) -> None:
    missing = findings(tmp_path, changed(CALL, (CLAIM, "на-вкладе-больше")))
    assert [(d.rule, d.path.name) for d in missing] == [("missing-anchor", "call.yml")]


def test_equal_claims_are_told_apart_only_by_their_order(tmp_path: Path) -> None:
    change = {CARD: base_text(CARD) + SECOND.replace("Деньги под рукой", "На вкладе столько же")}
    assert [d.rule for d in findings(tmp_path, change)] == ["shifting-anchor"]


def test_one_that_nothing_names_is_found(tmp_path: Path) -> None:
    unused = findings(tmp_path, changed(CALL, (f" С чем сравнивают: [[competitor:deposit#{CLAIM}]].", "")))
    assert [(d.rule, str(d.path)) for d in unused] == [("unused-item", f"content/{CARD}")]


def test_its_figures_are_no_promises(tmp_path: Path) -> None:
    change = changed(CARD, ("[Известный процент.]", "['Первый звонок в течение 15 минут.']"))
    assert "written-figure" not in [d.rule for d in findings(tmp_path, change)]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("Давайте сравним на пять лет.", "Давайте сравним на десять лет.", False),
        ("Зависит от ставки и загрузки.", "Зависит  от ставки и загрузки…", True),
        ("Без хлопот.", "Хлопоты есть.", True),
    ],
)
def test_a_claim_is_sealed_by_itself(tmp_path: Path, old: str, new: str, same: bool) -> None:
    second = {CARD: base_text(CARD).replace(old, new) + SECOND}
    before, after = (compiled(tmp_path / name, change) for name, change in (("a", None), ("b", second)))
    seals = [seal(book.items["competitor:deposit"], CLAIM, book.facts) for book in (before, after)]
    assert (seals[0] == seals[1]) is same
    whole = [seal(book.items["competitor:deposit"], None, book.facts) for book in (before, after)]
    assert whole[0] != whole[1]


def test_an_editor_tells_of_a_claim(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    told = hover(ws, *at(ws, CALL, "#на-вкладе¦-столько-же"))
    assert told is not None
    assert told.words == "**На вкладе столько же**\n\nВклад в банке\n\nЗависит от ставки и загрузки."
    field = hover(ws, *at(ws, CARD, "tr¦uth: "))
    assert field is not None
    assert field.words.startswith("**truth** (required)\n\nWhat is true of it")


def test_an_editor_goes_to_a_claim_and_back(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    place = definition_at(ws, *at(ws, CALL, "#на-вкладе¦-столько-же"))
    assert place is not None
    assert said(ws, place) == f"{CARD}: На вкладе столько же"
    assert [said(ws, location) for location in references_at(ws, *at(ws, CARD, "Другое место ¦для"))] == [
        f"{CALL}: competitor:deposit"
    ]


def test_an_editor_lists_the_claims_of_a_card(tmp_path: Path) -> None:
    ws = workspace(tmp_path, {CARD: base_text(CARD) + SECOND})
    assert [(entry.name, entry.detail) for entry in symbols_of(ws, content(CARD))] == [
        ("На вкладе столько же", f"#{CLAIM}"),
        ("Деньги под рукой", "#деньги-под-рукой"),
    ]


def test_an_editor_completes_names_claims_and_fields(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    ws.settle()

    def offered(name: str, text: str) -> list[str]:
        return [candidate.label for candidate in candidates(ws, *typed(ws, name, text))]

    assert offered(REGULATION, regulation(body="[[competitor:¦")) == ["competitor:deposit"]
    assert offered(REGULATION, regulation(body="[[competitor:deposit#¦")) == [CLAIM]
    assert offered(CARD, base_with(CARD, "audiences: ['audience:family']", "audiences: [¦")) == ["audience:family"]
    assert offered(CARD, base_text(CARD) + "  - ¦") == ["claim", "truth", "answer", "source"]


def test_its_schema_explains_every_field() -> None:
    competitor = schema(BY_NAME["competitor"])
    assert json.loads((REPOSITORY / "schemas" / "competitor.json").read_text("utf-8"))["$id"] == competitor["$id"]
    assert competitor["required"] == ["title", "about", "sells", "strengths", "weaknesses", "claims"]
    assert set(competitor["$defs"]["Claim"]["properties"]) == {"claim", "truth", "answer", "source"}
    settings = json.loads((REPOSITORY / ".vscode" / "settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"]["./schemas/competitor.json"] == "content/competitors/*.yml"


def test_whoever_refers_is_named_with_the_claim(tmp_path: Path) -> None:
    change = changed(CARD, ("Расчёт на день разговора.", "'Расчёт, [[product:mayak]].'"))
    book, _problems = load_book(write_book(tmp_path, change))
    users = {user["route"]: user["label"] for user in shown_json(book, book.items["product:mayak"])["used_by"]}
    assert users["claims[0].source"] == "Вклад в банке → На вкладе столько же"
