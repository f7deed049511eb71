"""New items of every kind of the table: each field explained, nothing that cannot be read, nothing overwritten."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.auditing.run import compiled as compilation_of
from salesbook.book.book import Book
from salesbook.book.load import load_book, read
from salesbook.core.errors import UserError
from salesbook.core.language import Translations
from salesbook.core.settings import Settings
from salesbook.models.base import ContentModel
from salesbook.models.kinds import BY_NAME, KINDS, Kind
from salesbook.models.regulation import Regulation
from salesbook.models.schemas import field_docs
from salesbook.models.shapes import shapes_of
from salesbook.reading import yaml as book_yaml
from salesbook.reading.document import data_of, split
from salesbook.reading.files import SourceFile
from salesbook.starters.blank import new_text, scalar
from salesbook.starters.examples import Guide
from salesbook.starters.new import NewItem, path_of, place_of, plan_new
from salesbook.starters.values import values_from
from tests.books import BASE, NOW, OTHER, TODAY, regulation, write_book

WRITTEN = [kind for kind in KINDS if not (kind.single and kind.section is None)]
"""The kinds whose items people write: company.yml is there already, the register is the program's."""
BOOKS = {name: load_book(root)[0] for name, root in (("base", BASE), ("other", OTHER))}


def new(root: Path, kind: str, slug: str, department: str | None = None, **values: Any) -> NewItem:
    settings = Settings()
    compilation = compilation_of(root, settings, cached=False)
    place = place_of(compilation.book, BY_NAME[kind], slug, department)
    return plan_new(compilation, settings, BY_NAME[kind], *place, values, now=NOW, today=TODAY)


def examples(
    model: type[ContentModel], guide: Guide, *, optional: bool, within: tuple[Any, ...] = ()
) -> dict[str, Any]:
    """Return the examples of a block's fields, those of the blocks in it too."""
    values: dict[str, Any] = {}
    for field in shapes_of(model):
        if field.implied or field.value.keys is not None or not (field.required or optional):
            continue
        if field.model is None:
            value = guide.example(model, field)
            if value is not None:
                values[field.key] = value
        elif field.model in within:
            continue
        else:
            block = examples(field.model, guide, optional=optional, within=(*within, model, field.model))
            values[field.key] = [block] if field.value.entries is not None else block
    return values


def body_of(kind: Kind) -> dict[str, str]:
    return {"body": "Words."} if kind.suffix == ".md" else {}


def problems_of(kind: Kind, text: str, department: str = "sales") -> list[str]:
    """Return what keeps a text from being an item of a kind."""
    folder = PurePosixPath("content", kind.folder)
    path = folder if kind.single else folder.joinpath(*([department] if kind.in_departments else []), "x" + kind.suffix)
    return [d.message for d in read(SourceFile(Path(path), path, kind, unwritten=text.encode())).part.problems]


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.name)
class TestEveryKind:
    def test_every_field_is_explained_in_the_language_of_the_book(self, kind: Kind, name: str) -> None:
        book = BOOKS[name]
        words = " ".join(re.sub(r"^(?:\s*# ?)+", "", line) for line in blank(kind, book).splitlines())
        say = Translations(book.company.language).gettext
        for block in blocks(kind.model):
            for field in field_docs(block).values():
                if not (field == "" or field in implied(block)):
                    assert " ".join(say(field).split()) in " ".join(words.split())

    def test_what_is_empty_is_all_that_is_found(self, kind: Kind, name: str) -> None:
        assert set(problems_of(kind, blank(kind, BOOKS[name]))) <= {
            f"the field “{key}” is empty" for key in (*keys(kind.model), *(f"{key}[1]" for key in keys(kind.model)))
        }

    def test_examples_of_what_is_required_make_an_item(self, kind: Kind, name: str) -> None:
        guide = Guide(BOOKS[name], TODAY)
        values = examples(kind.model, guide, optional=False) | body_of(kind)
        assert problems_of(kind, new_text(kind, values, guide)) == []

    def test_examples_of_everything_make_an_item(self, kind: Kind, name: str) -> None:
        guide = Guide(BOOKS[name], TODAY)
        values = examples(kind.model, guide, optional=True) | body_of(kind)
        assert problems_of(kind, new_text(kind, values, guide)) == []

    def test_a_field_becomes_one_when_its_mark_is_taken_away(self, kind: Kind, name: str) -> None:
        guide = Guide(BOOKS[name], TODAY)
        text = new_text(kind, examples(kind.model, guide, optional=False) | body_of(kind), guide)
        for field in shapes_of(kind.model):
            shown = field.model is not None or guide.example(kind.model, field) is not None
            if not field.required and not field.implied and field.value.keys is None and shown:
                assert problems_of(kind, uncommented(text, field.key)) == [], field.key
                assert re.search(rf"^{field.key}:", uncommented(text, field.key), re.MULTILINE)


