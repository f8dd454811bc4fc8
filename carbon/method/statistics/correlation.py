"""Rank correlations with intervals that allow for near-copies: Spearman's, and given other things. Never Pearson's."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from carbon.method.statistics.estimate import MIN_CORRELATION, Estimate, Interval, all_equal, too_few
from carbon.method.statistics.resampling import MIN_PROJECTS, Codes, Floats, bootstrap, codes, interval, ranks

METHOD = "Spearman's rank correlation, bootstrap over projects"
PARTIAL = "partial rank correlation, bootstrap over projects"
MEASURE = "ρ"
_ZERO = 1e-12


def spearman(x: ArrayLike, y: ArrayLike, projects: ArrayLike, *, name: str = "value") -> Estimate:
    """Spearman's ρ of `x` and `y`, its p by Student's t and its 95 % interval by a bootstrap of whole projects.

    Rows in which either is missing or infinite, an amount is below 0 or grams are not above it are left out.

    Args:
        x, y: amounts (0 is the worst score, a size that is not known is missing) and grams of the same models.
        projects: the project of every model.
        name: what `x` is, in words.
    """
    return partial(x, y, projects, name=name)


def partial(
    x: ArrayLike,
    y: ArrayLike,
    projects: ArrayLike,
    *,
    given: ArrayLike | None = None,
    strata: ArrayLike | None = None,
    name: str = "value",
) -> Estimate:
    """Spearman's ρ of `x` and `y` given an amount and a category: the correlation of what they leave of the ranks.

    Args:
        given: an amount to hold fixed, linear in ranks.
        strata: a category to hold fixed.
    """
    method = METHOD if given is None and strata is None else PARTIAL
    amounts = [np.asarray(each, dtype=np.float64) for each in (x, y, *([] if given is None else [given]))]
    labels = np.asarray(projects)
    groups = np.zeros(len(labels), dtype=np.intp) if strata is None else codes(np.asarray(strata))
    kept, kept_groups, clusters = _ordered(amounts, groups, labels)
    problem = _problem(kept, clusters, name)
    if problem:
        return Estimate(len(clusters), method, MEASURE, problem=problem)
    return _estimate(kept, kept_groups, clusters, method, name)


def rank_correlation(x: ArrayLike, y: ArrayLike) -> tuple[float | None, int]:
    """Spearman's ρ alone, and its n: what a page works out for the reader's filters. None below the minimum n."""
    kept, _, clusters = _ordered([np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)], None, None)
    if len(clusters) < MIN_CORRELATION or any(np.ptp(each) == 0 for each in kept):
        return None, len(clusters)
    return float(_rho([codes(each) for each in kept], np.zeros_like(clusters), np.ones((len(clusters), 1)))[0]), len(
        clusters
    )


def _ordered(
    amounts: list[Floats], groups: Codes | None, labels: NDArray[np.generic] | None
) -> tuple[list[Floats], Codes, Codes]:
    """The usable rows in an order that their values alone decide."""
    usable = np.all([np.isfinite(each) & (each >= 0) for each in amounts], axis=0) & (amounts[1] > 0)
    n = int(usable.sum())
    kept = [each[usable] for each in amounts]
    clusters = np.arange(n, dtype=np.intp) if labels is None else codes(labels[usable])
    strata = np.zeros(n, dtype=np.intp) if groups is None else groups[usable]
    order = np.lexsort((strata, *kept[::-1], clusters))
    return [each[order] for each in kept], strata[order], clusters[order]


def _problem(kept: list[Floats], clusters: Codes, name: str) -> str:
    n = len(clusters)
    if n < MIN_CORRELATION:
        return too_few(n, MIN_CORRELATION)
    for values, what in zip(kept, (name, "emissions", "value to hold fixed"), strict=False):
        if np.ptp(values) == 0:
            return all_equal(n, what)
    projects = int(clusters.max()) + 1
    return too_few(projects, MIN_PROJECTS, "projects") if projects < MIN_PROJECTS else ""


def _estimate(kept: list[Floats], groups: Codes, clusters: Codes, method: str, name: str) -> Estimate:
    n = len(clusters)
    dense, strata = [codes(each) for each in kept], codes(groups)
    rho = float(_rho(dense, strata, np.ones((n, 1)))[0])
    ends = interval(bootstrap(lambda weights: _rho(dense, strata, weights), clusters))
    held = len(kept) - 2 + int(strata.max())
    if ends is None or not np.isfinite(rho) or n - 2 - held < 1:
        return Estimate(n, method, MEASURE, problem=f"not enough data: n = {n:,}, but {name} varies too little")
    return Estimate(n, method, MEASURE, Interval(rho, *ends), p=_p(rho, n - 2 - held), strength=rho)


def _p(rho: float, freedom: int) -> float:
    from scipy.special import stdtr  # noqa: PLC0415

    rest = max(1 - rho * rho, 0.0)
    return float(2 * stdtr(freedom, -abs(rho) * np.sqrt(freedom / rest))) if rest else 0.0


def _rho(dense: list[Codes], strata: Codes, weights: Floats) -> Floats:
    """ρ of the first two amounts given the third, within strata, for every replicate; NaN where undefined."""
    rests = [_within(ranks(each, weights), strata, weights) for each in dense]
    if len(rests) == 2:
        return _correlation(rests[0], rests[1], weights)
    x, y, z = rests
    xy, xz, yz = (_correlation(*pair, weights) for pair in ((x, y), (x, z), (y, z)))
    rest = (1 - xz**2) * (1 - yz**2)
    return _ratio(xy - xz * yz, np.sqrt(np.maximum(rest, 0)))


def _within(values: Floats, strata: Codes, weights: Floats) -> Floats:
    """Values less the weighted mean of their stratum."""
    members = np.eye(int(strata.max()) + 1)[strata]
    totals = members.T @ weights
    means = members.T @ (weights * values) / np.maximum(totals, 1)
    return np.asarray(values - means[strata])


def _correlation(x: Floats, y: Floats, weights: Floats) -> Floats:
    weighted = weights * x
    products = (weighted * y).sum(axis=0)
    spread = (weighted * x).sum(axis=0) * (weights * y * y).sum(axis=0)
    return _ratio(products, np.sqrt(spread))


def _ratio(part: Floats, whole: Floats) -> Floats:
    known = whole > _ZERO
    return np.where(known, np.clip(part / np.where(known, whole, 1), -1, 1), np.nan)
