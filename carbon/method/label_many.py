"""Label v1 of many models at once, in columns: to the last digit what `label.rate` says of each of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from carbon.method.domains import modality_of
from carbon.method.label import (
    LEAST_G,
    LETTERS,
    MOST_G,
    RatingInput,
    confidence_of,
    likely_factors,
    size_score,
    why_not_rated,
)
from carbon.method.reference import REFERENCE, Category, Reference

Array: TypeAlias = npt.NDArray[np.float64]
Classes: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Labels:
    """One entry a model, in their order; as the fields of `label.Label`, with NaN or None where a model has none."""

    letters: list[str | None]
    not_rated: list[str | None]
    score: Array
    co2_score: Array
    size_score: Array
    performance_score: Array
    category: list[str | None]
    class_low: list[str | None]
    class_high: list[str | None]
    likely_low_g: Array
    likely_high_g: Array
    confidence: list[str | None]
    completeness: Array
    reference_version: str


def rate_many(models: Sequence[RatingInput], reference: Reference = REFERENCE) -> Labels:
    """The labels of `models`; no model changes another's."""
    reasons = [why_not_rated(model) for model in models]
    rated = np.array([reason is None for reason in reasons], dtype=bool)
    categories = _categories(models, reference)
    grams = _numbers(
        model.emissions_g if reason is None else None for model, reason in zip(models, reasons, strict=True)
    )
    low_g, high_g = _likely_ranges(models, grams)
    sizes = (size_score(model.size_bytes, category) for model, category in zip(models, categories, strict=True))
    size = np.where(rated, _numbers(sizes), np.nan)
    performance = np.where(rated, _performance(models, reference), np.nan)
    weight, rest = _others(size, performance, reference)
    co2, best, worst = (_co2_scores(each, categories) for each in (grams, low_g, high_g))
    score, *ends = ((reference.weights["co2"] * each + rest) / weight for each in (co2, best, worst))
    cuts = np.array(sorted(reference.cuts), dtype=np.float64)
    high, low = (_classes(end, each, cuts) for end, each in zip(ends, (best, worst), strict=True))
    return Labels(
        letters=_letters(_classes(score, co2, cuts), rated),
        not_rated=reasons,
        score=score,
        co2_score=co2,
        size_score=size,
        performance_score=performance,
        category=[one.name if there else None for one, there in zip(categories, rated, strict=True)],
        class_low=_letters(low, rated),
        class_high=_letters(high, rated),
        likely_low_g=low_g,
        likely_high_g=high_g,
        confidence=_confidence(models, low - high, rated),
        completeness=np.where(rated, weight / sum(reference.weights.values()), np.nan),
        reference_version=reference.version,
    )


def _categories(models: Sequence[RatingInput], reference: Reference) -> list[Category]:
    of = cache(lambda regime, domain: reference.category(regime, modality_of(domain)))
    return [of(model.regime, model.domain) for model in models]


def _numbers(values: Iterable[float | None]) -> Array:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _likely_ranges(models: Sequence[RatingInput], grams: Array) -> tuple[Array, Array]:
    of = cache(likely_factors)
    factors = np.array([of(model.tool, model.flags) for model in models], dtype=np.float64).reshape(-1, 2)
    with np.errstate(over="ignore", under="ignore"):
        return np.maximum(grams / factors[:, 0], LEAST_G), np.minimum(grams * factors[:, 1], MOST_G)


def _performance(models: Sequence[RatingInput], reference: Reference) -> Array:
    return _numbers(reference.performance(model.results) if model.results else None for model in models)


def _others(size: Array, performance: Array, reference: Reference) -> tuple[Array, Array]:
    """The weight of all parts that are there, and the weighted sum of those besides the emissions."""
    weight, rest = np.full(len(size), float(reference.weights["co2"])), np.zeros(len(size))
    for name, score in (("size", size), ("performance", performance)):
        there = ~np.isnan(score)
        weight += np.where(there, reference.weights[name], 0)
        rest += np.where(there, reference.weights[name] * score, 0.0)
    return weight, rest


def _co2_scores(grams: Array, categories: Sequence[Category]) -> Array:
    # math.log10 and np.log10 differ in the last digit for some values.
    logs = np.array([math.log10(each) if each > 0 else np.nan for each in grams.tolist()], dtype=np.float64)
    names = np.array([category.name for category in categories])
    scores = np.full(len(grams), np.nan)
    for one in {category.name: category for category in categories}.values():
        places = names == one.name
        scores[places] = 100.0 - _shares_up_to(np.array(one.logs), logs[places])
    return scores


def _shares_up_to(ascending: Array, values: Array) -> Array:
    """The place (0-100) of each value among 101 percentiles, linear between them; NaN for NaN."""
    below = np.clip(np.searchsorted(ascending, values, side="right") - 1, 0, len(ascending) - 2)
    step = ascending[below + 1] - ascending[below]
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = below + (values - ascending[below]) / step
    outside = np.where(values < ascending[0], 0.0, shares)
    return np.where(values >= ascending[-1], 100.0, outside)


def _classes(score: Array, co2_score: Array, cuts: Array) -> Classes:
    by_co2 = len(cuts) - np.searchsorted(cuts, co2_score, side="right")
    plain = len(cuts) - np.searchsorted(cuts, score, side="right")
    return np.clip(plain, by_co2 - 1, by_co2 + 1)


def _letters(classes: Classes, rated: npt.NDArray[np.bool_]) -> list[str | None]:
    return [LETTERS[place] if there else None for place, there in zip(classes.tolist(), rated.tolist(), strict=True)]


def _confidence(models: Sequence[RatingInput], apart: Classes, rated: npt.NDArray[np.bool_]) -> list[str | None]:
    return [
        confidence_of(model, span) if there else None
        for model, span, there in zip(models, apart.tolist(), rated.tolist(), strict=True)
    ]
