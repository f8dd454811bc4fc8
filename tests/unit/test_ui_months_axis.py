"""The axis of months: real months named, never more than fit, one month as wide as any."""

from __future__ import annotations

import pandas as pd
import pytest

from carbon.ui.charts.months import cell_edges, month_axis, year_axis


def months(first: str, last: str) -> pd.Series:
    return pd.date_range(first, last, freq="MS").to_series()


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        ("2023-03", "2023-03", ["Mar<br>2023"]),
        ("2023-03", "2023-05", ["Mar<br>2023", "Apr", "May"]),
        ("2022-11", "2023-08", ["Nov<br>2022", "Jan<br>2023", "Mar", "May", "Jul"]),
        ("2022-03", "2023-06", ["Apr<br>2022", "Jul", "Oct", "Jan<br>2023", "Apr"]),
        ("2020-06", "2023-03", ["Jul<br>2020", "Jan<br>2021", "Jul", "Jan<br>2022", "Jul", "Jan<br>2023"]),
        ("2020-06", "2026-11", ["2021", "2022", "2023", "2024", "2025", "2026"]),
        ("2004-01", "2026-11", ["2004", "2008", "2012", "2016", "2020", "2024"]),
    ],
)
def test_at_most_seven_real_months_are_named(first: str, last: str, named: list[str]) -> None:
    assert month_axis(months(first, last), whole=False)["ticktext"] == named


def test_fewer_months_are_named_where_there_is_less_room() -> None:
    assert month_axis(months("2021-10", "2023-04"), whole=True, most=4)["ticktext"] == [
        "Jan<br>2022",
        "Jul",
        "Jan<br>2023",
    ]


def test_a_single_month_has_the_room_of_a_month() -> None:
    first, last = month_axis(months("2023-03", "2023-03"), whole=False)["range"]
    assert (last - first).days == 30


def test_a_line_fills_the_axis_and_bars_have_room() -> None:
    dates = months("2023-03", "2023-05")
    assert month_axis(dates, whole=False)["range"] == [pd.Timestamp("2023-03-01"), pd.Timestamp("2023-05-01")]
    assert month_axis(dates, whole=True)["range"] == [pd.Timestamp("2023-02-14"), pd.Timestamp("2023-05-16")]


def test_every_cell_has_two_edges() -> None:
    edges = cell_edges(pd.DatetimeIndex(["2023-03-01"]))
    assert edges == [pd.Timestamp("2023-02-14"), pd.Timestamp("2023-03-16")]


@pytest.mark.parametrize(
    ("first", "last", "named"),
    [
        ("2021-10", "2023-04", ["2022", "2023"]),
        ("2022-04", "2026-10", ["2023", "2025"]),
        ("2022-01", "2027-01", ["2022", "2024", "2026"]),
        ("2023-04", "2023-07", ["Apr 2023"]),
        ("2004-01", "2026-10", ["2004", "2011", "2018"]),
    ],
)
def test_a_small_chart_names_three_years_at_most_and_ends_with_its_data(
    first: str, last: str, named: list[str]
) -> None:
    axis = year_axis(pd.Series([pd.Timestamp(first), pd.Timestamp(last)]))
    assert axis["ticktext"] == named
    assert axis["range"] == [pd.Timestamp(first), pd.Timestamp(last)]
