"""The card of training places as the cards name them; guesses no country and draws no map."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from carbon.store.queries import domains as queries
from carbon.ui import listed
from carbon.ui.cards import ChartParts, chart_card
from carbon.ui.charts.rows import MIN_GROUP, Row, counts
from carbon.ui.drill import Drill, clickable
from carbon.ui.findings import Share, counted, interval_text, percent
from carbon.ui.page import Context

#: What a link calls a place whose models it lists.
KIND = "place"
MOST_ROWS = 12
LONGEST = 36
METHOD = """\
How many reports name each training place, in the words of their cards: *Paris, France* and *France* stay two
places. The carbon intensity of electricity differs more than tenfold between places, so a report without its
place is hard to judge.
"""


def show(context: Context) -> None:
    """The card; a sentence instead where no report names a place."""
    parts = context.make(_parts)
    if parts is None:
        st.caption("No report of this selection names the place of training.")
    else:
        chart_card(**parts)


def show_listed(context: Context) -> None:
    """The list of models at the place that was clicked or that a link names, if one is."""
    listed.show_asked(context, KIND, queries.reports_at)


def _parts(context: Context) -> ChartParts | None:
    frame = context.ask(queries.places)
    named, total = frame[frame["place"].notna()], int(frame["reporting"].sum())
    if named.empty:
        return None
    n, shown = int(named["reporting"].sum()), named.head(MOST_ROWS)
    return ChartParts(
        title=finding(n, total),
        subtitle=f"Reports by training place, as written · n = {n:,} of {total:,} reports",
        figure=clickable(counts(rows(shown, context.colours.accent), context.colours, "reports")),
        table=named.rename(columns={"place": "Place, as written", "reporting": "Reports"}),
        source=context.source_line,
        method=METHOD,
        alt=f"Bars of the {min(len(named), MOST_ROWS)} most named training places.",
        key="places",
        note=f"In the table: {counted(len(named) - MOST_ROWS, 'more place')}." if len(named) > MOST_ROWS else None,
        drill=Drill({0: [str(place) for place in shown["place"]]}, listed=KIND),
    )


def finding(named: int, total: int) -> str:
    """The share of reports that name a place, with its interval; a neutral title for a handful of reports."""
    if total < MIN_GROUP:
        return "Where training ran, as reported"
    share = Share(named, total)
    return f"{percent(share.value)} of reports say where training ran ({interval_text(share)})"


def rows(frame: pd.DataFrame, colour: str) -> list[Row]:
    """The bars in the frame's order; very long places are cut, in the table they stand in full."""
    return [
        Row(_short(str(place)), f"{reporting:,}", colour, float(reporting))
        for place, reporting in zip(frame["place"], frame["reporting"], strict=True)
    ]


def _short(place: str) -> str:
    return place if len(place) <= LONGEST else f"{place[: LONGEST - 1]}…"
