"""The card of classes by domain: the share of each class A-E among a domain's rated reports."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from carbon.method.domains import NOT_SPECIFIED
from carbon.method.label import REFERENCE_VERSION
from carbon.method.reference import REFERENCE, SMALLEST_GROUP, Reference
from carbon.store.queries import efficiency as queries
from carbon.ui import findings
from carbon.ui.cards import ChartParts, chart_card
from carbon.ui.charts.rows import MIN_GROUP, TOO_FEW, label_rows, rows_figure, show_legend
from carbon.ui.drill import Drill, clickable
from carbon.ui.efficiency import study
from carbon.ui.efficiency.switch import Version
from carbon.ui.findings import Share, percent
from carbon.ui.markup import escaped
from carbon.ui.page import Context
from carbon.ui.theme import CLASSES, Palette

GOOD = ["A", "B"]
NEUTRAL = "Classes of rated reports, by domain"
NARROWEST_LETTER = 4.0
METHOD = f"""\
**Class.** A to E by label v1: the emissions (weight 35) and the size of the weights (weight 10, smaller is
better) of a model against the frozen reference population `{REFERENCE_VERSION}`; never more than one class away from
the class of its emissions alone. A ≥ 80 of 100 points, B ≥ 60, C ≥ 40, D ≥ 20, else E. Performance (weight 20) counts
where the reference holds at least 30 models with the same task, data set and metric.

Fine-tuned NLP and fine-tuned computer vision models are rated against models of their own kind, so a domain as
a whole comes out near a fifth in each class; it differs where today's models differ from the reference of 2023.
Domains with fewer than 20 rated reports are drawn pale and enter no comparison.
"""


def show(context: Context, version: Version) -> None:
    """The card for the reader's selection, by one of the two labels; a sentence where no report is rated."""
    parts = context.make(_parts, version)
    if parts is None:
        st.caption(f"Not enough data: n = 0 reports with a class by label {version}, needs 1.")
    else:
        chart_card(**parts)


def _parts(context: Context, version: Version) -> ChartParts | None:
    studied = version == "v0"
    counted = context.ask(queries.classes_by_domain_v0 if studied else queries.classes_by_domain)
    frame = by_domain(counted)
    if frame.empty:
        return None
    return ChartParts(
        title=finding(frame) + (" (the 2023 study's label v0)" if studied else ""),
        subtitle=f"Rated reports by class of label {version}, % of the domain's · {_n(frame)} · most A and B first",
        figure=clickable(figure(frame, context.colours)),
        table=frame.reset_index().rename(columns={"domain": "Domain", "n": "Rated reports"}),
        source=context.source_line,
        method=study.METHOD if studied else METHOD,
        alt=f"Stacked bars of the shares of classes A to E by label {version} in {len(frame)} domains.",
        key="classes",
        note=_note(counted, None if studied else why_performance(REFERENCE)),
        drill=Drill({trace: [str(name) for name in frame.index] for trace in range(len(CLASSES))}, filter="domain"),
    )


def by_domain(counted: pd.DataFrame) -> pd.DataFrame:
    """Rated reports by domain (index) and class (columns A-E), and `n`; most A and B first.

    Small domains come after the others, and last of all the reports whose domain is not known.
    """
    rated = counted[counted["label_class"].notna()]
    frame = rated.pivot_table(index="domain", columns="label_class", values="reporting", aggfunc="sum", fill_value=0)
    frame = frame.reindex(columns=list(CLASSES), fill_value=0).astype(int)
    frame["n"] = frame.sum(axis=1)
    order = sorted(
        frame.index,
        key=lambda name: (name == NOT_SPECIFIED, frame.loc[name, "n"] < MIN_GROUP, -_good(frame, name).value),
    )
    return frame.loc[order].rename_axis(columns=None)


