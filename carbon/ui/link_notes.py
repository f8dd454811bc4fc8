"""What in a page's own part of the link cannot be used: told until the reader changes something. Changes no link."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import streamlit as st

from carbon.ui.markup import plain

_KEY = "link-notes"
LONGEST_SHOWN = 60


def note(page: str, checks: Mapping[str, Callable[[str], bool]]) -> None:
    """Remember what is wrong; called before the page's elements are drawn, which drop what they cannot use.

    Args:
        page: whose link it is; what was noted of another page is forgotten.
        checks: for every key of the link, whether a value can be used.
    """
    told = [
        f"The link's **{plain(key)}** = “{plain(_short(value))}” cannot be used. It was left out."
        for key, usable in checks.items()
        for value in st.query_params.get_all(key)
        if value and not usable(value)
    ]
    noted = st.session_state.get(_KEY)
    if told or (noted and noted[0] != page):
        st.session_state[_KEY] = (page, told)


def show(page: str) -> None:
    """Say what was noted of this page's link."""
    noted_of, told = st.session_state.get(_KEY) or ("", [])
    if told and noted_of == page:
        st.warning("  \n".join(told), icon=":material/link_off:")


def forget() -> None:
    """The reader has changed something: the link is theirs now."""
    st.session_state.pop(_KEY, None)


def is_amount(text: str) -> bool:
    """Whether `text` is a number of 0 or more."""
    try:
        number = float(text)
    except ValueError:
        return False
    return math.isfinite(number) and number >= 0


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
