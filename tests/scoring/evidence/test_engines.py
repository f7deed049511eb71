"""The same figures from scikit-learn and SciPy, on deals that are generated; needs the group `engines`."""

from collections import Counter
from typing import Any

import pytest

from salesbook.scoring.evidence.backtest import UNIT, backtest
from salesbook.scoring.evidence.intervals import wilson
from tests.scoring.evidence.generated import generated_deals

pytestmark = pytest.mark.engines


@pytest.mark.parametrize(("seed", "count", "rate"), [(1, 300, -1.5), (2, 5_000, -1.5), (3, 7_602, -6.0)])
def test_figures_agree(seed: int, count: int, rate: float) -> None:
    metrics: Any = pytest.importorskip("sklearn.metrics")
    linear: Any = pytest.importorskip("sklearn.linear_model")
    stats: Any = pytest.importorskip("scipy.stats")
    deals = generated_deals(seed, count, rate)
    judged = backtest(deals)
    won, totals = list(deals.won), deals.totals()
    assert judged.ranking is not None
    assert judged.ranking.auc == pytest.approx(metrics.roc_auc_score(won, totals), abs=1e-12)
    of_won, of_lost = ([t for t, w in zip(totals, won, strict=True) if w == outcome] for outcome in (1, 0))
    assert judged.ranking.ks == pytest.approx(stats.ks_2samp(of_won, of_lost).statistic, abs=1e-12)
    for each in judged.parameters:
        assert each.ranking is not None and each.evidence is not None
        numbers = deals.answers[each.parameter.id]
        counts = Counter(zip(numbers, won, strict=True))
        table = [[counts[n, 1], counts[n, 0]] for n in sorted(set(numbers))]
        if not each.evidence.shuffled and min(sum(row) for row in table) * sum(won) / count >= 5:
            independent = stats.chi2_contingency(table, correction=False)
            assert each.evidence.chance == pytest.approx(independent.pvalue, abs=1e-9)
    model = linear.LogisticRegression(C=float("inf"), tol=1e-12, max_iter=100_000)
    points = [[total * UNIT] for total in totals]
    chances = model.fit(points, won).predict_proba(points)[:, 1]
    assert judged.calibration is not None
    assert judged.calibration.brier == pytest.approx(metrics.brier_score_loss(won, chances), abs=1e-7)
    assert judged.calibration.slope == pytest.approx(model.coef_[0, 0], abs=1e-4)
    for segment in judged.segments:
        if segment.outcomes.all:
            interval = stats.binomtest(segment.outcomes.won, segment.outcomes.all).proportion_ci(method="wilson")
            assert wilson(segment.outcomes) == pytest.approx(tuple(interval), abs=1e-9)
