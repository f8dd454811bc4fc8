"""The card of domains over time: each one's share of the models and of the reports created in a quarter."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from carbon.method.domains import NOT_SPECIFIED
from carbon.method.intervals import wilson
from carbon.store.queries import domains as queries
from carbon.ui import months
from carbon.ui.cards import ChartParts, chart_card
from carbon.ui.charts.multiples import small_multiples
from carbon.ui.charts.rows import MIN_GROUP
from carbon.ui.drill import Drill, clickable, named_targets
from carbon.ui.findings import Share, counted, interval_text, percent
from carbon.ui.markup import escaped
from carbon.ui.page import Context
from carbon.ui.theme import Palette

COLUMNS = 2
NEUTRAL = "Domains among models and among reports"
METHOD = """\
A domain's **share of reports** is the number of its models that were created in a quarter and report their
emissions, divided by all such models of that quarter; the band is its 95 % Wilson interval. The **share of
models** counts every model created in the quarter, whether it reports or not. The Hub dates models from 2 March
2022 on, so the share of models begins with the first full quarter, in April; while the census runs, at the first
quarter that it has listed in full.
A quarter with fewer than 20 reports is left out of the line of reports.

A model's domain follows from its task by the Hub's own table; a model without a task is *Not specified*.
"""


@dataclass(frozen=True, slots=True)
class Totals:
    """One domain over all quarters that date every model: shares of one, with the interval of the reports' share."""

    name: str
    models: float
    reports: float
    low: float
    high: float


def show(context: Context) -> None:
    """The card for the reader's selection; a sentence instead where too few reports have a date."""
    parts = context.make(_parts)
    if parts is None:
        st.caption(f"Domains over time: no quarter of this selection has {MIN_GROUP} reports.")
    else:
        chart_card(**parts)


def _parts(context: Context) -> ChartParts | None:
    frame = by_quarter(context.ask(queries.shares_by_quarter), context.running_month)
    if frame["share_reports"].isna().all():
        return None
    order = order_of(frame)
    known = frame[frame["share_reports"].notna() | frame["share_models"].notna()]
    drawn = clickable(figure(known, order, context.colours))
    return ChartParts(
        title=finding(totals(frame[~frame["so_far"]]), since(frame)) or of_reports(frame),
        subtitle=(
            f"Line: share of new reports, % a quarter, with 95 % interval · dotted grey: share of new models · "
            f"n = {int(frame['reporting'].sum()):,} reports · same scales, most reports first"
        ),
        figure=drawn,
        table=table(frame),
        source=context.source_line,
        method=METHOD,
        alt=f"Small line charts of {len(order)} domains: their share of the reports and of the models by quarter.",
        key="domain-shares",
        note=_note(frame),
        drill=Drill(named_targets(drawn), filter="domain"),
    )


def by_quarter(counts: pd.DataFrame, running: date | None = None) -> pd.DataFrame:
    """Shares in percent from counts: `share_models`, and `share_reports` with `low` and `high`; missing below n 20.

    `so_far`: whether the quarter holds the month `running`, in which the snapshot was made. Every domain has a row for
    every quarter, so that a quarter without its reports is 0 and not a gap.
    """
    if counts.empty:
        return counts.assign(share_models=[], share_reports=[], low=[], high=[], hover=[], n_reports=[], so_far=[])
    grid = pd.MultiIndex.from_product([counts["quarter"].unique(), counts["domain"].unique()])
    frame = counts.set_index(["quarter", "domain"]).reindex(grid, fill_value=0).rename_axis(["quarter", "domain"])
    frame = frame.reset_index().sort_values(["quarter", "domain"])
    all_of = frame.groupby("quarter")[["models", "reporting"]].transform("sum").astype(float)
    enough = all_of["reporting"] >= MIN_GROUP
    n_reports = all_of["reporting"].where(enough)
    low, high = wilson(frame["reporting"].where(enough), n_reports)
    frame = frame.assign(
        share_models=100 * frame["models"] / all_of["models"].where(all_of["models"] > 0),
        share_reports=100 * frame["reporting"] / n_reports,
        low=100 * low,
        high=100 * high,
        n_reports=all_of["reporting"].astype(int),
    )
    begun = None if running is None else pd.Timestamp(running).to_period("Q").start_time.date()
    return months.marked(frame.assign(hover=[_hover(row) for row in frame.to_dict("records")]), begun, "quarter")


def order_of(frame: pd.DataFrame) -> list[str]:
    """Domains by their number of reports, then of models, the largest first."""
    sums = frame.groupby("domain")[["reporting", "models"]].sum()
    return [str(name) for name in sums.sort_values(["reporting", "models"], ascending=False).index]


