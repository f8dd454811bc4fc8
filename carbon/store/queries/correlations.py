"""What emissions of one selection are set against: amounts, groups, rank correlations worked out anew."""

from __future__ import annotations

import numpy as np
import pandas as pd

from carbon.card.hardware import devices_of
from carbon.method.statistics.correlation import rank_correlation
from carbon.method.statistics.reports import METRIC_NAMES, metric_scores
from carbon.method.statistics.wording import AMOUNTS
from carbon.store.reader import Snapshot
from carbon.store.selection import Selection


def amounts(snapshot: Snapshot, selection: Selection, against: str) -> pd.DataFrame:
    """`id`, `domain`, `amount`, `emissions_g` of every report that states the amount, one of `AMOUNTS`."""
    if against in METRIC_NAMES:
        return _scores(snapshot, selection)[against]
    return snapshot.frame("correlation_amounts", {**selection.reports_params(), "against": against})


def rank_correlations(snapshot: Snapshot, selection: Selection) -> dict[str, tuple[float | None, int]]:
    """Spearman's ρ of emissions with each of `AMOUNTS` (None below the minimum n or where all are equal), and its n."""
    scores = _scores(snapshot, selection)
    frames = {name: scores[name] if name in scores else amounts(snapshot, selection, name) for name in AMOUNTS}
    return {name: rank_correlation(frame["amount"], frame["emissions_g"]) for name, frame in frames.items()}


def emissions_by_regime(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """Reported grams of every training regime: `name`, `flagged`, `emissions_g` (an ascending array)."""
    return snapshot.frame("emissions_by_regime", selection.reports_params())


def emissions_by_chip(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """Reported grams of every chip, by the first device that a card names by its model; as `emissions_by_regime`."""
    frame = snapshot.frame("emissions_by_hardware", selection.reports_params())
    chips = frame["name"].map(_chip)
    named = frame.assign(name=chips)[chips != ""]
    grouped: pd.DataFrame = named.groupby(["name", "flagged"], as_index=False).agg(emissions_g=("emissions_g", list))
    return grouped


def reports_on(snapshot: Snapshot, selection: Selection, chip: str) -> pd.DataFrame:
    """`id`, `label_class`, `emissions_g`, `downloads` of the reports on one chip of `emissions_by_chip`."""
    frame = snapshot.frame("reports_with_hardware", selection.reports_params())
    return frame[frame["hardware"].map(_chip) == chip].drop(columns="hardware")


def _chip(hardware: str) -> str:
    return next((one.name for one in devices_of(hardware)), "")


def _scores(snapshot: Snapshot, selection: Selection) -> dict[str, pd.DataFrame]:
    """As `amounts`, for every metric."""
    frame = snapshot.frame("correlation_scores", selection.reports_params())
    found = [metric_scores(text) for text in frame.pop("metrics")]
    every = {name: frame.assign(amount=[scores.get(name, np.nan) for scores in found]) for name in METRIC_NAMES}
    return {name: one[one["amount"].notna()] for name, one in every.items()}
