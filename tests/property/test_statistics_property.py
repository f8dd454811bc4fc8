"""The statistics agree with other libraries on any data, and the order of rows changes nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from carbon.method.intervals import wilson
from carbon.method.statistics.correlation import rank_correlation, spearman
from carbon.method.statistics.difference import difference, hodges_lehmann
from carbon.method.statistics.groups import kruskal
from carbon.method.statistics.resampling import codes, ranks

#: Few different values, so that there are ties.
AMOUNTS = st.floats(0.01, 1e6).map(lambda value: float(f"{value:.2g}"))


def lists(least: int, most: int) -> st.SearchStrategy[list[float]]:
    return st.lists(AMOUNTS, min_size=least, max_size=most)


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_wilson_is_that_of_statsmodels(reporting, more):
    found = wilson(reporting, reporting + more)
    wanted = proportion_confint(reporting, reporting + more, method="wilson")
    assert [float(end) for end in found] == pytest.approx(wanted, abs=1e-12)


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=30, max_size=60))
def test_rho_is_that_of_scipy(pairs):
    x, y = np.array(pairs).T
    assume(np.ptp(x) > 0 and np.ptp(y) > 0)
    found = spearman(x, y, np.arange(len(x)))
    assume(found.effect is not None)
    wanted = stats.spearmanr(x, y)
    assert found.effect.value == pytest.approx(wanted.statistic, abs=1e-12)
    assert found.p == pytest.approx(wanted.pvalue, rel=1e-6, abs=1e-12)
    assert rank_correlation(x, y) == (pytest.approx(wanted.statistic, abs=1e-12), len(x))


@given(lists(20, 40), lists(20, 40))
def test_delta_is_the_share_of_pairs_and_its_p_that_of_scipy(first, second):
    a, b = np.array(first), np.array(second)
    assume(np.ptp(np.concatenate([a, b])) > 0)
    found = difference(a, b, np.arange(len(a)), np.arange(len(a), len(a) + len(b)))
    assume(found.effect is not None)
    assert found.effect.value == pytest.approx(np.sign(np.subtract.outer(a, b)).mean(), abs=1e-12)
    assert found.p == pytest.approx(stats.mannwhitneyu(a, b, method="asymptotic").pvalue)
    assert found.magnitude.low <= found.magnitude.value <= found.magnitude.high


@given(lists(1, 30), lists(1, 30))
def test_the_ratio_is_a_median_of_all_ratios(first, second):
    ratios = np.sort(np.divide.outer(np.array(first), np.array(second)).ravel())
    middle = hodges_lehmann(np.array(first), np.array(second))
    assert ratios[(len(ratios) - 1) // 2] <= middle * (1 + 1e-9)
    assert middle <= ratios[len(ratios) // 2] * (1 + 1e-9)


@given(lists(40, 80))
def test_epsilon_squared_is_the_variance_between_groups_of_ranks(values):
    names = np.where(np.arange(len(values)) % 2, "a", "b")
    assume(np.ptp(values) > 0)
    found = kruskal(values, names, np.arange(len(values)))
    assume(found.effect is not None)
    ranked = stats.rankdata(values)
    between = sum((names == name).sum() * (ranked[names == name].mean() - ranked.mean()) ** 2 for name in "ab")
    assert found.effect.value == pytest.approx(between / ((ranked - ranked.mean()) ** 2).sum(), abs=1e-9)


@given(lists(1, 30), st.data())
def test_weighted_ranks_are_those_of_repeated_rows(values, data):
    weights = np.array(data.draw(st.lists(st.integers(0, 4), min_size=len(values), max_size=len(values))))
    assume(weights.sum() > 0)
    found = ranks(codes(np.array(values)), weights[:, None].astype(float))[:, 0]
    repeated = stats.rankdata(np.repeat(values, weights))
    assert np.repeat(found, weights).tolist() == repeated.tolist()


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS, st.integers(0, 60)), min_size=40, max_size=80), st.randoms())
def test_the_order_of_rows_changes_nothing(rows, chance):
    shuffled = list(rows)
    chance.shuffle(shuffled)
    results = []
    for table in (rows, shuffled):
        x, y, projects = (np.array(column) for column in zip(*table, strict=True))
        results.append((spearman(x, y, projects), difference(x, y, projects, projects)))
    assert results[0] == results[1]
