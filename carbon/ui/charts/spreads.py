"""The Plotly figure of distributions of grams, one row a group: outline, quartiles, median. Never queries or shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from carbon.method.intervals import median_interval
from carbon.ui.charts.base import base, grams_axis, rgba
from carbon.ui.charts.rows import AXIS_PX, LINE_PX, MIN_GROUP, TOO_FEW, is_long, label, rows_layout
from carbon.ui.markup import escaped
from carbon.ui.theme import Palette
from carbon.units import format_grams

Floats = npt.NDArray[np.float64]

#: Bins a factor of ten: fine where there are many reports, coarse where chance would make teeth.
FINE, COARSE, MANY = 10, 5, 250
_HALF = 0.3
#: Height of a row of single reports against one of a distribution.
_FEW = 0.66
#: How far the middle lies above a row's end, and the crosses below the middle: of a distribution, of single reports.
_RISE, _DROP = (0.36, 0.24), (0.29, 0.14)


@dataclass(frozen=True, slots=True)
class Spread:
    """The reported grams of one group: all of them, ascending, and those among them that carry a flag.

    `compared_g`: a median to compare with (the 2023 study's), None where there is none. `key`: what a filter calls the
    group, where that is not its name.
    """

    name: str
    colour: str
    grams: Floats
    flagged: Floats = field(default_factory=lambda: np.empty(0))
    compared_g: float | None = None
    key: str = ""

    @property
    def n(self) -> int:
        """How many reports there are."""
        return len(self.grams)

    @property
    def enough(self) -> bool:
        """Whether there are enough reports to compare."""
        return self.n >= MIN_GROUP

    @property
    def quartiles(self) -> tuple[float, float, float]:
        """First quartile, median and third quartile in grams."""
        low, mid, high = np.quantile(self.grams, [0.25, 0.5, 0.75])
        return float(low), float(mid), float(high)

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the median in grams; NaN below six reports."""
        return median_interval(self.grams)


def spreads(groups: Sequence[Spread], colours: Palette, row_px: int = 78) -> go.Figure:
    """The distribution of grams in every group on one log axis: outline, quartiles, median with its interval."""
    heights = [_height(group, row_px) for group in groups]
    figure = base(colours, round(row_px * sum(heights)) + AXIS_PX)
    top = -0.5
    for group, height in zip(groups, heights, strict=True):
        before = len(figure.data)
        _add_spread(figure, top + height - _RISE[not group.enough], group, colours)
        for trace in figure.data[before:]:
            trace.meta = group.key or group.name
        label(figure, top, group.name, _spread_words(group), colours)
        top += height
    low, high = min(float(group.grams[0]) for group in groups), max(float(group.grams[-1]) for group in groups)
    figure.update_xaxes(**grams_axis(low, high), showgrid=True, title={"text": "grams CO₂e, log scale"})
    return rows_layout(figure, sum(heights))


def _height(group: Spread, row_px: int) -> float:
    """The height of a group's row against that of a distribution under a label of one line."""
    more = LINE_PX / row_px if is_long(group.name, _spread_words(group)) else 0.0
    return (1.0 if group.enough else _FEW) + more


def _spread_words(group: Spread) -> str:
    if not group.enough:
        return f"n = {group.n} · {TOO_FEW}"
    return f"median {format_grams(group.quartiles[1])} · n = {group.n:,}"


def _add_spread(figure: go.Figure, middle: float, group: Spread, colours: Palette) -> None:
    plain = np.setdiff1d(group.grams, group.flagged) if len(group.flagged) else group.grams
    if group.enough:
        figure.add_trace(_outline(group, middle))
    else:
        marker = {"color": group.colour, "size": 8, "opacity": 0.8}
        figure.add_trace(_dots(plain, middle, marker, "one report: "))
    if group.compared_g is not None:
        _add_compared(figure, group.compared_g, middle, colours)
    if group.enough:
        _add_quartiles(figure, group, middle, colours)
    flags = {"color": colours.ink, "size": 5, "symbol": "x-thin-open", "line": {"width": 1}, "opacity": 0.55}
    if len(group.flagged):
        figure.add_trace(_dots(_bin_centres(group.flagged), middle + _DROP[not group.enough], flags, "flagged, about "))


def _add_compared(figure: go.Figure, grams: float, middle: float, colours: Palette) -> None:
    figure.add_scatter(
        x=[grams] * 2,
        y=[middle - _HALF, middle + _HALF],
        mode="lines",
        line={"color": colours.warning, "width": 2, "dash": "dot"},
        hovertext=[f"2023 study: median {format_grams(grams)}"] * 2,
        hoverinfo="text",
    )


def _dots(grams: Floats, y: float, marker: dict[str, object], words: str) -> go.Scatter:
    return go.Scatter(
        x=grams,
        y=np.full(len(grams), y),
        mode="markers",
        marker=marker,
        hovertext=[words + format_grams(value) for value in grams.tolist()],
        hoverinfo="text",
    )


def _outline(group: Spread, middle: float) -> go.Scatter:
    logs = np.log10(group.grams)
    bins = FINE if group.n >= MANY else COARSE
    first = np.floor(logs[0] * bins)
    last = max(np.ceil(logs[-1] * bins), first + 1)
    edges = np.arange(first, last + 1) / bins
    counted, _ = np.histogram(logs, np.append(edges[:-1], max(edges[-1], logs[-1])))
    half = np.repeat(counted / counted.max() * _HALF, 2)
    x = 10 ** np.repeat(edges, 2)[1:-1]
    return go.Scatter(
        x=np.concatenate([x, x[::-1]]),
        y=np.concatenate([middle - half, (middle + half)[::-1]]),
        mode="lines",
        line={"color": group.colour, "width": 1},
        fill="toself",
        fillcolor=rgba(group.colour, 0.28),
        hoverinfo="skip",
    )


def _add_quartiles(figure: go.Figure, group: Spread, middle: float, colours: Palette) -> None:
    low, mid, high = group.quartiles
    start, end = group.interval
    words = (
        f"{escaped(group.name)}<br>median {format_grams(mid)} ({format_grams(start)} to {format_grams(end)})"
        f"<br>quartiles {format_grams(low)} and {format_grams(high)}<br>n = {group.n:,}"
    )
    lines = (([low, high], rgba(colours.ink, 0.35), 5), ([start, end], colours.ink, 7))
    for ends, colour, width in lines:
        figure.add_scatter(
            x=ends, y=[middle] * 2, mode="lines", line={"color": colour, "width": width}, hoverinfo="skip"
        )
    figure.add_scatter(
        x=[mid],
        y=[middle],
        mode="markers",
        marker={"color": colours.background, "size": 9, "line": {"color": colours.ink, "width": 2}},
        hovertext=[words],
        hoverinfo="text",
    )


def _bin_centres(grams: Floats) -> Floats:
    cells = np.unique(np.floor(np.log10(grams) * FINE))
    return np.asarray(10 ** ((cells + 0.5) / FINE), dtype=np.float64)
