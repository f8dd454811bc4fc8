"""Colours, type sizes and the Plotly template of the light and the dark theme; never draws anything.

`.streamlit/config.toml` repeats the tokens for Streamlit's own elements; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import plotly.graph_objects as go
import streamlit as st

from carbon.drawing import colours

Mode = Literal["light", "dark"]

FONT = '"Source Sans", sans-serif'
TITLE_PX, HEADING_PX, BODY_PX, SMALL_PX = 34, 19, 16, 13.5

CLASSES = ("A", "B", "C", "D", "E")
LEVELS = ("R0", "R1", "R2", "R3", "R4", "R5")
DOMAINS = (
    "NLP",
    "Computer Vision",
    "Audio",
    "Multimodal",
    "Tabular",
    "Reinforcement Learning",
    "Other",
    "Not specified",
)


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme; each mapping has an entry for every class, level or domain.

    `series` are for names without a colour of their own (tools), `rest` for all others, `unknown` for missing ones.
    """

    mode: Mode
    ink: str
    muted: str
    line: str
    panel: str
    background: str
    accent: str
    accent_band: str
    warning: str
    classes: Mapping[str, str]
    class_letters: Mapping[str, str]
    levels: Mapping[str, str]
    domains: Mapping[str, str]
    series: tuple[str, ...]
    rest: str
    unknown: str
    scale: tuple[str, ...]


def _of(names: tuple[str, ...], *colours: str) -> dict[str, str]:
    return dict(zip(names, colours, strict=True))


_HUES = ("#0072b2", "#e69f00", "#cc79a7", "#009e73", "#56b4e9", "#d55e00")

LIGHT = Palette(
    mode="light",
    ink=colours.INK,
    muted=colours.MUTED,
    line=colours.LINE,
    panel=colours.PANEL,
    background=colours.PAPER,
    accent="#00707a",
    accent_band="rgba(0,112,122,0.16)",
    warning=colours.WARNING,
    classes=colours.CLASSES,
    class_letters=colours.LETTERS,
    levels=_of(LEVELS, "#e4e9ed", "#c3cdd5", "#9cc4c8", "#4f9ca3", "#00707a", "#003d43"),
    domains=_of(DOMAINS, *_HUES, "#4a525c", "#4a525c"),
    series=("#00707a", "#c98a1b", "#7a5ea8", "#4f8a3c", "#b4543f"),
    rest="#8b97a3",
    unknown="#d5dce2",
    scale=("#eef3f4", "#b9d8da", "#78b3b8", "#2f8a92", "#00545c"),
)

DARK = Palette(
    mode="dark",
    ink="#e8edf1",
    muted="#9fabb6",
    line="#2c3945",
    panel="#18222b",
    background="#10181f",
    accent="#46b6bf",
    accent_band="rgba(70,182,191,0.22)",
    warning="#ee7f8f",
    classes=_of(CLASSES, "#007680", "#72b27f", "#e6c229", "#e8803a", "#c72e44"),
    class_letters=colours.LETTERS,
    levels=_of(LEVELS, "#25323c", "#3c4b58", "#1e5a60", "#2a858d", "#46b6bf", "#b5e6ea"),
    domains=_of(DOMAINS, *_HUES, "#c2cad2", "#c2cad2"),
    series=("#2f9fa9", "#dba03a", "#a48bd0", "#78b264", "#d98270"),
    rest="#7d8995",
    unknown="#33414d",
    scale=("#1a252e", "#1e4a50", "#23727a", "#3a9ea7", "#8fdbe1"),
)

PALETTES: Mapping[Mode, Palette] = {"light": LIGHT, "dark": DARK}


def palette() -> Palette:
    """The colours of the theme this reader sees now; light where the browser has not said yet."""
    return DARK if st.context.theme.type == "dark" else LIGHT


@cache
def template(mode: Mode) -> go.layout.Template:
    """The Plotly template that every chart shares: fine lines along the value axis, no box, no logo."""
    chosen = PALETTES[mode]
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "color": chosen.muted,
        "gridcolor": chosen.line,
        "linecolor": chosen.line,
        "automargin": True,
        "ticklabelstandoff": 4,
        "title": {"font": {"size": SMALL_PX - 0.5, "color": chosen.muted}, "standoff": 8},
    }
    layout = go.Layout(
        font={"family": FONT, "size": SMALL_PX, "color": chosen.muted},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        colorway=[chosen.accent, *_HUES],
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        xaxis=axis,
        yaxis={**axis, "showgrid": True},
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1.02,
            "yanchor": "bottom",
            "font": {"size": SMALL_PX, "color": chosen.ink},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        hoverlabel={
            "bgcolor": chosen.panel,
            "bordercolor": chosen.line,
            "font": {"family": FONT, "size": SMALL_PX, "color": chosen.ink},
        },
        hovermode="closest",
        dragmode=False,
    )
    return go.layout.Template(layout=layout)
