"""Which rows of a long table are shown: so many at a time, the page in the link. Asks for no rows."""

from __future__ import annotations

import math
from collections.abc import Hashable

import streamlit as st

from carbon.ui import link_notes
from carbon.ui.markup import show

ROWS = 100
KEY = "page"
_SEEN = "pager.seen"


def first_row(found: int, listed: Hashable) -> int:
    """The control, where there is more than one page, and which rows these are; the place (from 0) of the first.

    Args:
        found: how many rows there are, at least one.
        listed: what they are, in which order: where it changes, the first page is shown.
    """
    pages = math.ceil(found / ROWS)
    _start_anew(listed)
    page = 1
    if pages > 1:
        page = st.pagination(pages, key=KEY, bind="query-params", on_change=link_notes.forget)
    first = (page - 1) * ROWS
    last = min(first + ROWS, found)
    show(
        '<p class="hc-small">Rows $first–$last of $found</p>',
        first=f"{first + 1:,}",
        last=f"{last:,}",
        found=f"{found:,}",
    )
    return first


def _start_anew(listed: Hashable) -> None:
    """Go to the first page where the list is another one; back in the browser's history both change, and both stay."""
    asked = st.query_params.get(KEY, "1")
    before = st.session_state.get(_SEEN)
    if before is not None and before[0] != listed and before[1] == asked != "1":
        st.session_state[KEY] = 1
        asked = "1"
    st.session_state[_SEEN] = (listed, asked)
