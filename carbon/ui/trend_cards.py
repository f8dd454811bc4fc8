"""The cards of the Trends page, each a query, a finding and a chart; the first also stands on the Overview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from carbon.method.levels import LEVELS
from carbon.method.study import study
from carbon.store.queries import summary, trends
from carbon.store.selection import EVERYTHING, NOT_STATED
from carbon.ui import charts, findings, months, words
from carbon.ui.cards import ChartParts, chart_card, table_card
from carbon.ui.drill import Drill, clickable
from carbon.ui.empty import or_say
from carbon.ui.markup import escaped
from carbon.ui.page import Context
from carbon.ui.theme import Palette
from carbon.units import format_grams, format_share

#: The 2023 study's share over all its models, which were created until March 2023 (arXiv 2305.11164).
_SHARE_THEN = float(str(study().figures["reporting_overall_pct"].value))
STUDY = charts.Mark(
    _SHARE_THEN, f"2023 study: {_SHARE_THEN:.2f} % over all its models", date(2022, 3, 1), date(2023, 3, 1)
)
#: The median of its monthly medians, November 2021 to March 2023.
_MEDIAN_THEN_G = float(str(study().figures["monthly_median_median"].value))
STUDY_MEDIAN = charts.Mark(
    _MEDIAN_THEN_G, f"2023 study: {format_grams(_MEDIAN_THEN_G)}, median month", date(2021, 11, 1), date(2023, 3, 1)
)
MOST_TOOLS = 5
DOWNLOADS = "Downloads, 30 days"
OTHER_TOOLS = "other tools"
NO_DATES = "No report of this selection has a date."
TOO_FEW = f"No month has {months.MIN_REPORTS} reports."
NO_MONTH_LISTED = "No month has been listed in full yet."


def share_card(context: Context) -> None:
    """The share of new models that report, by month, with the study's overall value."""
    chart_card(**context.make(_share))


def _share(context: Context) -> ChartParts:
    counts = context.ask(trends.share_by_month)
    frame = months.shares(counts)
    title = findings.share_title(counts)
    mark = _then(context, frame[frame["share"].notna()], STUDY)
    return ChartParts(
        title=title,
        subtitle=f"Models reporting, % of models created in the month, 95 % interval · {_n(counts, 'models')}",
        figure=or_say(_share_figure(context, frame, mark), frame["share"], NO_MONTH_LISTED, context.colours),
        table=_table(frame, {"models": "models", "reporting": "reporting", "share": "%", "low": "low", "high": "high"}),
        source=context.source_line,
        method=words.SHARE_METHOD,
        alt=f"Line chart by month of creation. {title}.{f' {mark.label}.' if mark else ''}",
        key="share-by-month",
        note=findings.share_note(counts),
    )


def tool_card(context: Context) -> None:
    """Reports by the tool they were measured with, by month."""
    chart_card(**context.make(_tool))


def _tool(context: Context) -> ChartParts:
    everything = context.ask(trends.reports_by_tool)
    dated = months.dated(everything)
    over = months.ended(dated, context.running_month)
    counts = months.since_enough(_fewer_tools(over), "reports")
    title = findings.tool_title(everything)
    drawn = tool_figure(counts, context.colours)
    return ChartParts(
        title=title,
        subtitle=f"Reports by month of creation and tool, number · {_n(counts, 'reports')}",
        figure=or_say(clickable(drawn), counts["reports"], NO_DATES, context.colours),
        table=_table(counts, {"tool": "tool", "reports": "reports"}),
        source=context.source_line,
        method=words.TOOL_METHOD,
        alt=f"Stacked columns by month of creation. {title}.",
        key="reports-by-tool",
        note=_notes(_running_note(dated, over), _undated_note(everything, "reports")),
        drill=Drill(_tools_of(drawn, counts), filter="tool"),
    )


def _tools_of(figure: go.Figure, counts: pd.DataFrame) -> dict[int, list[str]]:
    """The tool of every column, by trace."""
    names = {escaped(tool): tool for tool in counts["tool"].unique()}
    return {place: [names[trace.name]] * len(trace.x) for place, trace in enumerate(figure.data)}


def level_card(context: Context) -> None:
    """How well models report, by month."""
    chart_card(**context.make(_level))


