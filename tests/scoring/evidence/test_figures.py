"""The figures of evidence: golden values, and what must hold of any deals.

Golden values were computed once by scikit-learn 1.9 (`roc_auc_score`, `brier_score_loss`, `LogisticRegression(C=inf)`)
and SciPy 1.17 (`ks_2samp`, `chi2_contingency(correction=False)`, `chi2.sf`, `binomtest(…).proportion_ci("wilson")`) on
the counts below; DeLong's interval by its definition, over all pairs of a won deal and a lost one.
`tests/scoring/evidence/test_engines.py` compares with both libraries on deals that are generated.
"""

from itertools import pairwise
from math import isclose, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.scoring.evidence.calibration import calibration
from salesbook.scoring.evidence.deals import Outcomes, Tally
from salesbook.scoring.evidence.distributions import chi_square_tail
from salesbook.scoring.evidence.drift import drift
from salesbook.scoring.evidence.intervals import wilson
from salesbook.scoring.evidence.ranking import curve, ranking, tenths
from salesbook.scoring.evidence.trust import Trust, trust_in
from salesbook.scoring.evidence.weights import evidence

COUNTS = {-3: (1, 30), -1: (4, 41), 0: (9, 60), 2: (15, 38), 3: (12, 20), 5: (9, 6)}
GOLDEN: Tally = {score: Outcomes(won, lost) for score, (won, lost) in COUNTS.items()}

TALLIES = st.dictionaries(st.integers(-20, 20), st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1).map(
    lambda counts: {score: Outcomes(*counts[score]) for score in sorted(counts) if any(counts[score])}
)
BOTH = TALLIES.filter(lambda tally: any(o.won for o in tally.values()) and any(o.lost for o in tally.values()))


def test_ranking() -> None:
    ranked = ranking(GOLDEN)
    assert ranked is not None
    assert ranked.auc == pytest.approx(0.7437948717948717, abs=1e-14)
    assert (ranked.low, ranked.high) == pytest.approx((0.6700104670363526, 0.817579276553391), abs=1e-12)
    assert ranked.ks == pytest.approx(0.39179487179487177, abs=1e-14)
    assert ranked.ks_at == 0
    assert ranked.gini == pytest.approx(2 * ranked.auc - 1)


def test_calibration() -> None:
    fitted = calibration(GOLDEN, 1)
    assert fitted is not None
    assert (fitted.intercept, fitted.slope) == pytest.approx((-1.8889800244391994, 0.46483346020510596), abs=1e-8)
    assert fitted.brier == pytest.approx(0.13998718666826987, abs=1e-10)
    assert fitted.brier < fitted.brier_of_all == pytest.approx(50 / 245 * 195 / 245)
    assert sum(group.expected for group in fitted.groups) == pytest.approx(50)
    assert fitted.chance is not None


def test_evidence_of_answers() -> None:
    told = evidence({0: Outcomes(20, 80), 1: Outcomes(35, 65), 2: Outcomes(12, 88)}, 4)
    assert told is not None
    assert told.value == pytest.approx(0.3071289841381022)
    weights = [weight.weight for weight in told.weights]
    assert weights[:3] == pytest.approx([-0.13994853, 0.62730663, -0.74608433], abs=1e-8)
    assert weights[3] is None
    assert told.chance == pytest.approx(0.000385934682628181)
    assert not told.shuffled


def test_an_answer_without_won_deals_has_a_weight() -> None:
    told = evidence({0: Outcomes(0, 50), 1: Outcomes(50, 150)}, 2)
    assert told is not None
    assert told.weights[0].weight == pytest.approx(log((0.5 / 50) / (50.5 / 200)))


def test_rare_answers_are_shuffled() -> None:
    """χ² is wrong below five expected deals; shuffling is not, and says the same on every machine."""
    told = evidence({0: Outcomes(2, 4), 1: Outcomes(10, 300)}, 2)
    assert told is not None
    assert told.shuffled
    # Fisher's exact test gives 0.01826 (SciPy's `fisher_exact`, two-sided).
    assert told.chance == pytest.approx(0.01826, abs=0.01)
    assert told == evidence({0: Outcomes(2, 4), 1: Outcomes(10, 300)}, 2)


def test_rare_answers_among_many_deals_are_pooled() -> None:
    told = evidence({0: Outcomes(1, 2), 1: Outcomes(600, 900), 2: Outcomes(800, 700), 3: Outcomes(2, 3)}, 4)
    assert told is not None
    assert not told.shuffled
    assert told.chance < 1e-10


@pytest.mark.parametrize(
    ("won", "all_", "low", "high"),
    [
        (0, 10, 0.0, 0.27753279986288926),
        (45, 7602, 0.00442710997498217, 0.007910967189624479),
        (3, 4, 0.30064184258240184, 0.9544127391902995),
        (0, 0, 0.0, 1.0),
    ],
)
def test_wilson(won: int, all_: int, low: float, high: float) -> None:
    assert wilson(Outcomes(won, all_ - won)) == pytest.approx((low, high), abs=1e-12)


