"""Every starter is a book: nothing is wrong with it, its academy is built, and every link of it leads somewhere.

The demo book, which is one as well, has tests of its own.
"""

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
import yaml

from salesbook.academy import press
from salesbook.book.load import load_book
from salesbook.core.errors import UserError
from salesbook.core.language import Translations
from salesbook.models.company import Company
from salesbook.models.kinds import BY_NAME
from salesbook.models.letter import Letter
from salesbook.reading.strays import CLIENT_FILES
from salesbook.reading.yaml import read
from salesbook.starters.answers import Answers, DepartmentAnswer, RoleAnswer
from salesbook.starters.beginning import begun
from salesbook.starters.catalogue import BOOKS, named_starter, starters
from salesbook.starters.composition import company_of
from salesbook.starters.place import put_book
from tests.books import NOW, TODAY, found, shown

OURS = [
    (name, code) for name, starter in starters().items() for code, at in starter.folders.items() if BOOKS in at.parents
]


def full(company: Company) -> Answers:
    """Answer everything: new names in all the places of a starter, one department and one role more, other channels."""
    departments, roles = len(company.departments), len(company.roles)
    return Answers(
        company='"Рога: и #копыта"', about="Продаёт: рога и #копыта", time_zone="Asia/Almaty", crm="Своя: #1",
        departments=(
            *(DepartmentAnswer(f"Сбыт {n}", "С" + "АБВГДЕЖЗ"[n]) for n in range(departments)),
            DepartmentAnswer("Склад", "СК"),
        ),
        roles=(*(RoleAnswer(f"Продавец {n}") for n in range(roles)), RoleAnswer("Кладовщик", "СК")),
        channels=("Звонок", "СМС", "Чат на сайте"),
    )  # fmt: skip


def written(folder: Path, name: str, code: str, answers: Answers = Answers()) -> Path:  # noqa: B008 - it is frozen
    book = begun(named_starter(name), code, answers, folder, NOW)
    put_book(folder, book.files, lambda _aside: None)
    return folder


def test_minimal_is_in_every_language() -> None:
    assert set(OURS) >= {("minimal", "ru"), ("minimal", "en")}


@pytest.mark.parametrize(("name", "code"), OURS)
def test_nothing_is_wrong_with_it_as_it_stands(name: str, code: str) -> None:
    assert [shown(each) for each in found(named_starter(name).folder(code))] == []


@pytest.mark.parametrize(("name", "code"), OURS)
def test_git_keeps_all_of_its_files(name: str, code: str) -> None:
    """What has the name of a client's data is in no wheel and in no first commit."""
    files = named_starter(name).files(code)
    assert [path for path in files if any(path.match(pattern) for pattern in CLIENT_FILES)] == []


@pytest.mark.parametrize("answered", [False, True], ids=["defaults", "answers"])
@pytest.mark.parametrize(("name", "code"), OURS)
def test_nothing_is_wrong_with_what_comes_of_it(name: str, code: str, answered: bool, tmp_path: Path) -> None:
    company = company_of(named_starter(name).files(code))
    root = written(tmp_path / "book", name, code, full(company) if answered else Answers())
    assert [shown(each) for each in found(root)] == []
    book, _problems = load_book(root)
    assert book.company.language == code
    assert {"first_contact"} <= {fact.id for fact in book.company.facts}, "README.md begins with it"


@pytest.mark.parametrize(("name", "code"), OURS)
def test_its_academy_can_be_walked(name: str, code: str, tmp_path: Path) -> None:
    root = written(tmp_path / "book", name, code)
    book, _problems = load_book(root)
    printed = press.build(root, book, today=TODAY)
    assert printed.sound
    assert printed.warnings == ()
    site = root / "build" / "academy"
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    assert len(pages) > len([item for item in book.items.values() if item.kind.page])
    ends = [(path, link) for path, text in pages.items() for link in re.findall(r'href="([^":]+)"', text)]
    assert [(path.name, link) for path, link in ends if not _leads(pages, path, unescape(link))] == []


