"""Plotly figures with one labelled row a group: distributions, shares, counts. Labels stand above their row, so that
the same figure fits a phone and a wide screen. Never queries and never shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from carbon.method.intervals import median_interval
from carbon.ui.charts import base, grams_axis
from carbon.ui.theme import SMALL_PX, Palette
from carbon.units import format_grams

Floats = npt.NDArray[np.float64]

#: Groups with fewer members are shown member by member, marked as too few, and enter no finding (method.md §7).
MIN_GROUP = 20
TOO_FEW = "too few to compare"
#: Bins a factor of ten: fine where there are many reports, coarse where chance would make teeth.
FINE, COARSE, MANY = 10, 5, 250
_HALF = 0.3
_AXIS_PX, _LINE_PX = 44, 16
_LONGEST_LINE = 50


@dataclass(frozen=True, slots=True)
class Spread:
    """The reported grams of one group: all of them, ascending, and those among them that carry a flag."""

    name: str
    colour: str
    grams: Floats
    flagged: Floats = field(default_factory=lambda: np.empty(0))

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


def spreads(groups: Sequence[Spread], colours: Palette, row_px: int = 74) -> go.Figure:
    """The distribution of grams in every group on one log axis: outline, quartiles, median with its interval."""
    figure = base(colours, row_px * max(len(groups), 1) + _AXIS_PX)
    for place, group in enumerate(groups):
        _add_spread(figure, place, group, colours)
        _label(figure, place, group.name, _spread_words(group), colours)
    low, high = min(float(group.grams[0]) for group in groups), max(float(group.grams[-1]) for group in groups)
    figure.update_xaxes(**grams_axis(low, high), showgrid=True, title={"text": "grams CO₂e, log scale"})
    return _rows_layout(figure, len(groups))


def shares(rows: Sequence[Row], colours: Palette, axis: str, row_px: int = 46) -> go.Figure:
    """One dot a row on a linear axis of percent that starts at 0, with its interval as a line."""
    long = any(_is_long(row.name, row.detail) for row in rows)
    figure = base(colours, (row_px + (_LINE_PX if long else 0)) * max(len(rows), 1) + _AXIS_PX)
    for place, row in enumerate(rows):
        _add_share(figure, place + (0.28 if long else 0.18), row, colours)
        _label(figure, place, row.name, row.detail, colours)
    top = max((max(row.value, np.nan_to_num(row.high)) for row in rows), default=1.0)
    figure.update_xaxes(range=[0, top * 1.04], ticksuffix=" %", showgrid=True, title={"text": axis})
    return _rows_layout(figure, len(rows))


def counts(rows: Sequence[Row], colours: Palette, axis: str, row_px: int = 42) -> go.Figure:
    """One bar a row from 0."""
    figure = base(colours, row_px * max(len(rows), 1) + _AXIS_PX)
    places = [place + 0.16 for place in range(len(rows))]
    figure.add_bar(
        x=[row.value for row in rows],
        y=places,
        orientation="h",
        width=0.3,
        marker={"color": [row.colour for row in rows], "line": {"width": 0}},
        hovertext=[f"{row.name}: {row.detail}" for row in rows],
        hoverinfo="text",
        showlegend=False,
    )
    for place, row in enumerate(rows):
        _label(figure, place, row.name, row.detail, colours)
    figure.update_xaxes(rangemode="tozero", showgrid=True, title={"text": axis}, nticks=6)
    return _rows_layout(figure, len(rows))


def rows_figure(rows: int, colours: Palette, row_px: int) -> go.Figure:
    """An empty figure with room for rows 0, 1, … from the top, each with a label over its middle at +0.16."""
    figure = base(colours, row_px * max(rows, 1) + _AXIS_PX)
    return _rows_layout(figure, rows)


def label_rows(figure: go.Figure, labels: Sequence[tuple[str, str]], colours: Palette) -> None:
    """Write a name and a detail above each row."""
    for place, (name, detail) in enumerate(labels):
        _label(figure, place, name, detail, colours)


def rgba(colour: str, opacity: float) -> str:
    """A `#rrggbb` colour with an opacity."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def _rows_layout(figure: go.Figure, rows: int) -> go.Figure:
    figure.update_yaxes(range=[max(rows, 1) - 0.5, -0.5], showgrid=False, showticklabels=False, fixedrange=True)
    figure.update_layout(showlegend=False, margin={"t": 4, "b": 4, "l": 14, "r": 18})
    return figure


def _label(figure: go.Figure, place: int, name: str, detail: str, colours: Palette) -> None:
    between = "<br>" if _is_long(name, detail) else "  "
    text = f'<b>{_escaped(name)}</b>{between}<span style="color:{colours.muted}">{_escaped(detail)}</span>'
    figure.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        xshift=-12,
        y=place - 0.5,
        yanchor="top",
        text=text,
        showarrow=False,
        align="left",
        font={"size": SMALL_PX, "color": colours.ink},
        bgcolor=rgba(colours.background, 0.75),
        borderpad=1,
    )


def _is_long(name: str, detail: str) -> bool:
    """Whether name and detail need a line each, so that both fit a phone."""
    return 1.15 * len(name) + len(detail) > _LONGEST_LINE


def _escaped(text: str) -> str:
    # Plotly reads a small HTML in its texts; names come from outside.
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _spread_words(group: Spread) -> str:
    if not group.enough:
        return f"n {group.n} · {TOO_FEW}"
    return f"median {format_grams(group.quartiles[1])} · n {group.n:,}"


def _add_spread(figure: go.Figure, place: int, group: Spread, colours: Palette) -> None:
    middle = place + 0.14
    plain = np.setdiff1d(group.grams, group.flagged) if len(group.flagged) else group.grams
    if group.enough:
        figure.add_trace(_outline(group, middle))
        _add_quartiles(figure, group, middle, colours)
    else:
        marker = {"color": group.colour, "size": 8, "opacity": 0.8}
        figure.add_trace(_dots(plain, middle, marker, "one report: "))
    flags = {"color": colours.ink, "size": 5, "symbol": "x-thin-open", "line": {"width": 1}, "opacity": 0.55}
    if len(group.flagged):
        figure.add_trace(_dots(_bin_centres(group.flagged), place + 0.44, flags, "flagged, about "))


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
        f"{_escaped(group.name)}<br>median {format_grams(mid)} ({format_grams(start)} to {format_grams(end)})"
        f"<br>quartiles {format_grams(low)} and {format_grams(high)}<br>n {group.n:,}"
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
        hovertext=[f"{_escaped(row.name)}<br>{row.detail}"],
        hoverinfo="text",
        cliponaxis=False,
    )
