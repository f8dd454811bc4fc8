"""The headline figures of a selection: models, reports, grams, their state a year before, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from carbon.card.flags import EXCLUDING
from carbon.store.reader import Snapshot
from carbon.store.selection import Selection


@dataclass(frozen=True, slots=True)
class Summary:
    """What a selection comes to; `…_before` is the state a year before, by today's cards.

    "A year before" is before the last month chosen, else before the snapshot was built: a wrong date cannot move it.
    `reporting_dated` is the number of reports that the models can be compared with: where months are chosen, only
    those that the Hub itself dates; siblings always count in it and in `reporting_before`. Grams are None where
    nothing fits.
    """

    models: int
    models_before: int
    reporting: int
    reporting_dated: int
    reporting_before: int
    emissions_g: float
    emissions_before_g: float
    median_before_g: float | None
    largest_g: float | None
    largest_id: str | None


@dataclass(frozen=True, slots=True)
class Flagged:
    """Reports with flags that exclude them, or with flags that only cast doubt: their number, and how many by flag."""

    reports: int
    by_flag: Mapping[str, int]


def summary(snapshot: Snapshot, selection: Selection) -> Summary:
    """The totals of a selection."""
    models = snapshot.rows("summary_models", selection.counts_params())[0]
    reports = snapshot.rows("summary_reports", selection.reports_params())[0]
    if selection.one_per_project:
        beside = snapshot.rows("summary_reports", selection.beside_models().reports_params())[0]
        reports |= {name: beside[name] for name in ("reporting_dated", "reporting_before")}
    return Summary(**models, **reports)  # type: ignore[arg-type]


def emissions(snapshot: Snapshot, selection: Selection) -> NDArray[np.float64]:
    """Grams of every report of the selection, smallest first."""
    table = snapshot.arrow("emissions_sorted", selection.reports_params())
    values: NDArray[np.float64] = table.column("emissions_g").to_numpy()
    return values


def excluded(snapshot: Snapshot, selection: Selection) -> Flagged:
    """Reports that flags keep out of headline figures; one with two such flags counts under both."""
    return _flagged(snapshot, selection, excluded=True)


def doubtful(snapshot: Snapshot, selection: Selection) -> Flagged:
    """Reports that headline figures count although a flag casts doubt on them."""
    return _flagged(snapshot, selection, excluded=False)


def _flagged(snapshot: Snapshot, selection: Selection, *, excluded: bool) -> Flagged:
    params = selection.reports_params()
    del params["with_flagged"]
    rows = snapshot.rows("flagged_reports", {**params, "excluded": excluded, "excluding": sorted(EXCLUDING)})
    counted = {str(row["flag"]): int(str(row["reports"])) for row in rows if row["flag"] is not None}
    total = sum(int(str(row["reports"])) for row in rows if row["flag"] is None)
    return Flagged(total, counted)


def count_reports(snapshot: Snapshot, selection: Selection) -> int:
    """How many reports fit a selection."""
    return summary(snapshot, selection).reporting


def emptied_by(snapshot: Snapshot, selection: Selection) -> list[str]:
    """The fields of a selection without no report fits, each of which alone would bring some back if it were not set.

    Empty where something fits, or where only several filters together leave nothing.
    """
    if count_reports(snapshot, selection):
        return []
    nothing = Selection()
    set_fields = [name for name in selection.__slots__ if getattr(selection, name) != getattr(nothing, name)]
    return [
        name for name in set_fields if count_reports(snapshot, replace(selection, **{name: getattr(nothing, name)}))
    ]
