"""The page of one model, in the order a reader asks: what it is, its class, why, what it means, what is better."""

from __future__ import annotations

import streamlit as st

from carbon.answers.dates import day
from carbon.config import Settings
from carbon.live import NotShown
from carbon.method.domains import task_name
from carbon.method.rows import Classified
from carbon.store.queries import model as queries
from carbon.ui.compare import wanted
from carbon.ui.findings import counted_roughly
from carbon.ui.label import label
from carbon.ui.markup import Safe, html, plain, show
from carbon.ui.model import alternatives, answers, certainty, evidence, found, improve, meaning, parts, position, study
from carbon.ui.model.found import Shown
from carbon.ui.page import Context
from carbon.units import format_bytes, format_count

ASK_NOW = "ask-the-hub-now"


def show_model(context: Context, model_id: str) -> None:
    """Everything known about one model, or why nothing can be shown."""
    shown = _found(context, model_id)
    if shown is None:
        return
    model = shown.model
    show('<p class="hc-facts">$facts · $link</p>', facts=facts(model), link=Safe(_hub_link(context, model)))
    wanted.link([model.id], "Compare with other models", icon=":material/compare_arrows:")
    _say_origin(shown)
    _offer_live(shown)
    if model.reports:
        _show_label(context, shown)
    else:
        _say_unreported(model)
    evidence.show_evidence(model, context.colours)
    alternatives.show_alternatives(context.snapshot, model, context.colours)
    if model.reports and not shown.live:
        improve.show_share(model)
    if not shown.gone:
        improve.show_improve(model, endpoint_of(context))


def facts(model: Classified) -> str:
    """One line of what the model is."""
    base = f"{model.base_relation or 'made'} from {', '.join(model.base_models[:2])}" if model.base_models else ""
    size = f"{format_count(model.parameters)} parameters" if model.parameters else ""
    if not size and model.size_bytes:
        size = f"{format_bytes(model.size_bytes)} of weights"
    created = f"created {model.created_at:%B %Y}" if model.created_at else "created before March 2022"
    told = [
        task_name(model.task) if model.task else "No task given",
        model.regime or "",
        base,
        size,
        f"{counted_roughly(model.downloads, 'download')} a month" if model.downloads is not None else "",
        created,
        "gated" if model.gated else "",
    ]
    return " · ".join(part for part in told if part)


def endpoint_of(context: Context) -> str:
    """The address of the Hub that the snapshot was read from; the public one for the sample."""
    address = context.snapshot.meta.get("endpoint", "")
    return address if address.startswith(("https://", "http://")) else "https://huggingface.co"


def _found(context: Context, model_id: str) -> Shown | None:
    known = found.in_snapshot(context.snapshot, model_id)
    if known is not None and st.session_state.get(ASK_NOW) != known.model.id:
        return known
    try:
        with st.spinner("Asking the Hub …"):
            shown = found.live(model_id, Settings.from_env())
    except NotShown as answer:
        answers.show_why(model_id, answer, known=known is not None)
        if known is None:
            answers.show_further(model_id, context.snapshot, endpoint_of(context))
        return known
    if shown.model.id.lower() != model_id.lower():
        found.follow(shown)
        st.query_params["id"] = shown.model.id
        st.rerun()
    return shown


def _say_origin(shown: Shown) -> None:
    if shown.renamed:
        answers.show_renamed(shown.asked, shown.model.id)
    if shown.live:
        st.caption("Read from the Hub just now; it is not part of the snapshot's figures.")
    if shown.unread:
        st.warning(
            f"The text of its card could not be read ({plain(shown.unread)}), so only its metadata count here.",
            icon=":material/article:",
        )
    if shown.gone:
        st.warning(
            "This model is no longer listed on the Hub: it was deleted, renamed or made private since.",
            icon=":material/delete_history:",
        )


def _offer_live(shown: Shown) -> None:
    known = shown.live or (shown.model.reports and not shown.gone)
    if known or Settings.from_env().offline:
        return
    if st.button("Ask the Hub now", icon=":material/refresh:", key="ask-now", type="tertiary"):
        st.session_state[ASK_NOW] = shown.model.id
        st.rerun()


def _show_label(context: Context, shown: Shown) -> None:
    left, right = st.columns([1, 2], gap="medium")
    with left:
        show("$label", label=Safe(_label(context, shown)))
        if not shown.live:
            study.show_study(queries.study_label(context.snapshot, shown.model.id))
        meaning.show_meaning(shown.model)
    if shown.model.label_class is None:
        return
    with right:
        position.show(context, shown.model)
        parts.show_parts(shown.model, context.colours)
        certainty.show_certainty(shown.model)


def _label(context: Context, shown: Shown) -> str:
    built = day(context.snapshot.meta.get("built_at", ""))
    return label(
        shown.model,
        reference=context.snapshot.meta.get("reference", ""),
        dated=f"the Hub, {context.today:%-d %B %Y}" if shown.live else f"snapshot of {built}",
        colours=context.colours,
    )


def _say_unreported(model: Classified) -> None:
    reason = f"It is not rated: {model.not_rated}." if "declared_zero" in model.flags else ""
    st.info(
        f"**This model reports no emissions.** {reason} Its card would need one number, the grams of "
        "CO₂-equivalent of its training, to be rated; hardware, place and method make the figure worth more.",
        icon=":material/eco:",
    )


def _hub_link(context: Context, model: Classified) -> str:
    return html(
        '<a href="$address" target="_blank" rel="noopener">on the Hub</a>', address=f"{endpoint_of(context)}/{model.id}"
    )
