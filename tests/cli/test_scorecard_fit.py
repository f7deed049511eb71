"""`salesbook scorecard fit`."""

import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest

from tests.cli.ran import Command
from tests.cli.test_scorecard_backtest import table as even_table

HEADER = "Сделка,Бюджет,Срок,Готов к встрече,Исход\n"
CHANCES = {-1: 0.1, 0: 0.3, 1: 0.7}


def table(count: int, rarity: float = 1) -> str:
    """Return closed deals in which the budget tells very much, the term little and the meeting nothing."""
    random, lines = Random(5), []
    for n in range(count):
        answers = [random.choice((-1, 0, 1)) for _parameter in range(3)]
        chance = (CHANCES[answers[0]] + 0.1 * answers[1]) * rarity
        lines.append(f"Сделка {n},{','.join(map(str, answers))},{'да' if random.random() < chance else 'нет'}")
    return HEADER + "\n".join(lines) + "\n"


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    path = tmp_path / "deals.csv"
    path.write_text(table(1_200), encoding="utf-8")
    return path


def test_for_a_head_of_sales(salesbook: Command, deals: Path, root: Path) -> None:
    card = root / "content/scorecards/leads.yml"
    before = card.read_bytes()
    ran = salesbook("scorecard", "fit", deals, "--outcome", "Исход")
    assert (ran.code, ran.err) == (0, "")
    for words in (
        "1200 deals, won: ",
        "Other points tell won deals from lost ones better, and not by chance",
        "today's card: AUC 0.",
        "logistic regression: AUC 0.",
        "weight 1 → 0",
        "WOE",
        "A · Вип: 2…3 → ",
        "--- a/content/scorecards/leads.yml",
        "-  - {id: C, title: Начальный, from: -3, to: -2,",
        "Nothing is changed",
    ):
        assert words in ran.out
    assert card.read_bytes() == before


def test_json(salesbook: Command, deals: Path) -> None:
    answer = salesbook("scorecard", "fit", deals, "--outcome", "Исход", "--json").json
    assert answer["verdict"] == "proposed"
    assert answer["trust"]["level"] == "good"
    budget = answer["parameters"]["budget"]
    assert budget["sure"] is True
    assert budget["weight"]["found"] > answer["parameters"]["meeting"]["weight"]["found"] == 0
    assert budget["points"]["plus"] == {"today": 1, "found": 1}
    assert budget["answers"]["plus"]["weight_of_evidence"] > 0
    trials = answer["cross_validation"]
    assert len(trials["auc"]["found"]["trials"]) == trials["parts"] * trials["times"] == 20
    assert trials["differences"]["gain"]["low"] > 0
    assert {*answer["segments"]} == {"C", "B", "A"}
    assert answer["diff"].startswith("--- a/content/scorecards/leads.yml\n+++ b/")


def test_a_proposal_in_a_file_is_a_card(salesbook: Command, deals: Path, root: Path, tmp_path: Path) -> None:
    card = root / "content/scorecards/leads.yml"
    text = card.read_text(encoding="utf-8").replace("blocks:", "# Блоки по порядку разговора.\nblocks:  # два")
    card.write_text(text, encoding="utf-8")
    proposal = tmp_path / "proposal.yml"
    ran = salesbook("scorecard", "fit", deals, "--outcome", "Исход", "--output", proposal)
    assert (ran.code, ran.err) == (0, f"written: {proposal}\n")
    proposed = proposal.read_text(encoding="utf-8")
    assert "# Блоки по порядку разговора.\nblocks:  # два" in proposed
    assert "plus: есть, weight: " in proposed
    assert card.read_text(encoding="utf-8") == text
    leads = tmp_path / "leads.csv"
    leads.write_text(deals.read_text(encoding="utf-8"), encoding="utf-8")
    compared = salesbook("scorecard", "compare", "leads", proposal, leads)
    assert compared.code == 0
    assert "1200 leads" in compared.out


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_diff_that_git_applies(salesbook: Command, deals: Path, root: Path, tmp_path: Path) -> None:
    patch, proposal = tmp_path / "proposal.diff", tmp_path / "proposal.yml"
    for output in (patch, proposal):
        assert salesbook("scorecard", "fit", deals, "--outcome", "Исход", "--output", output).code == 0
    subprocess.run(["git", "apply", str(patch)], cwd=root, check=True)
    assert (root / "content/scorecards/leads.yml").read_bytes() == proposal.read_bytes()
    assert salesbook("check", "--select", "segment-gap").code == 0


