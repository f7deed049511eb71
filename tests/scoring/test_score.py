"""Scoring: nothing assumed, every total in one segment, a knock-out before everything."""

from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.book.load import load_book
from salesbook.core.errors import quoted
from salesbook.models.scorecard import Scorecard
from salesbook.reading.data import read_data
from salesbook.scoring.score import Lead, Score, covers, read_lead, score
from tests.books import BASE, changed, compiled

NONE: dict[str, Any] = {"knockouts": [], "scores": {"budget": 1, "timing": 0, "meeting": -1}}
CARD_FILE = "scorecards/leads.yml"


def card_of(root: Path, name: str = "leads") -> Scorecard:
    data = load_book(root, {"scorecard"})[0].items[f"scorecard:{name}"].data
    assert isinstance(data, Scorecard)
    return data


CARD = card_of(BASE)


def scored(lead: Any, card: Scorecard = CARD) -> Score:
    found, unfit = read_lead(lead, card)
    assert unfit == []
    assert found is not None
    return score(found, card)


def test_a_complete_lead() -> None:
    result = scored(NONE | {"lead": "Сделка 5", "comment": "тихий"})
    assert (result.blocks, result.total) == ({"request": Decimal(1), "talk": Decimal(-1)}, Decimal(0))
    assert (result.knocked_out, result.rules) == ((), ())
    assert result.segment is result.outcome
    assert result.segment is not None
    assert result.segment.id == "B"


def test_a_knock_out_needs_no_parameters() -> None:
    result = scored({"knockouts": ["other-region"]})
    assert (result.total, result.segment, result.knocked_out) == (None, None, ("other-region",))
    assert result.outcome is CARD.refusal


def test_a_knock_out_refuses_the_best_lead() -> None:
    best = dict.fromkeys(["budget", "timing", "meeting"], 1)
    result = scored({"knockouts": ["no-purchase"], "scores": best})
    assert result.total == 3
    assert result.segment is not None
    assert result.segment.id == "A"
    assert result.outcome is CARD.refusal
    assert result.rules == ()


def test_an_extra_rule_holds_above_its_bound_only() -> None:
    assert [r.who for r in scored({"knockouts": [], "scores": {"budget": 1, "timing": 1, "meeting": 0}}).rules] == [
        "head"
    ]
    assert scored({"knockouts": [], "scores": {"budget": 1, "timing": 0, "meeting": 0}}).rules == ()


@pytest.mark.parametrize(
    ("lead", "fields"),
    [
        ("слова", [""]),
        ([], [""]),
        (None, [""]),
        ({}, ["knockouts", "scores.budget", "scores.timing", "scores.meeting"]),
        ({"scores": NONE["scores"]}, ["knockouts"]),
        ({"knockouts": []}, ["scores.budget", "scores.timing", "scores.meeting"]),
        ({"knockouts": None, "scores": NONE["scores"]}, ["knockouts"]),
        ({"knockouts": "no-purchase"}, ["knockouts", "scores.budget", "scores.timing", "scores.meeting"]),
        (NONE | {"knockouts": ["no-purchas"]}, ["knockouts.no-purchas"]),
        (
            NONE | {"knockouts": [5, None, ["a"], {"a": 1}]},
            ["knockouts.5", "knockouts.None", "knockouts.['a']", "knockouts.{'a': 1}"],
        ),
        (NONE | {"scores": 5}, ["scores"]),
        (NONE | {"scores": [1, 0, 1]}, ["scores"]),
        (NONE | {"scors": {}}, ["scors"]),
        (NONE | {"lead": ["a"]}, ["lead"]),
        (NONE | {"comment": {"a": 1}}, ["comment"]),
        ({"knockouts": [], "scores": NONE["scores"] | {"budjet": 1}}, ["scores.budjet"]),
        ({"knockouts": ["no-purchase"], "scores": {"budget": 1}}, ["scores.timing", "scores.meeting"]),
    ],
)
def test_what_does_not_fit(lead: Any, fields: list[str]) -> None:
    found, unfit = read_lead(lead, CARD)
    assert found is None
    assert [u.field for u in unfit] == fields
    assert all(u.message and u.advice for u in unfit)


@pytest.mark.parametrize(
    "answer", [2, -2, True, False, 0.5, [1], {"a": 1}, "да", 10**30, "−2", "1,5", "11", float("nan"), float("inf")]
)
def test_an_answer_is_minus_one_nought_or_one(answer: Any) -> None:
    found, unfit = read_lead({"knockouts": [], "scores": NONE["scores"] | {"budget": answer}}, CARD)
    assert found is None
    assert [u.field for u in unfit] == ["scores.budget"]
    assert quoted(answer) in unfit[0].message


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("−1", -1), ("–1", -1), ("-1", -1), ("1", 1), ("+1", 1), (" 0 ", 0), (1.0, 1), (-1.0, -1), ("1.0", 1), ("１", 1)],
)
def test_an_answer_as_people_type_it(typed: Any, answer: int) -> None:
    lead, unfit = read_lead({"knockouts": [], "scores": NONE["scores"] | {"budget": typed}}, CARD)
    assert unfit == []
    assert lead is not None
    assert lead.answers["budget"] == ("minus", "zero", "plus")[answer + 1]