def totals(frame: pd.DataFrame) -> list[Totals]:
    """Every domain over the quarters in which both shares are known."""
    both = frame[frame["share_models"].notna()].groupby("domain")[["models", "reporting"]].sum()
    models, reports = int(both["models"].sum()), int(both["reporting"].sum())
    if not models or reports < MIN_GROUP:
        return []
    low, high = wilson(both["reporting"], reports)
    columns = (both["models"] / models, both["reporting"] / reports, low, high)
    rows = zip(both.index, *(column.tolist() for column in columns), strict=True)
    return [Totals(str(name), *shares) for name, *shares in rows]


def since(frame: pd.DataFrame) -> str:
    """The first month of the first quarter in which the models are known; empty where there is none."""
    quarters = frame.loc[frame["share_models"].notna(), "quarter"]
    return "" if quarters.empty else months.name(pd.Timestamp(quarters.min()))


def finding(domains: list[Totals], start: str) -> str:
    """The domain whose share of reports, from `start` on, is furthest from that of models, if not by chance; else that
    none is. Empty where there is nothing to compare.
    """
    named = [one for one in domains if one.name != NOT_SPECIFIED]
    if len(domains) < 2 or not named:
        return ""
    apart = [one for one in named if not one.low <= one.models <= one.high]
    if not apart:
        largest = max(named, key=lambda one: one.reports)
        models = f"about as many as of models ({percent(largest.models)})"
        return f"{percent(largest.reports)} of reports since {start} are {largest.name}, {models}"
    most = max(apart, key=lambda one: abs(one.reports - one.models))
    shares = f"{percent(most.reports)} of reports and {percent(most.models)} of models"
    return f"{most.name} makes up {shares} since {start}"


def of_reports(frame: pd.DataFrame) -> str:
    """The domain that most reports are of; a neutral title for a handful of reports."""
    reports = frame.groupby("domain")["reporting"].sum()
    named, total = reports.drop(NOT_SPECIFIED, errors="ignore"), int(reports.sum())
    if total < MIN_GROUP or not named.sum():
        return NEUTRAL
    largest = int(named.max())
    share = f"All {total:,}" if largest == total else f"{percent(largest / total)} of"
    return f"{share} reports are {named.idxmax()}"


def figure(frame: pd.DataFrame, order: list[str], colours: Palette) -> go.Figure:
    """Two lines a domain on the same scales: the share of reports with its band, the share of models dotted."""
    drawn = small_multiples(
        frame,
        facet="domain",
        order=order,
        x="quarter",
        y="share_reports",
        low="low",
        high="high",
        hover="hover",
        fills=colours.domains,
        colours=colours,
        columns=COLUMNS,
        row_px=132,
        tick_suffix=" %",
    )
    for index, name in enumerate(order):
        part = frame[frame["domain"] == name]
        line = go.Scatter(
            x=part["quarter"].to_numpy(),
            y=part["share_models"].to_numpy(dtype=float),
            mode="lines",
            line={"color": colours.muted, "width": 1.5, "dash": "dot"},
            hoverinfo="skip",
        )
        drawn.add_trace(line, row=index // COLUMNS + 1, col=index % COLUMNS + 1)
    return drawn


def table(frame: pd.DataFrame) -> pd.DataFrame:
    """What is drawn, with headings for readers."""
    heads = {
        "quarter": "Quarter from",
        "domain": "Domain",
        "models": "Models",
        "share_models": "Share of models, %",
        "reporting": "Reports",
        "share_reports": "Share of reports, %",
        "low": "95 % interval from, %",
        "high": "95 % interval to, %",
    }
    quarters = pd.to_datetime(frame["quarter"]).dt.strftime("%Y-%m")
    return frame.assign(quarter=quarters)[list(heads)].rename(columns=heads).round(5)


def _hover(row: Mapping[Hashable, Any]) -> str:
    quarter = pd.Timestamp(row["quarter"])
    lines = [
        f"{escaped(row['domain'])}, {quarter.year} Q{quarter.quarter}",
        f"{row['reporting']:,} of {row['n_reports']:,} reports",
    ]
    if not math.isnan(row["share_reports"]):
        share = Share(row["reporting"], row["n_reports"])
        lines.append(f"{percent(share.value)} of reports ({interval_text(share)})")
    if not math.isnan(row["share_models"]):
        lines.append(f"{percent(row['share_models'] / 100)} of models")
    return "<br>".join(lines)


def _note(frame: pd.DataFrame) -> str | None:
    few = frame.groupby("quarter")["n_reports"].first()
    left_out = int(np.count_nonzero((few > 0) & (few < MIN_GROUP)))
    parts = [f"{counted(left_out, 'quarter')} with fewer than {MIN_GROUP} reports left out."] if left_out else []
    drawn = frame[frame["so_far"] & frame["share_reports"].notna()]
    if not drawn.empty:
        begun = pd.Timestamp(drawn["quarter"].max())
        parts.append(f"Dotted to a ring: {begun.year} Q{begun.quarter} so far.")
    return " ".join(parts) or None
