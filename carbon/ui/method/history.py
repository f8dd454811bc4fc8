"""The card of the snapshots' course: reports by the date of their snapshot. Draws nothing of a single snapshot."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from carbon.store.queries import course
from carbon.store.selection import EVERYTHING
from carbon.ui import source
from carbon.ui.cards import chart_card, text_card
from carbon.ui.charts.base import base
from carbon.ui.findings import counted
from carbon.ui.page import Context
from carbon.ui.theme import Palette

TITLE = "The course of the snapshots"
METHOD = """\
Every time the ingest has read the Hub, a snapshot is built and published. Each adds its counts to the course of those
before it, from the same Hub. Reports are counted as they stood in that snapshot, flagged ones included: a report that
is withdrawn later still counts there.
"""
HEADS = {"built_at": "Built (UTC)", "census": "Census", "models": "Models", "reporting": "Models reporting"}


def show_history(context: Context) -> None:
    """The card; a sentence where there is one snapshot only."""
    rows = source.ask(course.course, context.snapshot, EVERYTHING)
    if len(rows) < 2:
        text_card(title=TITLE, subtitle="It begins with this snapshot; the next ones are added here.", key="history",
                  body=lambda: None)  # fmt: skip
        return
    chart_card(
        title=finding(rows),
        subtitle=f"Models reporting, by date of the snapshot · n = {counted(len(rows), 'snapshot')}",
        figure=figure(rows, context.colours),
        table=rows.rename(columns=HEADS),
        source=context.source_line,
        method=METHOD,
        alt=f"Line of the models reporting in {len(rows)} snapshots, from {rows['reporting'].iloc[0]:,} "
        f"to {rows['reporting'].iloc[-1]:,}.",
        key="history",
    )


def finding(rows: pd.DataFrame) -> str:
    """What became of the number of reports since the first snapshot."""
    change = int(rows["reporting"].iloc[-1] - rows["reporting"].iloc[0])
    since = _since(*(pd.Timestamp(rows["built_at"].iloc[place]) for place in (0, -1)))
    if not change:
        return f"As many models report as {since}"
    word, verb = "more" if change > 0 else "fewer", "reports" if abs(change) == 1 else "report"
    return f"{abs(change):,} {word} {'model' if abs(change) == 1 else 'models'} {verb} than {since}"


def _since(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """When the first snapshot was built: with its time where the last one is of the same day."""
    day = f"{first:%-d %B %Y}"
    return f"at {first:%H:%M} UTC on {day}" if first.date() == last.date() else f"on {day}"


def figure(rows: pd.DataFrame, colours: Palette) -> go.Figure:
    """The number of reports by date; an axis that does not begin at 0 would make much of little."""
    drawn = base(colours, 240)
    drawn.add_scatter(
        x=rows["built_at"].to_numpy(),
        y=rows["reporting"].to_numpy(),
        mode="lines+markers",
        line={"color": colours.accent, "width": 2},
        marker={"size": 6, "color": colours.accent},
        hovertext=[
            f"{built:%-d %B %Y, %H:%M}<br>{reporting:,} of {models:,} models report"
            for built, reporting, models in zip(rows["built_at"], rows["reporting"], rows["models"], strict=True)
        ],
        hoverinfo="text",
    )
    drawn.update_yaxes(rangemode="tozero", tickformat=",")
    drawn.update_xaxes(nticks=6)
    return drawn
