"""The study's counts and medians by month, and what its reports are tagged with."""

from __future__ import annotations

import numpy as np
import pandas as pd

from carbon.method.reproduction.tables import GRAMS, Tables

_FIRST, _LAST = "2021-11", "2023-03"


def figures(tables: Tables) -> dict[str, object]:
    """Reports by month, the course of the monthly median, shares of libraries, reports that name hardware."""
    studied = tables.studied
    counts = studied.groupby("month").size()
    automatic = studied[studied["is_auto"]].groupby("month").size().reindex(counts.index, fill_value=0)
    return {
        "reporters_total": len(studied),
        "class_awareness": int((studied["environment"] != "Not Specified").sum()),
        "monthly_counts": {str(month): int(count) for month, count in counts.items()},
        "monthly_auto": {str(month): int(count) for month, count in automatic.items()},
        "share_pytorch": _tagged(studied, "pytorch"),
        "share_transformers": _tagged(studied, "transformers"),
        **_medians(studied),
    }


def _medians(studied: pd.DataFrame) -> dict[str, object]:
    from scipy.stats import linregress  # noqa: PLC0415

    medians = studied.groupby("month")[GRAMS].median().loc[_FIRST:_LAST]
    line = linregress(np.arange(len(medians)), medians)
    return {
        "monthly_median_series": [float(grams) for grams in medians],
        "monthly_median_slope": float(line.slope),
        "monthly_median_slope_p": float(line.pvalue),
        "monthly_median_max": float(medians.max()),
        "monthly_median_mean": float(medians.mean()),
        "monthly_median_median": float(medians.median()),
        "monthly_median_last": float(medians.iloc[-1]),
    }


def _tagged(studied: pd.DataFrame, library: str) -> float:
    return float(studied["library_name"].str.contains(f"'{library}'", regex=False, na=False).mean())
