"""Plotly figures of distributions and of two measures, in the shared template; never queries, never shows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from carbon.ui.charts import base, grams_axis, scatter_type
from carbon.ui.theme import Palette, template

_GOLDEN = 0.6180339887498949


def boxes(
    frame: pd.DataFrame,
    *,
    group: str,
    order: Sequence[str],
    fills: Mapping[str, str],
    colours: Palette,
    row_px: int = 40,
) -> go.Figure:
    """Horizontal boxes on a log axis of grams from ready quartiles, `order` from top to bottom.

    Args:
        frame: one row a group with `low_g`, `q1_g`, `median_g`, `q3_g`, `high_g` (> 0) and the text `hover`.
    """
    rows = frame.set_index(group).reindex([name for name in order if name in set(frame[group])])
    figure = base(colours, 60 + row_px * max(len(rows), 1))
    for name, row in rows.iterrows():
        figure.add_trace(_box(str(name), row, fills.get(str(name), colours.accent), colours))
    if len(rows):
        axis = grams_axis(float(rows["low_g"].min()), float(rows["high_g"].max()))
        figure.update_xaxes(**axis, showgrid=True)
    figure.update_yaxes(autorange="reversed", showgrid=False, tickfont={"color": colours.ink})
    figure.update_layout(showlegend=False, boxgap=0.45)
    return figure


def strip(
    frame: pd.DataFrame,
    *,
    group: str,
    value: str,
    hover: str,
    order: Sequence[str],
    fills: Mapping[str, str],
    colours: Palette,
    row_px: int = 56,
) -> go.Figure:
    """One mark a report along a log axis of grams, a row a group; marks are spread within their row."""
    figure = base(colours, 60 + row_px * max(len(order), 1))
    kind = scatter_type(len(frame))
    for place, name in enumerate(order):
        part = frame[frame[group] == name]
        figure.add_trace(
            kind(
                x=part[value].to_numpy(dtype=float),
                y=place + _spread(len(part)),
                mode="markers",
                marker={"color": fills.get(name, colours.accent), "size": 4, "opacity": 0.45},
                hovertext=part[hover].to_numpy(),
                hoverinfo="text",
                name=name,
                showlegend=False,
            )
        )
    if len(frame):
        figure.update_xaxes(**grams_axis(float(frame[value].min()), float(frame[value].max())), showgrid=True)
    rows = {"tickvals": list(range(len(order))), "ticktext": list(order), "range": [len(order) - 0.5, -0.5]}
    figure.update_yaxes(**rows, showgrid=False, tickfont={"color": colours.ink})
    return figure


def scatter(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    group: str,
    hover: str,
    fills: Mapping[str, str],
    colours: Palette,
    x_axis: Mapping[str, object],
    y_axis: Mapping[str, object],
    symbols: Mapping[str, str] | None = None,
    height: int = 420,
) -> go.Figure:
    """Two measures, one mark a model, coloured by `group` (in the order of `fills`), shaped by `symbols`."""
    figure = base(colours, height)
    kind = scatter_type(len(frame))
    for name, fill in fills.items():
        part = frame[frame[group] == name]
        if part.empty:
            continue
        marker = {"color": fill, "size": 6, "opacity": 0.6, "symbol": (symbols or {}).get(name, "circle")}
        figure.add_trace(
            kind(
                x=part[x].to_numpy(dtype=float),
                y=part[y].to_numpy(dtype=float),
                mode="markers",
                marker=marker,
                hovertext=part[hover].to_numpy(),
                hoverinfo="text",
                name=name,
            )
        )
    figure.update_xaxes(**x_axis, showgrid=True)
    figure.update_yaxes(**y_axis)
    return figure


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


def log_axis(title: str) -> dict[str, object]:
    """Layout of a log axis of counts or bytes, whole decades only, its title saying that it is one."""
    return {"type": "log", "dtick": 1, "exponentformat": "SI", "title": {"text": f"{title}, log scale"}}


def _box(name: str, row: pd.Series, fill: str, colours: Palette) -> go.Box:
    return go.Box(
        y=[name],
        q1=[row["q1_g"]],
        median=[row["median_g"]],
        q3=[row["q3_g"]],
        lowerfence=[row["low_g"]],
        upperfence=[row["high_g"]],
        orientation="h",
        name=name,
        line={"color": fill, "width": 1.5},
        fillcolor=_clear(fill, 0.2),
        hoverinfo="text",
        hovertext=[row["hover"]],
        whiskerwidth=0.4,
        hoverlabel={"bgcolor": colours.panel},
    )


def _clear(fill: str, opacity: float) -> str:
    red, green, blue = (int(fill[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def _spread(count: int) -> np.ndarray:
    """Even, repeatable offsets within ±0.3 of a row: no two runs draw the same report in another place."""
    offsets: np.ndarray = (np.arange(count) * _GOLDEN % 1 - 0.5) * 0.6
    return offsets


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
