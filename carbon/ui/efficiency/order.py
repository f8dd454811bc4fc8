"""The order of the table of reports: chosen by the reader, in the link. Sorts what it is given, asks nothing."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from carbon.ui import link_notes

USUAL = "Most downloaded"
#: Column and whether the lowest comes first; the usual order is the query's own, unflagged reports first.
ORDERS: Mapping[str, tuple[str, bool] | None] = {
    USUAL: None,
    "Best class": ("label_class", True),
    "Fewest grams": ("emissions_g", True),
    "Most grams": ("emissions_g", False),
    "Best level": ("level", False),
    "Smallest": ("size_bytes", True),
    "Newest": ("month", False),
    "Name": ("id", True),
}


def choose() -> str:
    """The control; the order that is chosen."""
    chosen = st.selectbox(
        "Order", list(ORDERS), key="sort", bind="query-params", on_change=link_notes.forget, width=190
    )
    return chosen or USUAL


def in_order(rows: pd.DataFrame, order: str) -> pd.DataFrame:
    """`rows` of the query in an order; what is not known comes last."""
    by = ORDERS[order]
    if by is None:
        return rows
    column, ascending = by
    return rows.sort_values(column, ascending=ascending, kind="stable", na_position="last")
