"""`salesbook scorecard`: which cards there are."""

from pathlib import Path

from tests.cli.ran import Command


def test_the_cards_are_listed(salesbook: Command) -> None:
    ran = salesbook("scorecard")
    assert ran.code == 0
    assert "leads" in ran.out.splitlines()[1]
    assert "2026-11" in ran.out
    (card,) = salesbook("scorecard", "--json").json["scorecards"]
    assert card["name"] == "leads"
    assert card["parameters"] == ["budget", "timing", "meeting"]
    assert card["totals"] == {"lowest": -3, "highest": 3}


def test_a_card_that_cannot_be_read_is_told_of(salesbook: Command, root: Path) -> None:
    (root / "content/scorecards/leads.yml").write_text("title: 1", encoding="utf-8")
    ran = salesbook("scorecard")
    assert "1 file has errors and is left out" in ran.err
