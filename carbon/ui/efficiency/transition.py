"""The card of how label v1 moves the models from the classes of the 2023 study's label v0."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from carbon.method.transitions import LETTERS, Transitions, transitions_of
from carbon.store.queries import efficiency as queries
from carbon.ui.cards import ChartParts, chart_card
from carbon.ui.charts.base import base
from carbon.ui.charts.rows import MIN_GROUP
from carbon.ui.efficiency.study import SLIP, slip_share
from carbon.ui.findings import Share, counted, percent
from carbon.ui.page import Context
from carbon.ui.theme import SMALL_PX, Palette

HEIGHT = 330
NEUTRAL = "Classes by label v0 and by label v1"
METHOD = f"""\
Each row holds the reports of one class of label v0, the 2023 study's; each column those of one class of label v1,
this app's. Cells on the framed diagonal keep their letter, those left of it do better by v1, those right of it
worse. The colour is the share of the row.

{SLIP} Label v0 also counts downloads, with a quarter of the weight, and rates models against each other; v1 counts
no downloads and rates against a frozen reference.
"""


def show(context: Context) -> None:
    """The card for the reader's selection; a sentence where no report is rated by both labels."""
    parts = context.make(_parts)
    if parts is None:
        st.caption("Not enough data to compare the labels: n = 0 reports with a class by both, needs 1.")
    else:
        chart_card(**parts)


def _parts(context: Context) -> ChartParts | None:
    counted_pairs = context.ask(queries.label_transitions)
    found = matrix(counted_pairs)
    if not found.rated:
        return None
    title = finding(found)
    return ChartParts(
        title=title,
        subtitle=f"Rated reports by class of label v0 (2023 study) and v1; colour: share of row · n = {found.rated:,}",
        figure=figure(found, context.colours),
        table=table(found),
        source=context.source_line,
        method=METHOD,
        alt=f"Table of five by five classes, label v0 in rows, label v1 in columns. {title}.",
        key="transitions",
        note=_note(found, counted_pairs),
    )


def matrix(counted_pairs: pd.DataFrame) -> Transitions:
    """The transitions of the counted pairs of letters."""
    known = counted_pairs[["label_v0", "label_class"]].astype(object)
    pairs = known.where(known.notna(), None).itertuples(index=False, name=None)
    return transitions_of(dict(zip(pairs, counted_pairs["reporting"].astype(int), strict=True)))


def finding(found: Transitions) -> str:
    """How many keep their letter and where most of the others go; neutral for a handful."""
    if found.rated < MIN_GROUP:
        return NEUTRAL
    kept, better, worse = (Share(part, found.rated) for part in (found.same, found.better, found.worse))
    said = f"{percent(kept.value)} of models have the same class by both labels"
    if better.differs(worse):
        most, word = (better, "better") if better.value > worse.value else (worse, "worse")
        said += f", {percent(most.value)} a {word} one by v1"
    return said


def table(found: Transitions) -> pd.DataFrame:
    """The matrix with headings for readers, what is not rated included."""
    rows = [
        {"Label v0": before, **{f"v1 {after}": n for after, n in row.items()}} for before, row in found.matrix.items()
    ]
    return pd.DataFrame(rows)


def figure(found: Transitions, colours: Palette) -> go.Figure:
    """A cell for every pair of letters: its number of reports, coloured by its share of the row."""
    drawn = base(colours, HEIGHT)
    counts = [[found.matrix[before][after] for after in LETTERS] for before in LETTERS]
    shares = [[100 * n / max(sum(row), 1) for n in row] for row in counts]
    drawn.add_heatmap(
        x=list(LETTERS),
        y=list(LETTERS),
        z=shares,
        text=[[f"{n:,}" for n in row] for row in counts],
        texttemplate="%{text}",
        textfont={"size": SMALL_PX + 1},
        hovertext=[
            [
                f"v0 {before}, v1 {after}: {counted(n, 'report')}, {percent(share / 100)} of v0 {before}"
                for after, n, share in zip(LETTERS, row, row_shares, strict=True)
            ]
            for before, row, row_shares in zip(LETTERS, counts, shares, strict=True)
        ],
        hoverinfo="text",
        colorscale=[[place / (len(colours.scale) - 1), colour] for place, colour in enumerate(colours.scale)],
        zmin=0,
        zmax=100,
        xgap=2,
        ygap=2,
        showscale=False,
    )
    for place in range(len(LETTERS)):
        _frame(drawn, place, colours)
    drawn.update_xaxes(
        side="top", title={"text": "Label v1"}, tickfont={"color": colours.ink, "size": SMALL_PX + 2}, fixedrange=True
    )
    drawn.update_yaxes(
        autorange="reversed",
        title={"text": "Label v0, the 2023 study's"},
        showgrid=False,
        tickfont={"color": colours.ink, "size": SMALL_PX + 2},
        fixedrange=True,
    )
    return drawn


def _frame(drawn: go.Figure, place: int, colours: Palette) -> None:
    drawn.add_shape(
        type="rect",
        x0=place - 0.49,
        x1=place + 0.49,
        y0=place - 0.49,
        y1=place + 0.49,
        line={"color": colours.ink, "width": 1.5},
        layer="above",
    )


def _note(found: Transitions, counted_pairs: pd.DataFrame) -> str:
    best = slip_share(counted_pairs)
    parts = [f"Of these reports v0 gives {percent(best.value)} the best rating for emissions, by a slip of the study."]
    if found.far:
        parts.append(f"{counted(found.far, 'report')} {'is' if found.far == 1 else 'are'} two or more classes apart.")
    unrated = found.models - found.rated
    if unrated:
        parts.append(f"Left out: {counted(unrated, 'report')} without a class.")
    return " ".join(parts)
