"""The card of the most-downloaded models that report nothing."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from carbon.store.queries import trends
from carbon.ui import words
from carbon.ui.cards import table_card
from carbon.ui.findings import counted
from carbon.ui.page import Context
from carbon.units import format_count

DOWNLOADS = "Downloads, 30 days"


def unreported_card(context: Context) -> None:
    """The most-downloaded models that report nothing."""
    frame = context.ask(trends.unreported)
    heads = {"id": "Model", "downloads": DOWNLOADS, "task": "Task", "library": "Library", "created_at": "Created"}
    table = frame[list(heads)].rename(columns=heads)
    table = table.assign(Created=table["Created"].dt.strftime("%Y-%m-%d")).fillna("–")
    table_card(
        title=finding(frame["downloads"]),
        subtitle="The most-downloaded models that report nothing, by downloads in 30 days",
        table=table,
        source=context.source_line,
        method=words.UNREPORTED_METHOD,
        key="unreported",
        note=None if context.census_is_complete else "Only of the models listed so far: the census is not complete.",
        models="Model",
        column_config={DOWNLOADS: st.column_config.NumberColumn(format="localized")},
    )


def finding(downloads: pd.Series) -> str:
    """How often the listed models were downloaded; neutral where none was."""
    total = int(downloads.sum())
    if not total:
        return "The most-downloaded models that report nothing"
    return f"{counted(len(downloads), 'model')} without a figure had {format_count(total)} downloads in 30 days"
