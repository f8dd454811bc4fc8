"""The look-up field on a page: mounts the browser part and goes to the model that was chosen."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from carbon.model_id import model_id_of
from carbon.store.queries.lookup import search
from carbon.store.reader import Snapshot
from carbon.ui import pages
from carbon.ui.markup import plain

_HERE = Path(__file__).parent
LONGEST = 200

_field = st.components.v2.component(
    "hub_carbon_lookup",
    html=(_HERE / "lookup.html").read_text(encoding="utf-8"),
    css=(_HERE / "lookup.css").read_text(encoding="utf-8"),
    js=(_HERE / "lookup.js").read_text(encoding="utf-8"),
)


def show(snapshot: Snapshot, key: str = "lookup") -> None:
    """Show the field; on a choice, go to the model's page. Say so where nothing matches what was entered."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    data = {"search": f"/{base}/api/search" if base else "/api/search"}
    with st.container(key=f"{key}-room"):
        chosen = _field(key=key, data=data, on_chosen_change=_nothing).chosen
    if not chosen:
        return
    text = str(chosen)[:LONGEST].strip()
    model_id = _resolve(snapshot, text)
    if model_id is None:
        st.warning(
            f"No model matches “{plain(text)}”. Enter owner/name or a part of a name.", icon=":material/search_off:"
        )
        return
    st.switch_page(pages.page("model"), query_params={"id": model_id})


def _resolve(snapshot: Snapshot, text: str) -> str | None:
    certain = model_id_of(text)
    if certain is not None:
        return certain
    hits = search(snapshot, text, limit=1)
    return hits[0].id if hits else None


def _nothing() -> None:
    """Streamlit wants a callback for every value that the browser part may send."""
