"""The card of how well models report, by month."""

from __future__ import annotations

from carbon.method.levels import LEVELS
from carbon.store.queries import trends
from carbon.ui import findings, months, words
from carbon.ui.cards import ChartParts, chart_card
from carbon.ui.charts import series
from carbon.ui.empty import or_say
from carbon.ui.page import Context
from carbon.ui.trends import notes


def level_card(context: Context) -> None:
    """How well models report, by month."""
    chart_card(**context.make(_level))


def _level(context: Context) -> ChartParts:
    everything = context.ask(trends.levels_by_month)
    counts = months.dated(everything)
    frame = months.percent_of_month(counts, "level", "models", context.running_month)
    frame = frame.assign(level=[f"{code} {LEVELS[code]}" for code in frame["level"]])
    fills = {f"{code} {name}": context.colours.levels[code] for code, name in LEVELS.items()}
    title = findings.level_title(everything)
    return ChartParts(
        title=title,
        subtitle=f"Reporting level, % of the month's models with the emissions key · {notes.counted(counts, 'models')}",
        figure=or_say(
            series.stacked_share(
                frame, x="month", group="level", share="share", hover="hover", fills=fills, colours=context.colours
            ),
            frame["share"],
            notes.TOO_FEW,
            context.colours,
        ),
        table=notes.table(frame, {"level": "level", "models": "models", "share": "Of the month, %"}),
        source=context.source_line,
        method=words.LEVEL_METHOD,
        alt=f"Stacked columns by month of creation, reporting levels R0 to R5. {title}.",
        key="levels",
        note=notes.joined(
            notes.few(len(counts["month"].unique()) - len(frame["month"].unique())),
            notes.so_far(frame, "Pale"),
            notes.undated(everything, "models"),
        ),
    )
