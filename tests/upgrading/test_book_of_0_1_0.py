"""The rehearsal: the whole demo book as it was in version 0.1.0 is brought to the current format."""

import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

import pytest

from salesbook.book.book import Book
from salesbook.book.load import load_book, read
from salesbook.book.seals import seal
from salesbook.checks.usage import shut_out_learners
from salesbook.core.book_format import CURRENT
from salesbook.core.diagnostics import Diagnostic
from salesbook.models.company import Company
from salesbook.models.kinds import BY_NAME
from salesbook.models.scorecard import Scorecard
from salesbook.models.training import Course
from salesbook.reading.files import COMPANY, SourceFile
from salesbook.text.naming import parted
from salesbook.upgrading import Upgrade, upgrade
from salesbook.upgrading.copies import digest_of, shipped

ARCHIVE = Path(__file__).parent / "books" / "0.1.0.tar.xz"
COMMENT = re.compile(r"(?:^|\s)(#[^\n]*|<!--.*?-->)", re.MULTILINE | re.DOTALL)


class Rehearsal(NamedTuple):
    """The book before and after, its files by their paths, and what was done."""

    before: dict[str, bytes]
    after: dict[str, bytes]
    upgrade: Upgrade
    problems: list[Diagnostic]
    book: Book
    again: Upgrade


def files_of(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and ".salesbook" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehearsal]:
    root = tmp_path_factory.mktemp("book of 0.1.0")
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(root, filter="data")
    (root / "salesbook.toml").write_text("[check]\n", encoding="utf-8")
    before = files_of(root)
    planned = upgrade(root)
    assert files_of(root) == before, "a plan changes nothing"
    planned.plan.apply(root)
    book, problems = load_book(root)
    yield Rehearsal(before, files_of(root), planned, problems, book, upgrade(root))


def changed_lines(rehearsal: Rehearsal, path: str) -> list[str]:
    before, after = (files[path].decode().splitlines() for files in (rehearsal.before, rehearsal.after))
    return [line for line in unified_diff(before, after, n=0, lineterm="") if not line.startswith(("---", "+++", "@@"))]


def test_it_opens(rehearsal: Rehearsal) -> None:
    assert (rehearsal.problems, rehearsal.upgrade.problems, rehearsal.upgrade.left) == ([], (), ())
    assert (rehearsal.upgrade.stated, rehearsal.book.company.format) == (1, CURRENT)


def test_a_second_upgrade_has_nothing_to_do(rehearsal: Rehearsal) -> None:
    assert rehearsal.again == Upgrade(CURRENT)


def test_only_these_files_are_touched(rehearsal: Rehearsal) -> None:
    touched = {path for path, data in rehearsal.after.items() if rehearsal.before[path] != data}
    folders = Counter(path.split("/")[1] for path in touched)
    assert folders == {"company.yml": 1, "courses": 7, "regulations": 16, "scorecards": 1}
    named = {path.as_posix() for doing in rehearsal.upgrade.doings for path in doing.paths}
    deleted = rehearsal.before.keys() - rehearsal.after.keys()
    assert named == touched | deleted
    assert {path.as_posix() for path in shipped("0.1.0")} == deleted


def test_the_diff_of_every_file_is_what_the_step_says(rehearsal: Rehearsal) -> None:
    for path in rehearsal.after:
        lines = changed_lines(rehearsal, path)
        if path.startswith("content/courses/"):
            assert all(re.fullmatch(r"[-+]    seen: [a-p]{8}", line) for line in lines)
        elif path.startswith("content/regulations/") and lines:
            old, new = lines
            assert old.startswith("-readers: [") and new.startswith("+" + old[1:-1] + ", ")
        elif path == "content/scorecards/leads.yml":
            assert lines == ["+default: true"]
        elif path != "content/company.yml":
            assert lines == []


def test_company_yml_loses_limits_and_says_its_format(rehearsal: Rehearsal) -> None:
    lines = changed_lines(rehearsal, "content/company.yml")
    assert lines == [
        "+format: 2",
        "-",
        "-limits:",
        "-  first_contact: first_contact",
        "-  last_contact: last_contact",
        "-  mailing_frequency: mailing_frequency",
    ]
    assert rehearsal.book.facts.keys() >= {"first_contact", "last_contact", "mailing_frequency"}


def test_no_comment_is_lost(rehearsal: Rehearsal) -> None:
    for path, data in rehearsal.after.items():
        assert Counter(COMMENT.findall(data.decode())) == Counter(COMMENT.findall(rehearsal.before[path].decode())), (
            path
        )


def test_every_question_has_the_seal_of_what_its_source_says(rehearsal: Rehearsal) -> None:
    book, questions = rehearsal.book, 0
    for _item, course in book.data(Course):
        for question in course.quiz:
            target, anchor = parted(question.source)
            source = book.resolve(target)
            assert source is not None and question.seen == seal(source, anchor, book.facts)
            questions += 1
    assert questions == 189


def test_nobody_is_sent_to_what_they_may_not_read(rehearsal: Rehearsal) -> None:
    assert list(shut_out_learners(rehearsal.book)) == []


def test_the_card_that_judged_by_its_name_is_marked(rehearsal: Rehearsal) -> None:
    assert {item.slug: card.default for item, card in rehearsal.book.data(Scorecard)} == {
        "leads": True,
        "partners": False,
    }


def test_the_list_of_shipped_files_is_that_of_the_version(rehearsal: Rehearsal) -> None:
    beside = {path: data for path, data in rehearsal.before.items() if not path.startswith(("content/", "salesbook"))}
    assert {path.as_posix(): digest for path, digest in shipped("0.1.0").items()} == {
        path: digest_of(data) for path, data in beside.items()
    }


def test_the_company_says_the_rest_as_before(rehearsal: Rehearsal) -> None:
    """The data of the model, but for the format: what was former is not in it."""
    assert rehearsal.book.company.model_copy(update={"format": 1}) == old_company(rehearsal)


def old_company(rehearsal: Rehearsal) -> Company:
    text = rehearsal.before[COMPANY.as_posix()].decode()
    item = read(SourceFile("", COMPANY, BY_NAME["company"]), text).part.item
    assert item is not None and isinstance(item.data, Company)
    return item.data