def test_a_lead_file_as_people_type_it(tmp_path: Path) -> None:
    path = tmp_path / "lead.yml"
    path.write_text("knockouts: []\nscores:\n  budget: −1\n  timing: '1'\n  meeting: +1\n", encoding="utf-8")
    lead, unfit = read_lead(read_data(str(path)), CARD)
    assert unfit == []
    assert lead is not None
    assert lead.answers == {"budget": "minus", "timing": "plus", "meeting": "plus"}


@pytest.mark.parametrize(
    ("lead", "message", "advice"),
    [
        (NONE | {"knockouts": ["no-purchas"]}, "unknown answer «no-purchas»", "it looks like no-purchase"),
        (NONE | {"scors": {}}, "unknown answer «scors»", "it looks like scores"),
        (NONE | {"why": 1}, "unknown answer «why»", "allowed: lead, card, knockouts, scores, comment"),
        ({"knockouts": []}, "no answer to “Бюджет” (budget)", "allowed: −1, 0 or 1"),
        (
            {"knockouts": [], "scores": NONE["scores"] | {"timing": 7}},
            "“Срок” (timing): «7» is not an answer",
            "allowed: −1, 0 or 1",
        ),
    ],
)
def test_a_misfit_quotes_what_was_found_and_says_what_fits(lead: Any, message: str, advice: str) -> None:
    _found, unfit = read_lead(lead, CARD)
    assert (unfit[0].message, unfit[0].advice) == (message, advice)


@pytest.mark.parametrize("label", [{}, {"lead": None, "comment": None}, {"lead": "", "comment": ""}])
def test_a_lead_without_a_label(label: dict[str, Any]) -> None:
    lead, _unfit = read_lead(NONE | label, CARD)
    assert lead is not None
    assert (lead.lead, lead.comment) == ("", "")


def test_the_label_and_the_comment_are_kept() -> None:
    lead, _unfit = read_lead(NONE | {"lead": 17, "comment": "тихий"}, CARD)
    assert lead is not None
    assert (lead.lead, lead.comment) == ("17", "тихий")


def test_scores_that_are_begun_must_be_finished() -> None:
    """A knock-out does without scores; a block of scores with nothing in it was meant to be filled in."""
    _found, unfit = read_lead({"knockouts": ["no-purchase"], "scores": None}, CARD)
    assert [u.field for u in unfit] == ["scores.budget", "scores.timing", "scores.meeting"]


@pytest.mark.parametrize("answers", list(product([-1, 0, 1], repeat=3)))
def test_every_total_falls_into_one_segment(answers: tuple[int, ...]) -> None:
    scores = dict(zip((p.id for p in CARD.parameters()), answers, strict=True))
    result = scored({"knockouts": [], "scores": scores})
    total = sum(answers)
    assert result.total == total == sum(result.blocks.values())
    assert result.segment is not None
    assert result.segment is result.outcome
    assert result.segment.id == ("C" if total <= -2 else "A" if total >= 2 else "B")
    assert bool(result.rules) == (total > 1)


@pytest.mark.parametrize("answers", list(product([-1, 0, 1], repeat=3)))
@pytest.mark.parametrize("knockouts", [["no-purchase"], ["other-region"], ["no-purchase", "other-region"]])
def test_a_knock_out_always_refuses(knockouts: list[str], answers: tuple[int, ...]) -> None:
    scores = dict(zip((p.id for p in CARD.parameters()), answers, strict=True))
    result = scored({"knockouts": knockouts, "scores": scores})
    assert result.outcome is CARD.refusal
    assert result.knocked_out == tuple(knockouts)
    assert result.total == sum(answers)
    assert result.rules == ()


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["knockouts", "scores", "budget", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_any_data_gives_a_lead_or_reasons(data: Any) -> None:
    found, unfit = read_lead(data, CARD)
    assert (found is None) == bool(unfit)
    if found is not None:
        assert isinstance(found, Lead)
        score(found, CARD)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("to: -2", "to: -3"),
        ("to: -2", "to: -1"),
        ("from: 2, to: 3", "from: 2, to: 2"),
        ("from: -1, to: 1", "from: 1, to: -1"),
        ("id: timing", "id: budget"),
        ("id: talk", "id: request"),
        ("id: other-region", "id: no-purchase"),
        ("minus: нет, zero: неясно, plus: есть", "minus: нет, plus: есть"),
        ("minus: нет, zero: неясно, plus: есть", "answers: [{id: a, text: а, points: 1}]"),
        (
            "minus: нет, zero: неясно, plus: есть",
            "answers: [{id: a, text: а, points: 1}, {id: a, text: б, points: -1}]",
        ),
        (
            "minus: нет, zero: неясно, plus: есть",
            "answers: [{id: '1', text: а, points: 1}, {id: b, text: б, points: -1}]",
        ),
        (
            "minus: нет, zero: неясно, plus: есть",
            "answers: [{id: unknown, text: а, points: 1}, {id: b, text: б, points: -1}]",
        ),
        ("plus: есть", "plus: есть, answers: [{id: a, text: а, points: 1}, {id: b, text: б, points: -1}]"),
        ("plus: есть}", "plus: есть, weight: 2}"),
    ],
)
def test_an_unsound_card_scores_nobody(tmp_path: Path, old: str, new: str) -> None:
    compiled(tmp_path, changed(CARD_FILE, (old, new)))
    assert not covers(card_of(tmp_path))
