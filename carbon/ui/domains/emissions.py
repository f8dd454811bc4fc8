"""The cards of reported grams by domain and by task: distributions on a log axis, compared by their medians."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from carbon.method.domains import NOT_SPECIFIED, task_name
from carbon.method.intervals import median_interval
from carbon.method.statistics.wording import times
from carbon.method.study import study
from carbon.store.queries import domains as queries
from carbon.ui.cards import ChartParts, chart_card
from carbon.ui.charts.rows import MIN_GROUP, TOO_FEW
from carbon.ui.charts.spreads import Spread, spreads
from carbon.ui.drill import Drill, clickable, named_targets
from carbon.ui.findings import counted, median_title
from carbon.ui.page import Context
from carbon.units import format_grams

MOST_ROWS = 12
METHOD = """\
Every report's grams as the model's card states them; a group's **median** is the value that half of its reports
stay below. Outline: how many reports lie at each value, tallest where most do. Grey bar: the middle half
(quartiles). Dark bar: 95 % interval of the median, by order statistics. A group of fewer than 20 reports is
drawn report by report and enters no comparison. Crosses mark values that carry a quality flag.

Means are not shown: one very large model would decide them.
"""


def show_domains(context: Context) -> None:
    """The card of grams by domain; nothing where nothing is reported."""
    _show(context.make(_by_domain))


def show_tasks(context: Context) -> None:
    """The card of grams by task: those with enough reports, then the largest of the others."""
    _show(context.make(_by_task))


def grouped(frame: pd.DataFrame, fills: Mapping[str, str]) -> list[Spread]:
    """One Spread a group from rows of plain and of flagged reports."""
    found: list[Spread] = []
    for name, rows in frame.groupby("name"):
        grams = np.sort(np.concatenate([np.asarray(values, dtype=np.float64) for values in rows["emissions_g"]]))
        marked = [np.asarray(row.emissions_g, dtype=np.float64) for row in rows.itertuples() if row.flagged]
        colour = fills.get(str(rows["domain"].iloc[0]), "#4a525c")
        found.append(Spread(str(name), colour, grams, np.concatenate(marked) if marked else np.empty(0)))
    return found


def ranked(groups: list[Spread]) -> list[Spread]:
    """Groups with enough reports by their median, the highest first; then the others by size."""
    return sorted(groups, key=lambda one: (not one.enough, -one.quartiles[1] if one.enough else -one.n, one.name))


def finding(groups: list[Spread], what: str) -> str:
    """How far the highest and the lowest median are apart, where their intervals do not touch; else what half of all
    reports stay below. A neutral title for a handful of reports. The intervals hold for all groups together.
    """
    known = [group for group in groups if group.enough and group.name != NOT_SPECIFIED]
    ends = [median_interval(group.grams, among=len(known)) for group in known]
    if len(known) > 1 and ends[-1][1] < ends[0][0]:
        ratio = known[0].quartiles[1] / known[-1].quartiles[1]
        return f"The median {known[0].name} report is {times(ratio)} that of {known[-1].name}"
    grams = np.concatenate([group.grams for group in groups])
    if grams.size < MIN_GROUP:
        return f"Reported grams by {what}"
    alike = len(known) > 1 and min(high for _, high in ends) >= max(low for low, _ in ends)
    return f"{median_title(grams)}{f', with no {what} clearly apart' if alike else ''}"


def table(groups: list[Spread], what: str) -> pd.DataFrame:
    """Number, quartiles and interval of every group; what a small group cannot tell is missing."""
    rows = [_table_row(group, what) for group in groups]
    return pd.DataFrame(rows)


def _show(parts: ChartParts | None) -> None:
    if parts is not None:
        chart_card(**parts)


def _by_domain(context: Context) -> ChartParts | None:
    groups = grouped(context.ask(queries.emissions_by_domain), context.colours.domains)
    compared = [replace(group, compared_g=study_median_g(group.name)) for group in groups]
    return _parts(context, ranked(compared), what="domain", key="domain-grams")


def study_median_g(domain: str) -> float | None:
    """The 2023 study's median of a domain; None where it prints none."""
    figure = study().beside(f"median:{domain}")
    return None if figure is None else float(str(figure.value))


def _by_task(context: Context) -> ChartParts | None:
    groups = grouped(context.ask(queries.emissions_by_task), context.colours.domains)
    return _parts(context, ranked([_with_words(group) for group in groups]), what="task", key="task-grams")


def _parts(context: Context, groups: list[Spread], *, what: str, key: str) -> ChartParts | None:
    if not groups:
        return None
    shown = groups[:MOST_ROWS]
    figure = clickable(spreads(shown, context.colours))
    return ChartParts(
        title=finding(groups, what),
        subtitle=(
            f"Grams CO₂e reported for training, log scale: distribution, quartiles, median with 95 % interval "
            f"· n = {sum(group.n for group in groups):,}"
        ),
        figure=figure,
        table=table(groups, what),
        source=context.source_line,
        method=METHOD,
        alt=f"Distributions of reported grams by {what}, {len(shown)} groups; medians: {_medians(shown)}.",
        key=key,
        note=_note(groups, what),
        drill=Drill(named_targets(figure), filter=what),
    )


def _with_words(group: Spread) -> Spread:
    return replace(group, name=task_name(group.name), key=group.name)


def _medians(groups: list[Spread]) -> str:
    told = [f"{group.name} {format_grams(group.quartiles[1])}" for group in groups if group.enough]
    return ", ".join(told) or "none, all groups are too small"


def _note(groups: list[Spread], what: str) -> str | None:
    flagged = sum(len(group.flagged) for group in groups)
    parts = [f"× {flagged:,} carry a flag."] if flagged else []
    if any(group.compared_g is not None for group in groups):
        parts.append("Dotted: the 2023 study's median.")
    if len(groups) > MOST_ROWS:
        parts.append(f"In the table: {counted(len(groups) - MOST_ROWS, f'more {what}')}.")
    return " ".join(parts) or None


def _table_row(group: Spread, what: str) -> dict[str, object]:
    low, mid, high = group.quartiles if group.enough else (None, None, None)
    start, end = group.interval if group.enough else (None, None)
    return {
        what.capitalize(): group.name,
        "n": group.n,
        "Flagged": len(group.flagged),
        "Lowest, g": float(group.grams[0]),
        "First quartile, g": low,
        "Median, g": mid,
        "95 % interval from, g": start,
        "95 % interval to, g": end,
        "Third quartile, g": high,
        "Highest, g": float(group.grams[-1]),
        "Remark": "" if group.enough else f"fewer than {MIN_GROUP}: {TOO_FEW} to compare",
    }
