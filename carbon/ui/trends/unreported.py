"""The card of the most-downloaded models that report nothing."""

from __future__ import annotations

import streamlit as st

from carbon.store.queries import trends
from carbon.ui import words
from carbon.ui.cards import table_card
from carbon.ui.page import Context

DOWNLOADS = "Downloads, 30 days"


def unreported_card(context: Context) -> None:
    """The most-downloaded models that report nothing."""
    frame = context.ask(trends.unreported)
    heads = {"id": "Model", "task": "Task", "library": "Library", "created_at": "Created", "downloads": DOWNLOADS}
    table = frame.rename(columns=heads)
    table = table.assign(Created=table["Created"].dt.strftime("%Y-%m-%d")).fillna("–")
    table_card(
        title="The most-downloaded models that report nothing",
        subtitle=f"Models without a figure, by downloads in 30 days · the first {len(table)}",
        table=table,
        source=context.source_line,
        method=words.UNREPORTED_METHOD,
        key="unreported",
        note=None if context.census_is_complete else "Only of the models listed so far: the census is not complete.",
        height=390,
        models="Model",
        column_config={DOWNLOADS: st.column_config.NumberColumn(format="localized")},
    )
