"""Confidence intervals of shares and medians, from counts and ranks alone."""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: What a two-sided 95 % interval leaves out at either end, and the normal quantile there.
_TAIL = 0.025
Z95 = 1.959963984540054

FloatArray = NDArray[np.float64]


def wilson(successes: ArrayLike, n: ArrayLike, among: int = 1) -> tuple[FloatArray, FloatArray]:
    """The 95 % score interval of a proportion (E. B. Wilson, JASA 22, 1927), element by element.

    Args:
        successes, n: counts.
        among: so many intervals hold together with 95 % (Bonferroni): for whoever picks some of them to compare.

    Returns:
        Lower and upper ends as shares of one, in the shape of the inputs; NaN where `n` is 0.
    """
    k, total = np.asarray(successes, dtype=np.float64), np.asarray(n, dtype=np.float64)
    z = Z95 if among == 1 else NormalDist().inv_cdf(1 - _TAIL / among)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = k / total
        centre = share + z**2 / (2 * total)
        half = z * np.sqrt(share * (1 - share) / total + z**2 / (4 * total**2))
        scale = 1 + z**2 / total
        low, high = (centre - half) / scale, (centre + half) / scale
    # Rounding leaves 1e-19 where the ends are 0 and 1 exactly.
    return np.where(k == 0, np.where(total == 0, np.nan, 0.0), low), np.where(
        k == total, np.where(total == 0, np.nan, 1.0), high
    )


def median_interval(values: ArrayLike, among: int = 1) -> tuple[float, float]:
    """The 95 % interval of a median by order statistics, exact and free of assumptions on the distribution.

    The k-th smallest and k-th largest value, with the largest k for which a binomial(n, 1/2) falls below k with at most
    2.5 % (Hahn & Meeker, Statistical Intervals, 1991, section 5.2). NaN ends below six values, where none exists.
    Missing values (NaN) are left out. `among` intervals hold together with 95 % (Bonferroni).
    """
    data = np.asarray(values, dtype=np.float64).ravel()
    data = np.sort(data[~np.isnan(data)])
    rank = _rank(data.size, _TAIL / among)
    return (float(data[rank - 1]), float(data[-rank])) if rank else (float("nan"), float("nan"))


@lru_cache(maxsize=1024)
def _rank(n: int, tail: float) -> int:
    """The largest k with P(binomial(n, 1/2) < k) <= `tail`; 0 where there is none."""
    limit, term, below, k = int(tail * 2**53) * 2**n, 1, 0, 0
    while (below + term) * 2**53 <= limit:
        below, k = below + term, k + 1
        term = term * (n - k + 1) // k
    return k
