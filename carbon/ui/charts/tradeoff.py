"""The Plotly figure of two measures of every rated report, with class bands and the best of both; never queries."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from carbon.method.label import category_cuts_g
from carbon.method.reference import ALL
from carbon.ui.categories import CLASS_SYMBOLS
from carbon.ui.charts.base import base, grams_axis, log_axis, rgba
from carbon.ui.markup import escaped
from carbon.ui.theme import CLASSES, SMALL_PX, Palette
from carbon.units import format_grams

HEIGHT = 480
#: Up to this many marks each tells its model's name; more would make the page heavy.
MOST_NAMES = 1_500
#: Triangles cover less than the other shapes of the same width.
_WIDER = {"D": 1.45, "E": 1.45}
KINDS = {"reported": ("", ""), "flagged": ("-open", ", flagged"), "inherited": ("-cross-open", ", inherited")}


@dataclass(frozen=True, slots=True)
class Axis:
    """What grams are set against: its key and column, its name, what it is, how values are written, its two ends.

    `better` is the end to be at, in words; `more_is_better` tells whether that is the upper one.
    """

    key: str
    column: str
    label: str
    words: str
    write: Callable[[float], str]
    most: str
    least: str
    better: str
    more_is_better: bool


def figure(dots: pd.DataFrame, axis: Axis, category: str | None, colours: Palette) -> go.Figure:
    """Grams against `axis` for dots whose values are all above 0, over the class bands of the category, or of all."""
    drawn = base(colours, HEIGHT)
    grams = dots["emissions_g"]
    y_axis = grams_axis(float(grams.min()), float(grams.max()))
    _add_bands(drawn, category or ALL, y_axis, colours)
    for letter, kind, part in by_trace(dots):
        drawn.add_trace(_marks(part, axis, letter, kind, colours, names=len(dots) <= MOST_NAMES))
    drawn.add_trace(_front(dots[dots["kind"] == "reported"], axis, colours))
    _add_name_of_front(drawn, axis, colours)
    drawn.update_yaxes(**y_axis, title={"text": "grams CO₂e, log scale"}, fixedrange=True)
    amounts = dots[axis.column]
    x_axis = log_axis(float(amounts.min()), float(amounts.max()), axis.write)
    drawn.update_xaxes(**x_axis, title={"text": f"{axis.words}, log scale"}, showgrid=True, fixedrange=True)
    drawn.update_layout(
        legend={"traceorder": "normal", "itemsizing": "constant", "yref": "container", "y": 0.99, "yanchor": "top"},
        margin={"t": 40, "r": 22},
    )
    return drawn


def by_trace(dots: pd.DataFrame) -> list[tuple[str, str, pd.DataFrame]]:
    """Class, kind and dots of every trace of the figure, in their order; the line of the best comes after them."""
    parts = [
        (letter, kind, dots[(dots["label_class"] == letter) & (dots["kind"] == kind)])
        for letter in CLASSES
        for kind in KINDS
    ]
    return [part for part in parts if not part[2].empty]


def best_of_both(amounts: npt.ArrayLike, grams: npt.ArrayLike, *, more_is_better: bool) -> npt.NDArray[np.intp]:
    """Positions of the points that none beats in both (better amount, fewer grams), from the fewest grams up.

    A point beats another when it is at least as good in both and better in one.
    """
    values, emitted = np.asarray(amounts, dtype=np.float64), np.asarray(grams, dtype=np.float64)
    goodness = values if more_is_better else -values
    order = np.lexsort((-goodness, emitted))
    best_before = np.maximum.accumulate(np.concatenate([[-np.inf], goodness[order]]))[:-1]
    return order[goodness[order] > best_before]


def _marks(part: pd.DataFrame, axis: Axis, letter: str, kind: str, colours: Palette, *, names: bool) -> go.Scatter:
    suffix, words = KINDS[kind]
    colour = colours.classes[letter]
    symbol = {"inherited": "x-thin-open"}.get(kind, CLASS_SYMBOLS[letter] + suffix)
    line = {"width": 1.5 if kind != "reported" else 0.6, "color": colours.background if kind == "reported" else colour}
    wide = np.clip(7 * np.sqrt(part["reporting"].to_numpy(dtype=float)) ** 0.7, 7, 20) * _WIDER.get(letter, 1.0)
    size = wide[0] if np.ptp(wide) == 0 else np.round(wide).astype(np.uint8)
    return go.Scatter(
        x=part[axis.column].to_numpy(dtype=np.float32),
        y=part["emissions_g"].to_numpy(dtype=np.float32),
        mode="markers",
        name=f"{letter}{words}",
        marker={"color": colour, "symbol": symbol, "size": size, "opacity": 0.9, "line": line},
        unselected={"marker": {"opacity": 0.9}},
        hovertext=[_hover(row, axis) for row in part.to_dict("records")] if names else None,
        hoverinfo="text" if names else "x+y+name",
    )


def _hover(row: Mapping[Hashable, Any], axis: Axis) -> str:
    others = row["reporting"] - 1
    more = f" and {others} more" if others else ""
    values = f"{format_grams(row['emissions_g'])} · {axis.write(row[axis.column])}"
    return f"{escaped(row['id'])}{more}<br>class {row['label_class']} · {values}"


def _front(dots: pd.DataFrame, axis: Axis, colours: Palette) -> go.Scatter:
    amounts, grams = dots[axis.column].to_numpy(dtype=float), dots["emissions_g"].to_numpy(dtype=float)
    best = best_of_both(amounts, grams, more_is_better=axis.more_is_better)
    return go.Scatter(
        x=amounts[best],
        y=grams[best],
        mode="lines",
        line={"color": colours.ink, "width": 1.6, "shape": "vh"},
        name=_name_of_front(axis),
        hoverinfo="skip",
        showlegend=False,
    )


def _name_of_front(axis: Axis) -> str:
    return f"best of both: {axis.better}, fewer grams"


def _add_name_of_front(figure: go.Figure, axis: Axis, colours: Palette) -> None:
    """Name the line inside the plot, in two lines for a phone: in the legend its long name would make every entry of
    the classes' as wide, and Plotly leaves a second legend where it was when the first one wraps and moves the plot."""
    figure.add_annotation(
        x=0.01, xref="paper", xanchor="left", y=0.99, yref="paper", yanchor="top", showarrow=False, align="left",
        text=f"<b>—</b> {_name_of_front(axis).replace(': ', ':<br>')}", font={"size": SMALL_PX, "color": colours.ink},
        bgcolor=rgba(colours.background, 0.75),
    )  # fmt: skip


def _add_bands(figure: go.Figure, category: str, y_axis: dict[str, object], colours: Palette) -> None:
    low, high = (float(end) for end in y_axis["range"])  # type: ignore[attr-defined]
    cuts = [float(np.log10(cut)) for cut in category_cuts_g(category)]
    edges = [low, *(min(max(cut, low), high) for cut in cuts), high]
    for letter, start, end in zip(CLASSES, edges[:-1], edges[1:], strict=True):
        if end <= start:
            continue
        band = {"y0": 10**start, "y1": 10**end, "line_width": 0, "layer": "below"}
        figure.add_hrect(**band, fillcolor=rgba(colours.classes[letter], 0.13))
        figure.add_annotation(
            x=1, xref="paper", xanchor="left", xshift=6, y=(start + end) / 2, text=f"<b>{letter}</b>", showarrow=False,
            font={"size": SMALL_PX, "color": colours.ink},
        )  # fmt: skip
