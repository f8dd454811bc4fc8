"""The models behind a mark that no filter stands for, in a dialog: asked for by a click or a link, which names the mark
under its kind. Each model is a link to its page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from carbon.store.reader import Snapshot
from carbon.store.selection import Selection
from carbon.ui import link_notes, model_links
from carbon.ui.findings import counted
from carbon.ui.markup import plain
from carbon.ui.page import Context

#: As in the table of all reporting models: on a phone grams stand beside the beginning of the name.
HEADS = {"label_class": "Class", "emissions_g": "Grams CO₂e", "id": "Model", "downloads": "Downloads, 30 days"}
HEIGHT = 420

Query = Callable[[Snapshot, Selection, str], pd.DataFrame]


def ask(kind: str, name: str) -> None:
    """Ask for the models behind a mark, in the address; for Streamlit's callback."""
    st.query_params[kind] = name
    link_notes.forget()


def show_asked(context: Context, kind: str, query: Query) -> None:
    """Open the list of models of the mark of this kind that the address names; `query` answers for its name.

    A mark that this selection does not have is told at the head of the page, which stands already.
    """
    name = st.query_params.get(kind)
    if name is None:
        return
    found = query(context.snapshot, context.selection, name) if name.strip() else pd.DataFrame()
    if not found.empty:
        st.dialog(plain(name), width="large", on_dismiss=partial(_close, kind))(_body)(found)
        return
    _close(kind)
    if name.strip():
        link_notes.remember([_unknown(kind, name)])
        st.rerun()


def _close(kind: str) -> None:
    """Ask for no models any more."""
    if kind in st.query_params:
        del st.query_params[kind]


def _unknown(kind: str, name: str) -> str:
    return f"No report of this selection names the link's **{kind}** = “{link_notes.short(name)}”. It was left out."


def _body(found: pd.DataFrame) -> None:
    st.caption(f"{counted(len(found), 'report')} of this selection, the most downloaded first; a name opens a new tab")
    table = found[list(HEADS)].rename(columns=HEADS)
    st.dataframe(
        table.assign(Model=model_links.addresses(table["Model"])),
        hide_index=True,
        height=min(HEIGHT, 38 + 35 * len(table)),
        column_config={
            "Model": model_links.column(width=290),
            "Class": st.column_config.TextColumn(width=62),
            "Grams CO₂e": st.column_config.NumberColumn(width=92, format="%,.4g"),
            "Downloads, 30 days": st.column_config.NumberColumn(format="localized"),
        },
        placeholder="–",
    )
