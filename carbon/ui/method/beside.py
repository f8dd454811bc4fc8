"""The 2023 study's printed figures beside today's of the same measure; nothing is made comparable that is not."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from carbon.method.study import StudyFigure, study
from carbon.store.reader import Snapshot
from carbon.store.selection import EVERYTHING, Selection
from carbon.ui import source
from carbon.ui.cards import table_card
from carbon.ui.method.todays import NOTHING, todays
from carbon.ui.page import Context
from carbon.ui.tested import p_in_words
from carbon.units import format_share

METHOD = """\
**The study.** Castaño, Martínez-Fernández, Franch, Bogner: Exploring the Carbon Footprint of Hugging Face's ML
Models ([arXiv 2305.11164](https://arxiv.org/abs/2305.11164)), on the Hub of April 2023, as it prints its figures.

**Today.** The same measure over this snapshot's reports without excluded ones, with its 95 % interval. Where today's
method is another one (Spearman's ρ for Pearson's r), both are named; such figures show the direction, not a change.
Months are those listed in full and over; monthly medians those of months with 10 reports. A dash stands where this app
computes nothing of the kind: means, log-likelihoods, tests by hand-picked models.
"""


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


def _table(snapshot: Snapshot, _: Selection) -> pd.DataFrame:
    return table(todays(snapshot))


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
