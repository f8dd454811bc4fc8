"""The card of all compared models on one log axis of grams, with their likely ranges, and what can be said of them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from carbon.method.comparison import Footing, footing, likely, why_not_compared
from carbon.method.rows import Classified
from carbon.ui.cards import chart_card, text_card
from carbon.ui.charts.base import grams_axis, rgba
from carbon.ui.charts.rows import label_rows, rows_figure
from carbon.ui.compare import statements
from carbon.ui.findings import counted
from carbon.ui.markup import escaped
from carbon.ui.page import Context
from carbon.ui.theme import Palette
from carbon.units import format_grams

#: Footings differ by shape; a figure that cannot be compared is a cross, whatever it stands on.
SYMBOLS = {Footing.MEASURED: "circle", Footing.CALCULATED: "diamond", Footing.NOT_STATED: "circle-open"}
NOT_COMPARED = "x-thin-open"
#: Height of a row, and how far below its middle the mark lies, under a label of two lines.
ROW_PX, DOWN = 74, 0.3


def show_emissions(context: Context, models: Sequence[Classified]) -> None:
    """The card; where none reports, a sentence in its place."""
    reported = [model for model in models if model.reports]
    if not reported:
        text_card(
            title="None of these models reports its emissions",
            subtitle="So there is nothing to compare; their pages say how they could report.",
            key="emissions",
            body=lambda: None,
        )
        return
    chart_card(
        title=statements.title(models),
        subtitle=f"Grams CO₂e reported for training, log scale; bar: likely range · {counted(len(reported), 'model')}",
        figure=figure(reported, context.colours),
        table=table(reported),
        source=context.source_line,
        method=statements.METHOD,
        alt="Emissions of "
        + ", ".join(f"{model.id}: {statements.range_words(model)}, {kind(model)}" for model in reported)
        + ".",
        key="emissions",
        note="Circle: measured; diamond: calculated; hollow: method not stated; cross: not compared.",
    )


def figure(models: Sequence[Classified], colours: Palette) -> go.Figure:
    """One row a model: its value and likely range on the axis they all share."""
    drawn = rows_figure(len(models), colours, ROW_PX)
    for place, model in enumerate(models):
        _add_range(drawn, place + DOWN, model, colours)
    label_rows(drawn, [(model.id, f"{format_grams(model.emissions_g)} · {kind(model)}") for model in models], colours)
    ends = [end for model in models for end in likely(model)]
    drawn.update_xaxes(**grams_axis(min(ends), max(ends)), showgrid=True, title={"text": "grams CO₂e, log scale"})
    return drawn


def table(models: Sequence[Classified]) -> pd.DataFrame:
    """What is drawn, with headings for readers."""
    rows = [
        {
            "Model": model.id,
            "Grams CO₂e": model.emissions_g,
            "Likely from, g": likely(model)[0],
            "Likely to, g": likely(model)[2],
            "Stands on": kind(model),
            "Class": model.label_class or "",
        }
        for model in models
    ]
    return pd.DataFrame(rows)


def kind(model: Classified) -> str:
    """What the figure stands on, or why it is not compared."""
    if why_not_compared(model):
        return "not compared"
    return f"{footing(model)}, {model.tool}" if model.tool else str(footing(model))


def _add_range(drawn: go.Figure, y: float, model: Classified, colours: Palette) -> None:
    low, grams, high = likely(model)
    colour = colours.classes[model.label_class] if model.label_class else colours.muted
    hover = escaped(f"{model.id}: {statements.range_words(model)}")
    drawn.add_scatter(
        x=[low, high],
        y=[y, y],
        mode="lines",
        line={"color": rgba(colour, 0.45), "width": 7},
        hovertext=[hover] * 2,
        hoverinfo="text",
    )
    symbol = NOT_COMPARED if why_not_compared(model) else SYMBOLS[footing(model)]
    drawn.add_scatter(
        x=[grams],
        y=[y],
        mode="markers",
        marker={"symbol": symbol, "size": 13, "color": colour, "line": {"width": 2, "color": colours.ink}},
        hovertext=[hover],
        hoverinfo="text",
    )
