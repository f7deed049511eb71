"""The book: names, references, backlinks, look-alikes."""

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.book.item import Reference, field_reference, linked_path, prose_reference
from salesbook.book.load import load_book
from salesbook.checks.references import unknown_reference
from salesbook.core.diagnostics import Span
from salesbook.models.base import Link, Names
from salesbook.models.kinds import KINDS, kind_made_of
from salesbook.models.pipeline import Pipeline
from salesbook.models.regulation import Regulation
from salesbook.text.markup import tokens
from salesbook.text.naming import lookalikes, skeleton, twins
from tests.books import BASE, changed, compiled, regulation

BOOK = load_book(BASE)[0]
STAGE = Names(("pipeline",), anchor=True)


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
def test_resolve(target: str, name: str | None) -> None:
    item = BOOK.resolve(target)
    assert (item.name if item else None) == name


def test_items_come_with_their_data() -> None:
    found = BOOK.resolve_as(Regulation, "ОП-001")
    assert found is not None
    assert found[0].data is found[1]
    assert BOOK.resolve_as(Pipeline, "ОП-001") is None
    assert BOOK.resolve_as(Regulation, "ОП-099") is None
    assert [kind_made_of(kind.model) for kind in KINDS] == list(KINDS)
    assert [item.slug for item, _pipeline in BOOK.data(Pipeline)] == ["main", "warmup"]


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
def test_stage(name: str, of: str | None, stage: tuple[str, str] | None) -> None:
    found = BOOK.stage(name, of=BOOK.items[of] if of else None)
    assert (found and (found[0].name, found[1].id)) == stage


def test_who_refers_to_an_item() -> None:
    users = [(r.source.name, r.route) for r in BOOK.backlinks["regulation:key-meeting"]]
    assert ("pipeline:main", ("stages", 1, "regulations", 0)) in users
    assert ("letter:summary", ("regulation",)) in users
    assert ("scorecard:leads", ("segments", 1, "regulation")) in users
    assert ("script:key-meeting", ("regulations", 0)) in users
    assert "pipeline:main" not in {r.source.name for r in BOOK.backlinks["pipeline:main"]}
    assert [r.source.name for r in BOOK.backlinks["regulation:first-contact"] if r.url] == ["regulation:warmup"]


def test_every_reference_of_a_sound_book_leads_somewhere() -> None:
    for reference in BOOK.references:
        if reference.image or reference.vocabulary is not None:
            continue
        path = linked_path(reference)
        assert BOOK.target(reference) is not None or path in BOOK.files, reference


def test_a_word_of_the_company_is_no_item(tmp_path: Path) -> None:
    company = changed("company.yml", ("roles:", "roles:\n  - {id: glossary, name: Словарник, department: sales}"))
    book = compiled(tmp_path, company | changed("pipelines/main.yml", ("owner: head", "owner: glossary")))
    (owner,) = (r for r in book.references if r.route == ("owner",) and r.target == "glossary")
    assert book.target(owner) is None
    assert "pipeline:main" not in {r.source.name for r in book.backlinks.get("glossary", ())}
    assert list(unknown_reference(book)) == []


def test_references_know_their_routes_and_words() -> None:
    found = {(r.source.name, r.route): r for r in BOOK.references}
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
def test_what_a_token_refers_to(text: str, expected: tuple[object, ...]) -> None:
    (token,) = tokens(f"Слово {text}")
    item = BOOK.items["article:objections"]
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
def test_what_a_field_refers_to(mark: Names | Link, value: str, expected: tuple[object, ...]) -> None:
    item = BOOK.items["article:objections"]
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
def test_linked_path(url: str, path: str | None) -> None:
    item = BOOK.items["article:objections"]
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
def test_nearest(target: str, names: Names | None, near: list[str]) -> None:
    assert BOOK.nearest(target, names)[: len(near) or None] == near


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
def test_block(name: str, of: str | None, block: tuple[str, str] | None) -> None:
    found = BOOK.block(name, of=BOOK.items[of] if of else None)
    assert (found and (found[0].name, found[1].title)) == block


def test_items_are_in_reading_order(tmp_path: Path) -> None:
    book = compiled(
        tmp_path, {"regulations/sales/a.md": regulation("Аа"), "regulations/sales/b.md": regulation("Б", "ОП-003")}
    )
    assert [i.slug for i in book.of_kind("pipeline")] == ["main", "warmup"]
    assert [i.article for i in book.of_kind("regulation")] == ["МК-001", None, "ОП-001", "ОП-002", "ОП-003"]


def test_labels() -> None:
    assert BOOK.items["regulation:key-meeting"].label == "ОП-002 Ключевая встреча"
    assert BOOK.items["glossary"].label == "Словарь"
    assert BOOK.items["company"].title == "Берег"
