"""Takes another page's models out of the address: Streamlit writes them before it leaves a page; Back shows them."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

#: What an address may hold, and the only page that it is of.
OWN = {"id": "model", "ids": "compare"}

_tidy = st.components.v2.component(
    "hub_carbon_history", html="<span></span>", js=Path(__file__).with_name("tidy.js").read_text(encoding="utf-8")
)


def leave_out_of(page: str) -> None:
    """Mend the address of `page` (its path) where it is open; adds nothing to the history."""
    with st.sidebar:
        _tidy(key="tidy-history", data={"page": page, "others": [key for key, own in OWN.items() if own != page]})
