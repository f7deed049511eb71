"""Logistic regression on answers, and isotonic regression within it."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.scoring.fitting.additive import Model, Question, Slope, Steps, fitted, free, isotonic
from salesbook.scoring.fitting.patterns import Patterns, RowCounts, patterns_of
from tests.scoring.evidence.generated import generated_deals

DEALS = generated_deals(7, 2_000)
PATTERNS = patterns_of(DEALS)
COUNTS = PATTERNS.counted()
NOTHING = [0.0] * PATTERNS.count

NUMBERS = st.integers(-20, 20).map(float)
ANSWERS = st.lists(
    st.tuples(NUMBERS, st.integers(1, 9).map(float), st.none() | st.integers(0, 3)), min_size=1, max_size=7
)


@given(ANSWERS)
def test_what_must_hold_of_isotonic_regression(answers: list[tuple[float, float, int | None]]) -> None:
    targets, weights, ranks = (list(each) for each in zip(*answers, strict=True))
    placed = isotonic(targets, weights, ranks)
    for n, rank in enumerate(ranks):
        if rank is None:
            assert placed[n] == targets[n]
            continue
        assert all(placed[n] <= placed[m] + 1e-9 for m, other in enumerate(ranks) if other is not None and other > rank)
    # The mean stays, and what is in order already is left alone.
    moved = sum(w * (p - t) for w, p, t in zip(weights, placed, targets, strict=True))
    assert moved == pytest.approx(0, abs=1e-6)
    assert isotonic(placed, weights, ranks) == pytest.approx(placed)


def test_the_order_of_ranks_is_kept() -> None:
    assert isotonic([3.0, 1.0, 2.0], [1.0, 1.0, 2.0], [0, 1, 2]) == [2.0, 2.0, 2.0]
    assert isotonic([3.0, 1.0, 2.0], [1.0, 1.0, 2.0], [0, 0, 0]) == [3.0, 1.0, 2.0]
    assert isotonic([3.0, 1.0, 2.0], [1.0, 1.0, 2.0], [2, None, 1]) == [3.0, 1.0, 2.0]


def questions(*, ordered: bool) -> dict[str, Question]:
    asked: dict[str, Question] = {}
    for parameter in DEALS.card.parameters():
        answers = len(DEALS.card.choices(parameter))
        if ordered and parameter.short:
            asked[parameter.id] = Slope((-1.0, 0.0, 1.0, 0.5), 0.0)
        else:
            ranks = tuple(range(answers))
            asked[parameter.id] = replace(free(answers), ranks=ranks) if ordered else free(answers)
    return asked


def test_what_is_fitted_is_the_likeliest() -> None:
    model = fitted(PATTERNS, COUNTS, questions(ordered=False), NOTHING, tolerance=1e-10)
    chances = [1 / (1 + 2.718281828459045**-score) for score in model.scores(PATTERNS, NOTHING)]
    excess = [won - (won + lost) * chance for won, lost, chance in zip(COUNTS.won, COUNTS.lost, chances, strict=True)]
    assert sum(excess) == pytest.approx(0, abs=1e-6)
    for name, effects in model.effects.items():
        for rows, effect in zip(PATTERNS.rows[name], effects, strict=True):
            assert sum(excess[n] for n in rows) == pytest.approx(effect, abs=1e-6)


def test_where_it_starts_does_not_matter() -> None:
    asked = questions(ordered=True)
    model = fitted(PATTERNS, COUNTS, asked, NOTHING, tolerance=1e-9)
    start = Model(
        3.0,
        {name: [-1.0, 0.0, 1.0, 0.5][: len(each)] + [2.0] * (len(each) - 4) for name, each in model.effects.items()},
    )
    again = fitted(PATTERNS, COUNTS, asked, NOTHING, start, tolerance=1e-9)
    for name, effects in model.effects.items():
        assert again.effects[name] == pytest.approx(effects, abs=1e-6)


def test_effects_keep_their_order() -> None:
    model = fitted(PATTERNS, COUNTS, questions(ordered=True), NOTHING)
    for name in ("p2", "p3"):
        assert all(lower <= upper for lower, upper in pairwise(model.effects[name]))
    # The last parameter tells the other way round: a slope is never below nought.
    assert model.effects["p4"] == [0.0, 0.0, 0.0, 0.0]
    assert model.effects["p0"][2] > 0


def test_answers_that_part_all_deals_have_bounded_effects() -> None:
    patterns = Patterns({"a": [0, 1]}, {"a": [[0], [1]]}, [], b"")
    model = fitted(patterns, RowCounts([0, 1_000], [1_000, 0]), {"a": free(2)}, [0.0, 0.0])
    assert 3 < model.effects["a"][1] < 10
    assert model.effects["a"][0] == pytest.approx(-model.effects["a"][1], abs=1e-3)


def test_a_group_has_one_effect() -> None:
    patterns = Patterns({"a": [0, 1, 2]}, {"a": [[0], [1], [2]]}, [], b"")
    counts = RowCounts([10, 30, 60], [90, 70, 40])
    asked = Steps(((0,), (2, 1)), (0, 1), (0.0, 0.0))
    effects = fitted(patterns, counts, {"a": asked}, [0.0] * 3).effects["a"]
    assert effects[1] == effects[2] > effects[0]
