"""`salesbook articles`."""

from pathlib import Path

import pytest

from tests.books import regulation
from tests.cli.ran import Command


@pytest.fixture
def new(root: Path) -> Path:
    path = root / "content/regulations/sales/discounts.md"
    path.write_bytes(("\ufeff" + regulation().replace("\n", "\r\n")).encode())
    return path


def contents(root: Path) -> dict[str, bytes]:
    """Return the book's files; the cache of `check` beside them is nobody's content."""
    files = (p for p in root.rglob("*") if p.is_file() and ".salesbook" not in p.parts)
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in files}


def test_list(salesbook: Command) -> None:
    lines = salesbook("articles", "list").out.splitlines()
    assert lines[0].split() == ["article", "title", "department", "status", "owner", "reviewed"]
    assert lines[1].split() == [
        "МК-001",
        "Прогрев",
        "Маркетинг",
        "in",
        "force",
        "Руководитель",
        "отдела",
        "продаж",
        "2026-11-03",
    ]
    rows = salesbook("articles", "list", "--json").json["articles"]
    assert rows[1] == {
        "article": "ОП-001",
        "name": "regulation:first-contact",
        "title": "Первый контакт",
        "department": "sales",
        "status": "active",
        "replaced_by": None,
        "owner": "head",
        "reviewed": "2026-11-03",
        "path": "content/regulations/sales/first-contact.md",
    }


def test_a_long_title_is_one_line_for_another_program(salesbook: Command, root: Path) -> None:
    title = "Очень длинное название " * 8
    (root / "content/regulations/sales/long.md").write_text(regulation(title.strip(), "ОП-003"), encoding="utf-8")
    assert title.strip() in salesbook("articles", "list").out
    assert title.strip() in salesbook("list", "regulation").out


def test_dry_run_shows_and_writes_nothing(salesbook: Command, root: Path, new: Path) -> None:
    before = contents(root)
    ran = salesbook("articles", "assign", "--dry-run")
    assert ran.code == 0
    assert "+article: ОП-003" in ran.out.splitlines()
    assert "+  ОП: 3" in ran.out.splitlines()
    assert "nothing was written: --dry-run" in ran.err
    assert contents(root) == before
    assert salesbook("articles", "assign", "--dry-run", "--json").json["written"] is False
    assert contents(root) == before


def test_assign(salesbook: Command, root: Path, new: Path) -> None:
    before = contents(root)
    ran = salesbook("articles", "assign", "--json")
    assert ran.code == 0
    name = "content/regulations/sales/discounts.md"
    assert ran.json["assigned"] == [{"article": "ОП-003", "name": "regulation:discounts", "path": name}]
    after = contents(root)
    assert {path for path in after if after[path] != before.get(path)} == {"content/articles.yml", name}
    assert after[name] == before[name].replace("Скидки\r\n".encode(), "Скидки\r\narticle: ОП-003\r\n".encode())
    assert salesbook("check").code == 0
    ran = salesbook("articles", "assign")
    assert (ran.code, ran.out) == (0, "")
    assert "every regulation has a number" in ran.err
    assert contents(root) == after


def test_nothing_is_given_while_a_number_may_hide(salesbook: Command, root: Path, new: Path) -> None:
    (root / "content/regulations/sales/key-meeting.md").write_bytes(b"---\ntitle: [\n")
    before = contents(root)
    ran = salesbook("articles", "assign")
    assert (ran.code, ran.out) == (2, "")
    assert "numbers cannot be given while these files have errors: regulation:key-meeting" in ran.err
    assert contents(root) == before


def test_a_line_that_cannot_be_written(salesbook: Command, root: Path, new: Path) -> None:
    new.write_text(regulation().replace("title: Скидки", '"article":\ntitle: Скидки'), encoding="utf-8")
    before = contents(root)
    ran = salesbook("articles", "assign")
    assert ran.code == 2
    assert "cannot be written into" in ran.err
    assert contents(root) == before


@pytest.mark.parametrize("value", ["[/]", "[red]x[/red]", ":smile:", "[bold", "\\"])
def test_marks_of_the_terminal_in_the_register(salesbook: Command, root: Path, new: Path, value: str) -> None:
    text = regulation(f"'{value}'", f"'{value}'")
    new.write_text(text.replace("owner: head", f"owner: '{value}'"), encoding="utf-8")
    company = root / "content/company.yml"
    company.write_text(
        company.read_text(encoding="utf-8").replace("name: Отдел продаж", f"name: '{value}'"), encoding="utf-8"
    )
    for command in (["articles", "list"], ["list"], ["show", "regulation:discounts"], ["check"]):
        ran = salesbook(*command)
        assert value in ran.out, command
