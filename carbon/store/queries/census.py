"""How far the census of all models has come: which months can be set against their reports; counts nothing."""

from __future__ import annotations

from datetime import date

from carbon.store.reader import Snapshot


def is_complete(snapshot: Snapshot) -> bool:
    """Whether every model of the Hub is in the snapshot."""
    return snapshot.meta.get("census") == "complete"


def listed_months(snapshot: Snapshot) -> list[date]:
    """The months (first day) of which every model is in the snapshot, oldest first; none before the census begins."""
    return [month for row in snapshot.rows("listed_months") if isinstance(month := row["month"], date)]


def comparable_months(snapshot: Snapshot) -> list[date] | None:
    """The months in which reports can be divided by models; None where that is so for all, dated or not."""
    return None if is_complete(snapshot) else listed_months(snapshot)
