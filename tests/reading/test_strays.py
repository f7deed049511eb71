"""Data of clients in the book's folder: what is found, what is left alone, how much is looked at."""

from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from salesbook.reading.strays import CLIENT_FILES, client_data
from tests.books import write_book

ROOT = Path(__file__).parents[2]
LEAD = "lead: 118\nscores: {term: 1}\n"


def found(root: Path) -> list[str]:
    return [str(d.path) for d in client_data(root, ())]


@pytest.mark.parametrize(
    "name", ["lead.yml", "x.lead.yml", "Anna.EML", "a.vcf", "data/meeting.yml", "a/b/facts.yml", "a/t.xlsx"]
)
def test_by_its_name(tmp_path: Path, name: str) -> None:
    root = write_book(tmp_path)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(b"")
    assert found(root) == [name]
    assert all(d.secret for d in client_data(root, ()))


@pytest.mark.parametrize(
    "text",
    [
        LEAD,
        "\ufeff" + LEAD,
        "knockouts: []\nscores: {}\n",
        '{"lead": "118", "scores": {}}',
        '{\n  "lead": "1",\n  "scores": {' + '"a": 1,' * 4000,
    ],
)
@pytest.mark.parametrize("name", ["a.yml", "data/a.yaml", "data/2026/a.json"])
def test_by_what_it_holds(tmp_path: Path, name: str, text: str) -> None:
    root = write_book(tmp_path)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")
    assert found(root) == [name]


@pytest.mark.parametrize(
    "name",
    [".venv/lead.yml", "build/lead.yml", "node_modules/a/lead.yml", "a/b/c/lead.yml", "site/a.yml", "a.txt", "a/b.md"],
)
def test_what_is_left_alone(tmp_path: Path, name: str) -> None:
    root = write_book(tmp_path)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(LEAD, encoding="utf-8")
    assert found(root) == []


def test_another_book_is_its_own_affair(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    other = write_book(tmp_path / "other")
    (other / "lead.yml").write_text(LEAD, encoding="utf-8")
    assert found(root) == []
    assert found(other) == ["lead.yml"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    (tmp_path / "lead.yml").write_text(LEAD, encoding="utf-8")
    (root / "a.yml").symlink_to(tmp_path / "lead.yml")
    assert found(root) == []


def test_in_content_messages_alone(tmp_path: Path) -> None:
    names = ["products/prices.xlsx", "crm/anna.eml", "crm/a.vcf"]
    assert [str(d.path) for d in client_data(write_book(tmp_path), names)] == [
        "content/crm/anna.eml",
        "content/crm/a.vcf",
    ]


def test_very_many_files_are_not_all_looked_at(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    for n in range(150):
        (root / f"a{n:03d}.yml").write_text(LEAD, encoding="utf-8")
    assert len(found(root)) == 100


def test_git_ignores_what_the_help_proposes() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split("\n")
    assert set(CLIENT_FILES) <= set(ignored)
    help_text = (ROOT / "docs/reference/cli.md").read_text(encoding="utf-8")
    proposed = {word.rpartition("/")[2] for word in help_text.split() if word.startswith("../")}
    # Tables and pages are no data of one client, and a table in the book is found by its ending.
    of_one = {name for name in proposed if not name.endswith((".csv", ".html"))} - {"new-card.yml", "proposal.yml"}
    assert of_one
    assert all(any(fnmatchcase(name, pattern) for pattern in CLIENT_FILES) for name in of_one)
