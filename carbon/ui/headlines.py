"""The Overview's four figures, what they leave out, and three findings that link on; holds no SQL."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd
import streamlit as st

from carbon.answers import flags
from carbon.method.equivalences import equivalence
from carbon.method.intervals import median_interval
from carbon.store.queries import domains, efficiency, summary, trends
from carbon.store.queries.summary import Flagged, Summary
from carbon.ui import findings, months, pages
from carbon.ui.cards import Figure, figure_row
from carbon.ui.findings import Share
from carbon.ui.markup import show
from carbon.ui.page import Context
from carbon.units import format_grams, format_share, format_shares

#: A single report that is more than this share of the sum makes the sum a statement about that report.
GIANT = 0.5
#: What the number of models counts before the census is complete.
LISTED = {"none": "only those that carry the emissions key so far", "partial": "listed so far, census running"}


def show_figures(context: Context) -> None:
    """Models, share reporting, median and total grams, each with its interval and its state a year before."""
    totals = context.ask(summary.summary)
    figures = [_models(context, totals), _share(context, totals), _median(context, totals), _total(context, totals)]
    figure_row(figures)
    _show_flagged(
        context.ask(summary.excluded), context.ask(summary.doubtful), with_excluded=context.selection.with_flagged
    )


def show_findings(context: Context) -> None:
    """Three findings, each a card with a link to the page that shows more."""
    told = (
        ("trends", "See the trends", findings.level_finding(context.ask(trends.levels_by_month))),
        ("domains", "Compare domains", findings.domain_finding(_by_domain(context))),
        ("efficiency", "See the classes", findings.class_finding(context.ask(efficiency.classes_by_domain))),
    )
    for column, (page, label, text) in zip(st.columns(3), told, strict=True):
        with column, st.container(border=True, key=f"card-finding-{page}", height="stretch", gap="xsmall"):
            show('<p class="hc-finding">$text</p>', text=text)
            pages.link(page, label)


def _by_domain(context: Context) -> pd.DataFrame:
    """Models and reports by domain; while the census runs all reports, and no models to compare them with."""
    if context.census_is_complete:
        return context.ask(domains.reporting_by_domain)
    reports = context.ask(efficiency.classes_by_domain).groupby("domain")["reporting"].sum()
    return reports.to_frame().reset_index().assign(models=0)


def _models(context: Context, totals: Summary) -> Figure:
    if not context.census_is_complete:
        return Figure("Models", f"{totals.models:,}", LISTED.get(context.snapshot.meta.get("census", ""), ""))
    new = totals.models - totals.models_before
    past = f"{totals.models_before:,}" if totals.models_before else None
    return Figure(
        "Models", f"{totals.models:,}", _before(context, past, new == 0), f"{new:,} new since" if new and past else ""
    )


def _share(context: Context, totals: Summary) -> Figure:
    if not context.census_is_complete:
        return _preliminary_share(context, totals)
    now = Share(totals.reporting_dated, totals.models)
    before = Share(totals.reporting_before, totals.models_before)
    told, past = format_shares(now.value, before.value)
    return Figure(
        "Models reporting",
        told,
        _joined(_interval(findings.interval_text(now)), findings.counted(totals.reporting_dated, "model")),
        _before(context, past if before.whole else None, _nothing_newer(totals)),
    )


def _preliminary_share(context: Context, totals: Summary) -> Figure:
    """The share over the months that the running census has listed in full."""
    counts = context.ask(trends.share_by_month)
    if counts.empty:
        return Figure("Models reporting", f"{totals.reporting:,}", "their share follows with the census of all models")
    now = Share(int(counts["reporting"].sum()), int(counts["models"].sum()))
    since = f"of models since {months.name(counts['month'].min())}, census running"
    return Figure("Models reporting", format_share(now.value), _interval(findings.interval_text(now)), since)


def _median(context: Context, totals: Summary) -> Figure:
    grams = context.ask(summary.emissions)
    middle = float(np.median(grams)) if grams.size else None
    low, high = median_interval(grams)
    known = math.isfinite(low)
    interval = _interval(f"{format_grams(low)} to {format_grams(high)}") if known else "too few for an interval"
    before = None if totals.median_before_g is None else format_grams(totals.median_before_g)
    return Figure(
        "Median report",
        format_grams(middle),
        _joined(interval, equivalence(middle)),
        _before(context, before, _nothing_newer(totals)),
    )


def _total(context: Context, totals: Summary) -> Figure:
    before = format_grams(totals.emissions_before_g) if totals.reporting_before else None
    return Figure(
        "Reported in total",
        format_grams(totals.emissions_g or None),
        _before(context, before, _nothing_newer(totals)),
        _giant(totals),
    )


def _giant(totals: Summary) -> str:
    if not totals.emissions_g or totals.largest_g is None:
        return ""
    share = totals.largest_g / totals.emissions_g
    who = (totals.largest_id or "").rpartition("/")[2]
    warning = "one model, " if share > GIANT else "the largest, "
    return f"{findings.percent(share)} is {warning}{who}"


def _nothing_newer(totals: Summary) -> bool:
    """Whether no report came in the year: old data, whose figures a year before are no news."""
    return totals.reporting_dated == totals.reporting_before


def _before(context: Context, value: str | None, is_same: bool) -> str:
    """A figure's past: a year ago, or a year before the last month that was chosen; nothing new is told as that."""
    then = "before" if context.selection.month_to else "ago"
    if not value:
        return ""
    return f"the same a year {then}: nothing newer" if is_same else f"was {value} a year {then}"


def _interval(text: str) -> str:
    return f"95 % interval {text}"


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _show_flagged(excluded: Flagged, doubtful: Flagged, *, with_excluded: bool) -> None:
    state = "included" if with_excluded else "left out"
    told = _counted(excluded, "excluded", state, flags.EXCLUDED) or "No report is excluded from these figures."
    doubts = _counted(doubtful, "doubtful", "included", flags.DOUBTFUL)
    show('<p class="hc-small">$text</p>', text=f"{told} {doubts}".strip())


def _counted(flagged: Flagged, kind: str, state: str, flags: Mapping[str, str]) -> str:
    if not flagged.reports:
        return ""
    why = ", ".join(f"{flags[flag]} {count:,}" for flag, count in flagged.by_flag.items())
    verb = "is" if flagged.reports == 1 else "are"
    return f"{findings.counted(flagged.reports, f'{kind} report')} {verb} {state}: {why}."
