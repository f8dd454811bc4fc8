"""The page's choice between the two labels: this app's (v1) and the 2023 study's (v0), which is only for comparison."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import streamlit as st

Version = Literal["v1", "v0"]
SAID: Mapping[Version, str] = MappingProxyType(
    {
        "v1": "Label v1 is this app's. Label v0 is that of the 2023 study, for comparison.",
        "v0": "You see label v0, that of the 2023 study, for comparison only. This app's own is label v1.",
    }
)


def chosen_label() -> Version:
    """The switch, bound to the link, and what the chosen label is; returns the choice."""
    with st.container(horizontal=True, key="label-controls", vertical_alignment="bottom"):
        chosen = st.segmented_control(
            "Label", list(SAID), default="v1", key="label", bind="query-params", required=True
        )
        version: Version = "v0" if chosen == "v0" else "v1"
        st.caption(SAID[version])
    return version
