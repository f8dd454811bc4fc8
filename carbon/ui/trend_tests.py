"""The card of the trend tests: in words and as a table; makes no test."""

from __future__ import annotations

import streamlit as st

from carbon.method.statistics.wording import LESS, MORE
from carbon.method.study import study
from carbon.ui import tested
from carbon.ui.cards import table_card
from carbon.ui.page import Context

QUESTIONS = ("share_trend", "share_odds", "emissions_trend")
NEUTRAL = "Tests of the trends"


def show(context: Context) -> None:
    """The stored tests of the reader's population; under other filters, why there are none."""
    found = tested.rows(context, *QUESTIONS)
    if not found:
        st.caption(tested.why_none(context))
        return
    told = [row.text for row in found if row.verdict in (MORE, LESS) and row.question != "share_odds"]
    table_card(
        title=". ".join(told) or NEUTRAL,
        subtitle=f"Tests by month of creation, {tested.population_of(context.selection)} · 95 % intervals",
        table=tested.table(found),
        source=context.source_line,
        method=tested.METHOD,
        key="trend-tests",
        note=f"2023 study: the p of its own slope; {study().figures['reporting_slope_p'].note} {tested.IN_CSV}",
        wrapped=tested.SHOWN,
    )
