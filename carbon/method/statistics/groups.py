"""Several groups of emissions compared: Kruskal and Wallis's test with ε², then Dunn's of every pair. Never means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

from carbon.method.statistics.difference import difference
from carbon.method.statistics.estimate import (
    MIN_GROUP,
    NEGLIGIBLE_EPSILON2,
    Estimate,
    Interval,
    all_equal,
    too_few,
)
from carbon.method.statistics.resampling import MIN_PROJECTS, Codes, Floats, bootstrap, codes, interval, ranks

METHOD = "Kruskal-Wallis test, bootstrap over projects"
MEASURE = "ε²"
DUNN = "Dunn's test, bootstrap over projects"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups: δ and ratio as in `difference`, Dunn's p, and the same after Holm's correction over all pairs."""

    first: str
    second: str
    estimate: Estimate
    corrected_p: float


def kruskal(values: ArrayLike, groups: ArrayLike, projects: ArrayLike, *, least: int = MIN_GROUP) -> Estimate:
    """Whether the emissions of groups differ.

    ε² = H / (n - 1) is the share of the ranks' variance that lies between groups (Tomczak & Tomczak 2014); its 95 %
    interval comes from a bootstrap of whole projects and, as a square, never reaches below 0.

    Args:
        values: grams; those missing, infinite or not above 0 are left out.
        groups: the group of every model; those with fewer than `least` models are left out.
        projects: the project of every model.
    """
    grams, names, clusters = _usable(values, groups, projects, least)
    sizes = tuple(int(count) for count in np.unique(names, return_counts=True)[1])
    problem = _problem(grams, sizes, clusters, least)
    if problem:
        return Estimate(len(grams), METHOD, MEASURE, negligible=NEGLIGIBLE_EPSILON2, groups=sizes, problem=problem)
    from scipy.stats import kruskal as test  # noqa: PLC0415

    h, p = test(*(grams[names == name] for name in np.unique(names)))
    dense, members = codes(grams), np.eye(len(sizes))[codes(names)]
    ends = interval(bootstrap(lambda weights: _epsilon2(dense, members, weights), clusters))
    if ends is None:
        problem = "not enough data: most draws of projects hold only one value"
        return Estimate(len(grams), METHOD, MEASURE, negligible=NEGLIGIBLE_EPSILON2, groups=sizes, problem=problem)
    epsilon2 = float(h) / (len(grams) - 1)
    return Estimate(
        len(grams),
        METHOD,
        MEASURE,
        Interval(epsilon2, *ends),
        p=float(p),
        strength=epsilon2,
        negligible=NEGLIGIBLE_EPSILON2,
        groups=sizes,
    )


def dunn(values: ArrayLike, groups: ArrayLike, projects: ArrayLike, *, least: int = MIN_GROUP) -> list[Pair]:
    """Dunn's test of every pair of groups with Holm's correction; none where there are not two groups to compare."""
    grams, names, clusters = _usable(values, groups, projects, least)
    sizes = tuple(int(count) for count in np.unique(names, return_counts=True)[1])
    if _problem(grams, sizes, clusters, least):
        return []
    import pandas as pd  # noqa: PLC0415
    from scikit_posthocs import posthoc_dunn  # noqa: PLC0415

    frame = pd.DataFrame({"grams": grams, "group": names})
    plain, corrected = (posthoc_dunn(frame, val_col="grams", group_col="group", p_adjust=how) for how in (None, "holm"))
    labels = clusters.astype(str)
    return [
        Pair(
            str(first),
            str(second),
            _paired(grams, labels, names == first, names == second, float(plain.loc[first, second])),
            float(corrected.loc[first, second]),
        )
        for first, second in combinations(np.unique(names), 2)
    ]


def _paired(grams: Floats, labels: np.ndarray, first: np.ndarray, second: np.ndarray, p: float) -> Estimate:
    found = difference(grams[first], grams[second], labels[first], labels[second])
    return replace(found, method=DUNN, p=None if found.problem else p)


def _usable(values: ArrayLike, groups: ArrayLike, projects: ArrayLike, least: int) -> tuple[Floats, np.ndarray, Codes]:
    grams, names = np.asarray(values, dtype=np.float64), np.asarray(groups).astype(str)
    usable = np.isfinite(grams) & (grams > 0)
    found, counts = np.unique(names[usable], return_counts=True)
    usable &= np.isin(names, found[counts >= least])
    grams, names, labels = grams[usable], names[usable], np.asarray(projects).astype(str)[usable]
    order = np.lexsort((labels, grams, names))
    return grams[order], names[order], codes(labels[order])


def _problem(grams: Floats, sizes: tuple[int, ...], clusters: Codes, least: int) -> str:
    if len(sizes) < 2:
        return too_few(len(sizes), 2, f"groups of {least} models and more")
    if np.ptp(grams) == 0:
        return all_equal(len(grams), "emissions")
    projects = int(clusters.max()) + 1
    return too_few(projects, MIN_PROJECTS, "projects") if projects < MIN_PROJECTS else ""


def _epsilon2(dense: Codes, members: Floats, weights: Floats) -> Floats:
    """The ranks' variance between groups over all of it, for every replicate; NaN where there is none."""
    ranked = ranks(dense, weights)
    off = ranked - (weights.sum(axis=0) + 1) / 2
    weighted = weights * off
    between = ((members.T @ weighted) ** 2 / np.maximum(members.T @ weights, 1)).sum(axis=0)
    whole = (weighted * off).sum(axis=0)
    return np.where(whole > 0, between / np.where(whole > 0, whole, 1), np.nan)
