"""The models behind a mark that no filter stands for, in a dialog: asked for by a click, each a link to its page."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from carbon.store.reader import Snapshot
from carbon.store.selection import Selection
from carbon.ui import model_links
from carbon.ui.findings import counted
from carbon.ui.markup import plain
from carbon.ui.page import Context

#: What was clicked last: the kind of mark, and its name.
ASKED = "listed.asked"
HEADS = {"id": "Model", "label_class": "Class", "emissions_g": "Grams CO₂e", "downloads": "Downloads, 30 days"}
HEIGHT = 420

Query = Callable[[Snapshot, Selection, str], pd.DataFrame]


def ask(kind: str, name: str) -> None:
    """Remember that the models behind a mark are asked for; for Streamlit's callback."""
    st.session_state[ASKED] = (kind, name)


def show_asked(context: Context, kind: str, query: Query) -> None:
    """Open the list of models where a mark of this kind was clicked; `query` answers for the mark's name."""
    if st.session_state.get(ASKED, ("", ""))[0] != kind:
        return
    _, name = st.session_state.pop(ASKED)
    found = query(context.snapshot, context.selection, name)
    st.dialog(plain(name), width="large")(_body)(found)


def _body(found: pd.DataFrame) -> None:
    st.caption(f"{counted(len(found), 'report')} of this selection, the most downloaded first")
    table = found[list(HEADS)].rename(columns=HEADS)
    st.dataframe(
        table.assign(Model=model_links.addresses(table["Model"])),
        hide_index=True,
        height=min(HEIGHT, 38 + 35 * len(table)),
        column_config={
            "Model": model_links.column(width=290),
            "Grams CO₂e": st.column_config.NumberColumn(format="%,.4g"),
            "Downloads, 30 days": st.column_config.NumberColumn(format="localized"),
        },
        placeholder="–",
    )