def _level(context: Context) -> ChartParts:
    everything = context.ask(trends.levels_by_month)
    counts = months.dated(everything)
    frame = months.percent_of_month(counts, "level", "models")
    frame = frame.assign(level=[f"{code} {LEVELS[code]}" for code in frame["level"]])
    fills = {f"{code} {name}": context.colours.levels[code] for code, name in LEVELS.items()}
    title = findings.level_title(everything)
    return ChartParts(
        title=title,
        subtitle=f"Reporting level, % of the month's models that carry the key · {_n(counts, 'models')}",
        figure=or_say(
            charts.stacked_share(
                frame, x="month", group="level", share="share", hover="hover", fills=fills, colours=context.colours
            ),
            frame["share"],
            TOO_FEW,
            context.colours,
        ),
        table=_table(frame, {"level": "level", "models": "models", "share": "%"}),
        source=context.source_line,
        method=words.LEVEL_METHOD,
        alt=f"Stacked columns by month of creation, reporting levels R0 to R5. {title}.",
        key="levels",
        note=_notes(
            _few_note(len(counts["month"].unique()) - len(frame["month"].unique())),
            _undated_note(everything, "models"),
        ),
    )


def field_card(context: Context) -> None:
    """Which fields reports fill, by month."""
    chart_card(**context.make(_field))


def _field(context: Context) -> ChartParts:
    everything = context.ask(trends.fields_by_month)
    counts = months.dated(everything)
    shown = counts[counts["reports"] >= months.MIN_REPORTS]
    title = findings.field_title(everything)
    return ChartParts(
        title=title,
        subtitle=f"Reports that state the field, % of the month's reports · {_n(counts, 'reports')}",
        figure=or_say(_field_figure(context, shown), shown["reports"], TOO_FEW, context.colours),
        table=_table(shown, {"reports": "reports", **words.FIELDS}),
        source=context.source_line,
        method=words.FIELDS_METHOD,
        alt=f"Heatmap of month by field. {title}.",
        key="fields",
        note=_notes(_few_note(len(counts) - len(shown)), _undated_note(everything, "reports")),
    )


def grams_card(context: Context) -> None:
    """Median and quartiles of reported grams, by month."""
    chart_card(**context.make(_grams))


def _grams(context: Context) -> ChartParts:
    counts = months.since_enough(context.ask(trends.quartiles_by_month), "reports")
    frame = months.quartiles(counts)
    title = findings.median_title(context.ask(summary.emissions))
    return ChartParts(
        title=title,
        subtitle=f"Grams CO₂e reported, median and quartiles, log scale · {_n(counts, 'reports')}",
        figure=or_say(
            charts.quartiles_by_month(
                frame,
                x="month",
                low="q1_g",
                mid="median_g",
                high="q3_g",
                hover="hover",
                colours=context.colours,
                mark=_then(context, frame[frame["median_g"].notna()], STUDY_MEDIAN),
            ),
            frame["median_g"],
            TOO_FEW,
            context.colours,
        ),
        table=_table(
            frame, {"reports": "reports", "q1_g": "quartile 1, g", "median_g": "median, g", "q3_g": "quartile 3, g"}
        ),
        source=context.source_line,
        method=words.GRAMS_METHOD,
        alt=f"Line chart on a log axis by month of creation. {title}.",
        key="grams-by-month",
        note=_few_note(int((counts["reports"] < months.MIN_REPORTS).sum())),
    )


def unreported_card(context: Context) -> None:
    """The most-downloaded models that report nothing."""
    frame = context.ask(trends.unreported)
    heads = {"id": "Model", "task": "Task", "library": "Library", "created_at": "Created", "downloads": DOWNLOADS}
    table = frame.rename(columns=heads)
    table = table.assign(Created=table["Created"].dt.strftime("%Y-%m-%d")).fillna("–")
    table_card(
        title="The most-downloaded models that report nothing",
        subtitle=f"Models without a figure, by downloads in 30 days · the first {len(table)}",
        table=table,
        source=context.source_line,
        method=words.UNREPORTED_METHOD,
        key="unreported",
        note=None if context.census_is_complete else "Only of the models listed so far: the census is not complete.",
        height=390,
        models="Model",
        column_config={DOWNLOADS: st.column_config.NumberColumn(format="localized")},
    )


