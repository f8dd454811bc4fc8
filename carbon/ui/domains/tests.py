"""The card of the tests between domains: Kruskal and Wallis over all, Dunn for each pair; makes no test."""

from __future__ import annotations

import streamlit as st

from carbon.method.statistics.wording import DIFFERENT, FEW, LESS, MORE
from carbon.ui import tested
from carbon.ui.cards import table_card
from carbon.ui.findings import counted
from carbon.ui.page import Context

NEUTRAL = "Tests between domains"


def show(context: Context) -> None:
    """The stored tests of the reader's population; under other filters, why there are none."""
    found = tested.rows(context, "domains", "nlp_cv", "nlp_cv_per_byte", "domain_pair")
    if not found:
        st.caption(tested.why_none(context))
        return
    pairs = [row for row in found if row.question == "domain_pair" and row.verdict != FEW]
    apart = sum(row.verdict in (MORE, LESS) for row in pairs)
    all_of = next(row for row in found if row.question == "domains")
    table_card(
        title=all_of.text if all_of.verdict == DIFFERENT else finding(apart, len(pairs)),
        subtitle=f"{counted(apart, 'pair')} of {len(pairs)} differ, {tested.population_of(context.selection)}",
        table=tested.table(found),
        source=context.source_line,
        method=tested.METHOD,
        key="domain-tests",
        note=f"Domains of 20 models and more. {tested.IN_CSV}",
        wrapped=tested.SHOWN,
    )


def finding(apart: int, pairs: int) -> str:
    """How many pairs of domains differ; neutral where no domain is large enough to be compared."""
    if not pairs:
        return NEUTRAL
    if not apart:
        return f"No difference is shown in {f'any of {pairs} pairs' if pairs > 1 else 'the one pair'} of domains"
    return f"{apart} of {counted(pairs, 'pair')} of domains {'differs' if apart == 1 else 'differ'} in grams"
