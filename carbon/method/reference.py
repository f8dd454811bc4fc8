"""The frozen reference population of label v1, loaded once. Never computed from current data."""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from types import MappingProxyType

FILE = "label_reference_2023.04.json"
#: A category with fewer models in the reference is not used; its regime is, or all models.
SMALLEST_CATEGORY = 100
ALL = "all"


@dataclass(frozen=True)
class Category:
    """One category of the reference: `percentiles_g` are the grams at 0, 1, … 100 % of its `n` models."""

    name: str
    n: int
    percentiles_g: tuple[float, ...]
    size_bytes_median: float

    @cached_property
    def _logs(self) -> tuple[float, ...]:
        return tuple(math.log10(grams) for grams in self.percentiles_g)

    def percentile(self, grams: float) -> float:
        """The share (0-100) of the category's models that emit no more than `grams` (> 0), linear in log10."""
        logs, log = self._logs, math.log10(grams)
        if log >= logs[-1]:
            return 100.0
        below = bisect_right(logs, log) - 1
        if below < 0:
            return 0.0
        return below + (log - logs[below]) / (logs[below + 1] - logs[below])


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference: weights of the scores, cuts between the classes, categories by name."""

    version: str
    weights: Mapping[str, int]
    cuts: tuple[int, ...]
    categories: Mapping[str, Category]

    def category(self, regime: str | None, modality: str | None) -> Category:
        """The narrowest category with enough models: regime and modality, else regime, else all."""
        names = (f"{regime}/{modality}", str(regime))
        found = (self.categories.get(name) for name in names)
        return next((one for one in found if one and one.n >= SMALLEST_CATEGORY), self.categories[ALL])


def _load() -> Reference:
    read = json.loads(files("carbon.method").joinpath("data", FILE).read_text(encoding="utf-8"))
    categories = {
        name: Category(name, one["n"], tuple(one["co2_g_percentiles_0_100"]), one["size_bytes_median"])
        for name, one in read["categories"].items()
    }
    weights = MappingProxyType(read["weights"])
    return Reference(read["version"], weights, tuple(read["cuts"]), MappingProxyType(categories))


REFERENCE: Reference = _load()