@pytest.mark.parametrize(
    ("deals_table", "verdict", "words"),
    [
        (table(2_000, 0.008), "too few", "Too few deals: deals won — "),
        (even_table(60), "nothing sure", "differ no more than chance"),
        (table(600, 0.1), "no better", "Few deals: deals won — "),
    ],
)
def test_deals_that_propose_nothing(
    salesbook: Command, tmp_path: Path, deals_table: str, verdict: str, words: str
) -> None:
    path, proposal = tmp_path / "deals.csv", tmp_path / "proposal.yml"
    path.write_text(deals_table, encoding="utf-8")
    outcome = "Исход" if "Исход" in deals_table else "Этап"
    ran = salesbook("scorecard", "fit", path, "--outcome", outcome, "--output", proposal)
    assert ran.code == 0
    assert words in ran.out
    assert "Nothing is proposed" in ran.out
    assert "nothing is proposed, so" in ran.err
    assert not proposal.exists()
    answer = salesbook("scorecard", "fit", path, "--outcome", outcome, "--json").json
    assert (answer["verdict"], answer["diff"], answer["segments"]) == (verdict, "", None)


def test_where_a_proposal_may_go(salesbook: Command, deals: Path, root: Path, tmp_path: Path) -> None:
    inside = salesbook("scorecard", "fit", deals, "--outcome", "Исход", "--output", root / "content/scorecards/new.yml")
    assert (inside.code, inside.out) == (2, "")
    assert "a proposal is put there by a person alone" in inside.err
    ending = salesbook("scorecard", "fit", deals, "--outcome", "Исход", "--output", tmp_path / "card.csv")
    assert ending.code == 2
    assert "endings of files: .yml, .yaml, .diff, .patch" in ending.err


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_line_ends_marks_and_remarks_stay(salesbook: Command, deals: Path, root: Path, tmp_path: Path) -> None:
    card, patch = root / "content/scorecards/leads.yml", tmp_path / "proposal.diff"
    text = card.read_text(encoding="utf-8").replace("from: -3, to: -2", "'from': -3, to: -2").rstrip("\n")
    text = text.replace("blocks:", "blocks: # по порядку разговора").replace("\n", "\r\n")
    card.write_bytes(b"\xef\xbb\xbf" + text.encode())
    before = card.read_bytes()
    assert salesbook("scorecard", "fit", deals, "--outcome", "Исход", "--output", patch).code == 0
    subprocess.run(["git", "-c", "core.autocrlf=false", "apply", str(patch)], cwd=root, check=True)
    after = card.read_bytes()
    assert after != before
    assert after.startswith(b"\xef\xbb\xbf") and after.count(b"\r\n") == before.count(b"\r\n")
    assert "# по порядку разговора".encode() in after and not after.endswith(b"\n")


def test_a_card_that_cannot_be_edited_for_sure(salesbook: Command, deals: Path, root: Path) -> None:
    card = root / "content/scorecards/leads.yml"
    text = card.read_text(encoding="utf-8")
    # Nothing of this question ends on the line on which it begins, so there is no plain place for a weight.
    fields = {"id": "meeting", "title": "Встреча", "minus": "нет", "zero": "неясно", "plus": "да"}
    spread = "\n        ".join(f"{name}:\n          {words}" for name, words in fields.items())
    card.write_text(
        text.replace("{id: meeting, title: Готов к встрече, minus: нет, zero: неясно, plus: да}", spread),
        encoding="utf-8",
    )
    deals.write_text(deals.read_text(encoding="utf-8").replace("Готов к встрече", "Встреча"), encoding="utf-8")
    ran = salesbook("scorecard", "fit", deals, "--outcome", "Исход")
    assert ran.code == 0
    assert "cannot be edited for sure" in ran.err
    assert "weight 1 → 0" in ran.out


def test_a_list_of_leads(salesbook: Command) -> None:
    lead = "{knockouts: [], scores: {budget: %d, timing: 0, meeting: 0}, won: %s}"
    leads = ", ".join(lead % (n % 3 - 1, "true" if n % 3 == 2 or n % 7 == 0 else "false") for n in range(300))
    ran = salesbook("scorecard", "fit", "-", "--outcome", "won", "--json", stdin=f"[{leads}]")
    assert ran.code == 0
    assert ran.json["parameters"]["budget"]["sure"] is True