@pytest.mark.parametrize(
    ("value", "freedom", "tail"),
    [
        (0.5, 1, 0.47950012218695337),
        (3.84, 1, 0.05004352124870519),
        (10, 3, 0.01856613546304325),
        (40, 10, 1.694474393006737e-05),
        (200, 100, 1.1784500720979781e-08),
        (1, 50, 1.0),
        (0, 3, 1.0),
    ],
)
def test_chi_square(value: float, freedom: int, tail: float) -> None:
    assert chi_square_tail(value, freedom) == pytest.approx(tail, rel=1e-9)


def test_drift() -> None:
    shifted = drift({"A": 20, "B": 50, "C": 30}, {"A": 10, "B": 50, "C": 40, "D": 0})
    assert shifted.psi == pytest.approx(0.09808292530117263)
    assert shifted.shifts["A"] == (0.2, 0.1)
    assert drift({"A": 5}, {"A": 500}).psi == 0
    assert drift({"A": 5, "B": 0}, {"A": 5, "B": 5}).psi > 0.5


def test_a_real_set_with_few_won() -> None:
    assert trust_in(Outcomes(45, 7557)) is Trust.ROUGH
    assert trust_in(Outcomes(9, 90_000)) is trust_in(Outcomes(90_000, 9)) is Trust.NONE
    assert trust_in(Outcomes(100, 100)) is Trust.GOOD


def test_tenths() -> None:
    """Ten deals a tenth; equal scores are shared out evenly."""
    lifts = [tenth.lift for tenth in tenths({0: Outcomes(0, 50), 1: Outcomes(25, 25)})]
    assert lifts == pytest.approx([2] * 5 + [0] * 5)
    assert tenths({0: Outcomes(0, 5)}) == []


@given(TALLIES)
def test_one_outcome_alone_has_no_figures(tally: Tally) -> None:
    won = {score: Outcomes(o.all, 0) for score, o in tally.items()}
    assert (ranking(won), calibration(won, 1), evidence(won, 50)) == (None, None, None)


@given(BOTH)
def test_what_must_hold_of_a_ranking(tally: Tally) -> None:
    ranked, turned = ranking(tally), ranking({score: Outcomes(o.lost, o.won) for score, o in tally.items()})
    mirrored = ranking({-score: tally[score] for score in reversed([*tally])})
    assert ranked is not None and turned is not None and mirrored is not None
    assert 0 <= ranked.low <= ranked.auc + 1e-12 <= ranked.high + 2e-12 <= 1 + 2e-12
    # Whoever calls won lost, or counts backwards, turns AUC round and leaves KS as it is.
    assert turned.auc == pytest.approx(1 - ranked.auc) == mirrored.auc
    assert turned.ks == pytest.approx(ranked.ks) == mirrored.ks
    pairs = sum(
        a.won * b.lost * (1 if here > there else 0.5 if here == there else 0)
        for here, a in tally.items()
        for there, b in tally.items()
    )
    won, lost = sum(o.won for o in tally.values()), sum(o.lost for o in tally.values())
    assert ranked.auc == pytest.approx(pairs / (won * lost))
    # The area below the curve.
    places = curve(tally)
    area = sum((x2 - x1) * (y1 + y2) / 2 for (x1, y1), (x2, y2) in pairwise(places))
    assert area == pytest.approx(ranked.auc)
    assert ranked.ks == pytest.approx(max(abs(x - y) for x, y in places))


@given(BOTH)
def test_what_must_hold_of_tenths(tally: Tally) -> None:
    parts = tenths(tally)
    assert len(parts) == 10
    assert sum(part.won for part in parts) == pytest.approx(sum(o.won for o in tally.values()))
    assert sum(part.lift for part in parts) / 10 == pytest.approx(1)


@settings(max_examples=12)
@given(BOTH)
def test_what_must_hold_of_evidence(tally: Tally) -> None:
    by_answer = dict(enumerate(tally.values()))
    told = evidence(by_answer, len(by_answer))
    assert told is not None
    assert told.value >= 0
    assert 0 < told.chance <= 1 or isclose(told.chance, 0, abs_tol=1e-9)
    turned = evidence({n: Outcomes(o.lost, o.won) for n, o in by_answer.items()}, len(by_answer))
    assert turned is not None
    assert turned.value == pytest.approx(told.value)
    assert [w.weight for w in turned.weights] == pytest.approx([-(w.weight or 0) for w in told.weights])


@given(BOTH)
def test_what_must_hold_of_a_calibration(tally: Tally) -> None:
    fitted = calibration(tally, 1)
    if fitted is None:
        return
    won = sum(o.won for o in tally.values())
    assert fitted.brier <= fitted.brier_of_all + 1e-9
    # The likeliest curve expects as many wins as there were.
    assert sum(group.expected for group in fitted.groups) == pytest.approx(won, abs=1e-6)
    assert sum(group.outcomes.won for group in fitted.groups) == won


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_what_must_hold_of_an_interval(won: int, lost: int) -> None:
    low, high = wilson(Outcomes(won, lost))
    assert 0 <= low <= Outcomes(won, lost).rate <= high <= 1 or won + lost == 0
    turned = wilson(Outcomes(lost, won))
    assert (1 - turned.high, 1 - turned.low) == pytest.approx((low, high))
