"""The 2023 study's label (v0) beside this app's, always named as the study's; its parts and its slip on demand."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from carbon.method.label_v0 import COMPONENTS
from carbon.store.queries.model import StudyLabel
from carbon.ui.efficiency.study import METHOD
from carbon.ui.markup import show

_LINE = (
    '<p class="hc-study"><b class="hc-chip">$letter</b><span>The 2023 study\'s label (v0), for comparison only: '
    "by a slip it rates nearly every model's emissions best.</span></p>"
)
_NAMES = {
    "co2": "Emissions",
    "size_efficiency": "Bytes of weights per gram",
    "dataset_efficiency": "Bytes of data per gram",
    "downloads": "Downloads, 30 days",
    "performance": "Performance",
}


def show_study(found: StudyLabel | None) -> None:
    """The letter, without the colours of this app's classes, and how it came about; nothing where there is none."""
    if found is None:
        return
    with st.container(key="study-label", gap="xsmall"):
        show(_LINE, letter=found.letter)
        with st.popover("Its parts and its slip", type="tertiary"):
            st.markdown(METHOD)
            st.dataframe(parts(found), hide_index=True, key="study-parts")


def parts(found: StudyLabel) -> pd.DataFrame:
    """A row a part: its weight and rating, 0 being best and 4 worst."""
    return pd.DataFrame(
        [
            {
                "Part": _NAMES[name],
                "Weight": round(100 * component.weight),
                "Rating, 0 best to 4": "not known" if found.ratings[name] is None else str(found.ratings[name]),
            }
            for name, component in COMPONENTS.items()
        ]
    )
