"""The card of lower-emission models: same task and training, similar size, in a better class, each a link.

One that the compare page would not say to have emitted less is marked so.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from carbon.method.comparison import relation
from carbon.method.domains import task_name
from carbon.method.rows import Classified
from carbon.store.queries import model as queries
from carbon.store.reader import Snapshot
from carbon.ui import pages
from carbon.ui.cards import text_card
from carbon.ui.compare import wanted
from carbon.ui.findings import counted_roughly
from carbon.ui.markup import html, plain, show, unbroken
from carbon.ui.theme import Palette
from carbon.units import format_bytes, format_grams

#: What stands beside a model that cannot be said to have emitted less, and why not.
NOT_RANKED, NOT_APART = "not ranked", "cannot be told apart"
WHY = {
    NOT_RANKED: "Not ranked: the two figures stand on different methods, or one of them is in doubt.",
    NOT_APART: "Cannot be told apart: their likely ranges overlap.",
}
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
    found = _found(snapshot, model, model.task)

    def body() -> None:
        if found.empty:
            st.write("None in this snapshot.")
            return
        model_links(found, colours, "alternatives")
        for standing in sorted(set(found["standing"]) & WHY.keys()):
            show('<p class="hc-remark">$why</p>', why=WHY[standing])
        if model.reports:
            _offer_comparison(model.id, [str(name) for name in found["id"]])

    text_card(
        title=_title(model, found),
        subtitle=_criteria(model),
        key="alternatives",
        body=body,
    )


def standing(one: Classified, model: Classified) -> str:
    """What must be said beside `one` before it is taken to have emitted less than `model`; empty where it has."""
    related = relation(one, model)
    if related is None:
        return NOT_RANKED
    return "" if related.high < 1 else NOT_APART


def _found(snapshot: Snapshot, model: Classified, task: str) -> pd.DataFrame:
    found = queries.alternatives(
        snapshot,
        model_id=model.id,
        task=task,
        size_bytes=model.size_bytes,
        regime=model.regime,
        emissions_g=model.emissions_g,
        label_class=model.label_class,
    )
    rows = (queries.classified(snapshot, str(name)) for name in found["id"])
    return found.assign(standing=[standing(row, model) if row and model.reports else "" for row in rows])


def _title(model: Classified, found: pd.DataFrame) -> str:
    if not model.label_class:
        return "Models like it that report"
    lower = int((found["standing"] == "").sum())
    if lower == len(found):
        return "Lower-emission models for the same task"
    if not lower:
        return "No model in a better class can be said to have emitted less"
    return f"{lower} of {len(found)} models in a better class emitted less"


def model_links(models: pd.DataFrame, colours: Palette, key: str) -> None:
    """One line a model: class, link to its page, grams, size, downloads. Columns that are not there are left out."""
    with st.container(key=f"links-{key}", gap="xsmall"):
        for one in models.to_dict("records"):
            with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"link-{one['id']}"):
                st.html(chip(one["label_class"], colours), width="content")
                st.page_link(pages.page("model"), label=plain(one["id"]), query_params={"id": one["id"]})
                st.html(unbroken(html('<p class="hc-also">$facts</p>', facts=_facts(one))), width="content")


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
        facts.append(counted_roughly(one["downloads"], "download"))
    if one.get("standing"):
        facts.append(one["standing"])
    return " · ".join(facts)


def _criteria(model: Classified) -> str:
    parts = [task_name(model.task or ""), model.regime or "any training"]
    if model.size_bytes:
        parts.append(f"{format_bytes(model.size_bytes / 2)} to {format_bytes(model.size_bytes * 2)}")
    parts.append(f"class better than {model.label_class}" if model.label_class else "any class")
    return " · ".join([*parts, "no flag", "most downloads first"])
