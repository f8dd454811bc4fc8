"""Monthly series made ready to draw: no month missing, small ones emptied, texts to hover over; never queries."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from carbon.method.intervals import wilson
from carbon.ui.markup import escaped
from carbon.units import format_grams, format_share

#: Fewer reports than this in a month say nothing about it (method.md, section 7).
MIN_REPORTS = 10


def name(month: Any) -> str:
    """A month (any date in it) as `March 2022`."""
    return f"{month:%B %Y}"


def all_months(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with a row for every month from its first to its last; the new rows hold missing values."""
    months = pd.to_datetime(frame["month"])
    if frame.empty:
        return frame.assign(month=months)
    every = pd.date_range(months.min(), months.max(), freq="MS")
    return frame.assign(month=months).set_index("month").reindex(every).rename_axis("month").reset_index()


def dated(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows whose month is known: those of a chart over time."""
    return frame[frame["month"].notna()]


def ended(frame: pd.DataFrame, running: date | None) -> pd.DataFrame:
    """The rows of months that are over: those that a finding may compare."""
    return frame if running is None else frame[pd.to_datetime(frame["month"]) < pd.Timestamp(running)]


def not_over(begun: pd.Series, running: date | None) -> pd.Series:
    """Which of the periods that begin at these times are not over, `running` being the month of the snapshot."""
    return pd.to_datetime(begun) >= (pd.Timestamp.max if running is None else pd.Timestamp(running))


def marked(frame: pd.DataFrame, running: date | None, time: str = "month") -> pd.DataFrame:
    """The frame with `so_far`: whether the row's period, which begins at `time`, is not over; its `hover` says so."""
    so_far = not_over(frame[time], running)
    hover = [f"{words}<br>{time} so far" if flag else words for words, flag in zip(frame["hover"], so_far, strict=True)]
    return frame.assign(so_far=so_far, hover=hover)


def since_enough(frame: pd.DataFrame, count: str) -> pd.DataFrame:
    """The frame from its first month with `MIN_REPORTS` on: single forerunners would stretch the axis."""
    totals = frame.groupby("month")[count].sum()
    enough = totals.index[totals >= MIN_REPORTS]
    return frame[frame["month"] >= enough.min()] if len(enough) else frame


def shares(frame: pd.DataFrame, running: date | None = None) -> pd.DataFrame:
    """Of `month`, `models`, `reporting`: `share`, `low`, `high` in percent (Wilson, 95 %), `hover` and `so_far`."""
    low, high = wilson(frame["reporting"], frame["models"])
    ready = frame.assign(share=100 * frame["reporting"] / frame["models"], low=100 * low, high=100 * high)
    return marked(all_months(ready.assign(hover=[_share_hover(row) for row in ready.itertuples()])), running)


def quartiles(frame: pd.DataFrame, running: date | None = None) -> pd.DataFrame:
    """Of `month`, `reports` and quartiles: those of months below `MIN_REPORTS` emptied; `hover` and `so_far`."""
    few = frame["reports"] < MIN_REPORTS
    ready = frame.copy()
    ready.loc[few, ["q1_g", "median_g", "q3_g"]] = float("nan")
    return marked(all_months(ready.assign(hover=[_grams_hover(row) for row in ready.itertuples()])), running)


def percent_of_month(frame: pd.DataFrame, group: str, count: str, running: date | None = None) -> pd.DataFrame:
    """Counts as `share` of their month in percent, without months below `MIN_REPORTS`; `hover` and `so_far`."""
    whole = frame.groupby("month")[count].transform("sum")
    ready = frame.assign(share=100 * frame[count] / whole, whole=whole)[whole >= MIN_REPORTS]
    hover = [
        f"{name(row.month)}<br>{escaped(getattr(row, group))}: {getattr(row, count):,} of {row.whole:,}"
        for row in ready.itertuples()
    ]
    return marked(ready.assign(month=pd.to_datetime(ready["month"]), hover=hover), running)


def _share_hover(row: Any) -> str:
    month, models, reporting = (getattr(row, name) for name in ("month", "models", "reporting"))
    low, high = format_share(row.low / 100), format_share(row.high / 100)
    share = format_share(row.share / 100)
    return f"{name(month)}<br>{share} ({low} to {high})<br>{reporting:,} of {models:,} models"


def _grams_hover(row: Any) -> str:
    q1, median, q3 = (format_grams(getattr(row, name)) for name in ("q1_g", "median_g", "q3_g"))
    month, reports = (getattr(row, name) for name in ("month", "reports"))
    return f"{name(month)}<br>median {median}<br>quartiles {q1} to {q3}<br>{reports:,} reports"
