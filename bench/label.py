"""Rating by both labels at the number of models that report: method only, without store or page."""

from __future__ import annotations

import random
import statistics

import numpy as np

from bench.figures import Figure, time_ms
from carbon.method.label import RatingInput, rate
from carbon.method.label_many import rate_many
from carbon.method.label_v0 import Population, efficiency, rate_all
from carbon.method.performance import Group, Result
from carbon.method.reference_build import Member, build

REPORTERS, TIMES = 12_000, 21


def measure() -> list[Figure]:
    """Time label v0 of one population, label v1 of each of its models, and a new reference made from them."""
    models, population = _models(), _population()
    members = [
        Member(f"a/{number}", one.emissions_g or 1.0, one.regime, "nlp", 1e8) for number, one in enumerate(models)
    ]
    return [
        _median("label v0 of 12,000 models", time_ms(lambda: rate_all(population, 0), TIMES), 50),
        _median("label v1 of 12,000 models", time_ms(lambda: rate_many(models), TIMES), 200),
        _median("… of each by itself", time_ms(lambda: [rate(model) for model in models], TIMES), None),
        _median("a new reference from 12,000 models", time_ms(lambda: build(members, {"version": "x"}), TIMES), None),
    ]


def _median(what: str, values_ms: list[float], limit_ms: float | None) -> Figure:
    median = statistics.median(values_ms)
    measured = f"median {median:,.1f} ms · {min(values_ms):,.1f} to {max(values_ms):,.1f} ms · n {len(values_ms)}"
    if limit_ms is None:
        return Figure(what, "–", measured, None)
    return Figure(what, f"median ≤ {limit_ms:,.0f} ms", measured, median <= limit_ms)


def _models() -> list[RatingInput]:
    chance = random.Random(23)
    group = Group("text-classification", "imdb", "accuracy")
    return [
        RatingInput(
            emissions_g=10.0 ** chance.gauss(0.7, 1.5),
            domain=chance.choice(["NLP", "Computer Vision", "Audio"]),
            regime=chance.choice(["fine-tuning", "pre-training", None]),
            size_bytes=chance.choice([None, 10.0 ** chance.gauss(8.7, 0.6)]),
            results=chance.choice([(), (Result(group, chance.random()),)]),
            tool=chance.choice(["CodeCarbon", "AutoTrain", None]),
            has_source=chance.random() < 0.5,
            has_hardware=chance.random() < 0.3,
            flags=chance.choice([frozenset(), frozenset({"autotrain_low"})]),
        )
        for _ in range(REPORTERS)
    ]


def _population() -> Population:
    chance = np.random.default_rng(23)
    grams, size = 10 ** chance.normal(0.7, 1.5, REPORTERS), 10 ** chance.normal(8.7, 0.6, REPORTERS)
    dataset = np.where(chance.random(REPORTERS) < 0.9, np.nan, size)
    downloads = chance.integers(0, 10_000, REPORTERS).astype(np.float64)
    return Population(grams, efficiency(size, grams), efficiency(dataset, grams), downloads, chance.random(REPORTERS))
