"""The Plotly figure of emissions against an amount, by domain, with a fitted line and its band; never queries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from carbon.method.domains import DOMAINS, NOT_SPECIFIED
from carbon.method.intervals import Z95
from carbon.ui.charts.base import base, grams_axis, log_axis, rgba
from carbon.ui.markup import escaped
from carbon.ui.theme import SMALL_PX, Palette
from carbon.units import format_grams

HEIGHT = 460
#: Above this many points those close to each other are drawn as one: a browser takes over a second to draw 10,000.
MOST_POINTS = 3_000
#: Up to this many points each tells its model's name; more would make the page heavy.
MOST_NAMES = 2_000
#: How fine those are, to a factor of ten of grams: the finest that leaves no more points.
_CELLS = (50, 25, 16, 12, 10, 8, 7, 6, 5, 4, 3)
_STEPS = 40
_SYMBOLS = ("circle", "diamond", "square", "triangle-up", "x", "cross", "star", "hexagon")

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Amount:
    """What grams are set against: its question, what it is, how it is written; a score has a linear axis."""

    question: str
    label: str
    words: str
    write: Callable[[float], str]
    hover: str
    is_score: bool = False

    def scaled(self, values: npt.ArrayLike) -> Floats:
        """The values on the scale on which the line is straight."""
        known = np.asarray(values, dtype=np.float64)
        return known if self.is_score else np.log10(known)

    def unscaled(self, values: Floats) -> Floats:
        """The reverse of `scaled`."""
        return values if self.is_score else np.asarray(10**values, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Line:
    """A line through log10 grams with the 95 % band of its height, at some places of the amount."""

    amount: Floats
    grams: Floats
    low: Floats
    high: Floats


def fitted(frame: pd.DataFrame, amount: Amount, least: int) -> Line | None:
    """The least-squares line of log10 grams on the amount; None with fewer than `least` reports or one amount only."""
    x, y = amount.scaled(frame["amount"]), np.log10(frame["emissions_g"].to_numpy(dtype=np.float64))
    if len(x) < least or np.ptp(x) == 0:
        return None
    off = x - x.mean()
    slope = float(off @ y / (off @ off))
    rest = y - y.mean() - slope * off
    variance = float(rest @ rest) / (len(x) - 2)
    places = np.linspace(x.min(), x.max(), _STEPS)
    middle = y.mean() + slope * (places - x.mean())
    half = Z95 * np.sqrt(variance * (1 / len(x) + (places - x.mean()) ** 2 / (off @ off)))
    return Line(amount.unscaled(places), 10**middle, 10 ** (middle - half), 10 ** (middle + half))


def figure(frame: pd.DataFrame, amount: Amount, line: Line | None, colours: Palette) -> go.Figure:
    """`amount` and `emissions_g` (> 0) as points coloured by `domain`, with the line over them."""
    drawn = base(colours, HEIGHT)
    points = thinned(frame, amount)
    for domain, part in by_trace(points):
        drawn.add_trace(_points(part, domain, amount, colours, total=len(points)))
    if line is not None:
        _add_line(drawn, line, colours)
    drawn.update_yaxes(
        **grams_axis(float(frame["emissions_g"].min()), float(frame["emissions_g"].max())),
        title={"text": "grams CO₂e, log scale"},
        fixedrange=True,
    )
    drawn.update_xaxes(**_x_axis(frame, amount), showgrid=True, fixedrange=True)
    drawn.update_layout(
        legend={"traceorder": "normal", "itemsizing": "constant", "yref": "container", "y": 0.99, "yanchor": "top"},
        margin={"t": 40, "r": 22},
    )
    return drawn


def by_trace(points: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Domain and points of every trace of the figure, in their order: those that are not specified lie under all
    others, the line and its band over all."""
    order = sorted(DOMAINS, key=lambda domain: domain != NOT_SPECIFIED)
    parts = [(domain, points[points["domain"] == domain]) for domain in order]
    return [part for part in parts if not part[1].empty]


def thinned(frame: pd.DataFrame, amount: Amount) -> pd.DataFrame:
    """The points to draw: all, or above `MOST_POINTS` one for those that nearly coincide."""
    if len(frame) <= MOST_POINTS:
        return frame
    x, y = amount.scaled(frame["amount"]), np.log10(frame["emissions_g"].to_numpy(dtype=np.float64))
    for cells in _CELLS:
        placed = frame.assign(x=np.round(x * cells), y=np.round(y * cells))
        points = frame[~placed.duplicated(["domain", "x", "y"])]
        if len(points) <= MOST_POINTS:
            break
    return points


def _points(part: pd.DataFrame, domain: str, amount: Amount, colours: Palette, *, total: int) -> go.Scatter:
    has_names = total <= MOST_NAMES
    pairs = zip(part["id"], part["emissions_g"].tolist(), strict=True) if has_names else ()
    told = [f"{escaped(name)}<br>{format_grams(grams)} CO₂e" for name, grams in pairs]
    start = "%{hovertext}" if has_names else "%{y:,.3~r} g CO₂e"
    drawn = go.Scatter(
        x=part["amount"].to_numpy(dtype=np.float32),
        y=part["emissions_g"].to_numpy(dtype=np.float32),
        mode="markers",
        name=escaped(domain),
        legendrank=1000 + DOMAINS.index(domain),
        marker={
            "color": colours.domains[domain],
            "symbol": _SYMBOLS[DOMAINS.index(domain)],
            "size": 6.5,
            "opacity": 0.6,
            "line": {"width": 0.5, "color": colours.background},
        },
        unselected={"marker": {"opacity": 0.6}},
        hovertext=told or None,
        hovertemplate=f"{start} · {amount.hover}<br>{escaped(domain)}<extra></extra>",
    )
    return drawn


def _add_line(drawn: go.Figure, line: Line, colours: Palette) -> None:
    band = go.Scatter(
        x=np.concatenate([line.amount, line.amount[::-1]]),
        y=np.concatenate([line.high, line.low[::-1]]),
        fill="toself",
        fillcolor=rgba(colours.ink, 0.16),
        mode="lines",
        line={"width": 0},
        hoverinfo="skip",
        showlegend=False,
    )
    middle = go.Scatter(
        x=line.amount,
        y=line.grams,
        mode="lines",
        line={"color": colours.ink, "width": 2.5},
        hoverinfo="skip",
        showlegend=False,
    )
    drawn.add_traces([band, middle])
    # Not in the legend: its long name would make every entry as wide, and the legend a row higher.
    drawn.add_annotation(
        x=0.01, xref="paper", xanchor="left", y=0.99, yref="paper", yanchor="top", showarrow=False,
        text="<b>—</b> fitted line, 95 % band", font={"size": SMALL_PX, "color": colours.ink},
        bgcolor=rgba(colours.background, 0.75),
    )  # fmt: skip


def _x_axis(frame: pd.DataFrame, amount: Amount) -> dict[str, object]:
    low, high = float(frame["amount"].min()), float(frame["amount"].max())
    if not amount.is_score:
        return {**log_axis(low, high, amount.write), "title": {"text": f"{amount.words}, log scale"}}
    room = max(0.03 * (high - low), 0.01)
    return {"title": {"text": amount.words}, "range": [low - room, high + room], "nticks": 7}
