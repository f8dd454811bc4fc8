"""The card of the share of new models that report, by month; it also stands on the Overview."""

from __future__ import annotations

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from carbon.method.study import study
from carbon.store.queries import trends
from carbon.ui import findings, months, words
from carbon.ui.cards import ChartParts, chart_card
from carbon.ui.charts import series
from carbon.ui.empty import or_say
from carbon.ui.page import Context
from carbon.ui.trends import notes
from carbon.units import format_share

#: The 2023 study's share over all its models, which were created until March 2023 (arXiv 2305.11164).
_SHARE_THEN = float(str(study().figures["reporting_overall_pct"].value))
STUDY = series.Mark(
    _SHARE_THEN, f"2023 study: {_SHARE_THEN:.2f} % over all its models", date(2022, 3, 1), date(2023, 3, 1)
)
NO_MONTH_LISTED = "No month has been listed in full yet."


def share_card(context: Context) -> None:
    """The share of new models that report, by month, with the study's overall value."""
    chart_card(**context.make(_share))


def _share(context: Context) -> ChartParts:
    counts = context.ask(trends.share_by_month)
    frame = months.shares(counts, context.running_month)
    over = months.ended(counts, context.running_month)
    title = findings.share_title(over)
    mark = notes.study_mark(context, frame[frame["share"].notna()], STUDY)
    return ChartParts(
        title=title,
        subtitle=f"Models reporting, % of the month's new models, 95 % interval · {notes.counted(counts, 'models')}",
        figure=or_say(_share_figure(context, frame, mark), frame["share"], NO_MONTH_LISTED, context.colours),
        table=notes.table(
            frame,
            {
                "models": "models",
                "reporting": "reporting",
                "share": "reporting, %",
                "low": "95 % interval from, %",
                "high": "95 % interval to, %",
            },
        ),
        source=context.source_line,
        method=words.SHARE_METHOD,
        alt=f"Line chart by month of creation. {title}.{f' {mark.label}.' if mark else ''}",
        key="share-by-month",
        note=notes.joined(findings.share_note(over), notes.so_far(frame[frame["share"].notna()], "Dotted")),
    )


def _share_figure(context: Context, frame: pd.DataFrame, mark: series.Mark | None) -> go.Figure:
    known = frame[frame["share"].notna()]
    return series.line_with_band(
        frame,
        x="month",
        y="share",
        low="low",
        high="high",
        colours=context.colours,
        hover="hover",
        tick_suffix=" %",
        last_label=_last(known),
        mark=mark,
    )


def _last(known: pd.DataFrame) -> str | None:
    """The last share, as it stands at the line's end; with a word where its month is not over."""
    if known.empty:
        return None
    share = f"<b>{format_share(known['share'].iloc[-1] / 100)}</b>"
    return f"{share}<br>so far" if known["so_far"].iloc[-1] else share
