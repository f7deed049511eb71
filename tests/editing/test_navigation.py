from pathlib import Path

import pytest

from salesbook.core.source import LineColumn
from salesbook.editing.navigation import definition_at, references_at, symbols_like, symbols_of
from tests.books import base_text, regulation
from tests.editing.desk import at, base_with, content, said, typed, workspace

REGULATION = "regulations/sales/first-contact.md"
MAIN = "pipelines/main.yml"
DOCUMENTS = {"letters/refusal.md": base_text("letters/refusal.md") + "\nЗвоним за {{ fact.first_contact }}.\n"}


@pytest.mark.parametrize(
    ("name", "words", "target"),
    [
        (REGULATION, "[[script:key¦-meeting", "scripts/key-meeting.yml: "),
        (MAIN, "[ОП-0¦02]", "regulations/sales/key-meeting.md: "),
        (MAIN, "'pipeline:wa¦rmup#postponed'", "pipelines/warmup.yml: "),
        (MAIN, "'pipeline:warmup#post¦poned'", "pipelines/warmup.yml: postponed"),
        (MAIN, "{to: pa¦id", "pipelines/main.yml: paid"),
        (MAIN, "owner: h¦ead", "company.yml: head"),
        (MAIN, "через {{ fact.first¦_contact", "company.yml: first_contact"),
        ("book/objections.md", "[[glossary#л¦ид]]", "glossary.yml: Лид"),
        ("company.yml", "short: РОП, department: sa¦les}", "company.yml: sales"),
    ],
)
def test_definition(tmp_path: Path, name: str, words: str, target: str) -> None:
    ws = workspace(tmp_path)
    found = definition_at(ws, *at(ws, name, words))
    assert found is not None
    assert said(ws, found) == target


def test_definition_of_a_heading_and_of_a_link(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    body = "[Порядок](first-contact.md#порядок-действий)"
    found = definition_at(
        ws, *typed(ws, "regulations/sales/key-meeting.md", regulation(body=body.replace("#п", "#¦п")))
    )
    assert found is not None
    assert said(ws, found) == f"{REGULATION}: ## Порядок действий"


@pytest.mark.parametrize(
    "words",
    [
        "[[ОП-001#%D0%BF%D0%BE%D1%80¦%D1%8F%D0%B4%D0%BE%D0%BA-действий]]",
        "[слова](first-contact.md#%D0%BF%D0%BE%D1%80¦%D1%8F%D0%B4%D0%BE%D0%BA-действий)",
    ],
)
def test_definition_of_an_anchor_copied_from_an_address(tmp_path: Path, words: str) -> None:
    ws = workspace(tmp_path)
    found = definition_at(ws, *typed(ws, "regulations/sales/key-meeting.md", regulation(body=words)))
    assert found is not None
    assert said(ws, found) == f"{REGULATION}: ## Порядок действий"


def test_definition_in_a_file_that_does_not_parse(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    ws.settle()
    found = definition_at(ws, *typed(ws, MAIN, base_text(MAIN).replace("{to: paid", "{to: pa¦id") + "x: [\n"))
    assert found is not None
    assert said(ws, found) == "pipelines/main.yml: paid"


def references(tmp_path: Path, name: str, words: str, *, declared: bool = False) -> list[str]:
    ws = workspace(tmp_path, DOCUMENTS)
    return sorted(said(ws, location) for location in references_at(ws, *at(ws, name, words), declared=declared))


def test_references_of_a_figure_are_found_in_letters_too(tmp_path: Path) -> None:
    assert references(tmp_path, MAIN, "within: first¦_contact", declared=True) == [
        "company.yml: first_contact",
        "company.yml: first_contact",
        "letters/refusal.md: first_contact",
        "pipelines/main.yml: first_contact",
        "pipelines/main.yml: first_contact",
    ]


def test_references_of_a_stage(tmp_path: Path) -> None:
    wanted = [
        "letters/summary.md: meeting-held",
        "pipelines/main.yml: meeting-held",
        "scripts/key-meeting.yml: meeting-held",
    ]
    assert references(tmp_path, MAIN, "- id: meeting¦-held") == wanted
    assert references(tmp_path, MAIN, "- id: meeting¦-held", declared=True) == sorted(
        [*wanted, "pipelines/main.yml: meeting-held"]
    )


def test_references_of_the_files_own_item(tmp_path: Path) -> None:
    own = references(tmp_path, "scripts/key-meeting.yml", "goal: Закрыть ¦клиента")
    assert own == references(tmp_path, MAIN, "'script:key-¦meeting'")
    assert own == [
        "courses/start.yml: script:key-meeting",
        "pipelines/main.yml: script:key-meeting",
        "positions/manager.md: script:key-meeting",
        f"{REGULATION}: script:key-meeting",
    ]


def test_references_of_a_role_are_each_found_once(tmp_path: Path) -> None:
    found = references(tmp_path, MAIN, "owner: h¦ead", declared=True)
    assert "company.yml: head" in found
    assert "scorecards/leads.yml: head" in found
    assert all(words.endswith(": head") for words in found)


def test_symbols_of_a_file(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    assert [s.name for s in symbols_of(ws, content(MAIN))] == [
        "Заявка получена",
        "Встреча проведена",
        "Оплата получена",
        "Сделка закрыта",
    ]
    (heading,) = symbols_of(ws, content(REGULATION))
    assert said(ws, heading.location) == f"{REGULATION}: ## Порядок действий"
    assert list(symbols_of(ws, content("nobody.yml"))) == []


def test_symbols_of_the_book(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    assert [s.detail for s in symbols_like(ws, "ключевая ОП")] == ["regulation:key-meeting"]
    assert len(symbols_like(ws, "")) > 10
    assert symbols_like(ws, "такого нет") == []


def test_nothing_is_named_there(tmp_path: Path) -> None:
    ws = workspace(tmp_path)
    assert definition_at(ws, *at(ws, MAIN, "Ведёт кли¦ента")) is None
    assert references_at(ws, content("nobody.yml"), LineColumn()) == []
    assert definition_at(ws, *typed(ws, MAIN, base_with(MAIN, "owner: head", "owner: nob¦ody"))) is None
