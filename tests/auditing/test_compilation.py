"""A compilation that is brought up to date says what a compile from nothing would say."""

import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesbook.auditing.audit import Audit
from salesbook.auditing.compilation import Compilation
from salesbook.auditing.run import audit, compiled
from salesbook.auditing.workers import examine_in_turn
from salesbook.core.errors import UserError
from salesbook.core.processes import ENOUGH_TO_FORK
from salesbook.core.settings import Settings
from salesbook.reading.files import COMPANY, walk
from salesbook.reading.sources import Sources
from tests.books import BASE, NOW, base_text, changed, regulation, write_book

FIRST = PurePosixPath("content/regulations/sales/first-contact.md")
FAQ = PurePosixPath("content/faq/payments.yml")


def shown(made: Audit) -> tuple[object, ...]:
    return made.diagnostics, dict(made.ignores), made.items, made.references


def overlay(changes: Mapping[str, str]) -> dict[PurePosixPath, bytes]:
    return {PurePosixPath("content", name): text.encode() for name, text in changes.items()}


def on_disk(root: Path, laid: Mapping[PurePosixPath, bytes]) -> Audit:
    """Audit a copy of a book with texts written into it."""
    copy = root.parent / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy)
    for path, data in laid.items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes(data)
    return audit(copy, Settings(), now=NOW, cached=False)


CHANGES = st.sampled_from(
    [
        changed("regulations/sales/first-contact.md", ("script:key-meeting|", "script:key-meting|")),
        changed("regulations/sales/first-contact.md", ("article: ОП-001", "article: ОП-002")),
        changed("regulations/sales/first-contact.md", ("## Порядок действий", "## Порядок")),
        {"regulations/sales/first-contact.md": "---\ntitle: [\n---\n"},
        {"regulations/sales/discount.md": regulation("Скидки", "ОП-033", "[[ОП-999]] - да")},
        {"regulations/sales/Скидки 2.md": regulation("Скидки", "ОП-033")},
        {"regulations/sales/discount.yml": "title: Не там\n"},
        {"faq/first-contact.yml": base_text("faq/payments.yml")},
        {"faq/payments.yml": "title: 😀\n"},
        {"faq/note.txt": "Звоните: +7 916 123-45-67\n"},
        changed("company.yml", ("prefix: ОП", "prefix: ОА")),
        changed("company.yml", ("name: ", "# слова\nname: ")),
        {"company.yml": "name: [\n"},
        {"articles.yml": "issued: {ОП: 1, МК: 1}\n"},
        {},
    ]
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_book(tmp_path_factory.mktemp("book") / "book")


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CHANGES, max_size=3), min_size=1, max_size=4))
def test_texts_over_files_are_judged_as_if_they_were_written(book: Path, turns: list[list[dict[str, str]]]) -> None:
    compilation = compiled(book, Settings(), cached=False)
    laid: dict[PurePosixPath, bytes] = {}
    for changes in turns:
        laid = overlay({name: text for change in changes for name, text in change.items()})
        compilation = compilation.updated(Sources(book, laid)).renewed()
        assert compilation.stale == ()
    assert shown(compilation.audit(NOW)) == shown(on_disk(book, laid))


def test_only_what_has_changed_is_compiled(book: Path) -> None:
    before = compiled(book, Settings(), cached=False)
    after = before.updated(Sources(book, overlay(changed("faq/payments.yml", ("title: ", "title: О ")))))
    assert [path for path, o in after.outlines.items() if o is not before.outlines[path]] == [FAQ]
    assert after.updated(after.sources).outlines is after.outlines
    back = after.updated(Sources(book))
    assert [path for path, o in back.outlines.items() if o is not after.outlines[path]] == [FAQ]


def test_other_words_of_the_company_make_the_rest_stale(book: Path) -> None:
    before = compiled(book, Settings(), cached=False)
    after = before.updated(Sources(book, overlay(changed("company.yml", ("prefix: ОП", "prefix: ОА")))))
    assert after.stale == tuple(path for path in after.files if path != COMPANY)
    some = after.renewed(3)
    assert [path for path, o in some.outlines.items() if o is not after.outlines[path]] == list(after.stale[:3])
    assert some.stale == after.stale[3:]
    assert some.renewed().stale == ()
    commented = before.updated(Sources(book, overlay(changed("company.yml", ("name: ", "# слова\nname: ")))))
    assert commented.stale == ()
    assert commented.context is before.context


