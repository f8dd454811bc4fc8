"""Label v1: the A-E class of a model against a frozen reference. Downloads and other models never enter."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from carbon.card.names import AUTOTRAIN, CALCULATORS, MEASURED
from carbon.method.domains import NOT_SPECIFIED, modality_of
from carbon.method.performance import Result
from carbon.method.reference import REFERENCE, Category, Reference
from carbon.units import finite

LETTERS = "ABCDE"
REFERENCE_VERSION = REFERENCE.version

#: Standard deviation of ln(emissions) by kind of source, and the two-sided 90 % normal quantile of the likely range.
SIGMA_MEASURED, SIGMA_AUTOTRAIN, SIGMA_CALCULATED, SIGMA_UNKNOWN = 0.34, 0.5, 0.69, 1.1
RANGE_QUANTILE = 1.645
#: The second mode of AutoTrain's tool lies lower by about this factor.
AUTOTRAIN_LOW_FACTOR = 250.0
#: Ranges are kept inside what a float can hold, so that their ends always have a class.
LEAST_G, MOST_G = 5e-324, 1.7e308


@dataclass(frozen=True, slots=True)
class RatingInput:
    """All that label v1 looks at; `flags` are the names of the report's quality flags.

    `results` count where the reference freezes a group of models with the same task, data set and metric.
    """

    emissions_g: float | None
    domain: str = NOT_SPECIFIED
    regime: str | None = None
    size_bytes: float | None = None
    results: Sequence[Result] = ()
    tool: str | None = None
    has_source: bool = False
    has_hardware: bool = False
    has_place: bool = False
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Label:
    """The class and how it came about; without a letter only `not_rated` (the reason) and the version are set.

    Scores are 0-100, higher is better; `weights` holds the weight of each score that is present. `class_low` is the
    class at the upper end of the likely emissions, `class_high` at the lower end. `completeness` is a share of one.
    """

    letter: str | None = None
    not_rated: str | None = None
    score: float | None = None
    co2_score: float | None = None
    size_score: float | None = None
    performance_score: float | None = None
    weights: Mapping[str, int] = field(default_factory=dict)
    category: str | None = None
    category_n: int | None = None
    class_low: str | None = None
    class_high: str | None = None
    likely_low_g: float | None = None
    likely_high_g: float | None = None
    confidence: str | None = None
    completeness: float | None = None
    reference_version: str = REFERENCE_VERSION


def rate(model: RatingInput, reference: Reference = REFERENCE) -> Label:
    """The label of one model; not rated, with the reason, where it has no valid report."""
    reason = why_not_rated(model)
    grams = model.emissions_g
    if reason is not None or grams is None:
        return Label(not_rated=reason, reference_version=reference.version)
    category = reference.category(model.regime, modality_of(model.domain))
    others = _other_scores(model, category, reference)
    weights = {name: reference.weights[name] for name in ("co2", *others)}
    weight, rest = sum(weights.values()), sum(weights[name] * score for name, score in others.items())
    low_g, high_g = _likely_range(model, grams)
    # Only the emissions differ between the value and the ends of its range.
    co2, best, worst = (100.0 - category.percentile(each) for each in (grams, low_g, high_g))
    score, *ends = ((weights["co2"] * each + rest) / weight for each in (co2, best, worst))
    high, low = (_class(end, each, reference.cuts) for end, each in zip(ends, (best, worst), strict=True))
    return Label(
        letter=LETTERS[_class(score, co2, reference.cuts)],
        score=score,
        co2_score=co2,
        size_score=others.get("size"),
        performance_score=others.get("performance"),
        weights=weights,
        category=category.name,
        category_n=category.n,
        class_low=LETTERS[low],
        class_high=LETTERS[high],
        likely_low_g=low_g,
        likely_high_g=high_g,
        confidence=confidence_of(model, low - high),
        completeness=weight / sum(reference.weights.values()),
        reference_version=reference.version,
    )


def category_of(domain: str, regime: str | None) -> str:
    """The name of the category that models of this domain and regime are rated in, such as `fine-tuning/nlp`."""
    return REFERENCE.category(regime, modality_of(domain)).name


def category_cuts_g(category: str) -> tuple[float, float, float, float]:
    """The grams at which the CO2 score alone changes class in `category`, from A/B to D/E.

    Raises:
        KeyError: the reference has no such category.
    """
    percentiles = REFERENCE.categories[category].percentiles_g
    a, b, c, d = (percentiles[100 - cut] for cut in REFERENCE.cuts)
    return a, b, c, d


def co2_percentile(category: str, grams: float) -> float:
    """The share (0-100) of the category's reference models that emit no more than `grams` (> 0)."""
    return REFERENCE.categories[category].percentile(grams)


def sigma(tool: str | None) -> float:
    """The standard deviation of ln(emissions) that a report by `tool` is taken to have."""
    if tool in MEASURED:
        return SIGMA_MEASURED
    if tool == AUTOTRAIN:
        return SIGMA_AUTOTRAIN
    return SIGMA_CALCULATED if tool in CALCULATORS else SIGMA_UNKNOWN


def why_not_rated(model: RatingInput) -> str | None:
    """Why a model has no class; None where it has one."""
    if "declared_zero" in model.flags:
        return "the card declares zero emissions"
    if model.emissions_g is None:
        return "no emissions are reported as a single value"
    if not math.isfinite(model.emissions_g) or model.emissions_g <= 0:
        return "the reported emissions are not above zero"
    return "the report looks like an exercise without a model" if "synthetic" in model.flags else None


def size_score(size_bytes: float | None, category: Category) -> float | None:
    """50 at the category's median and 20 more for every halving, 0 to 100; None for what is no size of a file."""
    if size_bytes is None or finite(size_bytes) is None or size_bytes < 1:
        return None
    return min(max(50.0 - 20.0 * math.log2(size_bytes / category.size_bytes_median), 0.0), 100.0)


def _other_scores(model: RatingInput, category: Category, reference: Reference) -> dict[str, float]:
    performance = reference.performance(model.results) if model.results else None
    scores = {"size": size_score(model.size_bytes, category), "performance": performance}
    return {name: score for name, score in scores.items() if score is not None}


def _class(score: float, co2_score: float, cuts: Sequence[int]) -> int:
    """The class, 0 being A; never more than one away from that of the emissions alone."""
    by_co2 = _class_of(co2_score, cuts)
    return min(max(_class_of(score, cuts), by_co2 - 1), by_co2 + 1)


def _class_of(score: float, cuts: Sequence[int]) -> int:
    return len(cuts) - bisect_right(cuts[::-1], score)


def likely_factors(tool: str | None, flags: frozenset[str]) -> tuple[float, float]:
    """By how much the emissions may be lower and higher than reported."""
    spread = math.exp(RANGE_QUANTILE * sigma(tool))
    return spread, spread * AUTOTRAIN_LOW_FACTOR if "autotrain_low" in flags else spread


def _likely_range(model: RatingInput, grams: float) -> tuple[float, float]:
    lower, upper = likely_factors(model.tool, model.flags)
    return max(grams / lower, LEAST_G), min(grams * upper, MOST_G)


def confidence_of(model: RatingInput, classes_apart: int) -> str:
    """`high`, `medium` or `low`, by what is known and how many classes the likely range spans."""
    known = sum((model.has_source, model.has_hardware, model.has_place, model.regime is not None))
    if known >= 3 and classes_apart <= 1:
        return "high"
    return "medium" if known >= 2 and classes_apart <= 2 else "low"
