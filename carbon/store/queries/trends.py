"""The course of reporting and of reported grams by month of creation, and who reports nothing."""

from __future__ import annotations

import pandas as pd

from carbon.store.queries.census import listed_months
from carbon.store.reader import Snapshot
from carbon.store.selection import Selection


def share_by_month(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """`month`, `models`, `reporting`; only months listed in full, of models that the Hub itself dates."""
    return snapshot.frame(
        "share_by_month", {**selection.beside_models().reports_params(), "listed": listed_months(snapshot)}
    )


def reports_by_tool(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """`month` (missing where not known), `tool`, `reports`; `not stated` where no known tool is named."""
    return snapshot.frame("reports_by_tool", selection.reports_params())


def levels_by_month(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """`month` (or missing), `level`, `models` with the emissions key; without a figure they are at R0 or R1."""
    return snapshot.frame("levels_by_month", selection.reports_params())


def fields_by_month(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """How many reports fill each field, by month.

    Returns:
        `month` (or missing), `reports`, `method`, `training_type`, `hardware`, `place`, `duration`, `link`.
    """
    return snapshot.frame("fields_by_month", selection.reports_params())


def quartiles_by_month(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """`month`, `reports`, `q1_g`, `median_g`, `q3_g`."""
    return snapshot.frame("quartiles_by_month", selection.reports_params())


def unreported(snapshot: Snapshot, selection: Selection, limit: int = 20) -> pd.DataFrame:
    """The most-downloaded models that report nothing: `id`, `task`, `library`, `created_at`, `downloads`."""
    return snapshot.frame("unreported", {**selection.counts_params(), "limit": limit})
