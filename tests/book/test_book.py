"""The book: names, references, backlinks, look-alikes."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.book.book import Book
from salesbook.book.item import Item, Reference, field_reference, linked_path, mention, prose_reference
from salesbook.book.load import load_book
from salesbook.checks.references import unknown_reference
from salesbook.core.diagnostics import Span
from salesbook.core.spelling import lookalikes, skeleton, twins
from salesbook.models.base import (
    Address,
    AnyRef,
    ContentModel,
    FactId,
    Line,
    Link,
    MoveTarget,
    Names,
    RegulationRef,
    RoleId,
    StageRef,
    Text,
)
from salesbook.models.kinds import KINDS, Kind, kind_made_of
from salesbook.models.pipeline import Pipeline
from salesbook.models.regulation import Regulation
from salesbook.models.sections import MARKET
from salesbook.text.markup import tokens
from tests.books import BASE, changed, compiled, regulation

STAGE = Names(("pipeline",), anchor=True)


@pytest.fixture(scope="module")
def base() -> Book:
    """Load the base book once for the tests of a run: what it works out stays with it."""
    return load_book(BASE)[0]


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("ОП-001", "regulation:first-contact"),
        ("regulation:first-contact", "regulation:first-contact"),
        ("script:key-meeting", "script:key-meeting"),
        ("glossary", "glossary"),
        ("company", "company"),
        ("register", "register"),
        ("key-meeting", None),
        ("оп-001", None),
        ("", None),
        ("pipeline:main#paid", None),
    ],
)
def test_resolve(base: Book, target: str, name: str | None) -> None:
    item = base.resolve(target)
    assert (item.name if item else None) == name


def test_items_come_with_their_data(base: Book) -> None:
    found = base.resolve_as(Regulation, "ОП-001")
    assert found is not None
    assert found[0].data is found[1]
    assert base.resolve_as(Pipeline, "ОП-001") is None
    assert base.resolve_as(Regulation, "ОП-099") is None
    assert [kind_made_of(kind.model) for kind in KINDS] == list(KINDS)
    assert [item.slug for item, _pipeline in base.data(Pipeline)] == ["main", "warmup"]


@pytest.mark.parametrize(
    ("name", "of", "stage"),
    [
        ("pipeline:main#paid", None, ("pipeline:main", "paid")),
        ("paid", "pipeline:main", ("pipeline:main", "paid")),
        ("pipeline:warmup#postponed", "pipeline:main", ("pipeline:warmup", "postponed")),
        ("paid", "pipeline:warmup", None),
        ("paid", None, None),
        ("pipeline:main#none", None, None),
        ("script:key-meeting#paid", None, None),
        ("pipeline:none#paid", None, None),
    ],
)
def test_stage(base: Book, name: str, of: str | None, stage: tuple[str, str] | None) -> None:
    found = base.stage(name, of=base.items[of] if of else None)
    assert (found and (found[0].name, found[1].id)) == stage


def test_who_refers_to_an_item(base: Book) -> None:
    users = [(r.source.name, r.route) for r in base.backlinks["regulation:key-meeting"]]
    assert ("pipeline:main", ("stages", 1, "regulations", 0)) in users
    assert ("letter:summary", ("regulation",)) in users
    assert ("scorecard:leads", ("segments", 1, "regulation")) in users
    assert ("script:key-meeting", ("regulations", 0)) in users
    assert "pipeline:main" not in {r.source.name for r in base.backlinks["pipeline:main"]}
    assert [r.source.name for r in base.backlinks["regulation:first-contact"] if r.url] == ["regulation:warmup"]


def test_every_reference_of_a_sound_book_leads_somewhere(base: Book) -> None:
    for reference in base.references:
        if reference.image or reference.vocabulary is not None:
            continue
        path = linked_path(reference)
        assert base.target(reference) is not None or path in base.files, reference


def test_a_word_of_the_company_is_no_item(tmp_path: Path) -> None:
    company = changed("company.yml", ("roles:", "roles:\n  - {id: register, name: Учётчик, department: sales}"))
    book = compiled(tmp_path, company | changed("pipelines/main.yml", ("owner: head", "owner: register")))
    (owner,) = (r for r in book.references if r.route == ("owner",) and r.target == "register")
    assert book.target(owner) is None
    assert "pipeline:main" not in {r.source.name for r in book.backlinks.get("register", ())}
    assert list(unknown_reference(book)) == []
    assert "register" not in book.used
    assert book.used == set(book.backlinks)


def test_references_know_their_routes_and_words(base: Book) -> None:
    found = {(r.source.name, r.route): r for r in base.references}
    assert found["pipeline:main", ("stages", 0, "sla", 0, "within")].target == "first_contact"
    assert found["pipeline:main", ("stages", 0, "moves", 1, "to")].target == "pipeline:warmup#postponed"
    reference = found["regulation:first-contact", ("body",)]
    assert (reference.target, reference.label) == ("script:key-meeting", "встреча")
    assert reference.span is not None
    assert reference.span.text == "[[script:key-meeting|встреча]]"
    assert found["product:mayak", ("about",)].image


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[ОП-001#срок|тут]]", ("ОП-001", "срок", None, "тут", None, False)),
        ("{{ fact.sla }}", ("sla", None, Names(("fact",)), None, None, False)),
        ("[тут](../crm/a.md#б)", ("../crm/a.md", "б", None, "тут", "../crm/a.md", False)),
        ("![Карта](img/a.svg)", ("img/a.svg", None, None, "Карта", "img/a.svg", True)),
    ],
)
def test_what_a_token_refers_to(base: Book, text: str, expected: tuple[object, ...]) -> None:
    (token,) = tokens(f"Слово {text}")
    item = base.items["article:objections"]
    target, anchor, names, *rest = expected
    reference = prose_reference(item, ("body",), token)
    assert reference == (item, ("body",), target, anchor, names, Span(6, text), *rest)


@pytest.mark.parametrize(
    ("mark", "value", "expected"),
    [
        (STAGE, "pipeline:main#paid", ("pipeline:main#paid", "paid", STAGE, None, None, None, False)),
        (Names(("role",)), "head", ("head", None, Names(("role",)), None, None, None, False)),
        (Link(), "a.pdf#b", ("a.pdf", "b", None, None, None, "a.pdf", False)),
        (Link(), "https://a.ru/", ("https://a.ru/", None, None, None, None, "https://a.ru/", False)),
    ],
)
def test_what_a_field_refers_to(base: Book, mark: Names | Link, value: str, expected: tuple[object, ...]) -> None:
    item = base.items["article:objections"]
    assert field_reference(item, ("stage",), mark, value) == (item, ("stage",), *expected)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("a.md", "content/book/a.md"),
        ("../crm/a.md", "content/crm/a.md"),
        ("%D0%B9.md", "content/book/й.md"),
        ("и\u0306.md", "content/book/й.md"),
        ("a//b/./c.md", "content/book/a/b/c.md"),
        ("a.md#b/../c", "content/book/a.md"),
        ("#a", "content/book/x.md"),
        ("../../../etc/passwd", "../etc/passwd"),
        ("", "content/book/x.md"),
        ("https://example.com/a", None),
        ("mailto:a@b", None),
        ("/abs", None),
        ("a/b:c.md", "content/book/a/b:c.md"),
    ],
)
def test_linked_path(base: Book, url: str, path: str | None) -> None:
    item = base.items["article:objections"]
    moved = type(item)(item.kind, item.slug, PurePosixPath("content/book/x.md"), lambda: item.data)
    found = linked_path(Reference(moved, ("body",), url, None, None, None, None, url))
    assert (found and found.as_posix()) == path


@pytest.mark.parametrize(
    ("article", "known", "found"),
    [
        ("OП-007", ["ОП-007"], ["ОП-007"]),
        ("ОП-0О7", ["ОП-007"], ["ОП-007"]),
        ("ОП-0O7", ["ОП-007"], ["ОП-007"]),
        ("ОП-00l", ["ОП-001"], ["ОП-001"]),
        ("ОП-00I", ["ОП-001"], ["ОП-001"]),
        ("оп-007", ["ОП-007"], ["ОП-007"]),
        ("ОП–007", ["ОП-007"], ["ОП-007"]),
        ("ОП 007", ["ОП-007"], []),
        ("MK-001", ["МК-001"], ["МК-001"]),
        ("ОП-007", ["ОП-007"], []),
        ("ОП-008", ["ОП-007"], []),
        ("OП-0О7", ["ОП-007", "OП-007"], ["ОП-007", "OП-007"]),
    ],
)
def test_lookalikes(article: str, known: list[str], found: list[str]) -> None:
    assert lookalikes(article, twins(known)) == found


TWINS = {"О": "ОOоo", "П": "Пп", "М": "МMмm", "К": "КKкk", "С": "СCсc", "-": "-–—", "0": "0OО", "1": "1lI", "7": "7"}


@settings(max_examples=100)
@given(st.sampled_from(["ОП", "МК", "ОКК", "СМК"]), st.text(alphabet="017", min_size=3, max_size=3), st.data())
def test_whatever_looks_like_a_number_is_recognised(prefix: str, number: str, data: st.DataObject) -> None:
    article = f"{prefix}-{number}"
    typed = "".join(data.draw(st.sampled_from(TWINS[c])) for c in article)
    assert skeleton(typed) == skeleton(article)
    assert lookalikes(typed, twins([article])) == ([] if typed == article else [article])


@pytest.mark.parametrize(
    ("target", "names", "near"),
    [
        ("script:key-meting", None, ["script:key-meeting"]),
        ("OП-001", None, ["ОП-001"]),
        ("key-meeting", None, ["regulation:key-meeting", "script:key-meeting"]),
        ("manger", Names(("role",)), ["manager"]),
        ("совсем другое", None, []),
        ("script:summary", Names(("letter",)), ["letter:summary"]),
    ],
)
def test_nearest(base: Book, target: str, names: Names | None, near: list[str]) -> None:
    assert base.nearest(target, names)[: len(near) or None] == near


@pytest.mark.parametrize(
    ("name", "of", "block"),
    [
        ("pipeline:main#paid", None, ("pipeline:main", "Оплата получена")),
        ("paid", "pipeline:main", ("pipeline:main", "Оплата получена")),
        ("script:key-meeting#закрытие", None, ("script:key-meeting", "Закрытие")),
        ("faq:payments#есть-рассрочка", "pipeline:main", ("faq:payments", "Есть рассрочка?")),
        ("ОП-001#порядок-действий", None, None),
        ("script:key-meeting#нет", None, None),
        ("script:none#закрытие", None, None),
        ("paid", None, None),
    ],
)
def test_block(base: Book, name: str, of: str | None, block: tuple[str, str] | None) -> None:
    found = base.block(name, of=base.items[of] if of else None)
    assert (found and (found[0].name, found[1].title)) == block


def test_items_are_in_reading_order(tmp_path: Path) -> None:
    book = compiled(
        tmp_path, {"regulations/sales/a.md": regulation("Аа"), "regulations/sales/b.md": regulation("Б", "ОП-003")}
    )
    assert [i.slug for i in book.of_kind("pipeline")] == ["main", "warmup"]
    assert [i.article for i in book.of_kind("regulation")] == ["МК-001", None, "ОП-001", "ОП-002", "ОП-003"]


def test_labels(base: Book) -> None:
    assert base.items["regulation:key-meeting"].label == "ОП-002 Ключевая встреча"
    assert base.items["glossary"].label == "Словарь"
    assert base.items["company"].title == "Берег"


def test_an_item_that_has_no_number_comes_first_in_its_department(tmp_path: Path) -> None:
    numbers = {"a": "AB-001", "b": None, "c": "Я-001"}
    book = compiled(tmp_path, {f"regulations/x/{n}.md": regulation(n, article) for n, article in numbers.items()})
    slugs = [item.slug for item in book.of_kind("regulation")]
    assert slugs == ["warmup", "first-contact", "key-meeting", "b", "a", "c"]


def test_figures_in_words(base: Book) -> None:
    assert [base.figure(name) for name in ("first_contact", "none")] == ["15\u00a0минут", "none"]
    assert base.words["role"]["head"] == "Руководитель отдела продаж"
    assert base.register == {"ОП": 2, "МК": 1}


def test_what_is_used_and_linked(base: Book) -> None:
    plan = PurePosixPath("content/products/img/plan.svg")
    assert base.files == {plan}
    assert base.linked == {plan, PurePosixPath("content/regulations/sales/first-contact.md")}
    assert base.used == set(base.backlinks)
    assert {"regulation:first-contact", "script:key-meeting"} <= base.used
    assert "article:objections" not in base.used


class Ties(ContentModel):
    """Fields that refer to something in every way there is."""

    title: Line = "Связи"
    prose: Text | None = None
    link: Address | None = None
    anything: AnyRef | None = None
    regulation: RegulationRef | None = None
    stage: StageRef | None = None
    move: MoveTarget | None = None
    role: RoleId | None = None
    figure: FactId | None = None


KIND = Kind("ties", "ties", "nowhere:Ties", "ties", "ties", MARKET)
vars(KIND)["model"] = Ties


def tied(data: dict[str, str]) -> Item:
    """Return an item beside those of content/book that refers to one thing."""
    return Item(KIND, "a", PurePosixPath("content/book/a.md"), lambda: Ties(**data))


@pytest.mark.parametrize(
    ("field", "value", "brief"),
    [
        ("prose", "[[ОП-001#срок|тут]]", "|ОП-001|срок"),
        ("prose", "[[#срок]]", "|ties:a|срок"),
        ("prose", "{{ fact.sla }}", "fact|sla|"),
        ("prose", "[тут](../crm/a.md#б)", "@|content/crm/a.md|б"),
        ("prose", "[тут](#б)", "@|content/book/a.md|б"),
        ("prose", "[тут](https://a.ru/b)", "@@|https://a.ru/b|"),
        ("link", "b.md", "@|content/book/b.md|"),
        ("anything", "script:a#b", "|script:a|b"),
        ("regulation", "ОП-001", "regulation|ОП-001|"),
        ("stage", "pipeline:main#paid", "pipeline#|pipeline:main|paid"),
        ("stage", "paid", "pipeline#|paid|"),
        ("move", "pipeline:main#paid", "pipeline#|pipeline:main|paid"),
        ("move", "paid", "pipeline#|ties:a|paid"),
        ("role", "head", "role|head|"),
        ("anything", "a\tb#c\td", "|a\0b|c\0d"),
    ],
)
def test_what_is_mentioned(field: str, value: str, brief: str) -> None:
    (reference,) = tied({field: value}).references
    assert mention(reference) == brief.replace("|", "\t")


def test_a_thing_is_mentioned_once_and_references_can_be_forgotten() -> None:
    item = tied({"prose": "[[ОП-001|раз]], [[ОП-001]], [[ОП-002]]", "regulation": "ОП-001"})
    assert item.mentions == ("\tОП-001\t", "\tОП-002\t", "regulation\tОП-001\t")
    assert len(item.references) == 4
    item.forget()
    assert "references" not in vars(item)
    item.forget()
    assert len(item.references) == 4


SOUND = [
    ("prose", "[[ОП-001]]"),
    ("prose", "[[script:key-meeting#закрытие]]"),
    ("prose", "[[ОП-001#порядок-действий]]"),
    ("prose", "{{ fact.first_contact }}"),
    ("prose", "[а](objections.md)"),
    ("prose", "[а](https://a.ru/b)"),
    ("prose", "![а](../products/img/plan.svg)"),
    ("prose", "[а](../regulations/sales/first-contact.md#порядок-действий)"),
    ("link", "https://a.ru/"),
    ("link", "objections.md"),
    ("anything", "glossary"),
    ("anything", "pipeline:main#paid"),
    ("regulation", "ОП-001"),
    ("stage", "pipeline:main#paid"),
    ("move", "pipeline:main#paid"),
    ("role", "head"),
    ("figure", "first_contact"),
]
UNSOUND = [
    ("prose", "[[ОП-009]]"),
    ("prose", "[[script:key-meeting#нет]]"),
    ("prose", "[[#нет]]"),
    ("prose", "{{ fact.none }}"),
    ("prose", "[а](none.md)"),
    ("prose", "[а](objections.md#нет)"),
    ("prose", "![а](../products/img/plan.svg#а)"),
    ("prose", "[а](javascript:a)"),
    ("prose", "[[regulation:old]]"),
    ("prose", "[[regulation:draft]]"),
    ("prose", "[а](../regulations/sales/old.md)"),
    ("link", "http://[a"),
    ("anything", "нет"),
    ("anything", "head"),
    ("regulation", "script:key-meeting"),
    ("regulation", "нет"),
    ("stage", "pipeline:main"),
    ("stage", "ОП-001#порядок-действий"),
    ("stage", "paid"),
    ("move", "paid"),
    ("move", "pipeline:main#нет"),
    ("role", "glossary"),
    ("role", "first_contact"),
    ("figure", "head"),
    ("anything", "glossary\t"),
]


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Load the base book with a regulation that is no longer in force and one that is not yet."""
    old, draft = (regulation(status).replace("status: active", f"status: {status}") for status in ("retired", "draft"))
    old = old.replace("review_months", "replaced_by: ОП-001\nreview_months")
    return compiled(
        tmp_path_factory.mktemp("book"), {"regulations/sales/old.md": old, "regulations/sales/draft.md": draft}
    )


