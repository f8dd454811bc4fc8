"""Label v0: the A-E label of the 2023 study, to the letter and with its slip. For comparison only; the product's is v1.

Source: Castaño et al., Exploring the Carbon Footprint of Hugging Face's ML Models, ESEM 2023 (arXiv 2305.11164).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[np.float64]

LETTERS = "ABCDE"
#: The model that all others are compared with: the first of this name in the population.
REFERENCE_MODEL = "distilgpt2"
SLIP = (
    "The study takes the boundaries of the emissions from the square root of the index but compares them with the "
    "index itself. So 94 % of its models got the best rating for emissions, and the letter says little about them."
)


@dataclass(frozen=True, slots=True)
class Component:
    """One part of the label: its column in the study's table, weight, and which percentiles of its index divide it."""

    column: str
    weight: float
    percentiles: tuple[int, int, int, int] = (20, 40, 60, 80)
    more_is_better: bool = True


#: The parts in the order in which the study adds them up (ties between two letters depend on it).
COMPONENTS: Mapping[str, Component] = MappingProxyType(
    {
        "co2": Component("co2_eq_emissions", 0.35, more_is_better=False),
        "size_efficiency": Component("size_efficency", 0.1),
        "dataset_efficiency": Component("datasets_size_efficency", 0.1),
        "downloads": Component("downloads", 0.25, (60, 85, 94, 96)),
        "performance": Component("performance_score", 0.2),
    }
)
#: The reference values of the study's own table, for a population without its reference model.
STUDY_REFERENCE: Mapping[str, float] = MappingProxyType(
    {
        "co2": 149_200.0,
        "size_efficiency": 2_364.837238605898,
        "dataset_efficiency": 266_551.5743699732,
        "downloads": 1_172_830.0,
        "performance": 0.8235253357723011,
    }
)


@dataclass(frozen=True, slots=True)
class Population:
    """The models that are rated together, one entry a model; NaN where a value is missing.

    `co2`: grams; `size_efficiency`, `dataset_efficiency`: bytes of the weights and of the data sets per gram;
    `downloads`: a count; `performance`: a score of 0-1. A model without finite emissions ≥ 0 g is not rated and counts
    nowhere; any other value that is infinite or negative is a missing one, but for efficiencies at 0 g.

    Raises:
        ValueError: the arrays differ in length.
    """

    co2: Array
    size_efficiency: Array
    dataset_efficiency: Array
    downloads: Array
    performance: Array

    def __post_init__(self) -> None:
        """Check the lengths."""
        if len({len(getattr(self, name)) for name in COMPONENTS}) != 1:
            raise ValueError("the arrays of a population must have one entry a model each")

    def values(self) -> dict[str, Array]:
        """The usable values by component, NaN elsewhere."""
        co2 = np.asarray(self.co2, dtype=np.float64)
        rated = np.isfinite(co2) & (co2 >= 0)
        usable = {}
        for name in COMPONENTS:
            value = np.asarray(getattr(self, name), dtype=np.float64)
            sound = rated & (value >= 0) & (np.isfinite(value) | (co2 == 0))
            usable[name] = np.where(sound, value, np.nan)
        return usable


@dataclass(frozen=True, slots=True)
class LabelsV0:
    """The letters of a population and how they came about.

    `letters`: None where a model has no emissions or none of its parts can be compared. `ratings`: 0 (best) to 4 by
    component, NaN where missing. `means`: the weighted means that were rounded. `reference`: the value of every
    component that has index 1. `boundaries`: of the index, best first (A/B … D/E); `boundaries_in_units`: the same in
    the component's unit.
    """

    letters: Sequence[str | None]
    ratings: Mapping[str, Array]
    means: Array
    reference: Mapping[str, float]
    boundaries: Mapping[str, Array]
    boundaries_in_units: Mapping[str, Array]


def rate_all(population: Population, reference_row: int | None = None, *, same_scale: bool = False) -> LabelsV0:
    """Rate every model of a population against the others.

    Args:
        population: all models that are rated together; each letter depends on all of them.
        reference_row: where the first `distilgpt2` stands; None takes the study's own reference values.
        same_scale: compare the emissions' index with boundaries on its own scale: what the label would be without the
            study's slip.
    """
    values = population.values()
    reference = dict(STUDY_REFERENCE) if reference_row is None else reference_values(values, reference_row)
    indices = {name: _index(values[name], reference[name], COMPONENTS[name]) for name in COMPONENTS}
    bounds = {name: _boundaries(name, index, same_scale) for name, index in indices.items()}
    ratings = {name: _ratings(index, bounds[name]) for name, index in indices.items()}
    means = _weighted_means(ratings, ~np.isnan(values["co2"]))
    return LabelsV0(
        letters=[None if np.isnan(mean) else LETTERS[int(mean)] for mean in np.rint(means)],
        ratings=ratings,
        means=means,
        reference=reference,
        boundaries=bounds,
        boundaries_in_units={name: _in_units(bounds[name], reference[name], COMPONENTS[name]) for name in COMPONENTS},
    )


def efficiency(size_bytes: Array, grams: Array) -> Array:
    """Bytes per gram; infinite at 0 g, as in the study's table, and NaN where either is missing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(size_bytes, dtype=np.float64) / np.asarray(grams, dtype=np.float64)


def reference_values(values: Mapping[str, Array], row: int) -> dict[str, float]:
    """The values of the model in `row`; the median of all models where it has none above 0, NaN without any."""
    return {name: _value_or_median(value, row) for name, value in values.items()}


def _value_or_median(value: Array, row: int) -> float:
    own = float(value[row])
    if np.isfinite(own) and own > 0:
        return own
    known = value[~np.isnan(value)]
    return float(np.median(known)) if len(known) else np.nan


def _index(value: Array, reference: float, component: Component) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return value / reference if component.more_is_better else reference / value


def _boundaries(name: str, index: Array, same_scale: bool) -> Array:
    """Four percentiles of the index, best first; for emissions those of its square root, which is the slip."""
    known = index[~np.isnan(index)]
    if not len(known):
        return np.full(4, np.nan)
    scaled = np.sqrt(known) if name == "co2" and not same_scale else known
    with np.errstate(invalid="ignore"):
        percentiles: Array = np.percentile(scaled, COMPONENTS[name].percentiles)
    return percentiles[::-1]


def _in_units(boundaries: Array, reference: float, component: Component) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return boundaries * reference if component.more_is_better else reference / boundaries


def _ratings(index: Array, boundaries: Array) -> Array:
    """Rating i where boundary i is the first below the index, 4 below all of them."""
    passed = np.sum(index[:, None] > boundaries[None, :], axis=1)
    return np.where(np.isnan(index), np.nan, 4.0 - passed)


def _weighted_means(ratings: Mapping[str, Array], rated: npt.NDArray[np.bool_]) -> Array:
    """Weights are made to sum to 1 over what is present before they are applied, as in the study: ties depend on it."""
    total, mean = np.zeros(len(rated)), np.zeros(len(rated))
    for name, component in COMPONENTS.items():
        total += np.where(np.isnan(ratings[name]), 0.0, component.weight)
    total[~rated | (total == 0)] = np.nan
    for name, component in COMPONENTS.items():
        mean += np.nan_to_num(ratings[name]) * (component.weight / total)
    return mean
