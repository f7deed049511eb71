"""`salesbook scorecard compare`."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.books import changed
from tests.cli.ran import Command

HEADER = "Сделка,Бюджет,Срок,Готов к встрече\n"
LEADS = HEADER + "Сделка 1,1,0,0\nСделка 2,-1,0,0\nСделка 3,1,1,1\n"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The base card with the budget counted twice."""
    wider = ("from: -3, to", "from: -4, to"), ("to: 3, works", "to: 4, works")
    path = tmp_path / "other.yml"
    path.write_text(
        changed("scorecards/leads.yml", ("Бюджет, minus", "Бюджет, weight: 2, minus"), *wider)["scorecards/leads.yml"],
        encoding="utf-8",
    )
    return path


@pytest.fixture
def leads(tmp_path: Path) -> Path:
    path = tmp_path / "leads.csv"
    path.write_text(LEADS, encoding="utf-8")
    return path


def test_for_a_manager(salesbook: Command, other: Path, leads: Path) -> None:
    ran = salesbook("scorecard", "compare", "leads", other, leads)
    assert (ran.code, ran.err) == (0, "")
    for words in (
        "3 leads; change segment — 2: up 1, down 1, on a level 0",
        "↑ Сделка 1: B (1) → A (2)",
        "↓ Сделка 2: B (−1) → C (−2)",
    ):
        assert words in ran.out
    assert "nobody changes segment" in salesbook("scorecard", "compare", "leads", "leads", leads).out


def test_json(salesbook: Command, other: Path, leads: Path) -> None:
    answer = salesbook("scorecard", "compare", "leads", other, leads, "--json").json
    assert (answer["scored"], answer["moved"], answer["up"], answer["down"], answer["left_off"]) == (3, 2, 1, 1, 0)
    assert answer["matrix"]["B"] == {"refused": 0, "C": 1, "B": 0, "A": 1}
    assert answer["moves"][0] == {
        "row": 2,
        "lead": "Сделка 1",
        "from": {"segment": "B", "total": 1},
        "to": {"segment": "A", "total": 2},
        "up": True,
    }
    assert answer["old"]["digest"] != answer["new"]["digest"]


def test_a_list_of_leads(salesbook: Command, other: Path) -> None:
    one = "{lead: Сделка 5, knockouts: [], scores: {budget: 1, timing: 0, meeting: 0}}"
    for stdin in (one, f"[{one}, {{knockouts: [no-purchase]}}]"):
        ran = salesbook("scorecard", "compare", "leads", other, "-", stdin=stdin)
        assert ran.code == 0
        assert "↑ Сделка 5: B (1) → A (2)" in ran.out


def test_a_lead_that_cannot_be_scored(salesbook: Command, other: Path) -> None:
    good, bad = "{knockouts: [], scores: {budget: 1, timing: 0, meeting: 0}}", "{knockouts: [], scores: {}}"
    ran = salesbook("scorecard", "compare", "leads", other, "-", stdin=f"[{good}, {bad}]")
    assert ran.code == 0
    assert "row 2: no answer to" in ran.err
    assert "by both 1" in ran.out
    ran = salesbook("scorecard", "compare", "leads", other, "-", stdin=f"[{bad}]")
    assert ran.code == 2
    assert "no lead of the file can be scored by both cards" in ran.err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "cannot be read"),
        (b"\xff", "the file is not in UTF-8"),
        (b"a: [", "card.yml:2:1: "),
        (b"title: x\n", "is missing"),
    ],
)
def test_a_file_that_is_no_card(
    salesbook: Command, tmp_path: Path, leads: Path, text: bytes | None, message: str
) -> None:
    path = tmp_path / "card.yml"
    if text is not None:
        path.write_bytes(text)
    ran = salesbook("scorecard", "compare", "leads", path, leads)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_an_unsound_card_in_a_file(salesbook: Command, tmp_path: Path, leads: Path) -> None:
    path = tmp_path / "card.yml"
    text = changed("scorecards/leads.yml", ("to: -2", "to: -3"))["scorecards/leads.yml"]
    path.write_text(text, encoding="utf-8")
    ran = salesbook("scorecard", "compare", path, "leads", leads)
    assert (ran.code, ran.out) == (2, "")
    assert "card.yml:24:35: totals −2 belong to no segment" in ran.err


def test_the_first_of_many_faults_is_placed(salesbook: Command, tmp_path: Path, leads: Path) -> None:
    path = tmp_path / "card.yml"
    faulty = ("title: Карта лида", "titel: Карта лида"), ("from: -1, to: 1", "from: минус, to: 1")
    path.write_text(changed("scorecards/leads.yml", *faulty)["scorecards/leads.yml"], encoding="utf-8")
    ran = salesbook("scorecard", "compare", path, "leads", leads)
    assert (ran.code, ran.out) == (2, "")
    assert "card.yml:1:1: " in ran.err
    assert "and 2 more faults in this file" in ran.err
    twice = ("id: timing", "id: budget"), ("to: -2", "to: -3")
    path.write_text(changed("scorecards/leads.yml", *twice)["scorecards/leads.yml"], encoding="utf-8")
    assert "more fault" in salesbook("scorecard", "compare", path, "leads", leads).err


def test_a_table_in_the_book_is_refused(salesbook: Command, root: Path) -> None:
    (root / "leads.csv").write_text(LEADS, encoding="utf-8")
    assert salesbook("scorecard", "compare", "leads", "leads", root / "leads.csv").code == 2


@pytest.fixture
def repository(root: Path) -> Path:
    """The book in git, its card changed after the first commit."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    who = ("-c", "user.name=А", "-c", "user.email=a@example.org")
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "первая"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    card = root / "content/scorecards/leads.yml"
    wider = (
        ("from: -3, to", "from: -4, to"),
        ("to: 3, works", "to: 4, works"),
        ("Бюджет, minus", "Бюджет, weight: 2, minus"),
    )
    card.write_text(changed("scorecards/leads.yml", *wider)["scorecards/leads.yml"], encoding="utf-8")
    return root


def test_with_the_card_as_it_was(salesbook: Command, repository: Path, leads: Path) -> None:
    ran = salesbook("scorecard", "compare", "leads", leads, "--at", "HEAD")
    assert (ran.code, ran.err) == (0, "")
    assert "leads@HEAD → leads" in ran.out
    assert "↑ Сделка 1: B (1) → A (2)" in ran.out
    answer = salesbook("scorecard", "compare", "leads", leads, "--at", "HEAD", "--json").json
    assert (answer["old"]["name"], answer["moved"]) == ("leads@HEAD", 2)
    assert answer["old"]["digest"] != answer["new"]["digest"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["leads", "leads.csv", "--at", "нет"], "git knows no revision “нет”"),
        (["leads", "leads.csv", "--at", "--output=x"], "git knows no revision"),
        (["new", "leads.csv", "--at", "HEAD"], "there was no card content/scorecards/new.yml at “HEAD”"),
        (["leads", "leads", "leads.csv", "--at", "HEAD"], "“leads” is one too many"),
        (["leads", "leads.csv"], "two cards and a file of leads are needed"),
    ],
)
def test_revisions_that_hold_no_card(
    salesbook: Command, repository: Path, leads: Path, arguments: list[str], message: str
) -> None:
    card = repository / "content/scorecards/leads.yml"
    shutil.copy(card, repository / "content/scorecards/new.yml")
    ran = salesbook("scorecard", "compare", *(str(leads) if each == "leads.csv" else each for each in arguments))
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