@pytest.mark.parametrize(
    ("field", "value", "doubtful"), [*((*tie, False) for tie in SOUND), *((*tie, True) for tie in UNSOUND)]
)
def test_which_references_are_dubious(changing: Book, field: str, value: str, doubtful: bool) -> None:
    """Those to what is not there, not in force, or not what may be named in that field."""
    item = tied({field: value})
    book = replace(changing, items={**changing.items, item.name: item})
    assert book.dubious == (item.references if doubtful else ())


def test_what_is_judged_once_holds_for_all(base: Book) -> None:
    items = [Item(KIND, slug, PurePosixPath(f"content/book/{slug}.md"), item._opened) for slug, item in {
        "a": tied({"prose": "[[ОП-001]] [[нет]] [[ОП-002]]"}),
        "b": tied({"prose": "[[ОП-001]]"}),
        "c": tied({"prose": "[[ОП-001]] [[нет]]"}),
    }.items()]  # fmt: skip
    book = replace(base, items={**base.items, **{item.name: item for item in items}})
    dubious = [(reference.source.slug, reference.target) for reference in book.dubious]
    assert {("a", "нет"), ("c", "нет")} <= set(dubious)
    assert ("b", "ОП-001") not in dubious
    assert ("c", "ОП-001") not in dubious


def test_names_are_offered_that_a_field_takes(base: Book) -> None:
    kinds = ("regulation", "script")
    assert base.nearest("key-meting", Names(kinds)) == ["regulation:key-meeting", "script:key-meeting"]
    assert base.nearest("key-meting", Names(("script",))) == ["script:key-meeting"]
    assert base.nearest("key-meting", Names(("pipeline",))) == []
    assert base.nearest("ОП-003", Names(("regulation",)))[:2] == ["ОП-001", "ОП-002"]
    assert base.nearest("ОП-003", Names(("script",))) == []
    assert base.nearest("registr") == []
    assert base.nearest("glosary") == ["glossary"]
