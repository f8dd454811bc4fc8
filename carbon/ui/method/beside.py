"""The 2023 study's printed figures beside today's of the same measure; nothing is made comparable that is not."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

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
from carbon.ui.tested import effect_in_words, p_in_words
from carbon.units import format_grams, format_share

METHOD = """\
**The study.** Castaño, Martínez-Fernández, Franch, Bogner: Exploring the Carbon Footprint of Hugging Face's ML
Models ([arXiv 2305.11164](https://arxiv.org/abs/2305.11164)), on the Hub of April 2023, as it prints its figures.

**Today.** The same measure over this snapshot's reports without excluded ones, with its 95 % interval. Where today's
method is another one (Spearman's ρ for Pearson's r), both are named; such figures show the direction, not a change.
"""
NOTHING, LATER = "–", "follows with the census"


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
        wrapped=("Figure", "Study, 2023", "Today", "n, 2023", "Topic"),
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
    return {**found, **medians, **_counts(snapshot)}


def _table(snapshot: Snapshot, _: Selection) -> pd.DataFrame:
    return table(todays(snapshot))


def _effect(one: Result) -> str:
    if one.effect is None:
        return f"not enough data (n = {one.n:,})"
    p = "" if one.corrected_p is None else f", corrected p {p_in_words(one.corrected_p)}"
    return f"{effect_in_words(one)}{p}, n = {one.n:,}"


def _median(snapshot: Snapshot, domain: str) -> str:
    grams = summary.emissions(snapshot, Selection(domains=(domain,)))
    if not grams.size:
        return NOTHING
    low, high = median_interval(grams)
    interval = "" if np.isnan(low) else f" ({format_grams(low)} to {format_grams(high)})"
    return f"{format_grams(float(np.median(grams)))}{interval}, n = {grams.size:,}"


def _counts(snapshot: Snapshot) -> dict[str, str]:
    """Models, those of them that report, and their share; what is of all models follows with the census."""
    totals = summary.summary(snapshot, EVERYTHING)
    reporters = {"reporters": f"{totals.reporting:,}"}
    if snapshot.meta.get("census") != "complete":
        return {**reporters, "models": LATER, "share": LATER}
    share = Share(totals.reporting, totals.models)
    told = f"{percent(share.value)} ({interval_text(share)}), n = {totals.models:,}"
    return {**reporters, "models": f"{totals.models:,}", "share": told}


def _printed(figure: StudyFigure) -> str:
    if isinstance(figure.value, dict):
        return ", ".join(f"{name} {value:,.6g}" for name, value in figure.value.items())
    if isinstance(figure.value, list):
        return ", ".join(p_in_words(value) for value in figure.value)
    if figure.unit == "p":
        return f"p {p_in_words(figure.value)}"
    if figure.unit == "share":
        return format_share(figure.value)
    # Never as a power of ten.
    written = f"{figure.value:,.0f}" if abs(figure.value) >= 1e5 else f"{figure.value:,.6g}"
    return f"{written} {'' if figure.unit == 'models' else figure.unit}".strip().replace("-", "−")


def _ns(figure: StudyFigure) -> str:
    if figure.n is None:
        return ""
    return " / ".join(f"{one:,}" for one in figure.n) if isinstance(figure.n, list) else f"{figure.n:,}"
