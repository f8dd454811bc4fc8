"""How domains and tasks report and what they emit: counts and distributions of one selection."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from carbon.store.queries.census import comparable_months
from carbon.store.reader import Snapshot
from carbon.store.selection import Selection

Group = Literal["domain", "task"]


def shares_by_quarter(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """Models created and models reporting by quarter and domain.

    Returns:
        `quarter` (its first day), `domain`, `models`, `reporting`. `models` is 0 before April 2022, where the Hub
        dates no quarter in full, and in quarters that a running census has not listed in full.
    """
    return snapshot.frame("shares_by_quarter", _comparable(snapshot, selection))


def emissions_by_domain(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """Reported grams of every domain: `name`, `domain`, `flagged`, `emissions_g` (an ascending array)."""
    return snapshot.frame("emissions_by_domain", selection.reports_params())


def emissions_by_task(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """Reported grams of every task, as `emissions_by_domain`."""
    return snapshot.frame("emissions_by_task", selection.reports_params())


def reporting_by_domain(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """`name`, `domain`, `models` and how many of them are `reporting`, for every domain of the selection.

    While the census runs, only of the months that it has listed in full.
    """
    return snapshot.frame("reporting_by_domain", _comparable(snapshot, selection))


def reporting_by_task(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """`name`, `domain`, `models` and how many of them are `reporting`, for every task, as `reporting_by_domain`."""
    return snapshot.frame("reporting_by_task", _comparable(snapshot, selection))


def places(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """How often each training place is named, as written (`place`, missing where none is): `reporting`."""
    return snapshot.frame("places", selection.reports_params())


def reports_at(snapshot: Snapshot, selection: Selection, place: str) -> pd.DataFrame:
    """`id`, `label_class`, `emissions_g`, `downloads` of the reports that name the place in these words."""
    return snapshot.frame("reports_at_place", {**selection.reports_params(), "place": place})


def _comparable(snapshot: Snapshot, selection: Selection) -> dict[str, object]:
    return {**selection.beside_models().reports_params(), "listed": comparable_months(snapshot)}
