"""The Plotly figure of where one model stands among the reference of its category; never queries and never shows it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import plotly.graph_objects as go

from carbon.method.label import category_cuts_g
from carbon.method.reference import Category
from carbon.ui.charts.base import base, grams_axis, rgba
from carbon.ui.theme import CLASSES, SMALL_PX, Palette
from carbon.units import format_grams

HEIGHT = 244
BINS_PER_DECADE = 12


@dataclass(frozen=True, slots=True)
class Standing:
    """One model's grams and the likely range about them."""

    grams: float
    low: float
    high: float


def position(category: Category, own: Standing, colours: Palette) -> go.Figure:
    """The reference's models as bars over its class bands; the model as a line, its likely range below."""
    drawn = base(colours, HEIGHT)
    ends = (category.percentiles_g[0], category.percentiles_g[-1], own.low, own.grams, own.high)
    axis = grams_axis(min(ends), max(ends))
    _add_bands(drawn, category.name, axis, colours)
    top = _add_bars(drawn, shares(category), colours)
    _add_model(drawn, own, axis, top, colours)
    drawn.update_xaxes(**axis, title={"text": "grams CO₂e, log scale"})
    drawn.update_yaxes(range=[-0.46 * top, 1.25 * top], showgrid=False, showticklabels=False, fixedrange=True)
    drawn.update_layout(showlegend=False, bargap=0.12, margin={"t": 4, "b": 44, "l": 14, "r": 18})
    return drawn


def shares(category: Category) -> list[tuple[float, float, float]]:
    """From how many to how many grams what share of the reference's models (0-100) lies, in equal steps of log10."""
    cells = range(math.ceil(category.logs[0] * BINS_PER_DECADE) - 1, math.ceil(category.logs[-1] * BINS_PER_DECADE))
    edges = [10 ** (cell / BINS_PER_DECADE) for cell in (*cells, cells.stop)]
    found = [(low, high, category.percentile(high) - category.percentile(low)) for low, high in pairwise(edges)]
    return [one for one in found if one[2] > 0]


def _add_bars(figure: go.Figure, bars: Sequence[tuple[float, float, float]], colours: Palette) -> float:
    figure.add_bar(
        x=[math.sqrt(low * high) for low, high, _ in bars],
        y=[share for _, _, share in bars],
        width=[0.86 * (high - low) for low, high, _ in bars],
        marker={"color": rgba(colours.ink, 0.42), "line": {"width": 0}},
        hovertext=[f"{share:.1f} % from {format_grams(low)} to {format_grams(high)}" for low, high, share in bars],
        hoverinfo="text",
    )
    return max(share for _, _, share in bars)


def _add_bands(figure: go.Figure, category: str, axis: dict[str, object], colours: Palette) -> None:
    low, high = (float(end) for end in axis["range"])  # type: ignore[attr-defined]
    cuts = [min(max(float(np.log10(cut)), low), high) for cut in category_cuts_g(category)]
    for letter, start, end in zip(CLASSES, [low, *cuts], [*cuts, high], strict=True):
        if end <= start:
            continue
        figure.add_vrect(
            x0=10**start, x1=10**end, fillcolor=rgba(colours.classes[letter], 0.2), line_width=0, layer="below"
        )
        figure.add_annotation(
            x=(start + end) / 2,
            y=1,
            yref="paper",
            yanchor="top",
            text=f"<b>{letter}</b>",
            showarrow=False,
            font={"size": SMALL_PX, "color": colours.ink},
        )


def _add_model(figure: go.Figure, own: Standing, axis: dict[str, object], top: float, colours: Palette) -> None:
    line = {"color": colours.ink, "width": 3}
    figure.add_shape(type="line", x0=own.grams, x1=own.grams, y0=-0.05 * top, y1=1.05 * top, line=line)
    figure.add_scatter(
        x=[own.low, own.high],
        y=[-0.09 * top] * 2,
        mode="lines+markers",
        line={"color": colours.ink, "width": 3},
        marker={"symbol": "line-ns", "size": 9, "line": {"width": 2, "color": colours.ink}},
        hovertext=[f"likely range: {format_grams(own.low)} to {format_grams(own.high)}"] * 2,
        hoverinfo="text",
    )
    first, last = (float(end) for end in axis["range"])  # type: ignore[attr-defined]
    place = (float(np.log10(own.grams)) - first) / (last - first)
    # Towards the middle and in two lines, so that it stays inside on a phone too.
    anchor = "left" if place < 0.4 else "right" if place > 0.6 else "center"
    figure.add_annotation(
        x=float(np.log10(own.grams)),
        y=-0.13 * top,
        yanchor="top",
        xanchor=anchor,
        align=anchor,
        text=(
            f"<b>this model {format_grams(own.grams)}</b><br>likely {format_grams(own.low)} to {format_grams(own.high)}"
        ),
        showarrow=False,
        font={"size": SMALL_PX, "color": colours.ink},
    )
