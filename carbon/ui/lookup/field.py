"""The look-up field on a page: mounts the browser part and goes on with the model that was chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from carbon.model_id import is_old_id, model_id_of
from carbon.store.queries.lookup import Hit, search
from carbon.store.reader import Snapshot
from carbon.ui import pages
from carbon.ui.markup import plain
from carbon.ui.server import route

_HERE = Path(__file__).parent
LONGEST = 200
#: Of names that are only like what was entered, so many are offered.
OFFERED = 5
LABEL = "Look up a model"
PLACEHOLDER = f"{LABEL}: owner/name, part of a name, or a Hub link"

_field = st.components.v2.component(
    "hub_carbon_lookup",
    html=(_HERE / "lookup.html").read_text(encoding="utf-8"),
    css=(_HERE / "lookup.css").read_text(encoding="utf-8"),
    js=(_HERE / "lookup.js").read_text(encoding="utf-8"),
)


def open_model(model_id: str) -> None:
    """Go to the model's page."""
    st.switch_page(pages.page("model"), query_params={"id": model_id})


def show(
    snapshot: Snapshot,
    key: str = "lookup",
    *,
    label: str = LABEL,
    placeholder: str = PLACEHOLDER,
    compact: bool = False,
    go: Callable[[str], None] = open_model,
) -> None:
    """Show the field; say so where nothing matches what was entered.

    Args:
        snapshot: where parts of names are looked up.
        key: unique on the page.
        label: the field's name for those who cannot see it.
        placeholder: what stands in the empty field.
        compact: for a narrow place.
        go: what to do with the id that was chosen.
    """
    taken = f"{key}-taken"
    data = {
        "search": route("api/search"),
        "label": label,
        "placeholder": placeholder,
        "compact": compact,
        "taken": st.session_state.get(taken, 0),
    }
    with st.container(key=f"{key}-room"):
        chosen = _field(key=key, data=data, on_chosen_change=_nothing).chosen
    if not chosen:
        return
    text = str(chosen)[:LONGEST].strip()
    certain = model_id_of(text)
    hits = [] if certain else search(snapshot, text, limit=OFFERED)
    if certain or (hits and not hits[0].similar):
        # The field is emptied for the next one; what matches nothing stays in it to be mended.
        st.session_state[taken] = st.session_state.get(taken, 0) + 1
        go(certain or hits[0].id)
    else:
        _show_no_match(text, hits)


def _show_no_match(text: str, similar: list[Hit]) -> None:
    told = "Similar names:" if similar else "Enter owner/name or a part of a name."
    st.warning(f"No model matches “{plain(text)}”. {told}", icon=":material/search_off:")
    for hit in similar:
        st.page_link(pages.page("model"), label=plain(hit.id), query_params={"id": hit.id})
    _show_next_steps(text)


def _show_next_steps(text: str) -> None:
    """A model may be newer than the snapshot, under an id of one part too; its owner may want to report."""
    if is_old_id(text):
        ask, icon = f"Ask the Hub for “{plain(text)}”", ":material/travel_explore:"
        st.page_link(pages.page("model"), label=ask, icon=icon, query_params={"id": text})
    st.page_link(pages.page("report"), label="Report the emissions of a model of yours", icon=":material/eco:")


def _nothing() -> None:
    """Streamlit wants a callback for every value that the browser part may send."""
