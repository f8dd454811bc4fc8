"""The compare page, in the order a reader asks: which models, what can be said, what the figures stand on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from operator import attrgetter

import streamlit as st

from carbon.config import Settings
from carbon.method.rows import Classified
from carbon.store.queries.model import known_reporters
from carbon.ui import lookup, pages
from carbon.ui.cards import text_card
from carbon.ui.compare import chart, facts, statements, wanted
from carbon.ui.compare.gathered import Gathered, gather
from carbon.ui.compare.wanted import MOST, Wanted
from carbon.ui.markup import plain
from carbon.ui.model import answers, found
from carbon.ui.model.alternatives import chip
from carbon.ui.page import Context

#: How many well-known models the page offers to begin with.
TO_BEGIN = 3


def show_comparison(context: Context, asked: Wanted) -> None:
    """The whole page for the models of its link."""
    gathered = gather(context.snapshot, asked.ids, Settings.from_env())
    _follow(asked.ids, gathered)
    _show_chosen(context, gathered)
    _offer_more(context, gathered.ids)
    _show_missing(gathered)
    if len(gathered.shown) > 1:
        _show_cards(context, gathered.models)
    elif not gathered.ids:
        _offer_a_start(context)
    elif gathered.shown:
        st.caption("Add another model to compare it with.")


def _follow(ids: Sequence[str], gathered: Gathered) -> None:
    """Go on with the ids that the models have now; the link says so."""
    if gathered.ids == tuple(ids):
        return
    for one in filter(attrgetter("renamed"), gathered.shown):
        found.follow(one)
    st.query_params[wanted.KEY] = wanted.joined(gathered.ids)
    st.rerun()


def _show_chosen(context: Context, gathered: Gathered) -> None:
    """One line a model: its class, a link to its page, a way to leave it out."""
    models = {model.id: model for model in gathered.models}
    with st.container(key="links-chosen", gap="xsmall"):
        for place, model_id in enumerate(gathered.ids):
            model = models.get(model_id)
            with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"link-chosen-{place}"):
                if model is not None and model.label_class:
                    st.html(chip(model.label_class, context.colours), width="content")
                st.page_link(pages.page("model"), label=plain(model_id), query_params={"id": model_id})
                rest = [other for other in gathered.ids if other != model_id]
                st.button(
                    f"Leave out {plain(model_id)}",
                    icon=":material/close:",
                    type="tertiary",
                    key=f"leave-out-{place}",
                    on_click=wanted.change,
                    args=(rest,),
                )


def _offer_more(context: Context, ids: Sequence[str]) -> None:
    if len(ids) >= MOST:
        st.caption(f"{MOST} models is the most that are compared; leave one out to add another.")
        return
    lookup.show(
        context.snapshot,
        key="lookup-compare",
        label="Add a model",
        placeholder="Add a model: owner/name, part of a name, or a Hub link",
        go=partial(_add, ids),
    )


def _add(ids: Sequence[str], model_id: str) -> None:
    wanted.change([*ids, model_id])
    st.rerun()


def _show_missing(gathered: Gathered) -> None:
    for lost in gathered.missing:
        answers.show_why(lost.asked, lost.answer, known=False, key=lost.asked)
    for one in gathered.shown:
        if one.renamed:
            answers.show_renamed(one.asked, one.model.id)
        if one.gone:
            st.warning(f"**{plain(one.model.id)}** is no longer listed on the Hub.", icon=":material/delete_history:")


def _show_cards(context: Context, models: Sequence[Classified]) -> None:
    chart.show_emissions(context, models)
    if any(model.reports for model in models):
        text_card(
            title="What can be said",
            subtitle="Every pair; a likely range holds nine out of ten times",
            key="statements",
            body=lambda: statements.show_statements(models),
        )
    facts.show_facts(models, context.colours)


def _offer_a_start(context: Context) -> None:
    known = [str(name) for name in known_reporters(context.snapshot, limit=TO_BEGIN)["id"]]
    if len(known) < 2:
        return
    text_card(
        title="Where to begin",
        subtitle="Well-known models that report",
        key="begin",
        body=lambda: _link_to_compare(known),
    )


def _link_to_compare(ids: Sequence[str]) -> None:
    with st.container(key="links-begin"):
        wanted.link(ids, f"Compare {plain(', '.join(ids))}")
