"""The order of the table of reports: chosen by the reader, in the link. Sorts nothing itself."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from carbon.ui import link_notes

KEY = "sort"
USUAL = "Most downloaded"
#: Column of the query and whether the highest comes first; the usual order has unflagged reports before the others.
ORDERS: Mapping[str, tuple[str, bool]] = {
    USUAL: ("", True),
    "Best class": ("label_class", False),
    "Worst class": ("label_class", True),
    "Fewest grams": ("emissions_g", False),
    "Most grams": ("emissions_g", True),
    "Best level": ("level", True),
    "Lowest level": ("level", False),
    "Smallest": ("size_bytes", False),
    "Largest": ("size_bytes", True),
    "Newest": ("month", True),
    "Oldest": ("month", False),
    "Most certain": ("confidence", True),
    "Least certain": ("confidence", False),
    "Least downloaded": ("downloads", False),
    "Best class by v0": ("label_v0", False),
    "Worst class by v0": ("label_v0", True),
    "Category": ("category", False),
    "Name": ("id", False),
    "Name, from the end": ("id", True),
}


def choose() -> str:
    """The control; the order that is chosen."""
    chosen = st.selectbox("Order", list(ORDERS), key=KEY, bind="query-params", on_change=link_notes.forget, width=190)
    return chosen or USUAL


def of_column(column: str, now: str) -> str | None:
    """The order that a click on a column's head asks for: its first one, or the next where it is ordered so already.

    None where nothing is ordered by the column.
    """
    by = [name for name, (ordered, _) in ORDERS.items() if column in (ordered, *_USUALLY.get(ordered, ()))]
    if not by:
        return None
    return by[(by.index(now) + 1) % len(by)] if now in by else by[0]


def heading(column: str, head: str, order: str) -> str:
    """The column's head, with an arrow where the table is ordered by it."""
    ordered, down = ORDERS[order]
    if column not in (ordered, *_USUALLY.get(ordered, ())):
        return head
    return f"{head} {'↓' if down else '↑'}"


#: What the usual order is an order of.
_USUALLY = {"": ("downloads",)}