def test_a_company_that_cannot_be_read(book: Path) -> None:
    before = compiled(book, Settings(), cached=False)
    broken = Sources(book, overlay({"company.yml": "name: [\n"}))
    assert not before.updated(broken).context.known
    assert before.updated(broken, lenient=True).context is before.context
    start = Compilation.start(broken, Settings(), examine_in_turn).updated(broken, walk(book), lenient=True)
    assert start.context.company == before.context.company


def test_a_book_that_is_nowhere_yet(tmp_path: Path) -> None:
    laid = {path: (BASE / path).read_bytes() for path in (COMPANY, FIRST)}
    compilation = compiled(tmp_path / "book", Settings(), cached=False).updated(Sources(tmp_path / "book", laid))
    assert compilation.context.known
    (tmp_path / "book").mkdir()
    assert shown(compilation.audit(NOW)) == shown(on_disk(tmp_path / "book", laid))


def test_files_that_change_on_the_disk(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    before = compiled(root, Settings(), cached=False)
    (root / FIRST).write_text(regulation("Первое", "ОП-001"), encoding="utf-8")
    (root / FAQ).unlink()
    assert before.updated(Sources(root)).outlines is before.outlines
    after = before.updated(Sources(root), walk(root))
    assert after.book.items["regulation:first-contact"].title == "Первое"
    assert "faq:payments" not in after.book.items
    assert shown(after.audit(NOW)) == shown(on_disk(root, {}))


def test_a_file_that_is_gone_is_not_stale(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    other = Sources(root, overlay(changed("company.yml", ("prefix: ОП", "prefix: ОА"))))
    stale = compiled(root, Settings(), cached=False).updated(other)
    (root / FAQ).unlink()
    after = stale.updated(other, walk(root))
    assert after.stale == tuple(path for path in stale.stale if path != FAQ)
    assert shown(after.renewed().audit(NOW)) == shown(on_disk(root, other.overlay))


def test_a_company_that_is_gone(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book", changed(str(FIRST.relative_to("content")), ("ОП-001", "МК-009")))
    before = compiled(root, Settings(), cached=False)
    assert "foreign-prefix" in {d.rule for d in before.audit(NOW).diagnostics}
    (root / COMPANY).unlink()
    after = before.updated(Sources(root), walk(root)).renewed()
    assert shown(after.audit(NOW)) == shown(on_disk(root, {}))
    assert "foreign-prefix" not in {d.rule for d in after.audit(NOW).diagnostics}


def test_a_text_that_is_laid_over_outlives_changes_of_its_file(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    sources = Sources(root, overlay({"faq/payments.yml": base_text("faq/payments.yml")}))
    before = compiled(root, Settings(), cached=False).updated(sources)
    (root / FAQ).write_text("title: [\n", encoding="utf-8")
    after = before.updated(sources, walk(root))
    assert after.outlines[FAQ] is before.outlines[FAQ]


def test_what_the_cache_keeps_is_not_made_again(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book", {"faq/note.txt": "x"})
    audit(root, Settings(), now=NOW)
    (root / FIRST).write_text(regulation("Первое", "ОП-001", "[[ОП-999]]"), encoding="utf-8")
    from_cache = compiled(root, Settings())
    assert shown(from_cache.audit(NOW)) == shown(on_disk(root, {}))
    # The cache is closed: whoever opens an item reads its file.
    assert [item.data for item in from_cache.book.items.values()] == [
        item.data for item in compiled(root, Settings(), cached=False).book.items.values()
    ]


def test_an_item_that_can_no_longer_be_read_when_it_is_opened(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    audit(root, Settings(), now=NOW)
    book = compiled(root, Settings()).book
    (root / FIRST).write_text("---\ntitle: [\n---\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"first-contact\.md was changed by somebody else meanwhile"):
        _data = book.items["regulation:first-contact"].data


def test_many_texts_are_compiled_by_all_cores_alike(book: Path) -> None:
    laid = overlay({f"regulations/sales/r{n}.md": regulation("Р", "ОП-999") for n in range(ENOUGH_TO_FORK + 1)})
    compilation = compiled(book, Settings(), cached=False).updated(Sources(book, laid))
    assert shown(compilation.audit(NOW)) == shown(on_disk(book, laid))
