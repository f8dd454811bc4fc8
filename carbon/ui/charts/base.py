"""What all Plotly figures share: the empty figure in the template, log axes, how marks are drawn. Draws no data."""

from __future__ import annotations

import math
from collections.abc import Callable

import plotly.graph_objects as go

from carbon.ui.theme import Palette, template
from carbon.units import format_grams

#: Given to every `st.plotly_chart`: charts are read, not edited, and a page can be scrolled over them.
CONFIG: dict[str, object] = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "responsive": True,
}

HEIGHT = 300


def base(colours: Palette, height: int = HEIGHT) -> go.Figure:
    """An empty figure in the shared template with a fixed height in pixels."""
    figure = go.Figure()
    figure.update_layout(template=template(colours.mode), height=height, autosize=True)
    return figure


def log_axis(low: float, high: float, write: Callable[[float], str]) -> dict[str, object]:
    """Layout of a log axis from `low` to `high` (> 0): whole decades, named by `write`.

    At most seven ticks are labelled, whatever the range.
    """
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    last = max(last, first + 1)
    step = math.ceil((last - first + 1) / 7)
    decades = range(first, last + 1, step)
    return {
        "type": "log",
        "range": [first - 0.05, last + 0.05],
        "tickvals": [10.0**decade for decade in decades],
        "ticktext": [write(10.0**decade) for decade in decades],
    }


def grams_axis(low_g: float, high_g: float) -> dict[str, object]:
    """`log_axis` of grams, written mg, g, kg, t."""
    return log_axis(low_g, high_g, format_grams)


def rgba(colour: str, opacity: float) -> str:
    """A `#rrggbb` colour with an opacity."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
