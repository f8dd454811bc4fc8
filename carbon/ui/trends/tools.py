"""The card of reports by the tool they were measured with, by month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from carbon.store.queries import trends
from carbon.store.selection import NOT_STATED
from carbon.ui import findings, months, words
from carbon.ui.cards import ChartParts, chart_card
from carbon.ui.charts import series
from carbon.ui.drill import Drill, clickable
from carbon.ui.empty import or_say
from carbon.ui.markup import escaped
from carbon.ui.page import Context
from carbon.ui.theme import Palette
from carbon.ui.trends import notes

MOST_TOOLS = 5
OTHER_TOOLS = "other tools"
NO_DATES = "No report of this selection has a date."


def tool_card(context: Context) -> None:
    """Reports by the tool they were measured with, by month."""
    chart_card(**context.make(_tool))


def _tool(context: Context) -> ChartParts:
    everything = context.ask(trends.reports_by_tool)
    dated = months.dated(everything)
    counts = months.since_enough(_fewer_tools(dated), "reports")
    early = int(dated["reports"].sum() - counts["reports"].sum())
    counts = counts.assign(so_far=months.not_over(counts["month"], context.running_month))
    title = findings.tool_title(everything)
    drawn = tool_figure(counts, context.colours, context.running_month)
    return ChartParts(
        title=title,
        subtitle=f"Reports by month of creation and tool, number · {notes.counted(counts, 'reports')}",
        figure=or_say(clickable(drawn), counts["reports"], NO_DATES, context.colours),
        table=notes.table(counts, {"tool": "tool", "reports": "reports"}),
        source=context.source_line,
        method=words.TOOL_METHOD,
        alt=f"Stacked columns by month of creation. {title}.",
        key="reports-by-tool",
        note=notes.joined(
            notes.so_far(counts, "Pale"),
            notes.not_drawn(
                "reports", int(everything["reports"].sum() - dated["reports"].sum()), early, counts["month"].min()
            ),
        ),
        drill=Drill(_tools_of(drawn, counts), filter="tool"),
    )


def _tools_of(figure: go.Figure, counts: pd.DataFrame) -> dict[int, list[str]]:
    """The tool of every column, by trace."""
    names = {escaped(tool): tool for tool in counts["tool"].unique()}
    return {place: [names[trace.name]] * len(trace.x) for place, trace in enumerate(figure.data)}


def tool_figure(counts: pd.DataFrame, colours: Palette, running: date | None = None) -> go.Figure:
    """Stacked columns of `month`, `tool`, `reports`."""
    tools = [tool for tool in counts["tool"].unique() if tool not in (OTHER_TOOLS, NOT_STATED)]
    fills = dict(zip(sorted(tools, key=_by_size(counts)), colours.series, strict=False))
    fills |= {OTHER_TOOLS: colours.rest, NOT_STATED: colours.unknown}
    frame = counts.assign(month=pd.to_datetime(counts["month"]))
    hover = [f"{months.name(row.month)}<br>{escaped(row.tool)}: {row.reports:,} reports" for row in frame.itertuples()]
    shown = months.marked(frame.assign(hover=hover), running)
    return series.stacked_counts(
        shown, x="month", group="tool", count="reports", hover="hover", fills=fills, colours=colours
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
