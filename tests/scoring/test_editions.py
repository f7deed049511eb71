"""The edition of a card: what changes a score changes it, and an older file is never read without a word."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from salesbook.models.scorecard import Scorecard
from salesbook.output.leads import lead_data, sample_lead
from salesbook.output.scores import score_json
from salesbook.scoring.editions import CardStamp, FormerScore, former_doubts, read_stamp, scoring_edition, stamp_doubts
from salesbook.scoring.results import edition_doubts
from salesbook.scoring.score import read_lead, score
from tests.books import base_text, changed, compiled

CARD_FILE = "scorecards/leads.yml"
NOW = CardStamp("scorecard:leads", "2026-11", "aaaaaaaa")


def edition_in(root: Path, change: dict[str, str] | None = None) -> str:
    book = compiled(root, change)
    data = book.items["scorecard:leads"].data
    assert isinstance(data, Scorecard)
    return scoring_edition(data, book.facts)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("plus: есть", "plus: есть точно"),
        ("title: Бюджет, minus", "title: Бюджет, weight: 2, minus"),
        ("title: Бюджет, minus", "title: Сумма, minus"),
        ("from: -3, to: -2", "from: -3, to: -1"),
        ("id: C,", "id: D,"),
        ("title: Другой регион}", "title: Другой регион, about: Не юг}"),
        ("blocks:", "unknown: {text: Не спросили.}\nblocks:"),
        ("id: timing", "id: when"),
    ],
)
def test_what_decides_a_score(tmp_path: Path, old: str, new: str) -> None:
    assert edition_in(tmp_path / "a") != edition_in(tmp_path / "b", changed(CARD_FILE, (old, new)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("actions: [Отказать.]", "actions: [Написать.]"),
        ("title: Средний", "title: Обычный"),
        ("above: 1", "above: 2"),
        ("title: Карта лида", "title: Карта заявки"),
        ("edition: 2026-11", "edition: 2026-12"),
        ("title: Бюджет, minus", "title: Бюджет, ask: Сколько?, minus"),
    ],
)
def test_what_decides_none(tmp_path: Path, old: str, new: str) -> None:
    assert edition_in(tmp_path / "a") == edition_in(tmp_path / "b", changed(CARD_FILE, (old, new)))


def test_the_long_way_to_write_the_same_answers_is_no_other_edition(tmp_path: Path) -> None:
    answers = ("minus", "нет", -1), ("zero", "неясно", 0), ("plus", "есть", 1)
    long = ", ".join(f"{{id: {name}, text: {text}, points: {points}}}" for name, text, points in answers)
    text = base_text(CARD_FILE).replace("minus: нет, zero: неясно, plus: есть", f"answers: [{long}]")
    assert edition_in(tmp_path / "a") == edition_in(tmp_path / "b", {CARD_FILE: text})


@pytest.mark.parametrize(
    ("value", "stamp"),
    [
        (None, None),
        ("leads", CardStamp("scorecard:leads")),
        (
            {"name": "scorecard:leads", "title": "x", "edition": "1", "digest": "a"},
            CardStamp("scorecard:leads", "1", "a"),
        ),
        ({}, CardStamp("")),
    ],
)
def test_a_stamp(value: Any, stamp: CardStamp | None) -> None:
    assert read_stamp(value) == (stamp, [])


@pytest.mark.parametrize("value", [5, ["a"], {"name": 5}, {"name": ["x"]}, {"nam": "leads"}])
def test_what_is_no_stamp(value: Any) -> None:
    stamp, unfit = read_stamp(value)
    assert stamp is None
    assert [u.field.partition(".")[0] for u in unfit] == ["card"]


@pytest.mark.parametrize(
    ("stamp", "words"),
    [
        (None, None),
        (NOW, None),
        (CardStamp("", "2026-11", "aaaaaaaa"), None),
        (CardStamp("scorecard:leads"), None),
        (CardStamp("scorecard:leads", "2026-10", "aaaaaaaa"), None),
        (CardStamp("scorecard:leads", "2026-11", "bbbbbbbb"), "has changed since this file was written"),
        (CardStamp("scorecard:leads", "2026-10", "bbbbbbbb"), "of the edition 2026-10"),
        (CardStamp("scorecard:leads", "2026-10"), "of the edition 2026-10"),
        (CardStamp("scorecard:partners", "2026-11", "aaaaaaaa"), "is of the card “scorecard:partners”"),
    ],
)
def test_another_edition_is_told(stamp: CardStamp | None, words: str | None) -> None:
    doubts = stamp_doubts(stamp, NOW)
    assert [words in doubt.message for doubt in doubts if words] == ([True] if words else [])
    assert len(doubts) == (0 if words is None else 1)


def test_another_result_is_told() -> None:
    former = FormerScore(Decimal("2.5"), "A")
    assert former_doubts(None, Decimal(1), "B") == former_doubts(former, Decimal("2.50"), "A") == []
    (doubt,) = former_doubts(former, Decimal(1), "B")
    assert doubt.message == "this result was 2.5 (A); by today's card it is 1 (B)"
    (doubt,) = former_doubts(former, None, None)
    assert doubt.message == "this result was 2.5 (A); by today's card it is — (refusal)"


@pytest.mark.parametrize("knockouts", [[], ["no-purchase"]])
def test_a_result_is_read_as_the_lead_that_it_was_made_of(tmp_path: Path, knockouts: list[str]) -> None:
    book = compiled(tmp_path / "book")
    item = book.items["scorecard:leads"]
    card = item.data
    assert isinstance(card, Scorecard)
    data = lead_data(book, item, card, sample_lead(card)) | {"knockouts": knockouts}
    lead, unfit = read_lead(data, card)
    assert lead is not None
    result = score_json(book, item, card, lead, score(lead, card))
    again, unfit = read_lead(result, card)
    assert unfit == []
    assert again is not None
    assert replace(again, former=None) == lead
    assert again.former == FormerScore(Decimal(result["total"]), result["segment"])


def test_an_edition_is_told_whatever_else_a_file_holds() -> None:
    assert edition_doubts({"card": {"digest": "bbbbbbbb"}, "scores": 5}, NOW)
    assert edition_doubts(["x"], NOW) == edition_doubts({"card": 5}, NOW) == []
