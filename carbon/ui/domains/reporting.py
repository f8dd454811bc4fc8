"""The cards of who reports: the share of models that state their emissions, by domain and by task."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from carbon.method.domains import NOT_SPECIFIED, task_name
from carbon.method.intervals import wilson
from carbon.method.statistics.wording import times
from carbon.store.queries import domains as queries
from carbon.store.queries.census import listed_months
from carbon.ui import months
from carbon.ui.cards import ChartParts, chart_card
from carbon.ui.charts.rows import MIN_GROUP, TOO_FEW, Row, marks, shares
from carbon.ui.drill import Drill, clickable
from carbon.ui.findings import Share, counted, interval_text, percent
from carbon.ui.page import Context

MOST_ROWS = 8
METHOD = """\
The number of models that report their emissions (a finite value above 0 g) divided by all models of the group,
with its 95 % Wilson interval. A group of fewer than 20 models is drawn hollow, without an interval, and enters
no comparison.

Filters that only reports can answer (training, tool, grams) narrow the reports and not the models they are
compared with. *One model per project* narrows neither: of models that report nothing it is not known which are
copies. Where months are chosen, a report counts by the Hub's own date, as the
models do. While the census of all models runs, only the months count that it has listed in full.
"""


def show(context: Context) -> None:
    """Both cards; a word instead while there are no models to compare with."""
    if not context.census_is_complete and context.ask(queries.reporting_by_domain).empty:
        st.info("Shares of models that report follow with the census of all models.", icon=":material/hourglass_top:")
        return
    for column, build in zip(st.columns(2), (_by_domain, _by_task), strict=True):
        parts = context.make(build)
        if parts is not None:
            with column:
                chart_card(**parts)


def with_shares(counted: pd.DataFrame) -> pd.DataFrame:
    """`share`, `low` and `high` of one for every group that has models; those with enough first, by their share."""
    frame = counted[counted["models"] >= counted["reporting"].clip(lower=1)].copy()
    low, high = wilson(frame["reporting"], frame["models"])
    enough = (frame["models"] >= MIN_GROUP).to_numpy()
    frame = frame.assign(share=frame["reporting"] / frame["models"], low=low, high=high, enough=enough)
    frame.loc[~frame["enough"], ["low", "high"]] = np.nan
    return frame.sort_values(["enough", "share", "models"], ascending=[False, False, False], ignore_index=True)


def finding(frame: pd.DataFrame, what: str) -> str:
    """The group that reports most, where its interval stays above every other's; else how far the ends are apart, where
    theirs do not touch; else the share of all. A neutral title for a handful of models.

    The ends of many groups are apart by chance alone: the intervals compared hold for all of them together.
    """
    known = frame[frame["enough"] & (frame["name"] != NOT_SPECIFIED)]
    if len(known) > 1:
        first, last = known.iloc[0], known.iloc[-1]
        low, high = wilson(known["reporting"], known["models"], among=len(known))
        if low[0] > high[1:].max():
            return f"{first['name']} reports most often: {percent(float(first['share']))} of its models"
        if low[0] > high[-1]:
            return _ends(first, last)
    models, reports = int(frame["models"].sum()), int(frame["reporting"].sum())
    if models < MIN_GROUP:
        return neutral(what)
    alike = f", with no {what} clearly apart" if len(known) > 1 else ""
    return f"{percent(reports / models)} of these models report{alike}"


def _ends(first: pd.Series, last: pd.Series) -> str:
    if not last["share"]:
        return f"{percent(float(first['share']))} of {first['name']} models report, none of {last['name']}"
    return f"{first['name']} models report {times(float(first['share'] / last['share']))} as often as {last['name']}"


def neutral(what: str) -> str:
    """The title where nothing is found, and while the census runs: the newest models stand for no others."""
    return f"Share of models that report, by {what}"


def rows(frame: pd.DataFrame, fills: Mapping[str, str]) -> list[Row]:
    """The rows of the figure, in the frame's order."""
    return [
        Row(
            name=str(one["name"]),
            detail=_words(one),
            colour=fills.get(one["domain"], "#4a525c"),
            value=100 * one["share"],
            low=100 * one["low"],
            high=100 * one["high"],
            faint=not one["enough"],
        )
        for one in frame.to_dict("records")
    ]


def table(frame: pd.DataFrame, what: str) -> pd.DataFrame:
    """What is drawn, with headings for readers."""
    return pd.DataFrame(
        {
            what.capitalize(): frame["name"],
            "Models": frame["models"],
            "Reporting": frame["reporting"],
            "Share, %": (100 * frame["share"]).round(5),
            "95 % interval from, %": (100 * frame["low"]).round(5),
            "95 % interval to, %": (100 * frame["high"]).round(5),
        }
    )


def _by_domain(context: Context) -> ChartParts | None:
    frame = with_shares(context.ask(queries.reporting_by_domain))
    return _parts(context, frame, frame["name"], what="domain", key="domain-reporting")


def _by_task(context: Context) -> ChartParts | None:
    frame = with_shares(context.ask(queries.reporting_by_task))
    named = frame.assign(name=frame["name"].map(task_name))
    return _parts(context, named, frame["name"], what="task", key="task-reporting")


def _parts(context: Context, frame: pd.DataFrame, filters: pd.Series, *, what: str, key: str) -> ChartParts | None:
    if frame.empty or not frame["reporting"].sum():
        return None
    shown = frame.head(MOST_ROWS)
    drawn = shares(rows(shown, context.colours.domains), context.colours, "% of models")
    return ChartParts(
        title=finding(frame, what) if context.census_is_complete else neutral(what),
        subtitle=(
            f"Models that report, % of {_among(context)}, by {what}, with 95 % interval · "
            f"n = {int(frame['reporting'].sum()):,} of {int(frame['models'].sum()):,}"
        ),
        figure=clickable(drawn),
        table=table(frame, what),
        source=context.source_line,
        method=METHOD,
        alt=f"Share of models that report for {len(shown)} groups by {what}, the highest first.",
        key=key,
        note=f"In the table: {counted(len(frame) - len(shown), f'more {what}')}." if len(frame) > len(shown) else None,
        drill=Drill({trace: [str(filters.iloc[place])] for place, trace in enumerate(marks(drawn))}, filter=what),
    )


def _among(context: Context) -> str:
    if context.census_is_complete:
        return "all models"
    first = listed_months(context.snapshot)[0]
    return f"models created since {months.name(max(first, context.selection.month_from or first))}, census running"


def _words(row: Mapping[Hashable, Any]) -> str:
    told = f"{row['reporting']:,} of {row['models']:,}"
    if not row["enough"]:
        return f"{told} · {TOO_FEW}"
    share = Share(row["reporting"], row["models"])
    return f"{percent(share.value)} ({interval_text(share).removesuffix(' %')}) of {row['models']:,}"
