"""Plotly figures over time and over two categories, in the shared template; never queries, never shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from carbon.ui.charts import lines
from carbon.ui.charts.base import HEIGHT, base, grams_axis, rgba
from carbon.ui.charts.months import BAR_MS, FEW_TICKS, HALF, cell_edges, month_axis
from carbon.ui.markup import escaped
from carbon.ui.theme import SMALL_PX, Palette


@dataclass(frozen=True, slots=True)
class Mark:
    """A value to compare with: a dotted line at `y` over a shade from `start` to `end`, its `label` on top."""

    y: float
    label: str
    start: date
    end: date


def line_with_band(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    low: str,
    high: str,
    colours: Palette,
    hover: str,
    tick_suffix: str = "",
    last_label: str | None = None,
    mark: Mark | None = None,
    height: int = HEIGHT,
) -> go.Figure:
    """One line over months with its interval as a band; missing values leave a gap.

    Args:
        frame: one row a point, sorted by `x`; `y`, `low` and `high` are numbers or missing; `so_far` tells whether
            the month is not over.
        hover: name of the column with each point's text.
        last_label: written at the last point, in Plotly's HTML.
        mark: a value to compare with.
    """
    figure = base(colours, height)
    edge = rgba(colours.accent, 0.35)
    figure.add_traces(lines.band(frame, x=x, low=low, high=high, fill=colours.accent_band, edge=edge))
    figure.add_traces(lines.line(frame, x=x, y=y, hover=hover, colour=colours.accent, paper=colours.background))
    figure.update_yaxes(rangemode="tozero", ticksuffix=tick_suffix)
    if len(frame):
        figure.update_xaxes(month_axis(frame[x], whole=False))
    known = frame[frame[y].notna()]
    if mark is not None and not known.empty:
        _add_mark(figure, mark, known[x].min(), colours)
    if last_label and not known.empty:
        _add_last_label(figure, known[x].iloc[-1], known[y].iloc[-1], last_label, colours)
    return figure


def quartiles_by_month(
    frame: pd.DataFrame,
    *,
    x: str,
    low: str,
    mid: str,
    high: str,
    hover: str,
    colours: Palette,
    mark: Mark | None = None,
    height: int = HEIGHT,
) -> go.Figure:
    """Median and quartiles of grams on a log axis; missing values leave a gap."""
    known = frame[frame[mid].notna()]
    figure = line_with_band(
        frame, x=x, y=mid, low=low, high=high, hover=hover, colours=colours, mark=mark, height=height
    )
    if not known.empty:
        axis = grams_axis(float(known[low].min()), float(known[high].max()))
        figure.update_yaxes(**axis, rangemode="normal")
    return figure


def stacked_share(
    frame: pd.DataFrame,
    *,
    x: str,
    group: str,
    share: str,
    hover: str,
    fills: Mapping[str, str],
    colours: Palette,
    height: int = HEIGHT,
) -> go.Figure:
    """Stacked columns that add up to 100 % for every `x`; the first group of `fills` is at the bottom.

    Args:
        frame: one row a bar segment; `share` in percent.
        fills: colour of every group.
    """
    figure = stacked_counts(
        frame, x=x, group=group, count=share, hover=hover, fills=fills, colours=colours, height=height
    )
    figure.update_yaxes(
        range=[0, 100.5], tickvals=[0, 25, 50, 75, 100], ticktext=["0 %", "25 %", "50 %", "75 %", "100 %"]
    )
    return figure


def stacked_counts(
    frame: pd.DataFrame,
    *,
    x: str,
    group: str,
    count: str,
    hover: str,
    fills: Mapping[str, str],
    colours: Palette,
    height: int = HEIGHT,
) -> go.Figure:
    """Stacked columns of numbers by month, pale where the month is `so_far`; the first group is at the bottom."""
    figure = base(colours, height)
    for name, fill in fills.items():
        part = frame[frame[group] == name]
        if part.empty:
            continue
        figure.add_bar(
            x=part[x].to_numpy(),
            y=part[count].to_numpy(dtype=float),
            width=BAR_MS,
            name=escaped(name),
            marker={"color": fill, "opacity": _opacity(part), "line": {"width": 0}},
            hovertext=part[hover].to_numpy(),
            hoverinfo="text",
        )
    if len(frame):
        figure.update_xaxes(month_axis(frame[x], whole=True))
    figure.update_layout(barmode="stack", legend={"traceorder": "normal"})
    return figure


def heatmap(
    grid: pd.DataFrame,
    hover: pd.DataFrame,
    *,
    colours: Palette,
    high: float = 100.0,
    suffix: str = " %",
    so_far: pd.Timestamp | None = None,
    height: int = HEIGHT,
) -> go.Figure:
    """Cells coloured from 0 to `high`; a row a group, a column a month with none missing, missing cells left empty.

    The month that is `so_far` is framed with dots.
    """
    figure = base(colours, height)
    if len(grid.columns):
        figure.update_xaxes(month_axis(grid.columns.to_series(), whole=True, most=FEW_TICKS))
    figure.add_heatmap(
        x=cell_edges(pd.DatetimeIndex(grid.columns)),
        y=list(grid.index),
        z=grid.to_numpy(dtype=float),
        hovertext=hover.to_numpy(),
        hoverinfo="text",
        colorscale=_scale(colours.scale),
        zmin=0,
        zmax=high,
        xgap=1,
        ygap=2,
        hoverongaps=False,
        colorbar=_colour_bar(colours, suffix),
    )
    figure.update_yaxes(autorange="reversed", showgrid=False, tickfont={"color": colours.ink})
    if so_far is not None and so_far in grid.columns:
        frame = {"x0": so_far - HALF, "x1": so_far + HALF, "y0": 0, "y1": 1, "yref": "paper"}
        figure.add_shape(type="rect", **frame, line={"color": colours.ink, "width": 1, "dash": "dot"})
    return figure


def _opacity(part: pd.DataFrame) -> float | list[float]:
    if "so_far" not in part or not part["so_far"].any():
        return 1.0
    return [lines.PALE if pale else 1.0 for pale in part["so_far"]]


def _add_mark(figure: go.Figure, mark: Mark, first: pd.Timestamp, colours: Palette) -> None:
    start = max(pd.Timestamp(mark.start), first)
    line = {"color": colours.muted, "width": 1.5, "dash": "dot"}
    span = {"x0": start, "x1": mark.end}
    figure.add_shape(
        type="rect", **span, yref="paper", y0=0, y1=1, line={"width": 0}, fillcolor=colours.panel, layer="below"
    )
    figure.add_shape(type="line", **span, y0=mark.y, y1=mark.y, line=line)
    figure.add_annotation(
        x=start,
        yref="paper",
        y=1,
        text=mark.label,
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
        font={"size": SMALL_PX - 0.5, "color": colours.muted},
    )
    figure.update_layout(margin={"t": 24})
    figure.update_yaxes(autorangeoptions={"include": 1.05 * mark.y})


def _add_last_label(figure: go.Figure, x: object, y: float, label: str, colours: Palette) -> None:
    figure.add_annotation(
        x=x,
        y=y,
        text=label,
        showarrow=False,
        align="left",
        xanchor="left",
        xshift=5,
        font={"color": colours.ink},
    )
    figure.update_layout(margin={"r": 56})


def _scale(colours: Sequence[str]) -> list[list[object]]:
    return [[index / (len(colours) - 1), colour] for index, colour in enumerate(colours)]


def _colour_bar(colours: Palette, suffix: str) -> dict[str, object]:
    return {
        "thickness": 8,
        "outlinewidth": 0,
        "ticksuffix": suffix,
        "len": 0.9,
        "tickfont": {"size": SMALL_PX - 1, "color": colours.muted},
    }
