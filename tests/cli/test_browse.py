"""`salesbook list`, `show` and `pipeline`."""

from itertools import groupby
from pathlib import Path

import pytest

from salesbook.book.load import load_book
from salesbook.models.kinds import KINDS
from salesbook.models.regulation import Regulation
from salesbook.models.shapes import shapes_of
from tests.books import BASE, OTHER, base_text, changed
from tests.cli.ran import Command


def test_list(salesbook: Command) -> None:
    items = salesbook("list", "--json").json["items"]
    files = [path.relative_to(BASE).as_posix() for path in BASE.rglob("content/**/*") if path.suffix in (".yml", ".md")]
    assert sorted(item["path"] for item in items) == sorted(files)
    assert [kind for kind, _items in groupby(item["kind"] for item in items)] == [kind.name for kind in KINDS]
    assert next(item for item in items if item["name"] == "pipeline:warmup") == {
        "name": "pipeline:warmup",
        "kind": "pipeline",
        "article": None,
        "title": "Прогрев",
        "status": "active",
        "path": "content/pipelines/warmup.yml",
        "from": None,
    }
    lines = salesbook("list").out.splitlines()
    assert len(lines) == 1 + len(items)
    assert lines[1].split() == ["company", "Берег"]


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_list_of_a_kind(salesbook: Command, kind: str) -> None:
    assert {item["kind"] for item in salesbook("list", kind, "--json").json["items"]} == {kind}
    assert ("article" in salesbook("list", kind).out.splitlines()[0].split()) == (kind == "regulation")


@pytest.mark.parametrize("kind", ["leter", "", "../x"])
def test_an_unknown_kind(salesbook: Command, kind: str) -> None:
    ran = salesbook("list", kind)
    assert (ran.code, ran.out) == (2, "")
    assert f"there is no kind “{kind}”" in ran.err


@pytest.mark.parametrize("kind", ["letters", "Letter", " letter", "LETTERS"])
def test_a_kind_by_what_people_call_it(salesbook: Command, kind: str) -> None:
    assert salesbook("list", kind).out == salesbook("list", "letter").out != ""


REFS = ["ОП-002", "regulation:key-meeting", "[[ОП-002]]", " ОП-002 ", "ОП-002#", "[[ОП-002|встреча]]"]
SURE = [
    "оп2",
    "ОП2",
    "оп-02",
    "OP-002",
    "op2",
    "OП-002",
    "ОП–002",
    "ОП 002",
    "ОП-0O2",
    "Regulation:Key_Meeting",
]


@pytest.mark.parametrize("ref", REFS + SURE)
def test_show(salesbook: Command, ref: str) -> None:
    ran = salesbook("show", ref)
    assert (ran.code, ran.err) == (0, "")
    assert "ОП-002 Ключевая встреча" in ran.out
    assert "После встречи отправьте «Саммари встречи». Порядок звонка\u00a0— ОП-001 «Первый контакт»." in ran.out
    assert "Основная воронка → Встреча проведена" in ran.out
    assert "stages[1].regulations[0]" in ran.out


def test_show_by_a_title(salesbook: Command) -> None:
    assert salesbook("show", "САММАРИ встречи").out == salesbook("show", "letter:summary").out != ""


def test_show_json(salesbook: Command) -> None:
    shown = salesbook("show", "ОП-002", "--json").json
    assert shown["name"] == "regulation:key-meeting"
    assert shown["data"]["reviewed"] == "2026-11-03"
    assert {
        "name": "letter:summary",
        "label": "Саммари встречи",
        "path": "content/letters/summary.md",
        "route": "regulation",
    } in shown["used_by"]


def test_show_a_part(salesbook: Command) -> None:
    shown = salesbook("show", "glossary").out
    inside = [
        line.split("#")[-1] for line in shown.partition("Inside")[2].partition("Used by")[0].split("\n") if "#" in line
    ]
    assert inside
    for anchor in inside:
        part = salesbook("show", f"glossary#{anchor}", "--json").json
        assert (part["anchor"], part["data"]["term"]) == (anchor, part["part"])
        assert salesbook("show", f"[[glossary#{part['part']}]]").out == salesbook("show", f"glossary#{anchor}").out


def test_of_a_part_only_its_own_users_are_told(salesbook: Command) -> None:
    stage = salesbook("show", "pipeline:main#paid", "--json").json
    whole = salesbook("show", "pipeline:main", "--json").json
    assert stage["data"] == next(each for each in whole["data"]["stages"] if each["id"] == "paid")
    assert len(stage["used_by"]) < len(whole["used_by"])
    assert all(user in whole["used_by"] for user in stage["used_by"])


def test_a_part_is_told_in_words(salesbook: Command) -> None:
    shown = salesbook("show", "ОП-002#порядок-действий").out
    assert "ОП-002 Ключевая встреча → Порядок действий" in shown
    assert "После встречи отправьте «Саммари встречи»." in shown
    stage = salesbook("show", "pipeline:main#paid").out.splitlines()
    assert any(line.startswith("Responsible: ") for line in stage)
    assert not any(line.startswith(("Company: ", "id: ")) for line in stage)


