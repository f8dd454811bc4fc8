"""The axis of months under charts over time: ticks at real months, bars and cells one month wide; draws nothing."""

from __future__ import annotations

import math

import pandas as pd

#: At most this many months are named; fewer beside a colour bar and long names.
MOST_TICKS, FEW_TICKS = 7, 4
#: Months between two ticks; where there are more months, only Januaries are named.
STEPS = (1, 2, 3, 6)
#: The same in small charts, of which two stand side by side on a phone, and how far from the end the last one stays.
MOST_YEARS, YEAR_ROOM = 3, 0.08
#: Half a month, around the point, bar or cell that stands at its first day.
HALF = pd.Timedelta(days=15)
#: Width of a bar in milliseconds: the shortest month.
BAR_MS = 28 * 86_400_000


def month_axis(months: pd.Series, *, whole: bool, most: int = MOST_TICKS) -> dict[str, object]:
    """Layout of an axis from the first to the last of `months` (first days, at least one).

    Args:
        whole: whether there is room for the first and the last bar or cell; a line begins at its first point.
        most: so many months are named at most.
    """
    first, last = pd.Timestamp(months.min()), pd.Timestamp(months.max())
    every = pd.date_range(first, last, freq="MS")
    room = HALF if whole or first == last else pd.Timedelta(0)
    ticks = _ticks(every, most)
    return {
        "type": "date",
        "range": [first - room, last + room],
        "tickvals": list(ticks),
        "ticktext": _names(ticks),
        "tickangle": 0,
    }


def year_axis(times: pd.Series) -> dict[str, object]:
    """Layout of a small chart's axis from the first to the last of `times` (at least one): `MOST_YEARS` are named.

    A year that begins at the very end is not: its name would run into the next chart.
    """
    first, last = pd.Timestamp(times.min()), pd.Timestamp(times.max())
    latest = last - YEAR_ROOM * (last - first)
    begun = [pd.Timestamp(year, 1, 1) for year in range(first.year, last.year + 1)]
    inside = [year for year in begun if first <= year <= latest]
    ticks = inside[:: max(1, math.ceil(len(inside) / MOST_YEARS))]
    named = [f"{year:%Y}" for year in ticks] or [f"{first:%b %Y}"]
    room = HALF if first == last else pd.Timedelta(0)
    return {
        "type": "date",
        "range": [first - room, last + room],
        "tickvals": ticks or [first],
        "ticktext": named,
        "tickangle": 0,
    }


def cell_edges(months: pd.DatetimeIndex) -> list[pd.Timestamp]:
    """The edges of cells that stand at `months` (first days, none missing): one more than there are months."""
    return [*(month - HALF for month in months), *(month + HALF for month in months[-1:])]


def _ticks(every: pd.DatetimeIndex, most: int) -> pd.DatetimeIndex:
    for step in STEPS:
        found = every[[(month.month - 1) % step == 0 for month in every]]
        if 0 < len(found) <= most:
            return found
    januaries = every[every.month == 1]
    return januaries[:: math.ceil(len(januaries) / most)]


def _names(ticks: pd.DatetimeIndex) -> list[str]:
    """Months, with the year beneath the first of each; years where every tick is a January of its own."""
    if len(ticks) > 1 and all(month.month == 1 for month in ticks):
        return [f"{month:%Y}" for month in ticks]
    named = [None, *(month.year for month in ticks)]
    return [
        f"{month:%b}" if month.year == before else f"{month:%b}<br>{month:%Y}"
        for month, before in zip(ticks, named, strict=False)
    ]