def _leads(pages: dict[Path, str], page: Path, link: str) -> bool:
    """Tell whether a link leads to a file, and to a place on it."""
    address, _mark, place = unquote(link).partition("#")
    target = (page.parent / address.partition("?")[0]).resolve() if address else page
    target = target / "index.html" if target.is_dir() else target
    if page.name == "404.html" or target not in pages:  # that page stands for addresses at any depth
        return page.name == "404.html" or target.is_file()
    return not place or place.startswith("__") or f'id="{place}"' in pages[target]


def test_a_minimal_book_says_one_thing_in_both_languages() -> None:
    """Whoever changes one starter changes the other one: the same items, with the same parts."""
    ru, en = (named_starter("minimal").files(code) for code in ("ru", "en"))
    assert set(ru) == set(en)
    books = [load_book(named_starter("minimal").folder(code))[0] for code in ("ru", "en")]
    one, other = ({item.slug: len(item.parts) for item in book.items.values()} for book in books)
    assert one == other
    assert [fact.id for fact in books[0].company.facts] == [fact.id for fact in books[1].company.facts]


@pytest.mark.parametrize(("name", "code"), OURS)
def test_what_stands_around_it(name: str, code: str, tmp_path: Path) -> None:
    root = written(tmp_path / "book", name, code, Answers(company="A *b* <c> [d](e) #f"))
    assert {*CLIENT_FILES, "build/", ".salesbook/"} <= set((root / ".gitignore").read_text("utf-8").splitlines())
    readme = (root / "README.md").read_text("utf-8")
    assert readme.partition("\n")[0].endswith(r"A \*b\* \<c\> \[d\]\(e\) \#f")
    assert "@" not in readme
    # Nobody is sent to a file that is not there.
    for path in re.findall(r"`(content/[^`]*)`", readme):
        assert (root / path).exists(), path
    assert ("`salesbook score`" in readme) == (root / "content/scorecards").is_dir()
    (hooks,) = yaml.safe_load((root / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert [hook["entry"] for hook in hooks["hooks"]] == ["salesbook check"]
    workflow = (root / ".github/workflows/check.yml").read_text("utf-8")
    assert "salesbook check --no-cache" in workflow
    assert all(re.search(r"@[0-9a-f]{40} # v", line) for line in workflow.splitlines() if "uses:" in line)


@pytest.mark.parametrize(("name", "code"), OURS)
def test_editors_are_told_of_every_file(name: str, code: str, tmp_path: Path) -> None:
    root = written(tmp_path / "book", name, code)
    told = json.loads((root / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    met = set()
    for schema, pattern in told.items():
        validator = jsonschema.Draft202012Validator(json.loads((root / schema).read_text("utf-8")))
        for file in root.glob(pattern):
            data, problems = read(file.read_text("utf-8"))
            assert problems == []
            assert [error.message for error in validator.iter_errors(json.loads(json.dumps(data, default=str)))] == []
            met.add(file)
    assert met == set((root / "content").rglob("*.yml"))
    schema = json.loads((root / "schemas/company.json").read_text("utf-8"))
    assert schema["title"] == Translations(code).gettext(BY_NAME["company"].one)


def test_an_answer_that_brings_a_finding_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"content/company\.yml, there is no figure “none”"):
        begun(named_starter("minimal"), "ru", Answers(about="За {{ fact.none }}."), tmp_path / "book", NOW)


def test_what_has_one_right_answer_is_mended() -> None:
    book = begun(named_starter("minimal"), "ru", Answers(company='ООО "Ромашка"'), Path("book"), NOW)
    assert "ООО «Ромашка»" in {path.as_posix(): data for path, data in book.files.items()}["README.md"].decode()


def test_a_starter_that_there_is_not() -> None:
    with pytest.raises(UserError) as told:
        named_starter("minmal")
    assert "minimal" in told.value.advice
    with pytest.raises(UserError, match="not written in"):
        starters()["minimal"].files("de")


def test_its_letters_have_samples() -> None:
    for name, code in OURS:
        book, _problems = load_book(named_starter(name).folder(code))
        assert isinstance(book.company, Company)
        assert all(letter.sample for _item, letter in book.data(Letter))
