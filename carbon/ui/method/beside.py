"""The 2023 study's printed figures beside today's of the same measure; nothing is made comparable that is not."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import streamlit as st

from carbon.method.domains import DOMAINS
from carbon.method.intervals import median_interval
from carbon.method.statistics.reports import HEADLINE
from carbon.method.statistics.results import Result
from carbon.method.study import StudyFigure, study
from carbon.store.queries import statistics, summary
from carbon.store.reader import Snapshot
from carbon.store.selection import EVERYTHING, Selection
from carbon.ui import source
from carbon.ui.cards import table_card
from carbon.ui.findings import Share, interval_text, percent
from carbon.ui.page import Context
from carbon.units import format_grams

METHOD = """\
**The study.** Castaño, Martínez-Fernández, Franch, Bogner: Exploring the Carbon Footprint of Hugging Face's ML
Models ([arXiv 2305.11164](https://arxiv.org/abs/2305.11164)), on the Hub of April 2023, as it prints its figures.

**Today.** The same measure over this snapshot's reports without excluded ones, with its 95 % interval. Where today's
method is another one (Spearman's ρ for Pearson's r), both are named; such figures show the direction, not a change.
"""
NOTHING = "–"


def show_study(context: Context) -> None:
    """The table of all figures of the study."""
    rows = source.ask(_table, context.snapshot, EVERYTHING)
    beside = int((rows["Today"] != NOTHING).sum())
    table_card(
        title=f"{beside} of the study's {len(rows)} figures have a counterpart today",
        subtitle="Figures as the study of 2023 prints them, beside today's of the same measure",
        table=rows,
        source=f"{context.source_line} Study: arXiv 2305.11164.",
        method=METHOD,
        key="study",
        height=460,
        column_config={
            "Topic": st.column_config.TextColumn(width=95),
            "Figure": st.column_config.TextColumn(width=300),
            "Study, 2023": st.column_config.TextColumn(width=130),
            "n, 2023": st.column_config.TextColumn(width=90),
            "Today": st.column_config.TextColumn(width=330),
        },
    )


def table(today: Mapping[str, str]) -> pd.DataFrame:
    """One row a figure; `today` holds today's by the study's measure."""
    return pd.DataFrame(
        [
            {
                "Topic": figure.topic,
                "Figure": figure.name,
                "Study, 2023": _printed(figure),
                "n, 2023": _ns(figure),
                "Today": today.get(figure.measure, NOTHING) if figure.measure else NOTHING,
                "Remark": figure.note,
            }
            for figure in study().figures.values()
        ]
    )


def todays(snapshot: Snapshot) -> dict[str, str]:
    """Today's figures in words, by the measure that the study's name."""
    tests = [one for one in statistics.statistics(snapshot) if one.population == HEADLINE]
    found = {f"{one.question}:{one.subject}" if one.subject else one.question: _effect(one) for one in tests}
    medians = {f"median:{domain}": _median(snapshot, domain) for domain in DOMAINS}
    return {**found, **medians, "share": _share(snapshot)}


def _table(snapshot: Snapshot, _: Selection) -> pd.DataFrame:
    return table(todays(snapshot))


def _effect(one: Result) -> str:
    if one.effect is None or one.low is None or one.high is None:
        return f"not enough data (n = {one.n:,})"
    p = "" if one.corrected_p is None else f", corrected p {_p(one.corrected_p)}"
    return f"{one.measure} {one.effect:.3g} [{one.low:.3g}, {one.high:.3g}]{p}, n = {one.n:,}"


def _median(snapshot: Snapshot, domain: str) -> str:
    grams = summary.emissions(snapshot, Selection(domains=(domain,)))
    if not grams.size:
        return NOTHING
    low, high = median_interval(grams)
    interval = "" if np.isnan(low) else f" [{format_grams(low)}, {format_grams(high)}]"
    return f"{format_grams(float(np.median(grams)))}{interval}, n = {grams.size:,}"


def _share(snapshot: Snapshot) -> str:
    if snapshot.meta.get("census") != "complete":
        return "follows with the census"
    totals = summary.summary(snapshot, EVERYTHING)
    share = Share(totals.reporting, totals.models)
    return f"{percent(share.value)} [{interval_text(share)}], n = {totals.models:,}"


def _printed(figure: StudyFigure) -> str:
    unit = {"share": "", "p": "", "models": ""}.get(figure.unit, figure.unit)
    if isinstance(figure.value, dict):
        return ", ".join(f"{name} {value:,.6g}" for name, value in figure.value.items())
    if isinstance(figure.value, list):
        return ", ".join(f"{value:.3g}" for value in figure.value)
    written = f"{figure.value:,.6g}"
    return f"{figure.unit if figure.unit == 'p' else ''} {written} {unit}".strip()


def _ns(figure: StudyFigure) -> str:
    if figure.n is None:
        return ""
    return " / ".join(f"{one:,}" for one in figure.n) if isinstance(figure.n, list) else f"{figure.n:,}"


def _p(value: float) -> str:
    return "< 0.001" if value < 0.001 else f"{value:.2g}"
