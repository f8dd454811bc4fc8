"""The study's correlations: emissions against performance, model size and dataset size."""

from __future__ import annotations

import numpy as np
import pandas as pd

from carbon.method.reproduction.tables import DATASET, GRAMS, METRICS, SIZE, Tables

#: Added by the study before every logarithm.
OFFSET = 1e-6


def figures(tables: Tables) -> dict[str, object]:
    """Spearman's ρ of performance, Pearson's r of logs of sizes, each with its p."""
    automatic = tables.studied[tables.studied["is_auto"]]
    found: dict[str, object] = {}
    for kind, table in (("auto", automatic), ("clean", tables.curated)):
        for metric in METRICS:
            found |= _named(f"perf_{kind}_{metric}", "rho", _spearman(table, metric))
    size, dataset = (_logs(tables.curated, column) for column in (SIZE, DATASET))
    found |= _named("pearson_log_size", "r", _pearson(size))
    found |= _named("pearson_log_dataset", "r", _pearson(dataset))
    found |= _named("spearman_dataset", "rho", _spearman(dataset, DATASET))
    return found


def _logs(table: pd.DataFrame, column: str) -> pd.DataFrame:
    known = table[[GRAMS, column]].dropna() + OFFSET
    return known.apply(np.log)


def _spearman(table: pd.DataFrame, column: str) -> tuple[float, float]:
    from scipy.stats import spearmanr  # noqa: PLC0415

    known = table[[GRAMS, column]].dropna()
    found = spearmanr(known[GRAMS], known[column])
    return float(found.statistic), float(found.pvalue)


def _pearson(logs: pd.DataFrame) -> tuple[float, float]:
    from scipy.stats import pearsonr  # noqa: PLC0415

    found = pearsonr(logs.iloc[:, 0], logs.iloc[:, 1])
    return float(found.statistic), float(found.pvalue)


def _named(start: str, effect: str, found: tuple[float, float]) -> dict[str, object]:
    return {f"{start}_{effect}": found[0], f"{start}_p": found[1]}
