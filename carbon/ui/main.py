"""The app's main script: page settings, navigation and the filters that outlive a change of page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from carbon.serving import current_snapshot, pass_over
from carbon.store.reader import UNREADABLE
from carbon.ui import filters, pages
from carbon.ui.frame import show_style
from carbon.ui.menu import fold

st.set_page_config(page_title="Hub carbon", page_icon=str(Path(__file__).with_name("icon.svg")), layout="wide")
show_style()
page = st.navigation(pages.navigation())
fold.on_change_of(page.url_path)
snapshot = current_snapshot()
try:
    if snapshot is not None:
        filters.show(snapshot)
    page.run()
except UNREADABLE as error:
    if snapshot is None:
        raise
    pass_over(snapshot, error)
    st.rerun()