def _share_figure(context: Context, frame: pd.DataFrame, mark: charts.Mark | None) -> go.Figure:
    known = frame[frame["share"].notna()]
    return charts.line_with_band(
        frame,
        x="month",
        y="share",
        low="low",
        high="high",
        colours=context.colours,
        hover="hover",
        tick_suffix=" %",
        last_label=format_share(known["share"].iloc[-1] / 100) if len(known) else None,
        mark=mark,
    )


def _then(context: Context, known: pd.DataFrame, mark: charts.Mark) -> charts.Mark | None:
    """The study's value where it can be compared with: in its time, and over all models of the months."""
    of_all = replace(context.selection, month_from=None, month_to=None) == EVERYTHING
    return mark if of_all and (known["month"] < pd.Timestamp(mark.end)).any() else None


def tool_figure(counts: pd.DataFrame, colours: Palette) -> go.Figure:
    """Stacked columns of `month`, `tool`, `reports`."""
    tools = [tool for tool in counts["tool"].unique() if tool not in (OTHER_TOOLS, NOT_STATED)]
    fills = dict(zip(sorted(tools, key=_by_size(counts)), colours.series, strict=False))
    fills |= {OTHER_TOOLS: colours.rest, NOT_STATED: colours.unknown}
    frame = counts.assign(month=pd.to_datetime(counts["month"]))
    hover = [f"{months.name(row.month)}<br>{escaped(row.tool)}: {row.reports:,} reports" for row in frame.itertuples()]
    return charts.stacked_counts(
        frame.assign(hover=hover), x="month", group="tool", count="reports", hover="hover", fills=fills, colours=colours
    )


def _by_size(counts: pd.DataFrame) -> Callable[[str], tuple[int, str]]:
    totals = counts.groupby("tool")["reports"].sum()
    return lambda tool: (-int(totals[tool]), tool)


def _fewer_tools(counts: pd.DataFrame) -> pd.DataFrame:
    """The most frequent tools by name, the others as one."""
    order = sorted(set(counts["tool"]) - {NOT_STATED}, key=_by_size(counts))
    named = {*order[:MOST_TOOLS], NOT_STATED}
    merged = counts.assign(tool=counts["tool"].where(counts["tool"].isin(named), OTHER_TOOLS))
    return merged.groupby(["month", "tool"], as_index=False).agg(reports=("reports", "sum"))


def _field_figure(context: Context, shown: pd.DataFrame) -> go.Figure:
    grid = months.all_months(shown).set_index("month")
    reports = grid.pop("reports")
    shares = (100 * grid.div(reports, axis=0)).rename(columns=words.FIELDS).T
    hover = shares.apply(lambda column: [_field_hover(column.name, field, column[field]) for field in shares.index])
    return charts.heatmap(shares, hover, colours=context.colours)


def _field_hover(month: object, field: str, percent: float) -> str:
    return f"{months.name(month)}<br>{field}: {format_share(percent / 100)} of reports"


def _few_note(left_empty: int) -> str | None:
    if not left_empty:
        return None
    return f"{findings.counted(left_empty, 'month')} with fewer than {months.MIN_REPORTS} left empty."


def _running_note(dated: pd.DataFrame, over: pd.DataFrame) -> str | None:
    """Which month is left out of counts because it is not over."""
    return f"{months.name(dated['month'].max())} is not over and left out." if len(over) < len(dated) else None


def _undated_note(frame: pd.DataFrame, column: str) -> str | None:
    """How many the title counts that have no place on an axis of time."""
    undated = int(frame.loc[frame["month"].isna(), column].sum())
    return (
        f"Not drawn: {findings.counted(undated, column.removesuffix('s'))} without a known date." if undated else None
    )


def _notes(*notes: str | None) -> str | None:
    return " ".join(filter(None, notes)) or None


def _n(counts: pd.DataFrame, column: str) -> str:
    total = int(counts[column].sum())
    if counts.empty:
        return "n = 0"
    return f"n = {total:,} · to {months.name(counts['month'].max())}"


def _table(frame: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """The columns of a frame under the names for readers, months written YYYY-MM, percent and grams in full."""
    shown = frame.assign(month=pd.to_datetime(frame["month"]).dt.strftime("%Y-%m"))
    return shown[["month", *columns]].rename(columns=columns)
