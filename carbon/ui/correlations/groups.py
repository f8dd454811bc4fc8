"""The cards of emissions by training and by chip: distributions, compared by their medians and by tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import streamlit as st

from carbon.method.statistics.results import Result
from carbon.method.statistics.wording import DIFFERENT, LESS, MORE
from carbon.method.study import study
from carbon.store.queries import correlations as queries
from carbon.store.reader import Snapshot
from carbon.store.selection import NOT_STATED, Selection
from carbon.ui import listed, tested
from carbon.ui.cards import ChartParts, chart_card
from carbon.ui.charts.rows import MIN_GROUP
from carbon.ui.charts.spreads import Spread, spreads
from carbon.ui.domains.emissions import METHOD, grouped, ranked, table
from carbon.ui.drill import Drill, clickable, named_targets
from carbon.ui.findings import counted, percent
from carbon.ui.page import Context

#: What a link calls a chip whose models it lists.
KIND = "chip"
MOST_ROWS = 8
#: What a test comes to where its finding is the card's title.
_FOUND = frozenset({MORE, LESS, DIFFERENT})
#: What the study prints as medians of the curated models, by training.
_STUDY_MEDIANS = {"pre-training": "pt_median", "fine-tuning": "ft_median"}

Query = Callable[[Snapshot, Selection], pd.DataFrame]


def show(context: Context) -> None:
    """Both cards side by side; none where nothing is known."""
    for column, build in zip(st.columns(2), (_training, _hardware), strict=True):
        parts = context.make(build)
        if parts is not None:
            with column:
                chart_card(**parts)


def show_listed(context: Context) -> None:
    """The list of models trained on the chip that was clicked or that a link names, if one is."""
    listed.show_asked(context, KIND, queries.reports_on)


def _training(context: Context) -> ChartParts | None:
    groups = [_with_study(group) for group in _groups(context, queries.emissions_by_regime)]
    parts = _parts(context, groups, "regime", "training", "Reported grams by training")
    return parts and {**parts, "drill": Drill(named_targets(parts["figure"]), filter="regime")}


def _hardware(context: Context) -> ChartParts | None:
    groups = _groups(context, queries.emissions_by_chip)
    parts = _parts(context, groups, "hardware", KIND, "Reported grams by chip")
    return parts and {**parts, "drill": Drill(named_targets(parts["figure"]), listed=KIND)}


def _groups(context: Context, query: Query) -> list[Spread]:
    frame = query(context.snapshot, context.selection)
    frame = frame.assign(domain=[NOT_STATED if name == NOT_STATED else "" for name in frame["name"]])
    fills = {"": context.colours.accent, NOT_STATED: context.colours.rest}
    return ranked(grouped(frame, fills))


def _parts(context: Context, groups: list[Spread], question: str, what: str, neutral: str) -> ChartParts | None:
    if not groups:
        return None
    found = tested.first(context, question)
    shown = groups[:MOST_ROWS]
    title = found.text if found is not None and found.verdict in _FOUND else most(groups, what, neutral)
    return ChartParts(
        title=title,
        subtitle=f"Grams CO₂e by {what}, log scale, median with 95 % interval · n = {sum(one.n for one in groups):,}",
        figure=clickable(spreads(shown, context.colours)),
        table=table(groups, what),
        source=context.source_line,
        method=METHOD,
        alt=f"Distributions of reported grams by {what}, {len(shown)} groups. {title}.",
        key=f"grams-by-{what}",
        note=_note(groups, found, what),
    )


def most(groups: list[Spread], what: str, neutral: str) -> str:
    """Which group most reports are of, where no test tells how groups differ; neutral for a handful of reports."""
    total = sum(group.n for group in groups)
    named = [group for group in groups if group.name != NOT_STATED]
    if total < MIN_GROUP or not named:
        return neutral
    largest = max(named, key=lambda group: group.n)
    share = f"{percent(largest.n / total)} of these {counted(total, 'report')}"
    # A chip is named; training may also be told from what marks AutoTrain.
    return f"{share} name {largest.name} as their {what}" if what == KIND else f"{share} are of {largest.name}"


def _with_study(group: Spread) -> Spread:
    figure = study().figures.get(_STUDY_MEDIANS.get(group.name, ""))
    return group if figure is None else replace(group, compared_g=float(str(figure.value)))


def _note(groups: list[Spread], found: Result | None, what: str) -> str | None:
    parts = ["With filters set, no test is shown." if found is None else _test_in_words(found)]
    if len(groups) > MOST_ROWS:
        parts.append(f"In the table: {len(groups) - MOST_ROWS} more {what}s.")
    if any(group.compared_g is not None for group in groups):
        parts.append("Dotted: the median of the 2023 study's curated models.")
    return " ".join(filter(None, parts)) or None


def _test_in_words(found: Result) -> str:
    """What a test found that is no title: the effect, how sure it is, and what is called negligible."""
    if found.verdict in _FOUND or found.effect is None:
        return ""
    limit = tested.negligible_in_words(found)
    told = f"{found.text}: {tested.effect_in_words(found)}, p {tested.p_in_words(found.corrected_p)}."
    return f"{told} {limit[0].upper()}{limit[1:]}." if limit else told
