from pathlib import Path, PurePosixPath

import pytest

from salesbook.auditing.run import audit
from salesbook.core.settings import Settings
from salesbook.core.source import MAX_BYTES
from salesbook.editing.workspace import Workspace
from tests.books import NOW, base_text, regulation, shown, write_book, write_laid_over
from tests.editing.desk import base_with, content, workspace

MAIN = "pipelines/main.yml"
COMPANY = "company.yml"
BROKEN = {
    MAIN: base_with(MAIN, "[ОП-002]", "[ОП-020]"),
    "scripts/key-meeting.yml": base_text("scripts/key-meeting.yml") + "лишнее: 1\n",
}


def codes(ws: Workspace) -> dict[str, list[str]]:
    return {path.relative_to("content").as_posix(): [d.rule for d in found] for path, found in ws.findings().items()}


def test_findings_are_those_of_check(tmp_path: Path) -> None:
    ws = workspace(tmp_path, BROKEN)
    found = [shown(d) for path in sorted(ws.findings()) for d in ws.findings()[path]]
    expected = audit(tmp_path, Settings(), now=NOW, cached=False).diagnostics
    assert found == [shown(d) for d in expected]
    assert found


def test_unsaved_texts_count_in_place_of_files(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    before = codes(ws)
    for name, text in BROKEN.items():
        ws.hold(content(name), text)
    assert set(codes(ws)) - set(before) == {MAIN, "scripts/key-meeting.yml"}
    for name in BROKEN:
        ws.release(content(name))
    assert codes(ws) == before


def test_places_are_those_of_the_unsaved_text(tmp_path: Path) -> None:
    ws = workspace(tmp_path, {MAIN: BROKEN[MAIN]})
    ws.hold(content(MAIN), "# заметка\n# заметка\n" + BROKEN[MAIN])
    (found,) = [d for d in ws.findings()[content(MAIN)] if d.rule == "unknown-reference"]
    assert found.place.line == BROKEN[MAIN][: BROKEN[MAIN].index("ОП-020")].count("\n") + 3


def test_a_file_that_does_not_parse_is_known_as_it_was(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    ws.settle()
    ws.hold(content(MAIN), base_text(MAIN) + "stages: [\n")
    assert ws.broken == [content(MAIN)]
    assert ws.book.stage("pipeline:main#paid") is not None
    assert ws.findings()[content(MAIN)]
    assert "unknown-reference" not in {code for found in codes(ws).values() for code in found}


def test_a_text_that_never_parsed_is_known_by_its_file(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    ws.hold(content(MAIN), base_text(MAIN) + "stages: [\n")
    assert ws.book.stage("pipeline:main#paid") is not None
    assert ws.broken == [content(MAIN)]


def test_a_new_file_that_was_never_saved(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    ws.settle()
    ws.hold(content("regulations/sales/discount.md"), regulation("Скидки", "ОП-003"))
    assert ws.book.resolve("ОП-003") is not None
    ws.release(content("regulations/sales/discount.md"))
    assert ws.book.resolve("ОП-003") is None


def test_files_that_change_on_the_disk(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    ws.settle()
    new = tmp_path / "content" / "regulations" / "sales" / "discount.md"
    new.write_text(regulation("Скидки", "ОП-003"), encoding="utf-8")
    assert ws.book.resolve("ОП-003") is None
    ws.look_again()
    assert ws.book.resolve("ОП-003") is not None
    new.unlink()
    ws.look_again()
    assert ws.book.resolve("ОП-003") is None


def test_only_what_has_changed_is_compiled(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    items = dict(ws.book.items)
    ws.hold(content(MAIN), base_with(MAIN, "Основная", "Главная"))
    assert [name for name, item in ws.book.items.items() if item is not items[name]] == ["pipeline:main"]


def test_a_new_company_is_met_file_by_file(tmp_path: Path) -> None:
    ws = workspace(tmp_path, {"regulations/sales/discount.md": regulation("Скидки", "ОП-003")})
    before = codes(ws)
    ws.hold(content(COMPANY), base_with(COMPANY, "prefix: ОП", "prefix: ПР"))
    ws.settle()
    assert ws.is_outdated
    while ws.is_outdated:
        ws.renew(3)
    assert "foreign-prefix" in codes(ws)["regulations/sales/discount.md"]
    ws.hold(content(COMPANY), base_text(COMPANY))
    while ws.is_outdated:
        ws.renew(3)
    ws.settle()
    while ws.is_outdated:
        ws.renew(100)
    assert codes(ws) == before


def test_a_company_that_does_not_parse_changes_nothing_yet(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    ws.settle()
    ws.hold(content(COMPANY), "name: [\n")
    ws.settle()
    assert not ws.is_outdated
    assert "manager" in ws.book.words["role"]


def test_a_company_that_never_parsed_is_known_by_its_file(tmp_path: Path) -> None:
    ws = workspace(tmp_path, {"regulations/sales/discount.md": regulation("Скидки", "МК-003")})
    ws.hold(content(COMPANY), "name: [\n")
    assert "manager" in ws.book.words["role"]
    assert "foreign-prefix" in codes(ws)["regulations/sales/discount.md"]


@pytest.mark.parametrize(("text", "rule"), [("title: \ud83d", "not-utf8"), ("[" * (MAX_BYTES + 1), "file-too-large")])
def test_what_an_editor_holds_may_be_no_text_of_a_book(tmp_path: Path, text: str, rule: str) -> None:
    ws = workspace(tmp_path)
    ws.hold(content(MAIN), text)
    assert codes(ws)[MAIN] == [rule]
    assert ws.book.stage("pipeline:main#paid") is not None


def test_a_file_that_is_saved_while_it_is_held(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    ws.hold(content(MAIN), base_with(MAIN, "Основная", "Главная"))
    item = ws.item(content(MAIN))
    (tmp_path / "content" / MAIN).write_text("title: [\n", encoding="utf-8")
    ws.look_again()
    assert ws.item(content(MAIN)) is item
    ws.release(content(MAIN))
    assert ws.broken == [content(MAIN)]
    assert ws.texts.text(content(MAIN)) == "title: [\n"


def test_settings_choose_what_is_reported(tmp_path: Path) -> None:
    root = write_book(tmp_path, BROKEN)
    ws = Workspace(root, Settings(ignore=("unknown-reference",)), lambda: NOW)
    assert "unknown-reference" not in {code for found in codes(ws).values() for code in found}
    assert codes(ws)


def test_what_lies_outside_content_is_not_held(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    before = codes(ws)
    for name in ("", ".hidden.yml", "~$main.yml"):
        ws.hold(content(name), "x: [")
    ws.hold(content(".").parent.parent / "README.md", "x")
    assert codes(ws) == before


def test_a_book_beneath_is_there_and_its_faults_are_not(tmp_path: Path) -> None:
    write_book(tmp_path / "base", {"regulations/sales/first-contact.md": regulation("Звонок", "ОП-001", "[[ОП-099]]")})
    root = write_laid_over(tmp_path, {"regulations/sales/ours.md": regulation("Наше", "ОП-003", "[[ОП-098]]")})
    ws = Workspace(root, Settings(), lambda: NOW)
    assert {str(path) for path in ws.findings()} == {"content/regulations/sales/ours.md"}
    path = PurePosixPath("content/regulations/sales/first-contact.md")
    assert ws.texts.disk(path) == tmp_path / "base" / path
    ws.hold(path, regulation("По-нашему", "ОП-001"))
    assert ws.book.items["regulation:first-contact"].title == "По-нашему"
