"""The two distributions that evidence is judged by: normal and χ²."""

from math import exp, lgamma, log
from statistics import NormalDist

Z95 = NormalDist().inv_cdf(0.975)
"""Standard deviations on both sides of the mean that hold 95 % of a normal distribution."""

_STEPS = 10_000
_PRECISION = 1e-15


def chi_square_tail(value: float, freedom: int) -> float:
    """Return how likely χ² with `freedom` degrees is at least `value`: the upper regularised gamma function."""
    if value <= 0 or freedom <= 0:
        return 1.0
    a, x = freedom / 2, value / 2
    front = exp(a * log(x) - x - lgamma(a))
    # Below the mean the series converges, above it the continued fraction does.
    return 1 - front * _series(a, x) if x < a + 1 else front * _fraction(a, x)


def _series(a: float, x: float) -> float:
    term = total = 1 / a
    for n in range(1, _STEPS):
        term *= x / (a + n)
        total += term
        if term < total * _PRECISION:
            break
    return total


def _fraction(a: float, x: float) -> float:
    """Return Γ(a, x) without its factor, as a continued fraction from above (Lentz)."""
    tiny = 1e-300
    b = x + 1 - a
    c, d = 1 / tiny, 1 / b
    product = d
    for n in range(1, _STEPS):
        numerator = -n * (n - a)
        b += 2
        d = 1 / (numerator * d + b or tiny)
        c = b + numerator / c or tiny
        product *= c * d
        if abs(c * d - 1) < _PRECISION:
            break
    return product
