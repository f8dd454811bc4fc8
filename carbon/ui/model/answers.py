"""What the page says where there is no model to show: nonsense, unknown, closed, offline, unreachable."""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st

from carbon.live import NotShown, Why
from carbon.store.queries.lookup import Hit, search
from carbon.store.reader import Snapshot
from carbon.ui import pages
from carbon.ui.markup import plain
from carbon.visible import visible

#: Of names like the one that was asked for so many are offered; a part of so few letters is like anything.
OFFERED, SHORTEST = 5, 2
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


def show_why(model_id: str, answer: NotShown, *, known: bool, key: str = "") -> None:
    """Say why the model cannot be read from the Hub, and what to do.

    Args:
        model_id: the model that was asked for.
        answer: why it cannot be shown.
        known: whether the snapshot has it, and it is shown.
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
                st.text(visible(answer.detail))


def show_further(model_id: str, snapshot: Snapshot, endpoint: str) -> None:
    """Where to go on from a model that cannot be shown: names like it, the Hub, how to report.

    Args:
        model_id: the model that was asked for.
        snapshot: where models with a name like it are looked for.
        endpoint: the address of the Hub.
    """
    hits = _similar(model_id, snapshot)
    if hits:
        st.write("Did you mean one of these models of this snapshot?")
        with st.container(key="links-similar", gap="xsmall"):
            for hit in hits:
                st.page_link(pages.page("model"), label=plain(hit.id), query_params={"id": hit.id})
    else:
        st.write("No model of this snapshot has a name like it.")
    st.link_button("Look for it on the Hub", f"{endpoint}/{quote(model_id)}", icon=":material/open_in_new:")
    st.page_link(
        pages.page("report"),
        label="Is it yours? How to report what its training emitted",
        icon=":material/eco:",
        query_params={"model": model_id},
    )


def _similar(model_id: str, snapshot: Snapshot) -> list[Hit]:
    """Models whose name is like this one's, else whose owner's name is in theirs."""
    owner, _, name = model_id.rpartition("/")
    asked = [part for part in (name, owner) if len(part) > SHORTEST]
    return next((hits for part in asked if (hits := search(snapshot, part, limit=OFFERED))), [])
