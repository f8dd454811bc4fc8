"""The app's main script: page settings, navigation and the filters that outlive a change of page."""

from __future__ import annotations

import streamlit as st

from carbon.serving import current_snapshot, pass_over
from carbon.store.reader import UNREADABLE
from carbon.ui import filters, link_notes, lookup, pages
from carbon.ui.frame import show_style
from carbon.ui.menu import fold

#: The look-up field that is on every page.
FIND = "Find a model"

st.set_page_config(page_icon=str(pages.ICON), layout="wide")
show_style()
page = st.navigation(pages.navigation())
pages.entitle(page.title)
fold.on_change_of(page.url_path)
link_notes.begin(page.url_path)
snapshot = current_snapshot()
try:
    if snapshot is not None:
        with st.sidebar:
            lookup.show(snapshot, key="lookup-sidebar", label=FIND, placeholder=FIND, compact=True)
        filters.show(snapshot)
    page.run()
except UNREADABLE as error:
    if snapshot is None:
        raise
    pass_over(snapshot, error)
    st.rerun()
