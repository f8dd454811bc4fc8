"""What the page says where there is no model to show: nonsense, unknown, closed, offline, unreachable."""

from __future__ import annotations

import streamlit as st

from carbon.live import NotShown, Why
from carbon.store.queries.lookup import search
from carbon.store.reader import Snapshot
from carbon.ui import pages
from carbon.ui.markup import plain

#: How an answer begins that is about the Hub and not about the model.
_NOT_KNOWN = "**{id}** is not in this snapshot, and"
_KNOWN = "**{id}** is shown as this snapshot knows it:"
_SAID = {
    Why.UNKNOWN: (
        ":material/search_off:",
        "The Hub knows no public model **{id}**. It may be misspelt, deleted, or private: the Hub does not say which.",
    ),
    Why.DISABLED: (":material/block:", "The Hub has disabled the model **{id}**; its card cannot be read."),
    Why.CLOSED: (
        ":material/lock:",
        "**{id}** is gated, and its card cannot be read without the owner's permission.",
    ),
    Why.OFFLINE: (
        ":material/cloud_off:",
        "{snapshot} this app runs offline, so the Hub cannot be asked.",
    ),
    Why.BUSY: (
        ":material/hourglass_top:",
        "{snapshot} the Hub cannot be asked just now: {detail}. Try again in a moment.",
    ),
    Why.UNREACHABLE: (
        ":material/cloud_off:",
        "{snapshot} the Hub did not answer in time. Try again in a moment.",
    ),
    Why.UNUSABLE: (":material/error:", "What the Hub says about **{id}** cannot be read: {detail}."),
}


def show_no_id(text: str) -> None:
    """Say that the text of the link can be no model's id."""
    shown = text if len(text) <= 60 else f"{text[:60]}…"
    st.warning(
        f"“{plain(shown)}” is not a model's id. Ids look like owner/name, for example distilbert/distilgpt2.",
        icon=":material/help:",
    )


def show_renamed(asked: str, now: str) -> None:
    """Say that the Hub knows the model under another id."""
    st.info(f"**{plain(asked)}** is now called **{plain(now)}**.", icon=":material/drive_file_move:")


def show_why(
    model_id: str, answer: NotShown, snapshot: Snapshot, *, known: bool, similar: bool = True, key: str = ""
) -> None:
    """Say why the model cannot be read from the Hub, and what to do.

    Args:
        model_id: the model that was asked for.
        answer: why it cannot be shown.
        snapshot: where models with a name like it are looked for.
        known: whether the snapshot has it, and it is shown.
        similar: whether models with a name like it are named, where it is not known.
        key: tells this answer from others on the page.
    """
    icon, text = _SAID[answer.why]
    stands = _KNOWN if known else _NOT_KNOWN
    name = plain(model_id)
    said = text.format(id=name, snapshot=stands.format(id=name), detail=plain(answer.detail))
    (st.info if answer.why is Why.OFFLINE else st.warning)(said, icon=icon)
    if answer.why in {Why.BUSY, Why.UNREACHABLE}:
        st.button("Try again", icon=":material/refresh:", key=f"try-again{key and f'-{key}'}")
        if answer.why is Why.UNREACHABLE and answer.detail:
            with st.expander("What went wrong"):
                st.text(answer.detail)
    if similar and not known:
        _show_similar(model_id, snapshot)


def _show_similar(model_id: str, snapshot: Snapshot) -> None:
    name = model_id.rpartition("/")[2]
    hits = search(snapshot, name, limit=5) if len(name) > 2 else []
    if hits:
        st.write("Models of this snapshot with a name like it:")
        for hit in hits:
            st.page_link(pages.page("model"), label=plain(hit.id), query_params={"id": hit.id})
