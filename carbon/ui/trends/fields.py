"""The card of the fields that reports fill, by month."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from carbon.store.queries import trends
from carbon.ui import findings, months, words
from carbon.ui.cards import ChartParts, chart_card
from carbon.ui.charts import series
from carbon.ui.empty import or_say
from carbon.ui.page import Context
from carbon.ui.trends import notes
from carbon.units import format_share


def field_card(context: Context) -> None:
    """Which fields reports fill, by month."""
    chart_card(**context.make(_field))


def _field(context: Context) -> ChartParts:
    everything = context.ask(trends.fields_by_month)
    counts = months.dated(everything)
    enough = counts[counts["reports"] >= months.MIN_REPORTS]
    shown = enough.assign(so_far=months.not_over(enough["month"], context.running_month))
    title = findings.field_title(everything)
    return ChartParts(
        title=title,
        subtitle=f"Reports that state the field, % of the month's reports · {notes.counted(counts, 'reports')}",
        figure=or_say(_field_figure(context, shown), shown["reports"], notes.TOO_FEW, context.colours),
        table=notes.table(shown, {"reports": "reports", **words.FIELDS}),
        source=context.source_line,
        method=words.FIELDS_METHOD,
        alt=f"Heatmap of month by field. {title}.",
        key="fields",
        note=notes.joined(
            notes.few(len(counts) - len(shown)), notes.so_far(shown, "Framed"), notes.undated(everything, "reports")
        ),
    )


def _field_figure(context: Context, shown: pd.DataFrame) -> go.Figure:
    grid = months.all_months(shown).set_index("month")
    reports, so_far = grid.pop("reports"), grid.pop("so_far")
    shares = (100 * grid.div(reports, axis=0)).rename(columns=words.FIELDS).T
    hover = shares.apply(lambda column: [_field_hover(column.name, field, column[field]) for field in shares.index])
    begun = so_far.index[so_far.fillna(False).astype(bool)]
    return series.heatmap(shares, hover, colours=context.colours, so_far=begun.max() if len(begun) else None)


def _field_hover(month: object, field: str, percent: float) -> str:
    return f"{months.name(month)}<br>{field}: {format_share(percent / 100)} of reports"
