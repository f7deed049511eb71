from pathlib import Path

import pytest

from salesbook.editing.completion import Candidate, candidates
from tests.books import base_text, regulation
from tests.editing.desk import base_with, typed, workspace

REGULATION = "regulations/sales/first-contact.md"
MAIN = "pipelines/main.yml"


def asked(root: Path, name: str, text: str) -> list[Candidate]:
    ws = workspace(root)
    ws.settle()
    return candidates(ws, *typed(ws, name, text))


def labels(root: Path, name: str, text: str) -> list[str]:
    return [candidate.label for candidate in asked(root, name, text)]


def test_references_in_markdown_go_by_articles_and_names(tmp_path: Path) -> None:
    found = {c.label: c for c in asked(tmp_path, REGULATION, regulation(body="Смотрите [[¦"))}
    assert found["ОП-002"].detail == "Ключевая встреча"
    assert found["ОП-002"].insert == "ОП-002]]"
    assert found["letter:summary"].about == "letter"
    assert "Саммари встречи" in found["letter:summary"].sought
    assert not any(name.startswith(("company", "register")) for name in found)


@pytest.mark.parametrize(("behind", "inserted"), [("", "ОП-002]]"), ("]", "ОП-002]"), ("]] и", "ОП-002")])
def test_brackets_that_stand_there_are_not_repeated(tmp_path: Path, behind: str, inserted: str) -> None:
    found = asked(tmp_path, REGULATION, regulation(body=f"[[ОП-0¦{behind}"))
    assert inserted in [c.insert for c in found]


def test_a_kind_limits_references(tmp_path: Path) -> None:
    found = labels(tmp_path, REGULATION, regulation(body="[[letter:¦"))
    assert sorted(found) == ["letter:refusal", "letter:summary"]


def test_retired_regulations_are_not_offered(tmp_path: Path) -> None:
    ws = workspace(tmp_path, {"regulations/sales/old.md": regulation("Старое", "ОП-003").replace("active", "retired")})
    ws.settle()
    found = [c.label for c in candidates(ws, *typed(ws, REGULATION, regulation(body="[[¦")))]
    assert "ОП-002" in found
    assert "ОП-003" not in found


def test_places_of_an_item_after_the_sign(tmp_path: Path) -> None:
    assert labels(tmp_path, REGULATION, regulation(body="[[script:key-meeting#¦]]")) == ["начало", "закрытие"]
    assert labels(tmp_path, REGULATION, regulation(body="[[pipeline:warmup#¦]]")) == ["postponed", "closed"]
    assert labels(tmp_path, REGULATION, regulation(body="[[ОП-999#¦")) == []


def test_figures(tmp_path: Path) -> None:
    found = asked(tmp_path, REGULATION, regulation(body="За {{ fact.fi¦"))
    assert [c.label for c in found] == ["fact.first_contact", "fact.last_contact", "fact.mailing_frequency"]
    assert found[0].insert == "fact.first_contact }}"
    assert found[0].detail == "15\u00a0минут"
    assert asked(tmp_path, REGULATION, regulation(body="За {{ ¦ }}"))[0].insert == "fact.first_contact"


def test_fields_of_a_block_required_first_and_none_twice(tmp_path: Path) -> None:
    text = base_with(MAIN, "    end: won\n", "    end: won\n    ¦\n")
    found = asked(tmp_path, MAIN, text)
    assert [c.label for c in found][:2] == ["channels", "forbidden"]
    assert "name" not in [c.label for c in found]
    assert found[0].about == "Channels by which the client is reached here."
    assert found[0].insert == "channels:"


def test_fields_of_a_new_entry_begin_with_the_required_ones(tmp_path: Path) -> None:
    found = asked(tmp_path, MAIN, base_text(MAIN) + "  - ¦")
    assert [c.label for c in found][:3] == ["id", "name", "ground"]
    assert found[0].insert == "id: "


def test_a_field_under_the_cursor_may_be_chosen_again(tmp_path: Path) -> None:
    found = asked(tmp_path, MAIN, base_with(MAIN, "owner: head", "ow¦ner: head"))
    assert [c.label for c in found][:1] == ["owner"]


def test_front_matter_that_is_not_closed_yet(tmp_path: Path) -> None:
    assert "review_months" in labels(tmp_path, REGULATION, "---\ntitle: Скидки\nre¦")
    assert labels(tmp_path, REGULATION, "---\nstatus: ¦") == ["draft", "active", "retired"]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("owner: ¦", ["head", "manager", "marketer"]),
        ("group: ¦", ["sales", "warmup", "production"]),
        ("starts: [¦", ["new-lead", "meeting-held", "paid", "lost"]),
        ("stages:\n  - sla: [{within: ¦", ["first_contact", "last_contact", "mailing_frequency"]),
        ("stages:\n  - channels:\n      - ¦", ["phone", "email", "telegram", "sms"]),
        ("stages:\n  - scripts: ['¦", ["script:key-meeting"]),
        ("stages:\n  - regulations: [ОП¦", ["МК-001", "ОП-001", "ОП-002"]),
        ("stages:\n  - moves:\n      - automatic: ¦", ["true", "false"]),
        (
            "stages:\n  - moves:\n      - {to: ¦",
            ["new-lead", "meeting-held", "paid", "lost", "pipeline:warmup#postponed", "pipeline:warmup#closed"],
        ),
    ],
)
def test_values_of_fields(tmp_path: Path, line: str, wanted: list[str]) -> None:
    assert sorted(labels(tmp_path, MAIN, line)) == sorted(wanted)


def test_any_item_where_any_is_allowed(tmp_path: Path) -> None:
    found = labels(tmp_path, "courses/start.yml", "lessons:\n  - item: ¦")
    assert {"ОП-001", "script:key-meeting", "glossary"} <= set(found)


def test_a_quote_that_is_open_is_kept(tmp_path: Path) -> None:
    (found,) = asked(tmp_path, MAIN, "stages:\n  - scripts: ['scr¦']")
    assert (found.insert, found.start.column) == ("script:key-meeting", 16)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (REGULATION, regulation(body="Просто слова ¦")),
        (REGULATION, "без заголовка ¦"),
        ("letters/refusal.md", base_text("letters/refusal.md") + "[[¦"),
        (MAIN, "about: >-\n  слова ¦"),
        (MAIN, "нет: {такого: ¦"),
        (MAIN, "order: ¦"),
        ("products/img/plan.svg", "<svg>[[¦</svg>"),
        ("nobody/x.yml", "title: ¦"),
    ],
)
def test_nothing_is_offered_where_anything_may_stand(tmp_path: Path, name: str, text: str) -> None:
    assert asked(tmp_path, name, text) == []


def test_words_of_the_company_and_those_by_default(tmp_path: Path) -> None:
    assert labels(tmp_path, MAIN, "title: Воронка\ngroup: ¦\n") == ["sales", "warmup", "production"]


def test_words_of_the_company_s_own(tmp_path: Path) -> None:
    own = "pipeline_groups: [{id: roofs, name: крыши}]\nsections: [{id: market, kinds: [¦]}]\n"
    ws = workspace(tmp_path, {"company.yml": base_text("company.yml") + own.replace("¦", "")})
    ws.settle()
    (group,) = candidates(ws, *typed(ws, MAIN, "title: Воронка\ngroup: ¦\n"))
    assert (group.label, group.detail) == ("roofs", "крыши")
    kinds = [each.label for each in candidates(ws, *typed(ws, "company.yml", base_text("company.yml") + own))]
    assert {"script", "letter", "glossary"} <= set(kinds)
    assert "company" not in kinds
