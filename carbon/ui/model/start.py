"""What the model page shows before a model is chosen: the look-up and well-known reporters."""

from __future__ import annotations

import streamlit as st

from carbon.store.queries.model import known_reporters
from carbon.ui import lookup
from carbon.ui.cards import text_card
from carbon.ui.model.alternatives import model_links
from carbon.ui.page import Context


def show_again(context: Context) -> None:
    """The look-up field below a model, for the next one."""
    st.caption("Look up another model")
    lookup.show(context.snapshot, key="lookup-again")


def show_start(context: Context) -> None:
    """The look-up field, and the most downloaded rated models to begin with."""
    lookup.show(context.snapshot)
    known = known_reporters(context.snapshot)
    if len(known):
        text_card(
            title="Well-known models that report",
            subtitle="The most downloaded rated models without a flag",
            key="known",
            body=lambda: model_links(known, context.colours, "known"),
        )
