"""Rates the classified reports of a snapshot under construction by label v0, which needs all of them at once."""

from __future__ import annotations

import json

import duckdb
import numpy as np
import pyarrow as pa

from carbon.card.model_index import Metric
from carbon.method.label_v0 import COMPONENTS, REFERENCE_MODEL, Array, Population, efficiency, rate_all
from carbon.method.performance import study_score
from carbon.store.schema import statement


def label_v0_table(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """`hub_id`, `label_v0` and the rating 0-4 of each part, `v0_co2` and so on, of every report that label v1 rates."""
    found = connection.execute(statement("label_v0_inputs")).to_arrow_table()
    grams = _numbers(found, "emissions_g")
    population = Population(
        co2=grams,
        size_efficiency=efficiency(_numbers(found, "size_bytes"), grams),
        dataset_efficiency=efficiency(_numbers(found, "dataset_bytes"), grams),
        downloads=_numbers(found, "downloads"),
        performance=np.array([_performance(text) for text in found["metrics"].to_pylist()], dtype=np.float64),
    )
    names = found["name"].to_pylist()
    rated = rate_all(population, names.index(REFERENCE_MODEL) if REFERENCE_MODEL in names else None)
    ratings = {f"v0_{name}": _ratings(rated.ratings[name]) for name in COMPONENTS}
    return pa.table({"hub_id": found["hub_id"], "label_v0": pa.array(rated.letters, pa.string()), **ratings})


def _numbers(table: pa.Table, column: str) -> Array:
    return np.asarray(table[column].cast(pa.float64(), safe=False).to_numpy(), dtype=np.float64)


def _ratings(values: Array) -> pa.Array:
    return pa.array(values, mask=np.isnan(values)).cast(pa.int8())


def _performance(metrics: str | None) -> float:
    score = study_score([Metric(**one) for one in json.loads(metrics or "[]")])
    return np.nan if score is None else score
