"""Bootstrap over projects, vectorised: near-copies of one project are drawn together. Same rows, same draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from carbon.method.statistics import SEED

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]

REPLICATES = 1000
#: Numbers in one array of a chunk of replicates: small enough for a processor's cache.
_CELLS = 100_000
#: Fewer projects say too little about how projects vary.
MIN_PROJECTS = 20
_TAILS = (2.5, 97.5)


def codes(labels: NDArray[np.generic]) -> Codes:
    """Labels as whole numbers from 0 in their sorted order, so that the order of rows does not matter."""
    found: Codes = np.unique(labels, return_inverse=True)[1].astype(np.intp)
    return found


def bootstrap(statistic: Callable[[Floats], Floats], clusters: Codes) -> Floats:
    """`statistic` for `REPLICATES` draws of whole clusters.

    Args:
        statistic: takes weights (rows by replicates: how often a row was drawn) and returns one value a replicate.
        clusters: the cluster of every row, from 0.

    Returns:
        The values; those that a draw leaves undefined are left out.
    """
    values: Floats = np.concatenate([statistic(weights) for weights in _draws(clusters)])
    return values[np.isfinite(values)]


def interval(values: Floats) -> tuple[float, float] | None:
    """The middle 95 % of bootstrap values; None where most draws left the statistic undefined."""
    if values.size < REPLICATES / 2:
        return None
    low, high = np.percentile(values, _TAILS)
    return float(low), float(high)


def ranks(dense: Codes, weights: Floats) -> Floats:
    """Middle ranks of rows that occur `weights` times.

    Args:
        dense: the rank of every row's value among the different values, from 0.
        weights: rows by replicates.
    """
    order = np.argsort(dense, kind="stable")
    ends = np.flatnonzero(np.diff(dense[order], append=-1))
    # Half ranks are exact in single precision up to millions of rows, and half as long to move.
    below = np.cumsum(weights[order].astype(np.float32), axis=0, dtype=np.float32)[ends]
    middles = below.copy()
    middles[1:] += below[:-1]
    middles += 1
    return np.asarray(middles[dense], dtype=np.float64) / 2


def _draws(clusters: Codes) -> Iterator[Floats]:
    number = int(clusters.max()) + 1
    chance = np.random.default_rng(SEED)
    step = max(1, _CELLS // len(clusters))
    for start in range(0, REPLICATES, step):
        count = min(step, REPLICATES - start)
        drawn = chance.integers(number, size=(count, number))
        # Each replicate counts its clusters in a column of its own.
        places = drawn * count + np.arange(count)[:, None]
        times = np.bincount(places.ravel(), minlength=number * count).reshape(number, count)
        yield times.astype(np.float64)[clusters]
