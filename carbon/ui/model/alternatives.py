"""The card of lower-emission models: same task and training, similar size, in a better class, each a link."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from carbon.method.domains import task_name
from carbon.method.rows import Classified
from carbon.store.queries import model as queries
from carbon.store.reader import Snapshot
from carbon.ui import pages
from carbon.ui.cards import text_card
from carbon.ui.compare import wanted
from carbon.ui.markup import html, plain
from carbon.ui.theme import Palette
from carbon.units import format_bytes, format_count, format_grams

_CHIP = '<span class="hc-chip" style="background: $fill; color: $ink" title="class $letter">$letter</span>'


def show_alternatives(snapshot: Snapshot, model: Classified, colours: Palette) -> None:
    """The card; a sentence where there is no better one, or none can be told from the others without a task."""
    if model.task is None:
        st.caption("Its card names no task, so there is no telling which models could be used in its place.")
        return
    if model.label_class == "A":
        task = plain(task_name(model.task).lower())
        st.caption(f"It is in class A: no {task} model of this snapshot is in a better one.")
        return
    found = queries.alternatives(
        snapshot,
        model_id=model.id,
        task=model.task,
        size_bytes=model.size_bytes,
        regime=model.regime,
        emissions_g=model.emissions_g,
        label_class=model.label_class,
    )

    def body() -> None:
        if found.empty:
            st.write("None in this snapshot.")
            return
        model_links(found, colours, "alternatives")
        if model.reports:
            _offer_comparison(model.id, [str(name) for name in found["id"]])

    title = "Lower-emission models for the same task" if model.label_class else "Models like it that report"
    text_card(
        title=title,
        subtitle=_criteria(model),
        key="alternatives",
        body=body,
    )


def model_links(models: pd.DataFrame, colours: Palette, key: str) -> None:
    """One line a model: class, link to its page, grams, size, downloads. Columns that are not there are left out."""
    with st.container(key=f"links-{key}", gap="xsmall"):
        for one in models.to_dict("records"):
            with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"link-{one['id']}"):
                st.html(chip(one["label_class"], colours), width="content")
                st.page_link(pages.page("model"), label=plain(one["id"]), query_params={"id": one["id"]})
                st.html(html('<p class="hc-also">$facts</p>', facts=_facts(one)), width="content")


def chip(letter: str, colours: Palette) -> str:
    """A class's letter on its colour."""
    return html(_CHIP, letter=letter, fill=colours.classes[letter], ink=colours.class_letters[letter])


def _offer_comparison(model_id: str, others: list[str]) -> None:
    among = others[: wanted.MOST - 1]
    label = "Compare it with this one" if len(among) == 1 else f"Compare it with the first {len(among)}"
    with st.container(key="links-compare"):
        wanted.link([model_id, *among], label, icon=":material/compare_arrows:")


def _facts(one: Mapping[Hashable, Any]) -> str:
    facts = [format_grams(one["emissions_g"])]
    if not pd.isna(one.get("size_bytes")):
        facts.append(format_bytes(one["size_bytes"]))
    if not pd.isna(one["downloads"]):
        facts.append(f"{format_count(one['downloads'])} downloads")
    return " · ".join(facts)


def _criteria(model: Classified) -> str:
    parts = [task_name(model.task or ""), model.regime or "any training"]
    if model.size_bytes:
        parts.append(f"{format_bytes(model.size_bytes / 2)} to {format_bytes(model.size_bytes * 2)}")
    parts.append(f"class better than {model.label_class}" if model.label_class else "any class")
    return " · ".join([*parts, "no flag", "best class and most downloads first"])
