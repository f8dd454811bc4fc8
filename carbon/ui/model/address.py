"""Keeps the page's address on the model it shows, so that it can be shared and reloaded."""

from __future__ import annotations

import streamlit as st

_SHOWN = "model-page-shows"


def keep(asked: str) -> None:
    """Put the id into the address after a step from this page to itself, which Streamlit leaves out of it.

    A page that was just opened has its address already; writing it again would only add to the browser's history.
    """
    before = st.session_state.get(_SHOWN)
    st.session_state[_SHOWN] = asked
    if asked and before is not None and before != asked:
        st.query_params["id"] = asked
