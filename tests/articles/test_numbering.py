"""Article numbers: given once, to the right department, and written as one line."""

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.articles.numbering import assign, numbered, plan
from salesbook.book.book import Book
from salesbook.book.load import compile_book, load_book
from salesbook.core.changes import Change
from salesbook.core.errors import UserError
from salesbook.reading.sources import Sources
from salesbook.text.naming import ARTICLE
from tests.books import base_text, changed, compiled, found, regulation, write_book

NEW, SECOND, MAIL = "regulations/sales/discounts.md", "regulations/sales/calls.md", "regulations/marketing/mail.md"
TOLD = changed("book/objections.md", ("## Дорого", "Смотрите [[regulation:discounts]].\n\n## Дорого"))


def given_out(book: Book) -> dict[str, str]:
    return {a.item.slug: a.article for a in assign(book)}


def applied(root: Path) -> Book:
    """Assign, write, and load the book anew."""
    book, problems = load_book(root)
    assert problems == []
    plan(book, assign(book)).apply()
    book, problems = load_book(root)
    assert problems == []
    return book


def test_every_department_counts_by_itself(tmp_path: Path) -> None:
    book = compiled(tmp_path, {NEW: regulation(), SECOND: regulation("Звонки"), MAIL: regulation("Рассылки")})
    assert given_out(book) == {"mail": "МК-002", "calls": "ОП-003", "discounts": "ОП-004"}


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ({}, "ОП-003"),
        ({"articles.yml": "issued: {ОП: 14, МК: 1}\n"}, "ОП-015"),
        ({"articles.yml": None}, "ОП-003"),
        ({SECOND: regulation("Звонки", "ОП-040")}, "ОП-041"),
        (
            {
                "faq/payments.yml": "title: Оплата\nquestions:\n"
                "  - {question: Как?, answer: 'По [[ОП-003]] и [[ОП-004|ему]].'}\n"
            },
            "ОП-005",
        ),
        ({SECOND: regulation("Звонки", "ОП-3")}, "ОП-004"),
        ({SECOND: regulation("Звонки", "оп-003")}, "ОП-004"),
        ({SECOND: regulation("Звонки", "МК-040")}, "ОП-003"),
        (changed("glossary.yml", ("see: [ОП-001]", "see: [ОП-003]")), "ОП-004"),
        (changed("glossary.yml", ("see: [ОП-001]", "see: ['ОП-003#порядок-действий']")), "ОП-004"),
        ({"articles.yml": "issued: {ОП: 998}\n"}, "ОП-999"),
    ],
)
def test_a_used_number_is_never_given(tmp_path: Path, change: dict[str, str | None], number: str) -> None:
    book = compiled(tmp_path, {NEW: regulation(), **change})
    assert given_out(book)["discounts"] == number


SERVICE = changed("company.yml", ("roles:\n", "  - {id: service, name: Сервис, prefix: СВ}\nroles:\n"))


@pytest.mark.parametrize(
    "others", [{}, {"regulations/service/calls.md": regulation("Звонки", "СВ-000")}], ids=["none", "one numbered 000"]
)
def test_a_department_begins_with_001(tmp_path: Path, others: dict[str, str]) -> None:
    root = write_book(tmp_path, {**SERVICE, **others, "regulations/service/discounts.md": regulation()})
    assert given_out(load_book(root)[0]) == {"discounts": "СВ-001"}
    assert applied(root).register == {"МК": 1, "ОП": 2, "СВ": 1}


def test_a_retired_number_stays_taken(tmp_path: Path) -> None:
    text = regulation("Старое", "ОП-009").replace("status: active", "status: retired")
    assert given_out(compiled(tmp_path, {NEW: regulation(), SECOND: text})) == {"discounts": "ОП-010"}


def test_the_register_outlives_a_deleted_regulation(tmp_path: Path) -> None:
    root = write_book(tmp_path, {NEW: regulation()})
    applied(root)
    (root / "content" / NEW).unlink()
    (root / "content" / SECOND).write_text(regulation("Звонки"), encoding="utf-8")
    assert given_out(load_book(root)[0]) == {"calls": "ОП-004"}


