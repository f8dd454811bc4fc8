"""The traces of a line over time with its band: gaps left open, the period that is not over dashed. Draws no axes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

#: How strongly a bar of the period that is not over is drawn.
PALE = 0.45


def unbroken(frame: pd.DataFrame, y: str) -> list[pd.DataFrame]:
    """The stretches of rows in which `y` is known, in their order."""
    known = frame[y].notna()
    run = (known != known.shift()).cumsum()
    return [part for _, part in frame[known].groupby(run[known])]


def isolated(values: np.ndarray) -> np.ndarray:
    """Which values have no known neighbour: a line would not show them."""
    known = np.isfinite(values)
    padded = np.concatenate([[False], known, [False]])
    alone: np.ndarray = known & ~padded[:-2] & ~padded[2:]
    return alone


def band(frame: pd.DataFrame, *, x: str, low: str, high: str, fill: str, edge: str) -> list[go.Scatter]:
    """From `low` to `high` for every unbroken stretch; a stretch of one row is a stroke of the colour `edge`."""
    return [_stretch(part, x=x, low=low, high=high, fill=fill, edge=edge) for part in unbroken(frame, low)]


def line(frame: pd.DataFrame, *, x: str, y: str, hover: str, colour: str, paper: str) -> list[go.Scatter]:
    """The line, and where the last row is `so_far` a dashed one to its hollow mark."""
    over = frame[~frame["so_far"]] if "so_far" in frame else frame
    traces = [_over(over, x=x, y=y, hover=hover, colour=colour)]
    tail = frame.iloc[len(over) :]
    if tail[y].notna().any():
        rest = frame.iloc[max(len(over) - 1, 0) :]
        traces.append(_so_far(rest, x=x, y=y, hover=hover, colour=colour, paper=paper))
    return traces


def _stretch(part: pd.DataFrame, *, x: str, low: str, high: str, fill: str, edge: str) -> go.Scatter:
    times, lows, highs = (part[name].to_numpy() for name in (x, low, high))
    plain: dict[str, Any] = {"mode": "lines", "hoverinfo": "skip", "showlegend": False}
    if len(part) == 1:
        return go.Scatter(x=[times[0]] * 2, y=[lows[0], highs[0]], line={"color": edge, "width": 5}, **plain)
    return go.Scatter(
        x=np.concatenate([times, times[::-1]]),
        y=np.concatenate([lows, highs[::-1]]).astype(float),
        line={"width": 0},
        fill="toself",
        fillcolor=fill,
        **plain,
    )


def _over(frame: pd.DataFrame, *, x: str, y: str, hover: str, colour: str) -> go.Scatter:
    values = frame[y].to_numpy(dtype=float)
    return go.Scatter(
        x=frame[x].to_numpy(),
        y=values,
        mode="lines+markers",
        line={"color": colour, "width": 2},
        marker={"color": colour, "size": np.where(isolated(values), 6, 0)},
        hovertext=frame[hover].to_numpy(),
        hoverinfo="text",
        showlegend=False,
        connectgaps=False,
    )


def _so_far(frame: pd.DataFrame, *, x: str, y: str, hover: str, colour: str, paper: str) -> go.Scatter:
    """From the last row that is over to those that are not; the former has its mark and its words in the line."""
    rows = len(frame)
    starts = rows > 1 and not frame["so_far"].iloc[0]
    return go.Scatter(
        x=frame[x].to_numpy(),
        y=frame[y].to_numpy(dtype=float),
        mode="lines+markers",
        line={"color": colour, "width": 2, "dash": "dot"},
        marker={
            "color": paper,
            "size": [0, *[7] * (rows - 1)] if starts else [7] * rows,
            "line": {"color": colour, "width": [0, *[1.5] * (rows - 1)] if starts else 1.5},
        },
        hovertext=["", *frame[hover].iloc[1:]] if starts else frame[hover].to_numpy(),
        hoverinfo="text",
        showlegend=False,
        connectgaps=False,
    )