def finding(frame: pd.DataFrame) -> str:
    """The domains with most and fewest A and B, where their intervals do not touch; else how all of them fall."""
    known = [str(name) for name in frame.index if frame.loc[name, "n"] >= MIN_GROUP and name != NOT_SPECIFIED]
    if len(known) > 1:
        most, least = _good(frame, known[0]), _good(frame, known[-1])
        if most.differs(least):
            return (
                f"{percent(most.value)} of {known[0]} reports are in class A or B, "
                f"{percent(least.value)} of those in {known[-1]}"
            )
    of_all = Share(int(frame[GOOD].to_numpy().sum()), int(frame["n"].sum()))
    if of_all.whole < MIN_GROUP:
        return NEUTRAL
    return (
        f"{percent(of_all.value)} of rated reports are in class A or B, {percent(frame['E'].sum() / of_all.whole)} in E"
    )


def figure(frame: pd.DataFrame, colours: Palette) -> go.Figure:
    """One stacked bar a domain; each segment carries its letter, and where one is too narrow there is a legend."""
    drawn = rows_figure(len(frame), colours, row_px=52)
    shares = frame[list(CLASSES)].div(frame["n"], axis=0) * 100
    opacity = [1.0 if n >= MIN_GROUP else 0.35 for n in frame["n"]]
    for letter in CLASSES:
        drawn.add_bar(
            x=shares[letter].to_numpy(dtype=float),
            y=[place + 0.16 for place in range(len(frame))],
            orientation="h",
            width=0.48,
            name=letter,
            marker={
                "color": colours.classes[letter],
                "opacity": opacity,
                "line": {"width": 1, "color": colours.background},
            },
            # Plotly fails on a chosen bar with text where these are not named.
            selected={"textfont": {"color": colours.class_letters[letter]}},
            unselected={"textfont": {"color": colours.ink}},
            text=[letter if share >= NARROWEST_LETTER else "" for share in shares[letter]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            textfont={"color": [colours.class_letters[letter] if n >= MIN_GROUP else colours.ink for n in frame["n"]]},
            hovertext=[
                f"{escaped(name)}, class {letter}: {percent(share / 100)} ({count:,})"
                for name, share, count in zip(frame.index, shares[letter], frame[letter], strict=True)
            ],
            hoverinfo="text",
        )
    drawn.update_layout(barmode="stack", legend_traceorder="normal")  # Plotly reverses that of stacked bars
    drawn.update_xaxes(
        fixedrange=True,
        range=[0, 100],
        tickvals=[0, 25, 50, 75, 100],
        ticktext=["0 %", "25 %", "50 %", "75 %", "100 %"],
    )
    label_rows(drawn, [(str(name), _words(int(frame.loc[name, "n"]))) for name in frame.index], colours)
    has_nameless = ((shares > 0) & (shares < NARROWEST_LETTER)).to_numpy().any()
    return show_legend(drawn) if has_nameless else drawn


def _good(frame: pd.DataFrame, domain: str) -> Share:
    row = frame.loc[[domain]]
    return Share(int(row[GOOD].to_numpy().sum()), int(row["n"].iloc[0]))


def _n(frame: pd.DataFrame) -> str:
    return f"n = {int(frame['n'].sum()):,}"


def _words(n: int) -> str:
    return f"n = {n:,}" if n >= MIN_GROUP else f"n = {n} · {TOO_FEW}"


def why_performance(reference: Reference) -> str:
    """Whether performance counts by a reference, and why not where it does not."""
    groups = sum(group.n >= SMALLEST_GROUP for group in reference.groups.values())
    where = f"{SMALLEST_GROUP} models with the same task, data set and metric"
    if groups:
        return f"Performance counts in the {findings.counted(groups, 'group')} of at least {where}."
    return f"Performance is not counted: {reference.version} holds no {where}."


def _note(counted: pd.DataFrame, performance: str | None) -> str | None:
    unrated = int(counted.loc[counted["label_class"].isna(), "reporting"].sum())
    left_out = f"Left out: {findings.counted(unrated, 'report')} without a class." if unrated else None
    return " ".join(filter(None, (left_out, performance))) or None
