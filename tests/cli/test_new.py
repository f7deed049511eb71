"""`salesbook new`: by arguments alone, and by questions."""

from collections.abc import Callable
from pathlib import Path

import pytest

from salesbook.book.load import load_book
from tests.cli.ran import Command, Ran

FAQ = ("--set", "title=Ипотека", "--set", "questions.question=Можно?", "--set", "questions.answer=Можно.")


def test_a_new_item(salesbook: Command, root: Path) -> None:
    ran = salesbook("new", "faq", "loans", *FAQ)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "content/faq/loans.yml\nnothing is missing in it\n"
    assert load_book(root)[0].items["faq:loans"].title == "Ипотека"
    assert salesbook("check").out == ""


def test_what_is_still_to_be_written_is_told_with_lines(salesbook: Command, root: Path) -> None:
    ran = salesbook("new", "faq", "loans")
    assert ran.code == 0
    lines = (root / "content/faq/loans.yml").read_text("utf-8").split("\n")
    for key in ("title", "question", "answer"):
        number = next(n for n, line in enumerate(lines, 1) if line.strip("- ").startswith(f"{key}:"))
        assert f"content/faq/loans.yml:{number}:" in ran.err
        assert f"the field “{key}” is empty" in ran.err
    assert "still to be done: 3" in ran.err
    assert salesbook("check").code == 1


def test_a_dry_run_shows_the_file(salesbook: Command, root: Path) -> None:
    before = sorted(root.rglob("*"))
    ran = salesbook("new", "regulation", "sales/returns", "--dry-run")
    assert ran.out.startswith("---\n# ")
    assert "\narticle: ОП-003\n" in ran.out
    assert "nothing was written" in ran.err
    assert "content/regulations/sales/returns.md:" in ran.err
    answer = salesbook("new", "regulation", "sales/returns", "--dry-run", "--json").json
    assert (answer["written"], answer["name"], answer["text"]) == (False, "ОП-003", ran.out)
    assert [path for path in sorted(root.rglob("*")) if ".salesbook" not in path.parts] == before


def test_an_answer_for_programs(salesbook: Command, root: Path) -> None:
    answer = salesbook("new", "questions and answers", "loans", "--json").json
    assert (answer["written"], answer["kind"], answer["path"]) == (True, "faq", "content/faq/loans.yml")
    assert {finding["code"] for finding in answer["findings"]} == {"schema"}
    assert (root / answer["path"]).is_file()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("regulatoin", "x"), "it looks like regulation"),
        (("faq", "payments"), "content/faq/payments.yml is there already"),
        (("company",), "content/company.yml is there already"),
        (("faq",), "the name of the file is missing"),
        (("regulation", "x", "--set", "owner=heat"), "the department is not said"),
        (("regulation", "sales/x", "--set", "owner=heat"), "it looks like head"),
    ],
)
def test_a_mistake_writes_nothing(salesbook: Command, root: Path, arguments: tuple[str, ...], words: str) -> None:
    before = {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}
    ran = salesbook("new", *arguments)
    assert ran.code == 2
    assert words in ran.err
    assert {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()} == before


def test_a_broken_company_is_told(salesbook: Command, root: Path) -> None:
    (root / "content/company.yml").write_text("name: [", encoding="utf-8")
    assert salesbook("new", "faq", "loans").code == 1


def test_questions(typed: Callable[..., Ran], root: Path) -> None:
    lines = ["First Contact", "returns", "sails", "1", "", "Возврат задатка", "хед", "head", "1000", "6", ""]
    ran = typed("new", "regulation", lines=lines)
    assert ran.code == 0
    for words in (
        "use lower-case letters",
        "it looks like sales",
        "this cannot be left empty",
        "1. head — Руководитель",
    ):
        assert words in ran.err
    assert "there is no role “хед”" in ran.err
    regulation = (root / "content/regulations/sales/returns.md").read_text("utf-8")
    for line in ("title: Возврат задатка", "owner: head", "review_months: 6", "status: draft"):
        assert f"\n{line}\n" in regulation
    assert "the field “body” is empty" in ran.err


def test_what_is_set_is_not_asked_and_texts_may_wait(typed: Callable[..., Ran], root: Path) -> None:
    ran = typed("new", "letter", "offer", "--set", "title=Предложение", lines=["1,Почта", "<", "2", "1", "", ""])
    assert ran.code == 0
    assert "Предложение" not in ran.err
    letter = (root / "content/letters/offer.md").read_text("utf-8")
    assert "\nchannels: [email]\n" in letter
    assert "\nregulation: ОП-001\n" in letter or "\nregulation: МК-001\n" in letter
    assert "the field “purpose” is empty" in ran.err


def test_leaving_writes_nothing(typed: Callable[..., Ran], root: Path) -> None:
    ran = typed("new", "faq", "loans", lines=[])
    assert ran.code == 130
    assert not (root / "content/faq/loans.yml").exists()


def test_of_many_names_the_first_are_listed(typed: Callable[..., Ran], root: Path) -> None:
    company = (root / "content/company.yml").read_text("utf-8")
    more = "".join(f"  - {{id: role-{n}, name: Роль номер {n}, department: sales}}\n" for n in range(20))
    (root / "content/company.yml").write_text(company.replace("channels:\n", f"{more}channels:\n"), encoding="utf-8")
    ran = typed("new", "regulation", "sales/returns", lines=["Возврат", "роль номер 19", "6", ""])
    assert "15. role-11" in ran.err
    assert "16." not in ran.err
    assert "… and 8 more" in ran.err
    assert "\nowner: role-19\n" in (root / "content/regulations/sales/returns.md").read_text("utf-8")
