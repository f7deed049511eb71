from pathlib import Path

import pytest

from salesbook.editing.hover import hover
from tests.books import base_text, changed, regulation
from tests.editing.desk import at, base_with, content, said, typed, workspace

REGULATION = "regulations/sales/first-contact.md"
MAIN = "pipelines/main.yml"


@pytest.mark.parametrize(
    ("name", "words", "about", "told"),
    [
        (
            REGULATION,
            "[[script:key¦-meeting|",
            "script:key-meeting",
            "**Ключевая встреча**\n\nscript\n\nЗакрыть клиента",
        ),
        (MAIN, "по [[ОП-0¦01]]", "ОП-001", "**ОП-001 Первый контакт**\n\nregulation\n\nПорядок действий"),
        (MAIN, "[ОП-0¦02]", "ОП-002", "**ОП-002 Ключевая встреча**"),
        (MAIN, "'pipeline:warmup#post¦poned'", "postponed", "**Решение отложено**\n\nПрогрев"),
        (MAIN, "{to: meeting-¦held", "meeting-held", "**Встреча проведена**\n\nОсновная воронка\n\nБронь."),
        (MAIN, "owner: h¦ead", "head", "**Руководитель отдела продаж**"),
        (MAIN, "через {{ fact.first¦_contact }}", "first_contact", "**Первый звонок**: 15\u00a0минут"),
        (MAIN, "within: first_con¦tact", "first_contact", "**Первый звонок**: 15\u00a0минут"),
        ("company.yml", "{id: te¦legram", "telegram", "**Telegram**\n\ntext, up to 4096 characters"),
        ("book/objections.md", "[[glossary#л¦ид]]", "лид", "**Лид**\n\nСловарь\n\nЗаявка клиента."),
        (MAIN, "gro¦up: sales", "group", "**group** (required)"),
        (MAIN, "group: sa¦les", "sales", "**продажи**\n\ngroup of pipelines"),
        ("scorecards/leads.yml", "{id: C, title: Начальный, fr¦om:", "from", "**from** (required)"),
    ],
)
def test_what_is_told(tmp_path: Path, name: str, words: str, about: str, told: str) -> None:
    ws = workspace(tmp_path, changed("pipelines/warmup.yml", ("title: ", "title: ")))
    found = hover(ws, *at(ws, name, words))
    assert found is not None
    assert said(ws, found.location) == f"{name}: {about}"
    assert found.words.startswith(told)


def test_an_anchor_copied_from_an_address(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    body = "[[glossary#%D0%BB¦%D0%B8%D0%B4|слово]], [слово](../../glossary.yml#лид)"
    found = hover(ws, *typed(ws, REGULATION, regulation(body=body)))
    assert found is not None
    assert said(ws, found.location) == f"{REGULATION}: %D0%BB%D0%B8%D0%B4"
    assert found.words.startswith("**Лид**")


def test_a_draft_says_so(tmp_path: Path) -> None:
    draft = regulation("Скидки", "ОП-003").replace("active", "draft")
    ws = workspace(tmp_path, {"regulations/sales/discount.md": draft})
    found = hover(ws, *typed(ws, REGULATION, regulation(body="[[ОП-00¦3]]")))
    assert found is not None
    assert "regulation · draft" in found.words


def test_words_of_the_book_are_no_marks_of_the_popup(tmp_path: Path) -> None:
    body = "# Заголовок\n<script>x</script> ![a](https://example.com/b.png) `c`"
    ws = workspace(tmp_path, {"regulations/sales/discount.md": regulation("Скидки [a](x)", "ОП-003", body)})
    found = hover(ws, *typed(ws, REGULATION, regulation(body="[[ОП-00¦3]]")))
    assert found is not None
    for mark in ("\n#", "![", "](http"):
        assert mark not in found.words
    assert "\\<script>" in found.words
    assert "\\[a](x)" in found.words


def test_in_a_file_that_does_not_parse(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    ws.settle()
    found = hover(ws, *typed(ws, MAIN, base_with(MAIN, "owner: head", "owner: he¦ad\n  x: [")))
    assert found is not None
    assert found.words.startswith("**Руководитель")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (MAIN, "Ведёт кли¦ента"),
        (REGULATION, "Позво¦ните"),
        (MAIN, "order: ¦1"),
    ],
)
def test_nothing_to_tell(tmp_path: Path, name: str, words: str) -> None:
    ws = workspace(tmp_path)
    assert hover(ws, *at(ws, name, words)) is None


def test_unknown_names_and_files(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    assert hover(ws, *typed(ws, MAIN, base_text(MAIN).replace("[ОП-002]", "[ОП-¦077]"))) is None
    assert hover(ws, content("nobody.yml"), at(ws, MAIN, "owner: h¦ead")[1]) is None
