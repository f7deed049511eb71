"""The same effects and figures from scikit-learn, on deals that are generated; needs the group `engines`."""

from random import Random
from typing import Any

import pytest

from salesbook.scoring.evidence.ranking import ranking
from salesbook.scoring.fitting.additive import fitted, free, isotonic
from salesbook.scoring.fitting.patterns import patterns_of
from salesbook.scoring.fitting.validation import logistic
from tests.scoring.evidence.generated import generated_deals

pytestmark = pytest.mark.engines


@pytest.mark.parametrize(("seed", "count", "rate"), [(1, 300, -1.5), (2, 5_000, -1.5), (3, 7_602, -6.0)])
def test_logistic_regression_agrees(seed: int, count: int, rate: float) -> None:
    linear: Any = pytest.importorskip("sklearn.linear_model")
    metrics: Any = pytest.importorskip("sklearn.metrics")
    deals = generated_deals(seed, count, rate)
    patterns = patterns_of(deals)
    counts, nothing = patterns.counted(), [0.0] * patterns.count
    widths = {p.id: len(deals.card.choices(p)) for p in deals.card.parameters()}
    rows = [
        [float(deals.answers[name][n] == answer) for name, width in widths.items() for answer in range(width)]
        for n in range(count)
    ]
    model = linear.LogisticRegression(C=1.0, tol=1e-12, max_iter=100_000).fit(rows, list(deals.won))
    exact = fitted(patterns, counts, {name: free(width) for name, width in widths.items()}, nothing, tolerance=1e-10)
    effects = [effect for name in widths for effect in exact.effects[name]]
    assert effects == pytest.approx(list(model.coef_[0]), abs=1e-5)
    assert exact.intercept == pytest.approx(model.intercept_[0], abs=1e-5)
    # What is compared with in trials is as near as it needs to be.
    scores = logistic(deals.card, patterns, counts).scores(patterns, nothing)
    ranked = ranking(counts.tally([round(score * 1e9) for score in scores]))
    assert ranked is not None
    auc = metrics.roc_auc_score(list(deals.won), model.decision_function(rows))
    assert ranked.auc == pytest.approx(auc, abs=5e-4)


@pytest.mark.parametrize("seed", range(20))
def test_isotonic_regression_agrees(seed: int) -> None:
    regression: Any = pytest.importorskip("sklearn.isotonic")
    random = Random(seed)
    targets = [random.gauss(0, 1) for _n in range(8)]
    weights = [random.uniform(0.1, 5) for _n in range(8)]
    theirs = regression.IsotonicRegression().fit_transform(range(8), targets, sample_weight=weights)
    assert isotonic(targets, weights, range(8)) == pytest.approx(list(theirs), abs=1e-9)
