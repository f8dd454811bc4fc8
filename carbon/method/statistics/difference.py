"""Two groups of emissions compared: Mann-Whitney, Cliff's δ, Hodges and Lehmann's ratio. Never means."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from carbon.method.intervals import Z95
from carbon.method.statistics.estimate import MIN_GROUP, NEGLIGIBLE_DELTA, Estimate, Interval, all_equal, too_few
from carbon.method.statistics.resampling import MIN_PROJECTS, Codes, Floats, bootstrap, codes, interval, ranks

METHOD = "Mann-Whitney test, bootstrap over projects"
MEASURE = "Cliff's δ"
RATIO = "Hodges-Lehmann ratio"
_STEPS = 200


def difference(first: ArrayLike, second: ArrayLike, first_projects: ArrayLike, second_projects: ArrayLike) -> Estimate:
    """How the emissions of two groups differ.

    Cliff's δ is the chance that one of the first exceeds one of the second, less the chance of the reverse; its 95 %
    interval comes from a bootstrap of whole projects. The Hodges-Lehmann ratio is the median of all ratios of one
    of the first to one of the second; its interval holds the ratios that the test would not reject, with the standard
    error of δ from the bootstrap where that is the wider one. p is that of the Mann-Whitney test, corrected for ties.

    Args:
        first, second: grams; those missing, infinite or not above 0 are left out.
        first_projects, second_projects: the project of every model.
    """
    a, a_labels = _usable(first, first_projects)
    b, b_labels = _usable(second, second_projects)
    sizes = (len(a), len(b))
    values = np.concatenate([a, b])
    clusters = codes(np.concatenate([a_labels, b_labels]))
    problem = _problem(values, clusters, sizes)
    if problem:
        return Estimate(sum(sizes), METHOD, MEASURE, negligible=NEGLIGIBLE_DELTA, groups=sizes, problem=problem)
    return _estimate(values, clusters, sizes)


def hodges_lehmann(first: Floats, second: Floats, share: float = 0.5) -> float:
    """The ratio that `share` of all ratios of one of the first to one of the second stay below."""
    a, b = np.sort(np.log(first)), np.sort(np.log(second))
    wanted = share * len(a) * len(b)
    low, high = a[0] - b[-1], a[-1] - b[0]
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        if len(a) * len(b) - np.searchsorted(b, a - middle, side="left").sum() >= wanted:
            high = middle
        else:
            low = middle
    return float(np.exp((low + high) / 2))


def _usable(grams: ArrayLike, projects: ArrayLike) -> tuple[Floats, np.ndarray]:
    """The usable rows in an order that their values alone decide."""
    values, labels = np.asarray(grams, dtype=np.float64), np.asarray(projects).astype(str)
    usable = np.isfinite(values) & (values > 0)
    values, labels = values[usable], labels[usable]
    order = np.lexsort((labels, values))
    return values[order], labels[order]


def _problem(values: Floats, clusters: Codes, sizes: tuple[int, int]) -> str:
    if min(sizes) < MIN_GROUP:
        return too_few(min(sizes), MIN_GROUP, "models in the smaller group")
    if np.ptp(values) == 0:
        return all_equal(len(values), "emissions")
    projects = int(clusters.max()) + 1
    return too_few(projects, MIN_PROJECTS, "projects") if projects < MIN_PROJECTS else ""


def _estimate(values: Floats, clusters: Codes, sizes: tuple[int, int]) -> Estimate:
    from scipy.stats import mannwhitneyu  # noqa: PLC0415

    a, b = values[: sizes[0]], values[sizes[0] :]
    u, p = mannwhitneyu(a, b, alternative="two-sided", method="asymptotic")
    delta = float(2 * u / (sizes[0] * sizes[1]) - 1)
    dense, is_first = codes(values), np.arange(len(values)) < sizes[0]
    drawn = bootstrap(lambda weights: _delta(dense, is_first, weights), clusters)
    ends = interval(drawn)
    if ends is None:
        problem = "not enough data: most draws of projects hold only one of the groups"
        return Estimate(len(values), METHOD, MEASURE, negligible=NEGLIGIBLE_DELTA, groups=sizes, problem=problem)
    error = max(float(np.std(drawn, ddof=1)), np.sqrt((sum(sizes) + 1) / (3 * sizes[0] * sizes[1])))
    reach = min(Z95 * error / 2, 0.5)
    shares = (0.5, 0.5 - reach, 0.5 + reach)
    return Estimate(
        len(values),
        METHOD,
        MEASURE,
        Interval(delta, *ends),
        p=float(p),
        strength=delta,
        negligible=NEGLIGIBLE_DELTA,
        magnitude=Interval(*(hodges_lehmann(a, b, share) for share in shares)),
        magnitude_measure=RATIO,
        groups=sizes,
    )


def _delta(dense: Codes, is_first: np.ndarray, weights: Floats) -> Floats:
    """δ from the mean ranks of both groups, for every replicate; NaN where a group is empty."""
    weighted = weights * ranks(dense, weights)
    n_first, n_all = weights[is_first].sum(axis=0), weights.sum(axis=0)
    n_second = n_all - n_first
    known = (n_first > 0) & (n_second > 0)
    sum_first = weighted[is_first].sum(axis=0)
    sum_second = weighted.sum(axis=0) - sum_first
    means = sum_first / np.where(known, n_first, 1) - sum_second / np.where(known, n_second, 1)
    return np.where(known, 2 * means / n_all, np.nan)
