"""Goes to the part of the page that a link names, once all parts are there. Draws nothing."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_anchor = st.components.v2.component(
    "hub_carbon_anchor", html="<span></span>", js=Path(__file__).with_name("anchor.js").read_text(encoding="utf-8")
)


def go() -> None:
    """To be called at the end of the page."""
    _anchor(key="go-to-anchor")
