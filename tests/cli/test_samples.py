"""`score --sample`: a lead file filled in as an example, which goes back into `score` as it is."""

from pathlib import Path

import pytest
import yaml

from salesbook.book.load import load_book
from salesbook.models.scorecard import Scorecard
from salesbook.output.leads import sample_lead
from tests.books import BASE, OTHER, changed
from tests.cli.ran import Command

CARDS = [(book, item.slug) for book in (BASE, OTHER) for item in load_book(book, {"scorecard"})[0].of_kind("scorecard")]


@pytest.mark.parametrize(("book", "card"), CARDS)
def test_it_goes_back_as_it_is(salesbook: Command, tmp_path: Path, book: Path, card: str) -> None:
    for option, ending in ((), ".yml"), (("--json",), ".json"):
        sample = salesbook("--book", book, "score", "--card", card, "--sample", *option, book=False)
        assert (sample.code, sample.err) == (0, "")
        file = tmp_path / f"lead{ending}"
        file.write_text(sample.out, encoding="utf-8")
        ran = salesbook("--book", book, "score", file, "--card", card, "--json", book=False)
        assert (ran.code, ran.err) == (0, "")
        assert ran.json["parameters"].keys() == yaml.safe_load(sample.out)["scores"].keys()
        assert ran.json["segment"] is not None
        assert ran.json["lead"] == "request 118"


def test_it_is_written_to_a_file_outside_of_the_book(salesbook: Command, root: Path, tmp_path: Path) -> None:
    ran = salesbook("score", "--sample", "--output", tmp_path / "lead.yml")
    assert (ran.code, ran.out) == (0, "")
    assert (tmp_path / "lead.yml").read_text(encoding="utf-8") == salesbook("score", "--sample").out
    assert salesbook("score", "--sample", "--output", root / "lead.yml").code == 2
    assert not (root / "lead.yml").exists()


@pytest.mark.parametrize(("name", "words"), [("a.txt", "Total: 0"), ("a.yml", "scores:"), ("a.json", '"total": 0')])
def test_a_score_is_written_to_a_file(salesbook: Command, tmp_path: Path, name: str, words: str) -> None:
    salesbook("score", "--sample", "--output", tmp_path / "lead.yml")
    ran = salesbook("score", tmp_path / "lead.yml", "--output", tmp_path / name)
    assert (ran.code, ran.out) == (0, "")
    assert words in (tmp_path / name).read_text(encoding="utf-8")


def test_every_answer_is_explained(salesbook: Command) -> None:
    out = salesbook("score", "--sample").out
    for words in ("Карта лида · 2026-11", "--card leads", "Не собирается покупать", "— Запрос —", "Бюджет"):
        assert any(words in line for line in out.splitlines() if line.lstrip().startswith("#")), words
    assert yaml.safe_load(out).keys() == {"lead", "card", "knockouts", "scores", "comment"}
    assert salesbook("score", "--sample", "--json").json["scores"] == yaml.safe_load(out)["scores"]


@pytest.mark.parametrize("name", ["yes", "no", "on", "1", "1e3", "0x1f", "null", "2026-11-25", "lead", "comment"])
def test_an_id_that_looks_like_something_else(salesbook: Command, root: Path, tmp_path: Path, name: str) -> None:
    change = changed("scorecards/leads.yml", ("id: budget", f"id: '{name}'"))
    (root / "content/scorecards/leads.yml").write_text(change["scorecards/leads.yml"], encoding="utf-8")
    file = tmp_path / "lead.yml"
    file.write_text(salesbook("score", "--sample").out, encoding="utf-8")
    ran = salesbook("score", file, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert name in ran.json["parameters"]


def test_titles_of_any_form_stay_in_their_comments(salesbook: Command, root: Path, tmp_path: Path) -> None:
    change = changed("scorecards/leads.yml", ("minus: нет", 'minus: "а\\n\\nб: в\\u2028г [/] #"'))
    (root / "content/scorecards/leads.yml").write_text(change["scorecards/leads.yml"], encoding="utf-8")
    (tmp_path / "lead.yml").write_text(salesbook("score", "--sample").out, encoding="utf-8")
    assert salesbook("score", tmp_path / "lead.yml").code == 0


def test_the_sample_says_nothing_of_a_client() -> None:
    for book, card in CARDS:
        data = load_book(book)[0].resolve_as(Scorecard, f"scorecard:{card}")
        assert data is not None
        lead = sample_lead(data[1])
        assert (lead.knockouts, lead.comment) == ((), "")
        assert set(lead.answers) == {p.id for p in data[1].parameters()}


def test_answers_with_points_are_named_by_their_ids(salesbook: Command) -> None:
    out = salesbook("--book", OTHER, "score", "--sample", book=False).out
    for line in (
        "  # Цель. Для чего вам язык? Weight: 2.5.", "  #   −1  Цели нет.", "  #   more (10) — Учился больше года.",
        "  #   unknown — Пройти проверку уровня.", "  #   unknown (1) — Спросить на пробном занятии.",
    ):  # fmt: skip
        assert line in out.splitlines()
    assert yaml.safe_load(out)["scores"] == {"goal": 1, "level": "year", "hours": -1, "city": "unknown"}