@pytest.mark.parametrize("name", ["a\x07b", "a\u2028b: c", "--> {{ x }} # y", "'\"", "salesbook: ignore all"])
def test_words_of_the_company_harm_no_file(name: str) -> None:
    book = BOOKS["base"]
    roles = tuple(role.model_copy(update={"name": name}) for role in book.company.roles)
    company = book.company.model_copy(update={"roles": roles})
    text = new_text(BY_NAME["pipeline"], {}, Guide(Book(book.sources, company, book.items), TODAY))
    assert {re.sub(r"“.*”", "", message) for message in problems_of(BY_NAME["pipeline"], text)} == {
        "the field  is empty"
    }


OF_THE_REST_OF_THE_BOOK = {
    "unused-item", "role-without-path", "duplicate-title", "dead-end-stage", "unmeasured-stage", "segment-overlap",
    "segment-gap", "unanswerable-parameter", "same-lead-and-moderator", "course-without-quiz",
}  # fmt: skip
"""What a file that says only what it must is told: examples know neither each other nor the other items."""


@pytest.mark.parametrize("kind", [kind for kind in WRITTEN if not kind.single], ids=lambda kind: kind.name)
def test_explanations_and_examples_are_found_nothing_in(kind: Kind) -> None:
    guide = Guide(BOOKS["base"], TODAY)
    values = examples(kind.model, guide, optional=False) | body_of(kind)
    department = guide.book.company.departments[0].id if kind.in_departments else None
    item = new(BASE, kind.name, "new-one", department, **values)
    assert {finding.rule for finding in item.findings} <= OF_THE_REST_OF_THE_BOOK


def test_examples_belong_to_fields() -> None:
    for kind in KINDS:
        for block in blocks(kind.model):
            assert set(block.EXAMPLES) <= set(block.model_fields), block


def blank(kind: Kind, book: Book) -> str:
    return new_text(kind, {}, Guide(book, TODAY))


def blocks(model: type[ContentModel]) -> Iterator[type[ContentModel]]:
    from salesbook.models.shapes import blocks_of

    yield from blocks_of(model)


def implied(model: type[ContentModel]) -> set[str]:
    docs = field_docs(model)
    return {docs[field.name] for field in shapes_of(model) if field.implied and field.name != "body"}


def keys(model: type[ContentModel]) -> set[str]:
    return {field.key for block in blocks(model) for field in shapes_of(block)}


def uncommented(text: str, key: str) -> str:
    """Take the mark off a field and off what stands in it, as an editor does."""
    lines, inside = [], False
    for line in text.split("\n"):
        inside = (inside and line.startswith("#")) or line.startswith(f"# {key}:")
        lines.append(line[2:] if inside else line)
    return "\n".join(lines)


# --- values

HOSTILE = [
    "Возврат: «задаток»", "it's \"quoted\" \\ and 'more'", "{{ fact.first_contact }}", "[[ОП-001|слово]]", "no", "true",
    "null", "2026-11-30", "007", "- list", "# comment", "a # b", "a: b", "{a}", "[a]", "&a", "*a", "!tag", "%", "@",
    "`", "🏠 дом", "é", "---", "...", "x" * 200, "Ключевая\u00a0встреча", "<b>", "? a", "a,b",
]  # fmt: skip


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_is_read_as_it_was_given(tmp_path: Path, title: str) -> None:
    item = new(write_book(tmp_path), "faq", "x", **values_of("faq", f"title={title}"))
    data = data_of(split(item.path, item.text)[0])[0]
    assert data["title"] == title


@pytest.mark.parametrize("title", ["", "a\nb", " a", "x" * 201, "\udcff"])
def test_a_title_that_is_none_is_refused(title: str) -> None:
    with pytest.raises(UserError):
        values_of("faq", f"title={title}")


