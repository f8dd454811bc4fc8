"""Folds the sidebar away on a phone when another page is opened; Streamlit leaves it over the page. Draws nothing."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_fold = st.components.v2.component(
    "hub_carbon_menu", html="<span></span>", js=Path(__file__).with_name("fold.js").read_text(encoding="utf-8")
)


def on_change_of(page: str) -> None:
    """Fold the sidebar where it covers the page and `page` is another one than in the run before."""
    with st.sidebar:
        _fold(key="fold-menu", data={"page": page})