def test_show_the_section_of_a_heading(salesbook: Command, root: Path) -> None:
    path = root / "content/book/objections.md"
    path.write_text(
        f"{path.read_text(encoding='utf-8')}\n## Один\n\nРаз.\n\n### Два\n\nВот.\n\n## Три\n\nНет.\n", encoding="utf-8"
    )
    shown = salesbook("show", "article:objections#один").out
    assert "Раз." in shown and "Вот." in shown and "Нет." not in shown
    assert salesbook("show", "article:objections#один", "--json").json["text"].startswith("## Один")


def test_a_part_that_is_not_there(salesbook: Command) -> None:
    ran = salesbook("show", "pipeline:main#payd")
    assert (ran.code, ran.out) == (2, "")
    assert "has no part “payd”" in ran.err and "it looks like paid" in ran.err


def test_every_item_can_be_shown(salesbook: Command) -> None:
    for item in salesbook("list", "--json").json["items"]:
        assert salesbook("show", item["name"]).code == 0
        assert salesbook("show", item["name"], "--json").json["title"] == item["title"]


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("ОП-03", "there is nothing called “ОП-03”"),
        ("jg2", "it looks like ОП-002"),
        ("дуееукЖыгььфкн", "it looks like letter:summary"),
        ("script:key", "it looks like script:key-meeting"),
        ("sumary", "it looks like letter:summary"),
        ("key-meeting", "choose one of: ОП-002, script:key-meeting"),
        ("", "there is nothing called “”"),
        ("[[", "there is nothing called “”"),
        ("[/]", "there is nothing called “[/]”"),
        ("x" * 5000, "there is nothing called"),
        ("\n", "there is nothing called"),
    ],
)
def test_nothing_to_show(salesbook: Command, ref: str, words: str) -> None:
    ran = salesbook("show", ref)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


@pytest.mark.parametrize(
    ("pipeline", "stage"), [("Main", "paid"), ("pipeline:main", "оплата получена"), ("MAIN", "Paid")]
)
def test_a_pipeline_and_a_stage_by_what_people_call_them(salesbook: Command, pipeline: str, stage: str) -> None:
    ran = salesbook("pipeline", pipeline, "--stage", stage)
    assert (ran.code, ran.out) == (0, salesbook("pipeline", "main", "--stage", "paid").out)


@pytest.mark.parametrize("ref", ["faq:payments", "regulation:key-meeting", "ОП-002"])
def test_a_broken_item(salesbook: Command, root: Path, ref: str) -> None:
    (root / "content/faq/payments.yml").write_bytes(b"title: [\n")
    (root / "content/regulations/sales/key-meeting.md").write_text(
        "---\narticle: ОП-002\ntitle: [\n---\n", encoding="utf-8"
    )
    ran = salesbook("show", ref)
    assert ran.code == 1
    assert f"“{ref}” has errors in its file" in ran.err
    assert "yaml-syntax" in ran.out


def test_pipelines(salesbook: Command) -> None:
    out = salesbook("pipeline").out
    assert "main — Основная воронка (4 stages)" in out
    assert "Заявка получена → Встреча проведена → Оплата получена → Сделка закрыта" in out
    assert [p["name"] for p in salesbook("pipeline", "--json").json["pipelines"]] == [
        "pipeline:main",
        "pipeline:warmup",
    ]


def test_a_pipeline(salesbook: Command) -> None:
    out = salesbook("pipeline", "main").out.replace("\u00a0", " ")
    for words in (
        "We close on: Разговор по телефону.",
        "Звонок через 15 минут.",
        "Позвонить по ОП-001 «Первый контакт».",
        "Прогрев → Решение отложено: Клиент отложил решение.",
        "ОП-002 Ключевая встреча",
    ):
        assert words in out
    assert out.index("1. Заявка получена") < out.index("4. Сделка закрыта")


def test_a_stage(salesbook: Command) -> None:
    out = salesbook("pipeline", "main", "--stage", "paid").out
    assert "3. Оплата получена" in out
    assert "Заявка получена" not in out
    shown = salesbook("pipeline", "main", "--stage", "paid", "--json").json
    assert [s["id"] for s in shown["stages"]] == ["paid"]


def test_no_such_stage_or_pipeline(salesbook: Command) -> None:
    ran = salesbook("pipeline", "main", "--stage", "pay")
    assert (ran.code, ran.out) == (2, "")
    assert "has no stage “pay”" in ran.err
    assert "it looks like main" in salesbook("pipeline", "mian").err
    assert "it looks like paid" in salesbook("pipeline", "main", "--stage", "piad").err
    assert salesbook("pipeline", "").code == 2