@pytest.mark.parametrize("title", ["a <!-- b --> c", "<!-- b", "[//]: # (b)"])
def test_a_title_with_a_comment_is_refused(tmp_path: Path, title: str) -> None:
    with pytest.raises(UserError, match=r"the field “title” cannot hold"):
        new(write_book(tmp_path), "faq", "x", title=title)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_words_come_back_from_yaml(words: str) -> None:
    assert book_yaml.read(f"a: {scalar(words)}  # for example: {scalar(words)}\nb: [{scalar(words)}]\n") == (
        {"a": words, "b": [words]},
        [],
    )


def values_of(kind: str, *settings: str, book: Book | None = None) -> dict[str, Any]:
    return values_from(BY_NAME[kind].model, settings, book or BOOKS["base"])


def test_values_are_read_by_their_types() -> None:
    assert values_of("regulation", "readers=РОП, менеджер", "review_months=6", "reviewed=2026-11-30", "owner=head") == {
        "readers": ["head", "manager"],
        "review_months": 6,
        "reviewed": date(2026, 11, 30),
        "owner": "head",
    }
    assert values_of("letter", "regulation=оп1", "stage=Встреча проведена", "channels=sms", "channels=Почта") == {
        "regulation": "ОП-001",
        "stage": "pipeline:main#meeting-held",
        "channels": ["sms", "email"],
    }
    assert values_of(
        "pipeline", "stages.id=new", "stages.actions=Позвонить, потом; написать", "stages.moves.automatic=да"
    ) == {"stages": [{"id": "new", "actions": ["Позвонить, потом", "написать"], "moves": [{"automatic": True}]}]}


