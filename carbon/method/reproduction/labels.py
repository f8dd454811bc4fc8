"""Both labels of every row of the study's table, and the figures of its own one."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np

from carbon.method.domains import NOT_SPECIFIED
from carbon.method.label import RatingInput, rate
from carbon.method.label_v0 import COMPONENTS, LETTERS, REFERENCE_MODEL, LabelsV0, Population, rate_all
from carbon.method.regime import FINE_TUNING, PRE_TRAINING
from carbon.method.reproduction.comparisons import NLP, VISION
from carbon.method.reproduction.tables import GRAMS, SIZE, Tables

NOT_RATED = "NR"


class Labels(NamedTuple):
    """The labels of one row of the table as it is published, `row` counted from 0."""

    row: int
    label_v0: str
    label_v1: str


def figures(tables: Tables) -> dict[str, object]:
    """How the study's label divides its models, with and without its slip."""
    labels = _study_labels(tables)
    return {
        "label_distribution": _distribution(labels),
        "label_fixed_sqrt_distribution": _distribution(_study_labels(tables, same_scale=True)),
        "label_reference_values": {part.column: labels.reference[name] for name, part in COMPONENTS.items()},
        "label_boundaries_index": {
            part.column: [float(each) for each in labels.boundaries[name]] for name, part in COMPONENTS.items()
        },
        "label_boundaries_physical": {
            f"{part.column}_g" if name == "co2" else part.column: [
                float(each) for each in labels.boundaries_in_units[name]
            ]
            for name, part in COMPONENTS.items()
        },
        "label_component_ratings": {
            part.column: {str(rating): int(np.sum(labels.ratings[name] == rating)) for rating in range(len(LETTERS))}
            for name, part in COMPONENTS.items()
        },
    }


def labelled(tables: Tables) -> list[Labels]:
    """Both labels of every row, in the table's order."""
    v0 = [letter or NOT_RATED for letter in _study_labels(tables).letters]
    v1 = [rate(one).letter or NOT_RATED for one in _inputs(tables)]
    return [Labels(row, *pair) for row, pair in enumerate(zip(v0, v1, strict=True))]


def _study_labels(tables: Tables, *, same_scale: bool = False) -> LabelsV0:
    table = tables.published
    population = Population(**{name: table[part.column].to_numpy(dtype=float) for name, part in COMPONENTS.items()})
    reference = int(np.flatnonzero(table["modelId"] == REFERENCE_MODEL)[0])
    return rate_all(population, reference, same_scale=same_scale)


def _distribution(labels: LabelsV0) -> dict[str, int]:
    return dict(Counter(letter for letter in labels.letters if letter is not None))


def _inputs(tables: Tables) -> list[RatingInput]:
    curated = dict(zip(tables.curated["modelId"], tables.curated["training_type"], strict=True))
    table = tables.published
    columns = (table[name].tolist() for name in ("modelId", "domain", "auto", "training_type", GRAMS, SIZE))
    return [
        RatingInput(
            emissions_g=grams,
            domain=domain if domain in (NLP, VISION) else NOT_SPECIFIED,
            regime=_regime(auto, curated.get(name, training)),
            size_bytes=None if np.isnan(size) else size,
        )
        for name, domain, auto, training, grams, size in zip(*columns, strict=True)
    ]


def _regime(auto: object, training: object) -> str | None:
    if auto in ("True", "1"):
        return FINE_TUNING
    text = str(training)
    if text.startswith("pretraining"):
        return PRE_TRAINING
    return FINE_TUNING if text == FINE_TUNING else None
