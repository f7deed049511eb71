"""Numbers in prose: of regulations, of clauses, and those that the page changes."""

from cProfile import Profile
from pathlib import Path

import pytest

from salesbook.auditing.choice import Choice
from salesbook.auditing.run import audit
from salesbook.checks.citations import dangling_clause
from salesbook.core.settings import Settings
from salesbook.mending import mend
from salesbook.text.citations import MAX_CITATIONS, citations
from tests.books import NOW, base_text, changed, compiled, findings, regulation, shown, write_book

CALL = "regulations/sales/first-contact.md"
ARTICLE = "book/objections.md"
LIST = "\n\n## Пункты\n\n1. Первый.\n2. Второй.\n4. Четвёртый.\n"


def test_a_gap_a_clause_that_is_not_there_and_a_number_that_nobody_has(tmp_path: Path) -> None:
    words = "\nСпорный случай решаем по п.\u00a04; по п.\u00a07 не решаем ничего. Порядок\u00a0— в ОП-099.\n"
    assert [shown(d) for d in findings(tmp_path, {CALL: base_text(CALL) + LIST + words})] == [
        "content/regulations/sales/first-contact.md:21:1: renumbered-clause: "
        "clause 4 of a list is shown as 3: after the first number the page counts by itself",
        "content/regulations/sales/first-contact.md:23:35: dangling-clause: "
        "“п.\u00a07” points at nothing: ОП-001 Первый контакт has no clause 7",
        "content/regulations/sales/first-contact.md:23:70: unknown-article: there is no regulation “ОП-099”",
    ]


def fixed(root: Path, changes: dict[str, str]) -> str:
    write_book(root, changes)
    found = audit(root, Settings(), now=NOW, cached=False)
    mend(root, Settings(), Choice(), now=NOW, first=found, cached=False).plan.apply()
    return (root / "content" / CALL).read_text(encoding="utf-8")


def test_numbers_that_nobody_cites_are_written_as_they_are_shown(tmp_path: Path) -> None:
    text = base_text(CALL) + LIST + "5. Пятый.\n    1. Внутри.\n    5. Ещё.\n"
    after = fixed(tmp_path, {CALL: text})
    assert after == text.replace("4. Ч", "3. Ч").replace("5. П", "4. П").replace("5. Е", "2. Е")
    assert [d.rule for d in audit(tmp_path, Settings(), now=NOW, cached=False).diagnostics] == []


@pytest.mark.parametrize(
    "changes",
    [
        {CALL: f"{base_text(CALL)}{LIST}\nСпор решаем по п.\u00a04.\n"},
        {CALL: base_text(CALL) + LIST, ARTICLE: base_text(ARTICLE) + "\n\nЗвонок\u00a0— по п.\u00a04 ОП-001.\n"},
        {CALL: base_text(CALL) + LIST, ARTICLE: base_text(ARTICLE) + "\n\nЗвонок\u00a0— [[ОП-001]], п.\u00a04.\n"},
    ],
)
def test_numbers_that_somebody_cites_are_left_to_a_person(tmp_path: Path, changes: dict[str, str]) -> None:
    assert fixed(tmp_path, changes) == changes[CALL]


def test_what_a_number_is_likely_to_mean(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, {ARTICLE: base_text(ARTICLE) + "\n\nПорядок\u00a0— в ОП-010.\n"})
    assert finding.advice == "it looks like ОП-001 Первый контакт, ОП-002 Ключевая встреча"


@pytest.mark.parametrize(
    "words",
    [
        "Порядок\u00a0— в [[ОП-001]].",
        "Порядок\u00a0— в ОП-001, прежний\u00a0— в оп-001.",
        "По ГОСТ-099 и ТУ-12, топ-10.",
        "`ОП-099`, https://example.com/ОП-099",
        "```\nОП-099\n```",
    ],
)
def test_other_numbers_are_nothing_to_tell_of(tmp_path: Path, words: str) -> None:
    assert findings(tmp_path, {ARTICLE: f"{base_text(ARTICLE)}\n\n{words}\n"}) == []


def test_a_regulation_that_cannot_be_read_is_not_unknown(tmp_path: Path) -> None:
    broken = base_text(CALL).replace("status: active", "status: живой")
    found = findings(tmp_path, {CALL: broken, ARTICLE: base_text(ARTICLE) + "\n\nПорядок\u00a0— в ОП-001.\n"})
    assert "unknown-article" not in {d.rule for d in found}


def test_a_book_in_english_cites_no_clauses(tmp_path: Path) -> None:
    changes = changed("company.yml", ("language: ru", "language: en"))
    found = findings(tmp_path, changes | {ARTICLE: base_text(ARTICLE) + "\n\nСм. п. 7.\n"})
    assert "dangling-clause" not in {d.rule for d in found}


def test_clauses_of_a_text_are_read_once_for_all_citations(tmp_path: Path) -> None:
    """Ten thousand citations of a text of ten thousand lines took half a minute."""
    body = "1. Первый.\n2. Второй.\n\n" + "По п. 7 не решаем ничего.\n\n" * 200
    book = compiled(tmp_path, {"regulations/sales/long.md": regulation(article="ОП-003", body=body)})
    profile = Profile()
    found = profile.runcall(list, dangling_clause(book))
    calls = {entry.code.co_name: entry.callcount for entry in profile.getstats() if not isinstance(entry.code, str)}
    assert len(found) == 200
    assert calls["clause_numbers"] == 1


def test_of_a_text_so_many_citations_are_looked_at() -> None:
    assert len(list(citations("По п. 7 решаем. " * (MAX_CITATIONS + 5)))) == MAX_CITATIONS
