"""Which rows of a long table are shown: so many at a time, the page in the link. Asks for no rows."""

from __future__ import annotations

import math
from collections.abc import Hashable

import streamlit as st

from carbon.ui import link_notes
from carbon.ui.markup import show

ROWS = 100
KEY = "page"
FIRST = "1"
#: Room for the first, the last and some pages between; Streamlit shows fewer where there is less.
WIDTH_PX = 380
_SEEN = "pager.seen"


def first_row(found: int, listed: Hashable) -> int:
    """The control, where there is more than one page, and which rows these are; the place (from 0) of the first.

    Args:
        found: how many rows there are, at least one.
        listed: what they are, in which order: where it changes, the first page is shown.
    """
    pages = math.ceil(found / ROWS)
    _tell_unusable(_start_anew(listed), pages)
    page = 1
    if pages > 1:
        page = st.pagination(pages, key=KEY, bind="query-params", on_change=link_notes.forget, width=WIDTH_PX)
    first = (page - 1) * ROWS
    last = min(first + ROWS, found)
    show(
        '<p class="hc-small" role="status">Page $page of $pages · rows $first–$last of $found</p>',
        page=f"{page:,}",
        pages=f"{pages:,}",
        first=f"{first + 1:,}",
        last=f"{last:,}",
        found=f"{found:,}",
    )
    return first


def no_rows(listed: Hashable) -> None:
    """Tell of a page that is asked for where there are no rows."""
    _tell_unusable(_start_anew(listed), 1)


def _start_anew(listed: Hashable) -> str:
    """Go to the first page where the list is another one; back in the browser's history both change, and both stay.

    Returns the page that is asked for, as it is written.
    """
    asked = st.query_params.get(KEY, FIRST)
    before = st.session_state.get(_SEEN)
    if before is not None and before[0] != listed and before[1] == asked != FIRST:
        st.session_state[KEY] = 1
        asked = FIRST
    st.session_state[_SEEN] = (listed, asked)
    return asked


def _tell_unusable(asked: str, pages: int) -> None:
    """A page of the link that there is not is told at the head of the page, which stands already."""
    if asked in (str(page) for page in range(1, pages + 1)):
        return
    if KEY not in st.session_state and KEY in st.query_params and pages == 1:
        del st.query_params[KEY]
    if link_notes.note_unusable(KEY, asked):
        st.rerun()