@pytest.mark.parametrize(
    ("kind", "setting", "message", "advice"),
    [
        ("regulation", "owner=heat", "there is no role “heat”", "it looks like head"),
        ("regulation", "owner=qqqq", "there is no role “qqqq”", "there are: head, manager, marketer"),
        ("letter", "regulation=ОП-009", "there is no regulation “ОП-009”", "it looks like ОП-00"),
        ("letter", "stage=main#nowhere", "no part of an item is called “main#nowhere”", ""),
        ("regulation", "ownr=head", "there is no field “ownr”", "it looks like owner"),
        ("regulation", "department=sales", "there is no field “department”", ""),
        ("regulation", "title", "“title” sets no field", "FIELD=VALUE"),
        ("regulation", "review_months=61", "≤ 60", "within the bounds"),
        ("regulation", "review_months=many", "a whole number", "digits"),
        ("regulation", "reviewed=soon", "a date", "2026-11-30"),
        ("regulation", "status=activ", "one of: draft, active, retired", "choose"),
        ("pipeline", "stages=x", "“stages” is a block of fields", "stages.id"),
        ("pipeline", "stages.id=A B", "a form that is not allowed", "lower-case letters"),
        ("pipeline", "title.x=1", "there are no fields in “title”", ""),
        ("letter", "sample=x", "“sample” is a block of fields", "in the file"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_told(kind: str, setting: str, message: str, advice: str) -> None:
    with pytest.raises(UserError) as told:
        values_of(kind, setting)
    assert message in told.value.message
    assert advice in told.value.advice


def test_a_field_is_set_once() -> None:
    with pytest.raises(UserError, match="set twice"):
        values_of("faq", "title=A", "title=B")


# --- places and numbers


def test_a_regulation_gets_the_next_number_and_the_register_remembers_it(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    first = new(root, "regulation", "sales/returns")
    assert (first.path.as_posix(), first.article) == ("content/regulations/sales/returns.md", "ОП-003")
    assert {d.message for d in first.findings} == {
        f"the field “{key}” is empty" for key in ("title", "owner", "review_months", "body")
    }
    first.plan.apply(root)
    assert "ОП: 3" in (root / "content/articles.yml").read_text("utf-8")
    second = new(root, "regulation", "discounts", "Отдел продаж")
    assert second.article == "ОП-004"  # though the first one cannot be read yet
    assert new(root, "regulation", "МК/mailing").article == "МК-002"


def test_a_number_of_a_file_that_hides_it_is_not_guessed(tmp_path: Path) -> None:
    root = write_book(tmp_path, {"regulations/sales/broken.md": "---\ntitle: [\n---\n"})
    with pytest.raises(UserError, match="numbers cannot be given"):
        new(root, "regulation", "sales/returns")


def test_a_filled_in_regulation_is_found_nothing_in(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    item = new(
        root, "regulation", "sales/returns", title="Возврат", readers=["manager"], owner="head", review_months=6,
        body="Верните задаток.",
    )  # fmt: skip
    assert item.findings == ()
    item.plan.apply(root)
    data = load_book(root)[0].items["regulation:returns"].data
    assert isinstance(data, Regulation)
    assert (data.title, data.status, data.reviewed) == ("Возврат", "draft", TODAY)


def test_the_only_department_is_implied(tmp_path: Path) -> None:
    book = BOOKS["base"]
    company = book.company.model_copy(update={"departments": book.company.departments[:1]})
    alone = Book(book.sources, company, book.items)
    assert place_of(alone, BY_NAME["regulation"], "returns.md", None) == ("returns", "sales")


@pytest.mark.parametrize(
    ("kind", "slug", "department", "words"),
    [
        ("regulation", "returns", None, "the department is not said: name it before the file, such as sales/returns"),
        ("regulation", "sails/returns", None, "no department “sails”: it looks like sales"),
        ("regulation", "sales/returns", "marketing", "two departments are named: sales, marketing"),
        ("regulation", "marketing/first-contact", None, "content/regulations/sales/first-contact.md is there already"),
        ("faq", "payments", None, "content/faq/payments.yml is there already (Оплата)"),
        ("faq", "x", "sales", "belongs to no department"),
        ("faq", None, None, "the name of the file is missing"),
        ("faq", "con", None, "Windows"),
        ("faq", "Payments", None, "Payments"),
        ("faq", "a/b", None, "“a/b” cannot be the name"),
        ("faq", "..", None, "cannot be the name"),
        ("faq", "a\nb", None, "cannot be"),
        ("faq", "", None, "cannot be the name"),
        ("faq", "х" * 250, None, "characters"),
        ("company", None, None, "content/company.yml is there already (Берег): a book has one of the kind"),
        ("glossary", None, None, "content/glossary.yml is there already"),
        ("glossary", "words", None, "a book has one glossary: it needs no name"),
        ("register", None, None, "is there already"),
    ],
)  # fmt: skip
def test_a_place_that_is_none_is_told(kind: str, slug: str | None, department: str | None, words: str) -> None:
    with pytest.raises(UserError) as told:
        path_of(BOOKS["base"], BY_NAME[kind], *place_of(BOOKS["base"], BY_NAME[kind], slug, department))
    assert words in f"{told.value.message}: {told.value.advice}"


def test_what_the_book_has_one_of_is_made_when_it_is_missing(tmp_path: Path) -> None:
    root = write_book(tmp_path, {"glossary.yml": None, "articles.yml": None})
    assert new(root, "glossary", "glossary").path.as_posix() == "content/glossary.yml"
    with pytest.raises(UserError, match="the program writes it itself"):
        new(root, "register", "register")


def test_a_chapter_comes_after_the_others(tmp_path: Path) -> None:
    assert "\norder: 2\n" in new(write_book(tmp_path), "article", "closing").text


def test_nothing_is_written_over_a_file_or_out_of_the_book(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    (root / "content/faq/x.yml").symlink_to("gone.yml")
    with pytest.raises(UserError, match=r"x\.yml is there already"):
        new(root, "faq", "x")
    (tmp_path / "elsewhere").mkdir()
    (root / "content/regulations/new").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    text = (root / "content/company.yml").read_text("utf-8")
    changed = text.replace("departments:\n", "departments:\n  - {id: new, name: Новый, prefix: НО}\n")
    (root / "content/company.yml").write_text(changed, encoding="utf-8")
    with pytest.raises(UserError, match="leads out of the book"):
        new(root, "regulation", "new/x")
    item = new(root, "faq", "y")
    (root / "content/faq/y.yml").write_text(regulation(), encoding="utf-8")
    with pytest.raises(UserError):
        item.plan.apply(root)
    assert (root / "content/faq/y.yml").read_text("utf-8") == regulation()


def test_a_body_begins_with_the_headings_that_the_company_asks_for(tmp_path: Path) -> None:
    company = (BASE / "content/company.yml").read_text("utf-8")
    asked = "required_headings: [{kind: regulation, departments: [sales], headings: [Порядок действий, Запрещено]}]\n"
    root = write_book(tmp_path, {"company.yml": company + asked})
    assert "\n## Порядок действий\n\n## Запрещено\n-->" in new(root, "regulation", "sales/returns").text
    assert "## Запрещено" not in new(root, "regulation", "marketing/mail").text
