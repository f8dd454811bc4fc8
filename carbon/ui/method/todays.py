"""Today's figures in words, each by the measure of the 2023 study's that it stands beside; draws nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from carbon.method.domains import DOMAINS
from carbon.method.intervals import median_interval
from carbon.method.regime import FINE_TUNING, PRE_TRAINING
from carbon.method.statistics.reports import HEADLINE
from carbon.method.statistics.results import Result
from carbon.store.queries import efficiency, statistics, summary, trends
from carbon.store.queries.census import is_complete
from carbon.store.reader import Snapshot
from carbon.store.selection import EVERYTHING, Selection
from carbon.ui import months, status
from carbon.ui.findings import Share, counted, interval_text, percent
from carbon.ui.tested import effect_in_words, p_in_words
from carbon.units import format_grams

NOTHING, LATER = "–", "follows with the census"
CLASSES = ("Unknown", "Context reporting", "Basic reporting", "Awareness")


def todays(snapshot: Snapshot) -> dict[str, str]:
    """Today's figures, by measure."""
    tests = [one for one in statistics.statistics(snapshot) if one.population == HEADLINE]
    found = {f"{one.question}:{one.subject}" if one.subject else one.question: _effect(one) for one in tests}
    medians = {f"median:{name}": _median(snapshot, Selection(domains=(name,))) for name in DOMAINS}
    medians |= {f"median:{name}": _median(snapshot, Selection(regimes=(name,))) for name in (PRE_TRAINING, FINE_TUNING)}
    return {
        **found,
        **medians,
        **_counts(snapshot),
        **_classes(snapshot),
        **_shares_of_months(snapshot),
        **_medians_of_months(snapshot),
        **_labels(snapshot),
    }


def _effect(one: Result) -> str:
    if one.effect is None:
        return f"not enough data (n = {one.n:,})"
    p = "" if one.corrected_p is None else f", corrected p {p_in_words(one.corrected_p)}"
    return f"{effect_in_words(one)}{p}, n = {one.n:,}"


def _median(snapshot: Snapshot, selection: Selection) -> str:
    grams = summary.emissions(snapshot, selection)
    if not grams.size:
        return NOTHING
    low, high = median_interval(grams)
    interval = "" if np.isnan(low) else f" ({format_grams(low)} to {format_grams(high)})"
    return f"{format_grams(float(np.median(grams)))}{interval}, n = {grams.size:,}"


def _counts(snapshot: Snapshot) -> dict[str, str]:
    """Models, those of them that report, and their share; what is of all models follows with the census."""
    totals = summary.summary(snapshot, EVERYTHING)
    reporters = {"reporters": f"{totals.reporting:,}"}
    if not is_complete(snapshot):
        return {**reporters, "models": LATER, "share": LATER}
    share = Share(totals.reporting, totals.models)
    told = f"{percent(share.value)} ({interval_text(share)}), n = {totals.models:,}"
    return {**reporters, "models": f"{totals.models:,}", "share": told}


def _classes(snapshot: Snapshot) -> dict[str, str]:
    """Models by the study's reporting class; those without any mark of emissions are unknown."""
    rows = snapshot.rows("study_classes")
    models = {str(row["study_class"]): int(str(row["models"])) for row in rows}
    unmarked = summary.summary(snapshot, EVERYTHING).models - sum(models.values())
    told = {name: f"{models.get(name, 0) + (unmarked if name == 'Unknown' else 0):,}" for name in CLASSES}
    if not is_complete(snapshot):
        told["Unknown"] = LATER
    return {f"class:{name}": text for name, text in told.items()}


def _shares_of_months(snapshot: Snapshot) -> dict[str, str]:
    """The median, the highest and the last month's share of new models that report."""
    names = ("median month", "highest month", "last month")
    if not is_complete(snapshot):
        return {f"share:{name}": LATER for name in names}
    by_month = _over(snapshot, trends.share_by_month(snapshot, EVERYTHING))
    if by_month.empty:
        return {f"share:{name}": NOTHING for name in names}
    shares = (by_month["reporting"] / by_month["models"]).to_numpy(dtype=float)
    named = [months.name(month) for month in by_month["month"]]
    highest = int(np.argmax(shares))
    told = (
        f"{percent(float(np.median(shares)))}, {counted(len(shares), 'month')}",
        f"{percent(float(shares[highest]))}, {named[highest]}",
        f"{percent(float(shares[-1]))}, {named[-1]}",
    )
    return {f"share:{name}": text for name, text in zip(names, told, strict=True)}


def _medians_of_months(snapshot: Snapshot) -> dict[str, str]:
    """The highest, the mean and the median of the medians of months with enough reports."""
    by_month = _over(snapshot, trends.quartiles_by_month(snapshot, EVERYTHING))
    medians = by_month.loc[by_month["reports"] >= months.MIN_REPORTS, "median_g"]
    found = {"highest": medians.max(), "mean": medians.mean(), "median": medians.median()}
    n = counted(len(medians), "month")
    return {
        f"monthly medians:{name}": f"{format_grams(float(grams))}, {n}" if len(medians) else NOTHING
        for name, grams in found.items()
    }


def _labels(snapshot: Snapshot) -> dict[str, str]:
    """Reports by domain, and rated ones by the study's own label (v0)."""
    classes = efficiency.classes_by_domain_v0(snapshot, EVERYTHING)
    domains = classes.groupby("domain")["reporting"].sum()
    letters = classes.dropna(subset="label_class").groupby("label_class")["reporting"].sum()
    return {"domains": _listed(domains.sort_values(ascending=False)), "label v0": _listed(letters)}


def _listed(numbers: pd.Series) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in numbers.items()) or NOTHING


def _over(snapshot: Snapshot, by_month: pd.DataFrame) -> pd.DataFrame:
    """The months that were over when the snapshot was built."""
    return months.ended(by_month, status.month(snapshot.meta.get("built_at", "")))
