"""Plotly figures with one labelled row a group: shares, counts, and what such figures have in common.

Labels stand above their row, so that the same figure fits a phone and a wide screen. Never queries, never shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from carbon.ui.charts.base import base, rgba
from carbon.ui.markup import escaped
from carbon.ui.theme import SMALL_PX, Palette

#: Groups with fewer members are shown member by member, marked as too few, and enter no finding (method.md §7).
MIN_GROUP = 20
TOO_FEW = "too few"
AXIS_PX, _TOP_PX, LINE_PX = 48, 4, 16
#: How far below a row's top its dot lies, under a label of one line.
_DOT_PX = 28
_LONGEST_LINE = 50
#: A longer name is cut in its middle, since a chart breaks no line: so many letters stay at its end.
_LONGEST_NAME, _END = 36, 10
_LEGEND_PX = 26
#: Up to this count an axis has a tick for every one: ticks are chosen without knowing that counts are whole.
_FEW_TICKS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One row of shares or counts: its value, its interval (NaN where there is none), what stands above it."""

    name: str
    detail: str
    colour: str
    value: float
    low: float = float("nan")
    high: float = float("nan")
    faint: bool = False


def shares(rows: Sequence[Row], colours: Palette, axis: str, row_px: int = 54) -> go.Figure:
    """One dot a row on a linear axis of percent that starts at 0, with its interval as a line."""
    more_px = LINE_PX if any(is_long(row.name, row.detail) for row in rows) else 0
    figure = rows_figure(len(rows), colours, row_px + more_px)
    dot = (_DOT_PX + more_px) / (row_px + more_px) - 0.5
    for place, row in enumerate(rows):
        if place:
            figure.add_hline(place - 0.5, line={"color": colours.line, "width": 1})
        _add_share(figure, place + dot, row, colours)
        label(figure, place - 0.5, row.name, row.detail, colours)
    top = max((max(row.value, np.nan_to_num(row.high)) for row in rows), default=1.0)
    figure.update_xaxes(
        fixedrange=True, range=[0, top * 1.04], ticksuffix=" %", nticks=6, showgrid=True, title={"text": axis}
    )
    return figure


def marks(figure: go.Figure) -> list[int]:
    """Which traces of a figure of `shares` are its dots, one for each row, in the rows' order."""
    return [place for place, trace in enumerate(figure.data) if trace.mode == "markers"]


def counts(rows: Sequence[Row], colours: Palette, axis: str, row_px: int = 42) -> go.Figure:
    """One bar a row from 0."""
    figure = rows_figure(len(rows), colours, row_px)
    places = [place + 0.16 for place in range(len(rows))]
    figure.add_bar(
        x=[row.value for row in rows],
        y=places,
        orientation="h",
        width=0.3,
        marker={"color": [row.colour for row in rows], "line": {"width": 0}},
        hovertext=[escaped(f"{row.name}: {row.detail}") for row in rows],
        hoverinfo="text",
        showlegend=False,
    )
    for place, row in enumerate(rows):
        label(figure, place - 0.5, row.name, row.detail, colours)
    whole = {"dtick": 1} if max((row.value for row in rows), default=0) <= _FEW_TICKS else {"nticks": 6}
    figure.update_xaxes(rangemode="tozero", showgrid=True, title={"text": axis}, **whole)
    return figure


def rows_figure(rows: int, colours: Palette, row_px: int) -> go.Figure:
    """An empty figure with room for rows 0, 1, … from the top, each with a label over its middle at +0.16."""
    figure = base(colours, row_px * max(rows, 1) + AXIS_PX)
    return rows_layout(figure, rows)


def show_legend(figure: go.Figure) -> go.Figure:
    """Give a figure of rows a legend over them, with room of its own."""
    height, room = int(figure.layout.height) + _LEGEND_PX, int(figure.layout.margin.t) + _LEGEND_PX
    return figure.update_layout(height=height, margin={"t": room}, showlegend=True)


def label_rows(figure: go.Figure, labels: Sequence[tuple[str, str]], colours: Palette) -> None:
    """Write a name and a detail above each row."""
    for place, (name, detail) in enumerate(labels):
        label(figure, place - 0.5, name, detail, colours)


def rows_layout(figure: go.Figure, rows: float) -> go.Figure:
    """Give `figure` the axes and margins of a chart with this many rows; the value axis has `AXIS_PX` to itself."""
    figure.update_yaxes(range=[(rows or 1) - 0.5, -0.5], showgrid=False, showticklabels=False, fixedrange=True)
    figure.update_layout(showlegend=False, margin={"t": _TOP_PX, "b": AXIS_PX - _TOP_PX, "l": 14, "r": 18})
    return figure


def label(figure: go.Figure, top: float, name: str, detail: str, colours: Palette) -> None:
    """Write a name and a detail above a row that begins at `top`."""
    between = "<br>" if is_long(name, detail) else "  "
    text = f'<b>{escaped(_cut(name))}</b>{between}<span style="color:{colours.muted}">{escaped(detail)}</span>'
    figure.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        xshift=-12,
        y=top,
        yanchor="top",
        text=text,
        showarrow=False,
        align="left",
        font={"size": SMALL_PX, "color": colours.ink},
        bgcolor=rgba(colours.background, 0.75),
        borderpad=1,
    )


def is_long(name: str, detail: str) -> bool:
    """Whether name and detail need a line each, so that both fit a phone."""
    return 1.15 * len(name) + len(detail) > _LONGEST_LINE


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - _END - 1]}…{name[-_END:]}"


def _add_share(figure: go.Figure, y: float, row: Row, colours: Palette) -> None:
    if not np.isnan(row.low):
        figure.add_scatter(
            x=[row.low, row.high],
            y=[y, y],
            mode="lines",
            line={"color": rgba(row.colour, 0.45), "width": 6},
            hoverinfo="skip",
        )
    fill = colours.background if row.faint else row.colour
    figure.add_scatter(
        x=[row.value],
        y=[y],
        mode="markers",
        marker={"color": fill, "size": 9, "line": {"color": row.colour, "width": 2}},
        hovertext=[f"{escaped(row.name)}<br>{escaped(row.detail)}"],
        hoverinfo="text",
        cliponaxis=False,
    )
