"""The card of the median and quartiles of reported grams, by month."""

from __future__ import annotations

from datetime import date

from carbon.method.study import study
from carbon.store.queries import summary, trends
from carbon.ui import findings, months, words
from carbon.ui.cards import ChartParts, chart_card
from carbon.ui.charts import series
from carbon.ui.empty import or_say
from carbon.ui.page import Context
from carbon.ui.trends import notes
from carbon.units import format_grams

#: The median of the 2023 study's monthly medians, November 2021 to March 2023.
_MEDIAN_THEN_G = float(str(study().figures["monthly_median_median"].value))
STUDY_MEDIAN = series.Mark(
    _MEDIAN_THEN_G, f"2023 study: {format_grams(_MEDIAN_THEN_G)}, median month", date(2021, 11, 1), date(2023, 3, 1)
)


def grams_card(context: Context) -> None:
    """Median and quartiles of reported grams, by month."""
    chart_card(**context.make(_grams))


def _grams(context: Context) -> ChartParts:
    dated = context.ask(trends.quartiles_by_month)
    counts = months.since_enough(dated, "reports")
    frame = months.quartiles(counts, context.running_month)
    grams = context.ask(summary.emissions)
    undated = int(grams.size - dated["reports"].sum())
    early = int(dated["reports"].sum() - counts["reports"].sum())
    title = findings.median_title(grams)
    return ChartParts(
        title=title,
        subtitle=f"Grams CO₂e reported, median and quartiles, log scale · {notes.counted(counts, 'reports')}",
        figure=or_say(
            series.quartiles_by_month(
                frame,
                x="month",
                low="q1_g",
                mid="median_g",
                high="q3_g",
                hover="hover",
                colours=context.colours,
                mark=notes.study_mark(context, frame[frame["median_g"].notna()], STUDY_MEDIAN),
            ),
            frame["median_g"],
            notes.TOO_FEW,
            context.colours,
        ),
        table=notes.table(
            frame, {"reports": "reports", "q1_g": "quartile 1, g", "median_g": "median, g", "q3_g": "quartile 3, g"}
        ),
        source=context.source_line,
        method=words.GRAMS_METHOD,
        alt=f"Line chart on a log axis by month of creation. {title}.",
        key="grams-by-month",
        note=notes.joined(
            notes.few(int((counts["reports"] < months.MIN_REPORTS).sum())),
            notes.so_far(frame[frame["median_g"].notna()], "Dotted"),
            notes.not_drawn("reports", undated, early, counts["month"].min()),
        ),
    )
