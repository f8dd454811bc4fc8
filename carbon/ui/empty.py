"""What a page or a chart says when the filters leave nothing to show; never changes a filter."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from carbon.store.queries.summary import count_reports, emptied_by
from carbon.ui.page import Context
from carbon.ui.theme import Palette

NAMES = {
    "month_from": "Created from",
    "month_to": "Created to",
    "domains": "Domain",
    "tasks": "Task",
    "libraries": "Library",
    "regimes": "Training",
    "tools": "Measured with",
    "owners": "Organisation",
    "g_min": "Grams from",
    "g_max": "Grams to",
    "with_flagged": "Include excluded reports",
    "one_per_project": "One model per project",
}


def explain_empty(context: Context) -> bool:
    """Where no report fits the filters, say which of them emptied the result; True then, and the page should stop."""
    if context.ask(count_reports):
        return False
    blamed = [NAMES[name] for name in context.ask(emptied_by)]
    st.info(_explanation(blamed), icon=":material/filter_alt:")
    return True


def stop_if_empty(context: Context) -> None:
    """End the run of a page where no report fits the filters, with the explanation."""
    if explain_empty(context):
        st.stop()


def or_say(figure: go.Figure, drawn: object, reason: str, colours: Palette) -> go.Figure:
    """The figure where something is drawn; else the reason in its middle, without axes and marks.

    Args:
        drawn: the frame, series or grid that is drawn; missing values do not count.
    """
    if pd.notna(np.asarray(drawn, dtype=object)).any():
        return figure
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    place = {"x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper"}
    note = {**place, "text": reason, "showarrow": False, "font": {"color": colours.muted}}
    figure.update_layout(shapes=[], annotations=[note])
    return figure


def _explanation(blamed: list[str]) -> str:
    if not blamed:
        return "No report fits these filters together, whichever single one is removed. Reset them in the sidebar."
    if len(blamed) == 1:
        return f"No report fits. Without the filter **{blamed[0]}** there would be some."
    return f"No report fits. Without any one of these filters there would be some: **{', '.join(blamed)}**."
