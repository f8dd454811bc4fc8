"""Small multiples: one small line chart a group, on the same scales; never queries, never shows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from carbon.ui.theme import Palette, template


def small_multiples(
    frame: pd.DataFrame,
    *,
    facet: str,
    order: Sequence[str],
    x: str,
    y: str,
    hover: str,
    fills: Mapping[str, str],
    colours: Palette,
    low: str | None = None,
    high: str | None = None,
    columns: int = 3,
    row_px: int = 150,
    tick_suffix: str = "",
) -> go.Figure:
    """One small line chart a facet, on the same scales, in the given order; missing values leave a gap."""
    rows = max(math.ceil(len(order) / columns), 1)
    figure = make_subplots(
        rows, columns, shared_xaxes="all", shared_yaxes="all", subplot_titles=list(order),
        horizontal_spacing=0.03, vertical_spacing=0.22 / rows,
    )  # fmt: skip
    for index, name in enumerate(order):
        part = frame[frame[facet] == name]
        place = {"row": index // columns + 1, "col": index % columns + 1}
        fill = fills.get(name, colours.accent)
        if low and high:
            _add_band(figure, part, (x, low, high), fill, place)
        figure.add_trace(_facet_line(part, x, y, hover, fill), **place)
    figure.update_layout(template=template(colours.mode), height=rows * row_px + 40, showlegend=False)
    figure.update_layout(margin={"t": 28})
    figure.update_annotations(font={"size": 13.5, "color": colours.ink})
    figure.update_yaxes(rangemode="tozero", ticksuffix=tick_suffix, nticks=4)
    return figure


def _clear(fill: str, opacity: float) -> str:
    red, green, blue = (int(fill[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def _add_band(
    figure: go.Figure, part: pd.DataFrame, columns: tuple[str, str, str], fill: str, place: dict[str, int]
) -> None:
    x, low, high = columns
    known = part[part[low].notna()]
    edge = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip", "showlegend": False}
    times = known[x].to_numpy()
    figure.add_trace(go.Scatter(x=times, y=known[low].to_numpy(dtype=float), **edge), **place)
    shade = {"fill": "tonexty", "fillcolor": _clear(fill, 0.18)}
    figure.add_trace(go.Scatter(x=times, y=known[high].to_numpy(dtype=float), **shade, **edge), **place)


def _facet_line(part: pd.DataFrame, x: str, y: str, hover: str, fill: str) -> go.Scatter:
    return go.Scatter(
        x=part[x].to_numpy(),
        y=part[y].to_numpy(dtype=float),
        mode="lines",
        line={"color": fill, "width": 2},
        hovertext=part[hover].to_numpy(),
        hoverinfo="text",
    )
