"""The study's two published tables, read and brought to the state that the study analysed. Computes no figure."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

REPORTS, CURATED = "HFCO2.csv", "HFClean.csv"
GRAMS, SIZE, DATASET = "co2_eq_emissions", "size", "datasets_size"
METRICS = ("accuracy", "f1", "rouge1", "rougeL")

#: Rows that a merge on names without owners doubled.
_DOUBLED = [374, 1039]
#: A row that was overwritten with 0 g, and what its card says.
_OVERWRITTEN, _OVERWRITTEN_G = 65, 0.21
#: Models whose size the curated table filled in later.
_SIZED_LATER = (
    "bias-detection-model",
    "environmental-due-diligence-model",
    "dalle-mini",
    "bloom",
    "doe2vec-d2-m8-ls24-VAE-kl0.001",
    "dalle-mega",
)


class TablesError(ValueError):
    """The study's tables cannot be read; the message names the file and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Tables:
    """`published`: the reports as they are; `studied`: as the study analysed them; `curated`: the curated models."""

    published: pd.DataFrame
    studied: pd.DataFrame
    curated: pd.DataFrame


def read_tables(folder: Path) -> Tables:
    """Both tables of `folder`; raise TablesError where one is missing or is another table."""
    published = _read(folder / REPORTS, ("modelId", GRAMS, SIZE, DATASET, "performance_metrics", "auto", "created_at"))
    curated = _read(folder / CURATED, ("modelId", GRAMS, SIZE, DATASET, "training_type", *METRICS))
    missing = [row for row in (*_DOUBLED, _OVERWRITTEN) if row not in published.index]
    if missing:
        raise TablesError(f"{folder / REPORTS} has {len(published)} rows, row {missing[0]} is wanted: it is cut short.")
    return Tables(published, _studied(published), curated)


def _read(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    try:
        table = pd.read_csv(path, dtype={"auto": str})
    except (OSError, ValueError) as error:
        raise TablesError(f"{path} cannot be read ({str(error).splitlines()[0]}).") from error
    absent = [column for column in columns if column not in table.columns]
    if absent:
        raise TablesError(f"{path} is not the study's table: it has no column {absent[0]!r}.")
    return table


def _studied(published: pd.DataFrame) -> pd.DataFrame:
    table = published.copy()
    table.loc[_OVERWRITTEN, GRAMS] = _OVERWRITTEN_G
    table.loc[table["modelId"].isin(_SIZED_LATER), SIZE] = np.nan
    table["is_auto"] = table["auto"] == "True"
    table["month"] = pd.to_datetime(table["created_at"], errors="coerce").dt.strftime("%Y-%m")
    for name, values in _metrics(table["performance_metrics"]).items():
        table[name] = values
    return table.drop(index=_DOUBLED)


def _metrics(texts: pd.Series) -> dict[str, list[float]]:
    read = [_scores(text) for text in texts]
    return {name: [float(scores.get(name, np.nan)) for scores in read] for name in METRICS}


def _scores(text: object) -> dict[str, float]:
    """A Python dictionary as it was printed, in which `nan` stands for a missing score."""
    if not isinstance(text, str):
        return {}
    found = ast.literal_eval(text.replace("nan", "None"))
    return {name: value for name, value in found.items() if value is not None}
