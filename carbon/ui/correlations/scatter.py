"""The card of emissions against one amount: size, data set, performance; by domain, with line and band."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd
import streamlit as st

from carbon.method.statistics.correlation import rank_correlation
from carbon.method.statistics.estimate import MIN_CORRELATION
from carbon.method.statistics.reports import METRIC_NAMES
from carbon.method.statistics.results import Result
from carbon.method.statistics.wording import FEW, question_in_words
from carbon.method.study import study
from carbon.store.queries import correlations as queries
from carbon.ui import link_notes, tested
from carbon.ui.cards import ChartParts, chart_card
from carbon.ui.charts.fit import Amount, by_trace, figure, fitted, thinned
from carbon.ui.drill import Drill, clickable
from carbon.ui.page import Context
from carbon.units import format_bytes, format_count

SCORES = {
    name: Amount(name, words, words, format_count, f"{words} %{{x:.3f}}", is_score=True)
    for name, words in METRIC_NAMES.items()
}
AMOUNTS: Mapping[str, Amount] = {
    "size": Amount("size", "Model size", "size of the weights", format_bytes, "%{x:.3s}B"),
    "dataset": Amount("dataset", "Dataset size", "size of the data sets", format_bytes, "%{x:.3s}B"),
    "performance": Amount(
        "performance", "Performance", "performance score", format_count, "score %{x:.0f}", is_score=True
    ),
    **SCORES,
}
METHOD = """\
Each mark is one report: its grams against {words}. The **fitted line** is the least-squares line of the logarithm of
grams{on}; its band holds the line's height with 95 %. The title comes from ranks, not from this line: **ρ** is
Spearman's rank correlation, its interval from draws of whole projects. Colour and shape give the domain.

Domains can each say something else than all together: the note tells ρ within each where it is known. The
**performance score** is the percentile among models with the same task, data set and metric, where there are 30 of
them; accuracy, F1 and ROUGE are what cards state, 0 to 1, whatever they were measured on.
"""


def show(context: Context) -> None:
    """The switch and the card; a word where no report states the amount."""
    amount = AMOUNTS[_against()]
    parts = context.make(_parts, amount.question)
    if parts is None:
        st.info(f"No report of this selection states its {amount.words}.", icon=":material/scatter_plot:")
    else:
        chart_card(**parts)


def note_problems() -> None:
    """Remember what in the page's link cannot be used; before the control is drawn, which drops it."""
    link_notes.note({"amount": [_capital(amount.label) for amount in AMOUNTS.values()]})


def _against() -> str:
    chosen = st.segmented_control(
        "Emissions against",
        list(AMOUNTS),
        default="size",
        format_func=lambda key: _capital(AMOUNTS[key].label),
        key="amount",
        bind="query-params",
        required=True,
    )
    return chosen or "size"


def _parts(context: Context, question: str) -> ChartParts | None:
    amount = AMOUNTS[question]
    frame = queries.amounts(context.snapshot, context.selection, question)
    if frame.empty:
        return None
    found = tested.first(context, question)
    rho, n = rank_correlation(frame["amount"], frame["emissions_g"])
    scale = "log scale" if amount.is_score else "both log scale"
    title = _title(found, amount)
    return ChartParts(
        title=title,
        subtitle=f"Grams CO₂e against {amount.words}, {scale} · {_effect(found, rho, n)}",
        figure=clickable(figure(frame, amount, fitted(frame, amount, MIN_CORRELATION), context.colours)),
        table=partial(_table, context, amount),
        source=context.source_line,
        method=METHOD.format(words=amount.words, on="" if amount.is_score else f" on that of {amount.words}"),
        alt=f"Scatter of {n} reports by domain, grams against {amount.words}, with a fitted line. {title}.",
        key=f"against-{question.replace('_', '-')}",
        note=_note(context, found, question),
        drill=Drill({place: list(part["id"]) for place, (_, part) in enumerate(by_trace(thinned(frame, amount)))}),
    )


def _table(context: Context, amount: Amount) -> pd.DataFrame:
    heads = {"id": "Model", "domain": "Domain", "amount": _capital(amount.words), "emissions_g": "Grams CO₂e"}
    return queries.amounts(context.snapshot, context.selection, amount.question).rename(columns=heads)


def _title(found: Result | None, amount: Amount) -> str:
    return question_in_words(amount.question) if found is None or found.verdict == FEW else found.text


def _effect(found: Result | None, rho: float | None, n: int) -> str:
    """ρ with its interval where it is stored; alone where filters are set."""
    if found is not None and found.effect is not None:
        return tested.with_figures(found)
    return f"n = {n:,}" if rho is None else f"ρ {tested.bounded(rho)} · n = {n:,}"


def _note(context: Context, found: Result | None, question: str) -> str:
    parts = []
    if found is None:
        parts.append("With filters set, ρ is worked out anew and its interval is dropped.")
    elif found.verdict == FEW:
        parts.append(found.text.partition(": ")[2].capitalize() + " for a test.")
    elif found.holds is False:
        parts.append("Not so in all three populations, see the table.")
    rows = tested.rows(context, f"{question}_within")
    within = [f"{row.subject} {tested.bounded(row.effect)}" for row in rows if row.effect is not None]
    if within:
        parts.append(f"ρ within {', '.join(within)}.")
    figure_then = tested.study_in_words(study().beside(question))
    if figure_then:
        parts.append(f"2023 study: {figure_then}.")
    return " ".join(parts)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
