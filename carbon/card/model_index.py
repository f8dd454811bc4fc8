"""Evaluation results from a card's `model-index`, whatever its shape. Never raises, never rescales a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from carbon.card.words import meaningful
from carbon.units import finite, read_number

#: Of one model only this many metrics are read; benchmarks with thousands of scores say little about one training.
MOST_METRICS = 500
_MOST_ENTRIES = 1000


@dataclass(frozen=True, slots=True)
class Metric:
    """One score as the card states it; `task`, `dataset` and the data set's `config` are None where not named."""

    task: str | None
    dataset: str | None
    metric: str
    value: float
    config: str | None = None


def read_metrics(model_index: object) -> tuple[Metric, ...]:
    """The first `MOST_METRICS` numeric scores of a parsed `model-index` (list of models, or one model as an object)."""
    metrics = []
    for metric in _metrics(model_index):
        metrics.append(metric)
        if len(metrics) == MOST_METRICS:
            break
    return tuple(metrics)


def _metrics(model_index: object) -> Iterator[Metric]:
    for model in _objects(model_index):
        for result in _objects(model.get("results")):
            task, dataset = _name(result.get("task")), _name(result.get("dataset"))
            config = _config(result.get("dataset"))
            for entry in _objects(result.get("metrics")):
                name, value = _name(entry), _value(entry.get("value"))
                if name is not None and value is not None:
                    yield Metric(task, dataset, name, value, config)


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    entries = value[:_MOST_ENTRIES] if isinstance(value, list) else [value]
    return (entry for entry in entries if isinstance(entry, dict))


def _name(value: object) -> str | None:
    if isinstance(value, dict):
        return meaningful(value.get("type")) or meaningful(value.get("name"))
    return meaningful(value)


def _config(dataset: object) -> str | None:
    return meaningful(dataset.get("config")) if isinstance(dataset, dict) else None


def _value(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return finite(value)
    return read_number(value[:60].strip().removesuffix("%")) if isinstance(value, str) else None
