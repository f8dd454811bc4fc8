"""What the cards of the Trends page share: their notes, numbers and tables, and the study's mark. Draws nothing."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from carbon.store.selection import EVERYTHING
from carbon.ui import findings, months
from carbon.ui.charts import series
from carbon.ui.page import Context

TOO_FEW = f"No month has {months.MIN_REPORTS} reports."


def few(left_empty: int) -> str | None:
    """How many months are left empty because hardly anything was reported in them."""
    if not left_empty:
        return None
    return f"{findings.counted(left_empty, 'month')} with fewer than {months.MIN_REPORTS} left empty."


def so_far(drawn: pd.DataFrame, how: str) -> str | None:
    """Which month is drawn `how` because it is not over; None where none is drawn."""
    begun = drawn.loc[drawn["so_far"], "month"]
    return None if begun.empty else f"{how}: {months.name(begun.max())} so far."


def undated(frame: pd.DataFrame, column: str) -> str | None:
    """How many the title counts that have no place on an axis of time."""
    return not_drawn(column, int(frame.loc[frame["month"].isna(), column].sum()))


def not_drawn(column: str, undated: int, early: int = 0, since: object = None) -> str | None:
    """How many the title counts that are not drawn: without a date, and forerunners before the first month drawn."""
    noun = column.removesuffix("s")
    told = [f"{findings.counted(undated, noun)} without a known date"] if undated else []
    told += [f"{findings.counted(early, noun)} from before {months.name(since)}"] if early else []
    return f"Not drawn: {', '.join(told)}." if told else None


def joined(*notes: str | None) -> str | None:
    """The notes that there are, one after the other."""
    return " ".join(filter(None, notes)) or None


def counted(counts: pd.DataFrame, column: str) -> str:
    """`n = 1,302 · to June 2026`: how many are counted, and up to when."""
    total = int(counts[column].sum())
    if counts.empty:
        return "n = 0"
    return f"n = {total:,} · to {months.name(counts['month'].max())}"


def table(frame: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """The columns of a frame under the names for readers, months written YYYY-MM, percent and grams in full."""
    shown = frame.assign(month=pd.to_datetime(frame["month"]).dt.strftime("%Y-%m"))
    heads = {"month": "Month", **{column: head[0].upper() + head[1:] for column, head in columns.items()}}
    return shown[list(heads)].rename(columns=heads)


def study_mark(context: Context, known: pd.DataFrame, mark: series.Mark) -> series.Mark | None:
    """The study's value where it can be compared with: in its time, and over all models of the months."""
    of_all = replace(context.selection, month_from=None, month_to=None) == EVERYTHING
    return mark if of_all and (known["month"] < pd.Timestamp(mark.end)).any() else None