def test_assigning_writes_one_line_and_the_register(tmp_path: Path) -> None:
    root = write_book(tmp_path, {NEW: regulation(), **TOLD})
    before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    applied(root)
    after = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    different = {p.relative_to(root / "content").as_posix() for p in after if before.get(p) != after[p]}
    assert different == {NEW, "articles.yml"}
    assert (root / "content" / NEW).read_text(encoding="utf-8") == regulation(article="ОП-003")
    assert "  ОП: 3\n" in (root / "content/articles.yml").read_text(encoding="utf-8")
    assert found(root) == []


def test_assigning_twice_changes_nothing_more(tmp_path: Path) -> None:
    root = write_book(tmp_path, {NEW: regulation(), MAIL: regulation("Рассылки")})
    book = applied(root)
    assert assign(book) == []
    assert plan(book, []).changes == ()


@pytest.mark.parametrize(
    "text", ["issued: {МК: 1, ОП: 2}\n", "issued: {}\n", "# слова\r\nissued:\r\n  МК: 1\r\n", None]
)
def test_any_form_of_the_register_is_kept_up(tmp_path: Path, text: str | None) -> None:
    root = write_book(tmp_path, {NEW: regulation(), "articles.yml": text, **TOLD})
    book = applied(root)
    assert book.register == {"ОП": 3, "МК": 1}
    assert found(root) == []


@pytest.mark.parametrize(
    ("change", "register"),
    [
        ({SECOND: regulation("Звонки", "ОП-040")}, {"ОП": 40, "МК": 1}),
        ({"articles.yml": "issued: {ОП: 14, МК: 1}\n", MAIL: regulation("Рассылки")}, {"ОП": 14, "МК": 2}),
        ({SECOND: regulation("Звонки", "ОП-5"), MAIL: regulation("Почта", "БУ-007")}, {"ОП": 2, "МК": 1}),
        ({**SERVICE, "regulations/service/calls.md": regulation("Звонки", "СВ-000")}, {"ОП": 2, "МК": 1}),
    ],
    ids=["behind", "ahead", "numbers of nobody", "nought"],
)
def test_the_register_remembers_the_highest_number(
    tmp_path: Path, change: dict[str, str | None], register: dict[str, int]
) -> None:
    assert applied(write_book(tmp_path, change)).register == register


@pytest.mark.parametrize(
    "change",
    [
        {NEW: regulation(), SECOND: "---\ntitle: [\n---\n"},
        {NEW: regulation(), SECOND: regulation().replace("owner: head\n", "")},
        {NEW: regulation(), "regulations/sales/Звонки.md": regulation("Звонки", "ОП-003")},
        {NEW: regulation(), "regulations/marketing/first-contact.md": regulation("Двойник", "ОП-003")},
        {NEW: regulation(), "regulations/lost.md": regulation("Не там", "ОП-003")},
        {NEW: regulation(), "articles.yml": "issued: {ОП: много}\n"},
        {NEW: regulation(), "company.yml": "name: ["},
        {NEW: regulation(), "company.yml": None},
    ],
)
def test_numbers_that_cannot_be_read_stop_the_giving(tmp_path: Path, change: dict[str, str | None]) -> None:
    book, problems = load_book(write_book(tmp_path, change))
    assert problems
    with pytest.raises(UserError, match="numbers cannot be given"):
        assign(book)


def test_a_folder_that_is_no_department(tmp_path: Path) -> None:
    book = compiled(tmp_path, {"regulations/legal/x.md": regulation()})
    with pytest.raises(UserError, match="no department “legal”"):
        assign(book)


def test_no_numbers_left(tmp_path: Path) -> None:
    book = compiled(tmp_path, {NEW: regulation(), "articles.yml": "issued: {ОП: 999}\n"})
    with pytest.raises(UserError, match="no numbers left"):
        assign(book)


def test_a_field_left_empty_is_no_obstacle(tmp_path: Path) -> None:
    root = write_book(tmp_path, {NEW: regulation().replace("owner: head\n", "owner: head\nreplaced_by:\n")})
    assert [item.slug for item in applied(root).by_article["ОП-003"]] == ["discounts"]


ODD = regulation()


