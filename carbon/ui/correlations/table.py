"""The table of every test, with the study's value; under filters the effects that are cheap, without intervals."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from carbon.method.statistics.results import POST_HOC
from carbon.method.statistics.wording import question_in_words
from carbon.method.study import study
from carbon.store.queries import correlations as queries
from carbon.ui import tested
from carbon.ui.cards import table_card
from carbon.ui.findings import counted
from carbon.ui.page import Context

#: Asked on other pages or in other cards.
ELSEWHERE = ("share_trend", "share_odds", "emissions_trend", "joint", "joint_median")


def show(context: Context) -> None:
    """The stored tests where the reader's selection is one of the populations; else what can be worked out anew."""
    found = [row for row in tested.rows(context) if row.family != POST_HOC and row.question not in ELSEWHERE]
    population = tested.population_of(context.selection)
    if found:
        held = sum(row.holds is True for row in found)
        table_card(
            title=f"{held} of {counted(len(found), 'test')} come out the same in all three populations",
            subtitle=f"Every test with its effect and 95 % interval · {population}",
            table=tested.table(found),
            source=context.source_line,
            method=tested.METHOD,
            key="tests",
            note=f"The study's values are of its own, smaller populations. {tested.IN_CSV}",
            wrapped=tested.SHOWN,
        )
    elif population is None:
        _show_anew(context)
    else:
        st.warning(tested.why_none(context), icon=":material/error:")


def _show_anew(context: Context) -> None:
    found = context.ask(queries.rank_correlations)
    table = pd.DataFrame(
        {
            "Question": [question_in_words(name) for name in found],
            "n": [n for _, n in found.values()],
            "ρ": [rho for rho, _ in found.values()],
            "2023 study": [tested.study_in_words(study().beside(name)) for name in found],
        }
    )
    table_card(
        title="Rank correlations of this selection",
        subtitle="Spearman's ρ of emissions with each amount, worked out for the filters that are set",
        table=table,
        source=context.source_line,
        method=tested.METHOD,
        key="tests",
        note="Intervals, p and verdicts are dropped: they are made over all reports. Reset the filters to see them.",
        column_config={"n": st.column_config.NumberColumn(format="localized")},
    )
