"""Keeps a page's address on the models it shows, so that it can be shared and reloaded."""

from __future__ import annotations

import streamlit as st


def keep(name: str, asked: str) -> None:
    """Put `name=asked` into the address: after a step from a page to itself, which Streamlit leaves out of it, and
    where it was written otherwise.

    Writing what stands there already would only add to the browser's history.
    """
    key = f"page-shows-{name}"
    before = st.session_state.get(key)
    st.session_state[key] = asked
    stepped = before is not None and before != asked
    if asked and (stepped or st.query_params.get_all(name) != [asked]):
        st.query_params[name] = asked
