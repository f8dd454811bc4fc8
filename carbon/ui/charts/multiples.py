"""Small multiples: one small line chart a group, on the same scales; never queries, never shows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from carbon.ui.charts import lines
from carbon.ui.charts.base import rgba
from carbon.ui.charts.months import year_axis
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
        horizontal_spacing=0.05, vertical_spacing=0.22 / rows,
    )  # fmt: skip
    for index, name in enumerate(order):
        part = frame[frame[facet] == name]
        place = {"rows": index // columns + 1, "cols": index % columns + 1}
        fill = fills.get(name, colours.accent)
        traces = lines.line(part, x=x, y=y, hover=hover, colour=fill, paper=colours.background)
        if low and high:
            shade, edge = rgba(fill, 0.18), rgba(fill, 0.35)
            figure.add_traces(lines.band(part, x=x, low=low, high=high, fill=shade, edge=edge), **place)
        figure.add_traces([trace.update(meta=name) for trace in traces], **place)
    figure.update_layout(template=template(colours.mode), height=rows * row_px + 40, showlegend=False)
    figure.update_layout(margin={"t": 28})
    figure.update_annotations(font={"size": 13.5, "color": colours.ink})
    figure.update_yaxes(rangemode="tozero", ticksuffix=tick_suffix, nticks=4)
    top = frame[[name for name in (y, high) if name]].max().max()
    if top > 0:
        # Left to itself, Plotly has fitted axes that match to the last row of charts alone.
        figure.update_yaxes(range=[0, 1.04 * top])
    if len(frame):
        figure.update_xaxes(year_axis(frame[x]))
    return figure
