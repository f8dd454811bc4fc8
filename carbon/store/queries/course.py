"""How a Hub's snapshots have grown; counts nothing anew."""

from __future__ import annotations

import pandas as pd

from carbon.store.reader import Snapshot
from carbon.store.selection import Selection


def course(snapshot: Snapshot, _: Selection) -> pd.DataFrame:
    """`built_at`, `census`, `models` and `reporting` of every published snapshot, oldest first."""
    return snapshot.frame("history_of_all")
