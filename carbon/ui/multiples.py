"""Small multiples: one small line chart a group, on the same scales; never queries, never shows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from carbon.ui.charts import isolated, unbroken
from carbon.ui.charts_rows import rgba
from carbon.ui.markup import escaped
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
        rows, columns, shared_xaxes="all", shared_yaxes="all", subplot_titles=[escaped(name) for name in order],
        horizontal_spacing=0.03, vertical_spacing=0.22 / rows,
    )  # fmt: skip
    for index, name in enumerate(order):
        part = frame[frame[facet] == name]
        place = {"row": index // columns + 1, "col": index % columns + 1}
        fill = fills.get(name, colours.accent)
        if low and high:
            _add_band(figure, part, (x, low, high), fill, place)
        figure.add_trace(_facet_line(part, x, y, hover, fill).update(meta=name), **place)
    figure.update_layout(template=template(colours.mode), height=rows * row_px + 40, showlegend=False)
    figure.update_layout(margin={"t": 28})
    figure.update_annotations(font={"size": 13.5, "color": colours.ink})
    figure.update_yaxes(rangemode="tozero", ticksuffix=tick_suffix, nticks=4)
    return figure


def _add_band(
    figure: go.Figure, part: pd.DataFrame, columns: tuple[str, str, str], fill: str, place: dict[str, int]
) -> None:
    x, low, high = columns
    shade = rgba(fill, 0.18)
    for run in unbroken(part, low):
        times, lows, highs = (run[name].to_numpy() for name in (x, low, high))
        if len(run) == 1:
            line = {"color": rgba(fill, 0.35), "width": 5}
            figure.add_scatter(
                x=[times[0]] * 2, y=[lows[0], highs[0]], mode="lines", line=line, hoverinfo="skip", **place
            )
            continue
        outline = {"x": np.concatenate([times, times[::-1]]), "y": np.concatenate([lows, highs[::-1]])}
        figure.add_scatter(
            **outline, mode="lines", line={"width": 0}, fill="toself", fillcolor=shade, hoverinfo="skip", **place
        )


def _facet_line(part: pd.DataFrame, x: str, y: str, hover: str, fill: str) -> go.Scatter:
    values = part[y].to_numpy(dtype=float)
    return go.Scatter(
        x=part[x].to_numpy(),
        y=values,
        mode="lines+markers",
        line={"color": fill, "width": 2},
        marker={"color": fill, "size": np.where(isolated(values), 6, 0)},
        hovertext=part[hover].to_numpy(),
        hoverinfo="text",
    )
