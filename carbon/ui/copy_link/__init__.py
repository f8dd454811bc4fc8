"""The control that copies the address of what the reader sees; the address holds every filter and choice."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent

_button = st.components.v2.component(
    "hub_carbon_copy_link",
    html='<button type="button">Copy link</button><span role="status" aria-live="polite"></span>',
    css=(_HERE / "copy_link.css").read_text(encoding="utf-8"),
    js=(_HERE / "copy_link.js").read_text(encoding="utf-8"),
)


def show() -> None:
    """Show the control; nothing reaches the server when it is used."""
    with st.container(key="copy-link", width="content"):
        _button(key="copy-link-button", width="content")
