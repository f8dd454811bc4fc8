"""The card of the trade-off: grams against size or downloads, with the best of both (Pareto front)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from carbon.answers.label import category_words
from carbon.method.intervals import median_interval
from carbon.method.statistics.correlation import rank_correlation
from carbon.method.statistics.estimate import NEGLIGIBLE_RHO
from carbon.method.statistics.wording import times
from carbon.store.queries import efficiency as queries
from carbon.ui.cards import ChartParts, chart_card
from carbon.ui.charts.rows import MIN_GROUP
from carbon.ui.charts.tradeoff import Axis, by_trace, figure
from carbon.ui.drill import Drill, clickable
from carbon.ui.findings import counted
from carbon.ui.page import Context
from carbon.ui.theme import CLASSES
from carbon.units import format_bytes, format_count

AXES: Mapping[str, Axis] = {
    "size": Axis(
        "size",
        "size_bytes",
        "Size",
        "size of the weights",
        format_bytes,
        "largest",
        "smallest",
        better="smaller",
        more_is_better=False,
    ),
    "downloads": Axis(
        "downloads",
        "downloads",
        "Downloads",
        "downloads in 30 days",
        format_count,
        "most downloaded",
        "least downloaded",
        better="more downloads",
        more_is_better=True,
    ),
}
METHOD = """\
Each mark is one rated report: its grams against the size of its weights, or against its downloads over the last
30 days; both axes are logarithmic, so equal distances are equal factors. Colour, shape and letter give the
class by label v1. Hollow marks carry a quality flag, crosses repeat the value of another model.

**Best of both: {better}, fewer grams.** The stepped line joins the models that no other beats: none is at least
as good in both, {words} and grams, and better in one of them. Flagged reports do not shape it.

The shaded bands show the grams at which the class changes by emissions alone, in the category chosen or, without one,
among models of all kinds; the size shifts a class by at most one. Every mark is rated in its own category, so among all
of them it may lie in another band than its class.
"""
ALL_BANDS = "Bands: classes by emissions alone among models of all kinds; a mark is rated among its own kind."


def show(context: Context) -> None:
    """The switch, the choice of category and the card; nothing where no report is rated."""
    categories = context.ask(queries.rated_categories)
    if categories.empty:
        return
    with st.container(horizontal=True, key="tradeoff-controls", vertical_alignment="bottom"):
        axis = AXES[_against()]
        category = _category([str(name) for name in categories["category"]])
    parts = context.make(_parts, axis.key, category)
    if parts is None:
        st.caption(f"No rated report of this selection has a known {axis.words}.")
    else:
        chart_card(**parts)


def usable(dots: pd.DataFrame, axis: Axis) -> pd.DataFrame:
    """The dots that have a place on a log axis: those whose `axis` is known and above 0."""
    return dots[dots[axis.column] > 0].reset_index(drop=True)


def finding(dots: pd.DataFrame, axis: Axis) -> str:
    """How the median grams of the highest third on `axis` compare with the lowest, where the intervals do not touch and
    the ranks of both are linked more than negligibly.
    """
    neutral = f"Grams against the {axis.words}"
    sorted_dots = dots.sort_values(axis.column, kind="stable")
    ordered = np.repeat(sorted_dots["emissions_g"].to_numpy(dtype=float), sorted_dots["reporting"])
    third = len(ordered) // 3
    rho, _ = rank_correlation(np.repeat(sorted_dots[axis.column], sorted_dots["reporting"]), ordered)
    if third < MIN_GROUP or rho is None or abs(rho) < NEGLIGIBLE_RHO:
        return neutral
    low, high = ordered[:third], ordered[-third:]
    (low_from, low_to), (high_from, high_to) = median_interval(low), median_interval(high)
    ratio = float(np.median(high) / np.median(low))
    if low_to < high_from:
        return f"The {axis.most} third of models reports {times(ratio)} the grams of the {axis.least} third"
    if high_to < low_from:
        return f"The {axis.least} third of models reports {times(1 / ratio)} the grams of the {axis.most} third"
    return neutral


def table(dots: pd.DataFrame) -> pd.DataFrame:
    """What is drawn, with headings for readers."""
    heads = {
        "id": "Model",
        "label_class": "Class",
        "emissions_g": "Grams CO₂e",
        "size_bytes": "Size, bytes",
        "downloads": "Downloads, 30 days",
        "category": "Category",
        "kind": "Kind",
        "reporting": "Reports in the mark",
    }
    return dots[list(heads)].rename(columns=heads)


def _against() -> str:
    chosen = st.segmented_control(
        "Against",
        list(AXES),
        default="size",
        format_func=lambda key: AXES[key].label,
        key="against",
        bind="query-params",
        required=True,
    )
    return chosen or "size"


def _category(names: list[str]) -> str | None:
    return st.selectbox(
        "Category",
        names,
        index=None,
        placeholder="All categories",
        format_func=in_words,
        key="category",
        bind="query-params",
        width=320,
    )


def in_words(category: str) -> str:
    """A category as the control and the link name it."""
    words = category_words(category)
    return words[:1].upper() + words[1:]


def _dots(context: Context, axis: Axis, category: str | None) -> pd.DataFrame:
    """Not remembered: there are thousands, and what is made of them is."""
    everything = queries.tradeoff(context.snapshot, context.selection, axis.column)
    return everything[everything["category"] == category] if category else everything


def _table(context: Context, axis: Axis, category: str | None) -> pd.DataFrame:
    return table(usable(_dots(context, axis, category), axis))


def _parts(context: Context, axis_key: str, category: str | None) -> ChartParts | None:
    axis = AXES[axis_key]
    dots = _dots(context, axis, category)
    drawn = usable(dots, axis)
    if drawn.empty:
        return None
    n = int(drawn["reporting"].sum())
    among = category_words(category) if category else "all categories"
    return ChartParts(
        title=finding(drawn, axis),
        subtitle=(
            f"Grams CO₂e reported against the {axis.words}, both log scale · {among} · n = {n:,} · classes by label v1"
        ),
        figure=clickable(figure(drawn, axis, category, context.colours)),
        table=partial(_table, context, axis, category),
        source=context.source_line,
        method=METHOD.format(better=axis.better, words=axis.words),
        alt=(
            f"Scatter of {n} rated reports, grams against {axis.words}, in the classes {', '.join(CLASSES)}; "
            f"a line along the best of both, {axis.better} and fewer grams."
        ),
        key="tradeoff",
        note=_note(dots, drawn, axis, "" if category else ALL_BANDS),
        drill=Drill({place: list(part["id"]) for place, (_, _, part) in enumerate(by_trace(drawn))}),
    )


def _note(dots: pd.DataFrame, drawn: pd.DataFrame, axis: Axis, bands: str) -> str | None:
    missing = int(dots["reporting"].sum() - drawn["reporting"].sum())
    parts = [bands] if bands else []
    parts += [f"Not shown: {counted(missing, 'report')} without a known {axis.words} above 0."] if missing else []
    if (drawn["reporting"] > 1).any():
        parts.append("Reports with nearly the same values share a mark, which is then larger.")
    return " ".join(parts) or None
