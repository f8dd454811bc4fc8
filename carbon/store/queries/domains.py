"""How domains and tasks report and what they emit: counts and distributions of one selection."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from carbon.store.reader import Snapshot
from carbon.store.selection import Selection

Group = Literal["domain", "task"]


def shares_by_quarter(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """Models created and models reporting by quarter and domain.

    Returns:
        `quarter` (its first day), `domain`, `models`, `reporting`. `models` is 0 before April 2022, where the Hub
        dates no model.
    """
    return snapshot.frame("shares_by_quarter", selection.reports_params())


def emissions_by_domain(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """Reported grams of every domain: `name`, `domain`, `flagged`, `emissions_g` (an ascending array)."""
    return snapshot.frame("emissions_by_domain", selection.reports_params())


def emissions_by_task(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """Reported grams of every task, as `emissions_by_domain`."""
    return snapshot.frame("emissions_by_task", selection.reports_params())


def reporting_by_domain(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """`name`, `domain`, `models` and how many of them are `reporting`, for every domain of the selection."""
    return snapshot.frame("reporting_by_domain", selection.reports_params())


def reporting_by_task(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """`name`, `domain`, `models` and how many of them are `reporting`, for every task of the selection."""
    return snapshot.frame("reporting_by_task", selection.reports_params())


def places(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """How often each training place is named, as written (`place`, missing where none is): `reporting`."""
    return snapshot.frame("places", selection.reports_params())