@pytest.mark.parametrize("value", ["[/]", "[red]x[/red]", ":smile:", "[bold", "\\"])
def test_marks_of_the_terminal_in_content(salesbook: Command, root: Path, value: str) -> None:
    change = changed(
        "pipelines/main.yml",
        ("name: Заявка получена", f"name: '{value}'"),
        ("closes_on: Разговор по телефону.", f"closes_on: '{value}'"),
        ("title: Основная воронка", f"title: '{value}'"),
    )
    change |= changed("letters/refusal.md", ("title: Отказ", f"title: '{value}'"))
    for name, text in change.items():
        (root / "content" / name).write_text(text, encoding="utf-8")
    for command in (
        ["pipeline"],
        ["pipeline", "main"],
        ["list"],
        ["show", "pipeline:main"],
        ["letter"],
        ["show", "letter:refusal"],
    ):
        ran = salesbook(*command)
        assert ran.code == 0
        assert value in ran.out, command


def test_shown_fields_are_in_words(salesbook: Command, root: Path) -> None:
    shown = salesbook("show", "ОП-001").out
    item = load_book(root)[0].resolve("ОП-001")
    assert item is not None
    assert isinstance(item.data, Regulation)
    names = {role.id: role.name for role in load_book(root)[0].company.roles}
    assert f"Owner: {names[item.data.owner]}" in shown
    assert "Who may read it: " + ", ".join(names[reader] for reader in item.data.readers) in shown


def test_a_field_is_shown_by_what_it_is_and_not_by_what_it_looks_like(salesbook: Command, root: Path) -> None:
    """The group `sales` has the id of a department, and a fact may be called like a role."""
    text = base_text("pipelines/main.yml")
    (root / "content/pipelines/main.yml").write_text(text.replace("title: Основная воронка", "title: head"), "utf-8")
    shown = salesbook("show", "pipeline:main").out.splitlines()
    assert "Group: продажи" in shown
    assert shown[0].startswith("head ")
    assert "Owner: Руководитель отдела продаж" in shown
    department = [line for line in salesbook("show", "ОП-001").out.splitlines() if line.startswith("Department:")]
    assert department == ["Department: Отдел продаж"]


def test_users_are_named_with_the_part_that_refers(salesbook: Command) -> None:
    users = {user["route"]: user["label"] for user in salesbook("show", "product:mayak", "--json").json["used_by"]}
    assert users["questions[0].answer"] == "Оплата → Есть рассрочка?"
    assert users["products[0]"] == "Семья"


def test_a_text_that_refers_again_and_again_is_told_once(salesbook: Command, root: Path) -> None:
    chapter = root / "content/book/objections.md"
    chapter.write_text(
        f"{chapter.read_text(encoding='utf-8')}\n[[product:mayak]], [[product:mayak]]\n", encoding="utf-8"
    )
    used = salesbook("show", "product:mayak").out.partition("Used by")[2].splitlines()
    assert [line for line in used if "objections.md" in line and line.endswith("body ×2")]
    assert len(used) == len(set(used))


def test_every_field_that_is_shown_has_a_name_in_words(salesbook: Command) -> None:
    """In the book that has every field of every kind; of parts those are shown that have a name."""
    ids = {shape.name for kind in KINDS for shape in shapes_of(kind.model)}
    for item in load_book(OTHER)[0].items:
        shown = salesbook("--lang", "en", "--book", OTHER, "show", item, book=False).out
        head = shown.partition("\n\n")[2].partition("\n\n")[0]
        assert not ids & {line.partition(":")[0] for line in head.splitlines()}, item
    assert "Owner: " in salesbook("show", "ОП-001").out


def test_a_kind_added_by_the_recipe_is_listed_and_shown(salesbook: Command) -> None:
    assert "competitor:deposit" in salesbook("list", "competitor").out
    shown = salesbook("show", "competitor:deposit").out
    assert "Clients: Семья" in shown
    assert "Weaknesses: Моря там нет, а у нас есть: Маяк." in shown
    assert "Звонок" in shown.partition("Used by")[2]


def test_a_book_without_an_item_of_a_kind(salesbook: Command, root: Path) -> None:
    for path in (root / "content" / "scorecards").iterdir():
        path.unlink()
    ran = salesbook("score", "-", stdin="{}")
    assert (ran.code, ran.out) == (2, "")
    assert "there is nothing of the kind “scorecard” in the book" in ran.err
    assert "salesbook new scorecard NAME" in ran.err
    listed = salesbook("scorecard", "list")
    assert (listed.code, listed.out) == (0, "")
    assert "there is nothing of the kind “scorecard” in the book" in listed.err


def test_a_book_whose_only_item_of_a_kind_is_broken(salesbook: Command, root: Path) -> None:
    for path in (root / "content" / "scorecards").iterdir():
        path.write_text("title: [", encoding="utf-8")
    ran = salesbook("score", "-", stdin="{}")
    assert ran.code == 1
    assert "has errors in its file" in ran.err
