"""The reports that are tested, as columns, and the three populations of every question. Tests nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from carbon.card.hardware import devices_of
from carbon.card.model_index import Metric
from carbon.method.performance import study_metrics

Floats = NDArray[np.float64]
Texts = NDArray[np.str_]
Flags = NDArray[np.bool_]

#: The populations; the pages show the second one unless the reader's filters say otherwise.
ALL, UNFLAGGED, PROJECTS = "all reports", "without flagged", "one per project"
POPULATIONS = (ALL, UNFLAGGED, PROJECTS)
HEADLINE = UNFLAGGED
#: Metrics that the study asked about, in words.
METRIC_NAMES: Mapping[str, str] = {"accuracy": "accuracy", "f1": "F1", "rouge1": "ROUGE-1", "rouge_l": "ROUGE-L"}


@dataclass(frozen=True, slots=True)
class Reports:
    """Reports as columns of one length; NaN or an empty text where something is not known.

    `month`: running number of the month of creation (12 × year + month - 1). `performance`: 0-100 among models with the
    same task, data set and metric. `accuracy` … `rouge_l`: 0-1. `chip`: the first device that a card names.
    `names_hardware`: whether it names hardware at all, as the reporting level counts it.
    """

    emissions_g: Floats
    size_bytes: Floats
    dataset_bytes: Floats
    performance: Floats
    accuracy: Floats
    f1: Floats
    rouge1: Floats
    rouge_l: Floats
    month: Floats
    domain: Texts
    regime: Texts
    chip: Texts
    names_hardware: Flags
    project: Texts
    excluded: Flags
    project_first: Flags

    def __len__(self) -> int:
        return len(self.emissions_g)

    def where(self, chosen: Flags) -> Reports:
        """Only the chosen rows."""
        return Reports(*(getattr(self, field.name)[chosen] for field in fields(self)))

    def population(self, name: str) -> Reports:
        """The rows of one of `POPULATIONS`."""
        if name == ALL:
            return self
        return self.where(~self.excluded if name == UNFLAGGED else ~self.excluded & self.project_first)


@dataclass(frozen=True, slots=True)
class Months:
    """All models and the reporting ones by month, of the months that are listed in full."""

    month: Floats
    models: Floats
    reporting: Floats


def reports_from(columns: Mapping[str, Sequence[Any]]) -> Reports:
    """Reports from the columns of a snapshot's `reports`: `month` as a running number, `metrics` as JSON."""
    scores = [metric_scores(text) for text in columns["metrics"]]
    return Reports(
        emissions_g=_numbers(columns["emissions_g"]),
        size_bytes=_sizes(columns["size_bytes"]),
        dataset_bytes=_sizes(columns["dataset_bytes"]),
        performance=_numbers(columns["performance_score"]),
        **{name: _numbers([score.get(name) for score in scores]) for name in METRIC_NAMES},
        month=_numbers(columns["month"]),
        domain=_texts(columns["domain"]),
        regime=_texts(columns["regime"]),
        chip=_texts([_chip(text) for text in columns["hardware"]]),
        names_hardware=np.asarray(columns["has_hardware"], dtype=bool),
        project=_texts(columns["project"]),
        excluded=np.asarray(columns["excluded"], dtype=bool),
        project_first=np.asarray(columns["project_first"], dtype=bool),
    )


def metric_scores(metrics: str | None) -> dict[str, float]:
    """Each of the study's metrics that a card's results (JSON) state, 0-1, as its label v0 reads them."""
    found = study_metrics(Metric(**row) for row in json.loads(metrics or "[]"))
    return {name: found[own] for name in METRIC_NAMES if (own := name.replace("_", "")) in found}


def _chip(hardware: str | None) -> str:
    devices = devices_of(hardware)
    return devices[0].name if devices else ""


def _numbers(values: Sequence[Any]) -> Floats:
    return np.asarray([np.nan if value is None else value for value in values], dtype=np.float64)


def _sizes(values: Sequence[Any]) -> Floats:
    """Bytes, of which 0 means that they are not known."""
    return _numbers([value or None for value in values])


def _texts(values: Sequence[Any]) -> Texts:
    return np.asarray(["" if value is None else str(value) for value in values], dtype=np.str_)
