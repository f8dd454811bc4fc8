"""The card of the joint regression: what each term does to grams while the others are held fixed."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from carbon.method.statistics.results import Result
from carbon.method.statistics.wording import (
    AGAINST,
    FEW,
    LESS,
    MORE,
    NEGLIGIBLE,
    NOT_SHOWN,
    NOT_STATED,
    PRE_TRAINING,
    SIZE,
    term_in_words,
)
from carbon.ui import tested
from carbon.ui.cards import ChartParts, chart_card
from carbon.ui.charts.rows import LINE_PX, is_long, label_rows, rows_figure, show_legend
from carbon.ui.page import Context
from carbon.ui.theme import Palette

METHOD = """\
One regression of the logarithm of grams on everything at once: model size, domain (against the most frequent one) and
training (against fine-tuning). Each mark is the **factor on grams** that goes with the term while the others are
held fixed, with its 95 % interval; left of 1 is less. For the size it is the factor of doubling it. Filled: least
squares with HC3 errors. Hollow: the same for the median, which single giants cannot move.

It describes what was reported; it does not say that changing a term would change the grams.
"""
#: Height of a row under a label of one line, and where its marks lie below that label's top.
ROW_PX, FILLED_PX, HOLLOW_PX = 58, 33, 45
REGRESSIONS = (("least squares", "circle", FILLED_PX), ("median", "circle-open", HOLLOW_PX))


def show(context: Context) -> None:
    """The card; nothing where there is no regression to show."""
    parts = context.make(_parts)
    if parts is not None:
        chart_card(**parts)


def _parts(context: Context) -> ChartParts | None:
    least, median = (
        {row.subject: row for row in tested.rows(context, question) if row.effect is not None}
        for question in ("joint", "joint_median")
    )
    if not least:
        return None
    size = least.get(SIZE)
    title = size.text if size is not None and size.verdict != FEW else "Emissions against everything at once"
    return ChartParts(
        title=title,
        subtitle=(
            f"Factor on grams that goes with each, the others held fixed, 95 % interval, log scale · {_bases(least)}"
            f"n = {next(iter(least.values())).n:,}"
        ),
        figure=figure(least, median, context.colours),
        table=tested.table([*least.values(), *median.values()]),
        source=context.source_line,
        method=METHOD,
        alt=f"Factors on grams of {len(least)} terms with intervals, by least squares and for the median. {title}.",
        key="joint",
        note=_note(size, tested.first(context, "regime"), least.get(PRE_TRAINING)),
    )


def figure(least: dict[str, Result], median: dict[str, Result], colours: Palette) -> go.Figure:
    """One row a term: the factor by both regressions with intervals, and a line at 1."""
    labels = [(_name(name), _factor_words(row)) for name, row in least.items()]
    more_px = LINE_PX if any(is_long(*label) for label in labels) else 0
    drawn = rows_figure(len(least), colours, ROW_PX + more_px)
    drawn.add_vline(1, line={"color": colours.muted, "width": 1})
    for (words, symbol, down_px), rows in zip(REGRESSIONS, (least, median), strict=True):
        shown = [(place, rows[name]) for place, name in enumerate(least) if name in rows]
        for place, row in shown:
            at = place - 0.5 + (down_px + more_px) / (ROW_PX + more_px)
            _add_term(drawn, at, row, symbol, colours)
        if shown:
            drawn.data[-1].update(name=words, showlegend=True)
    label_rows(drawn, labels, colours)
    ends = [end for rows in (least, median) for row in rows.values() for end in tested.factor(row)]
    low, high = np.log10(min([*ends, 0.8])), np.log10(max([*ends, 1.25]))
    ticks = _ticks(float(low), float(high))
    drawn.update_xaxes(
        type="log",
        range=[low - 0.05, high + 0.05],
        tickvals=ticks,
        ticktext=[f"× {tick:,.4g}" for tick in ticks],
        showgrid=True,
        title={"text": "factor on grams, log scale"},
    )
    return show_legend(drawn)


def _ticks(low: float, high: float) -> list[float]:
    """Whole decades between two powers of ten, with their twos and fives where there is room."""
    steps = (1,) if high - low > 2.5 else (1, 2, 5)
    return [step * 10.0**power for power in range(math.floor(low), math.ceil(high) + 1) for step in steps]


def _add_term(drawn: go.Figure, place: float, row: Result, symbol: str, colours: Palette) -> None:
    value, low, high = tested.factor(row)
    colour = colours.accent if symbol == "circle" else colours.muted
    drawn.add_scatter(
        x=[low, high],
        y=[place] * 2,
        mode="lines",
        line={"color": colour, "width": 2},
        hoverinfo="skip",
        showlegend=False,
    )
    drawn.add_scatter(
        x=[value],
        y=[place],
        mode="markers",
        marker={"color": colour, "size": 9, "symbol": symbol, "line": {"width": 2, "color": colour}},
        hovertext=[f"{_name(row.subject)}<br>{_factor_words(row)}<br>{row.method}"],
        hoverinfo="text",
        showlegend=False,
    )


def _name(term: str) -> str:
    """A term as a row is labelled: what it is compared with stands in the subtitle."""
    return term if term == NOT_STATED else term_in_words(term).partition(AGAINST)[0]


def _bases(least: Mapping[str, Result]) -> str:
    """`against NLP and fine-tuning · `: what domains and training are compared with."""
    found = dict.fromkeys(base for name in least if (base := term_in_words(name).partition(AGAINST)[2]))
    return f"against {' and '.join(found)} · " if found else ""


def _factor_words(row: Result) -> str:
    value, low, high = map(tested.in_two_digits, tested.factor(row))
    return f"× {value} ({low} to {high}), p {tested.p_in_words(row.corrected_p)}"


def _note(size: Result | None, groups: Result | None, term: Result | None) -> str | None:
    then = None if size is None else tested.study_value(size)
    study = ""
    if then is not None:
        factor_then = 2 ** float(str(then.value))
        study = f"2023 study, ordinary errors: twice the size × {factor_then:.2g}, n = {tested.study_n(then)}."
    return " ".join(filter(None, (_both_true(groups, term), study))) or None


def _both_true(groups: Result | None, term: Result | None) -> str | None:
    """Why the training can matter here although its groups do not differ; None where the two agree."""
    if groups is None or term is None or groups.verdict not in (NEGLIGIBLE, NOT_SHOWN):
        return None
    if term.verdict not in (MORE, LESS):
        return None
    value, _, _ = tested.factor(term)
    return (
        f"Pre-training × {tested.in_two_digits(value)} and no difference between the groups as a whole can both be "
        "true: here models of the same size and domain are compared, there all with all. Where one group's models are "
        "smaller or of other domains, that hides the difference."
    )