@pytest.mark.parametrize(
    "text",
    [
        ODD.replace("title: Скидки\n", 'title: "Скидки\nи надбавки"\n'),
        ODD.replace("title: Скидки\n", 'title: Скидки\n"article":\n'),
        ODD.replace("title: Скидки\n", "title: Скидки\narticle : \n"),
        "---\n{title: Скидки, readers: [manager], owner: head, status: active, review_months: 6, "
        "reviewed: 2026-11-03}\n---\nТекст.\n",
    ],
)
def test_a_line_that_would_not_stand_alone_is_never_written(tmp_path: Path, text: str) -> None:
    book = compiled(tmp_path, {NEW: text})
    with pytest.raises(UserError, match="cannot be written into") as caught:
        plan(book, assign(book))
    assert "article: ОП-003" in caught.value.advice
    assert (tmp_path / "content" / NEW).read_text(encoding="utf-8") == text


def test_a_register_that_cannot_be_kept_up_line_by_line(tmp_path: Path) -> None:
    text = "issued: {МК: 1,\n  АБ: 2}\n"
    book = compiled(tmp_path, {"articles.yml": text})
    with pytest.raises(UserError, match="cannot be brought up to date") as caught:
        plan(book, [])
    assert "issued:" in caught.value.advice
    assert (tmp_path / "content/articles.yml").read_text(encoding="utf-8") == text


def test_a_plan_is_made_over_texts_that_nobody_has_written(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    new, register = PurePosixPath("content", NEW), PurePosixPath("content/articles.yml")
    sources = Sources(root, {new: regulation().encode(), register: "issued: {ОП: 8}\r\n".encode()})
    book, problems = compile_book(sources)
    assert problems == []
    changes = plan(book, assign(book)).changes
    assert changes == (
        Change(root / register, "issued: {ОП: 8}\r\n".encode(), "issued: {ОП: 9, МК: 1}\r\n".encode()),
        Change(root / new, regulation().encode(), regulation(article="ОП-009").encode()),
    )
    assert not (root / new).exists()


@pytest.mark.parametrize(
    "text", ["[словами](ОП-003)", "[[ОП-003#раздел]]", "[файлом](../regulations/sales/ОП-003)", "[[ оп-3|им ]]"]
)
def test_however_a_text_refers_to_a_number_it_is_used(tmp_path: Path, text: str) -> None:
    changes = {"book/objections.md": base_text("book/objections.md") + text}
    assert given_out(compiled(tmp_path, {NEW: regulation(), **changes}))["discounts"] == "ОП-004"


def test_the_register_is_in_the_order_of_numbers(tmp_path: Path) -> None:
    book = compiled(tmp_path, {NEW: regulation(), SECOND: regulation("Звонки", "ОП-001")})
    assert [r.article for _item, r in numbered(book)] == ["МК-001", "ОП-001", "ОП-001", "ОП-002", None]


NUMBERS = st.one_of(
    st.none(), st.integers(1, 30).map("ОП-{:03d}".format), st.sampled_from(["ОП-7", "оп-012", "OП-004", "скидки"])
)


@settings(max_examples=30, deadline=None)
@given(
    numbers=st.lists(NUMBERS, min_size=1, max_size=6),
    issued=st.integers(0, 40),
    cited=st.lists(st.integers(1, 45), max_size=4),
    backwards=st.booleans(),
)
def test_new_numbers_are_new(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[str | None], issued: int, cited: list[int], backwards: bool
) -> None:
    root = tmp_path_factory.mktemp("book")
    body = " ".join(f"[[ОП-{n:03d}]]" for n in cited) or "Текст."
    order = sorted(enumerate(numbers), reverse=backwards)
    changes: dict[str, str | bytes | None] = {
        f"regulations/sales/r{n}.md": regulation(f"Р{n}", number, body) for n, number in order
    }
    book = compiled(root, changes | {"articles.yml": f"issued: {{ОП: {issued}}}\n"})
    given = given_out(book)
    taken = {n for n in numbers if n} | {f"ОП-{n:03d}" for n in range(1, issued + 1)} | {f"ОП-{n:03d}" for n in cited}
    assert set(given) == {f"r{n}" for n, number in enumerate(numbers) if number is None}
    assert len(set(given.values())) == len(given)
    assert not set(given.values()) & taken
    assert all(ARTICLE.fullmatch(article) for article in given.values())
    assert sorted(given.items(), key=lambda pair: pair[1]) == sorted(given.items(), key=lambda pair: f"{pair[0]}")
