"""The app's style sheet, in the colours of the reader's theme."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from carbon.ui.theme import PALETTES, Mode, palette

SHEET = Path(__file__).with_name("style.css")


def show_style() -> None:
    """Add the style sheet to the page; it takes no room."""
    st.html(_style(palette().mode))


@cache
def _style(mode: Mode) -> str:
    colours = PALETTES[mode]
    names = ("ink", "muted", "line", "panel", "accent", "warning")
    variables = " ".join(f"--hc-{name}: {getattr(colours, name)};" for name in names)
    return f"<style>:root {{ {variables} }}\n{SHEET.read_text(encoding='utf-8')}</style>"
