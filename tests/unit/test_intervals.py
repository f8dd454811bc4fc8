"""Confidence intervals of shares and medians."""

import math

import numpy as np
import pytest

from carbon.method.intervals import median_interval, wilson


def test_the_interval_of_the_studys_reporting_share():
    low, high = wilson(1417, 170_462)

    assert float(low) == pytest.approx(0.00789, abs=5e-6)
    assert float(high) == pytest.approx(0.00875, abs=5e-6)


def test_shares_of_none_and_all_have_one_open_end():
    low, high = wilson([0, 10], [10, 10])

    assert low == pytest.approx([0, 0.7224672])
    assert high == pytest.approx([0.2775328, 1])


def test_no_trials_give_no_interval():
    low, high = wilson([0, 5], [0, 10])

    assert math.isnan(low[0])
    assert math.isnan(high[0])
    assert low[1] < 0.5 < high[1]


def test_intervals_are_computed_element_by_element():
    low, _ = wilson(np.array([[1, 2], [3, 4]]), 10)

    assert low.shape == (2, 2)


@pytest.mark.parametrize(("n", "rank"), [(6, 1), (10, 2), (20, 6), (25, 8), (100, 40)])
def test_the_ranks_are_those_of_published_tables(n, rank):
    assert median_interval(range(1, n + 1)) == (rank, n + 1 - rank)


def test_fewer_than_six_values_have_no_interval():
    for n in range(6):
        assert all(math.isnan(end) for end in median_interval(range(n)))


def test_order_and_missing_values_do_not_matter():
    assert median_interval([3, 1, float("nan"), 2, 6, 5, 4]) == (1, 6)


def test_intervals_that_hold_together_are_wider():
    alone, together = wilson(30, 1000), wilson(30, 1000, among=2)
    # The normal quantile of 1 - 0.0125 is 2.2414.
    z, share = 2.241402727604947, 0.03
    centre, half = share + z**2 / 2000, z * math.sqrt(share * (1 - share) / 1000 + z**2 / (4 * 1000**2))
    assert (float(together[0]), float(together[1])) == pytest.approx(
        ((centre - half) / (1 + z**2 / 1000), (centre + half) / (1 + z**2 / 1000))
    )
    assert together[0] < alone[0] < alone[1] < together[1]
    # P(binomial(20, 1/2) < 6) = 0.0207, < 5 = 0.0059, < 4 = 0.0013.
    assert [median_interval(range(1, 21), among=many) for many in (1, 2, 10)] == [(6, 15), (5, 16), (4, 17)]
