"""Frozen reference populations of label v1: reads them, never computes one from current data."""

from __future__ import annotations

import itertools
import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from carbon.method.performance import Group, Result, more_is_better

#: The reference that models are rated against, one of those carried in `carbon/method/data`.
FILE = "label_reference_2023.04.json"
#: A category with fewer models in the reference is not used; its regime is, or all models.
SMALLEST_CATEGORY = 100
#: A performance group with fewer models in the reference is not used.
SMALLEST_GROUP = 30
ALL = "all"
SCORES = ("co2", "size", "performance")


class ReferenceFileError(ValueError):
    """A reference file that cannot be used; the message names the file and says why."""


@dataclass(frozen=True)
class Category:
    """One category of the reference: `percentiles_g` are the grams at 0, 1, … 100 % of its `n` models."""

    name: str
    n: int
    percentiles_g: tuple[float, ...]
    size_bytes_median: float

    @cached_property
    def logs(self) -> tuple[float, ...]:
        """The same as log10."""
        return tuple(math.log10(grams) for grams in self.percentiles_g)

    def percentile(self, grams: float) -> float:
        """The share (0-100) of the category's models that emit no more than `grams` (> 0), linear in log10."""
        return _share_up_to(self.logs, math.log10(grams))


@dataclass(frozen=True)
class PerformanceGroup:
    """The scores of `n` models with the same task, data set and metric at 0, 1, … 100 %, ascending."""

    group: Group
    n: int
    percentiles: tuple[float, ...]

    @cached_property
    def _worst_first(self) -> tuple[float, ...]:
        if more_is_better(self.group.metric):
            return self.percentiles
        return tuple(-value for value in reversed(self.percentiles))

    def percentile(self, value: float) -> float:
        """The share (0-100) of the group's models that do no better than a model with this score."""
        return _share_up_to(self._worst_first, value if more_is_better(self.group.metric) else -value)


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference: weights of the scores, cuts between the classes, categories by name, groups for performance."""

    version: str
    weights: Mapping[str, int]
    cuts: tuple[int, ...]
    categories: Mapping[str, Category]
    groups: Mapping[Group, PerformanceGroup] = field(default_factory=dict)

    def category(self, regime: str | None, modality: str | None) -> Category:
        """The narrowest category with enough models: regime and modality, else regime, else all."""
        names = (f"{regime}/{modality}", str(regime))
        found = (self.categories.get(name) for name in names)
        return next((one for one in found if one and one.n >= SMALLEST_CATEGORY), self.categories[ALL])

    def performance(self, results: Iterable[Result]) -> float | None:
        """The mean percentile (0-100, higher is better) of a model over the groups that it has a score in.

        None where the reference freezes none of them with at least `SMALLEST_GROUP` models.
        """
        frozen = ((self.groups.get(result.group), result.value) for result in results)
        ranks = [group.percentile(value) for group, value in frozen if group and group.n >= SMALLEST_GROUP]
        return sum(ranks) / len(ranks) if ranks else None


def read_reference(path: Path) -> Reference:
    """The reference in a file that `carbon reference build` wrote.

    Raises:
        ReferenceFileError: it cannot be read, or is no reference.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ReferenceFileError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ReferenceFileError(f"{path} is no reference of label v1: it is no text.") from error
    try:
        return parse_reference(text)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ReferenceFileError(f"{path} is no reference of label v1: {_why(error)}.") from error


def carried(version: str) -> Reference | None:
    """The reference of this version that comes with the app; None where there is none."""
    found = (parse_reference(one.read_text(encoding="utf-8")) for one in _carried_files())
    return next((reference for reference in found if reference.version == version), None)


def carried_versions() -> list[str]:
    """The versions that come with the app."""
    return sorted(json.loads(one.read_text(encoding="utf-8"))["version"] for one in _carried_files())


def parse_reference(text: str) -> Reference:
    """The reference in the JSON `text`; raises ValueError, TypeError, KeyError or AttributeError where it is none."""
    read = json.loads(text)
    categories = {name: _category(name, one) for name, one in read["categories"].items()}
    if ALL not in categories:
        raise ValueError(f"it has no category {ALL!r}")
    groups = [_group(one) for one in read.get("performance", ())]
    return Reference(
        version=_text(read["version"]),
        weights=MappingProxyType({name: int(_above_zero(read["weights"][name])) for name in SCORES}),
        cuts=_cuts(read["cuts"]),
        categories=MappingProxyType(categories),
        groups=MappingProxyType({one.group: one for one in groups}),
    )


def _category(name: str, read: Mapping[str, Any]) -> Category:
    percentiles = tuple(_above_zero(grams) for grams in _ascending(read["co2_g_percentiles_0_100"]))
    return Category(name, int(read["n"]), percentiles, _above_zero(read["size_bytes_median"]))


def _group(read: Mapping[str, Any]) -> PerformanceGroup:
    group = Group(_text(read["task"]), _text(read["dataset"]), _text(read["metric"]))
    return PerformanceGroup(group, int(read["n"]), _ascending(read["percentiles_0_100"]))


def _ascending(values: Sequence[float]) -> tuple[float, ...]:
    numbers = tuple(_finite(value) for value in values)
    if len(numbers) != 101 or any(low > high for low, high in itertools.pairwise(numbers)):
        raise ValueError("percentiles must be 101 ascending numbers")
    return numbers


def _cuts(values: Sequence[float]) -> tuple[int, ...]:
    cuts = tuple(int(value) for value in values)
    if len(cuts) != 4 or sorted(cuts, reverse=True) != list(cuts):
        raise ValueError("cuts must be 4 descending numbers")
    return cuts


def _above_zero(value: float) -> float:
    if _finite(value) <= 0:
        raise ValueError(f"{value} is not above zero")
    return float(value)


def _finite(value: float) -> float:
    if isinstance(value, bool) or not math.isfinite(value):
        raise ValueError(f"{value} is no finite number")
    return float(value)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"{value!r} is no text")
    return value


def _why(error: Exception) -> str:
    return f"it has no {error}" if isinstance(error, KeyError) else str(error)


def _share_up_to(ascending: Sequence[float], value: float) -> float:
    """The place (0-100) of `value` among 101 percentiles, linear between them."""
    if value >= ascending[-1]:
        return 100.0
    below = bisect_right(ascending, value) - 1
    if below < 0:
        return 0.0
    return below + (value - ascending[below]) / (ascending[below + 1] - ascending[below])


def _carried_files() -> list[Any]:
    folder = files("carbon.method").joinpath("data")
    return [one for one in folder.iterdir() if one.name.startswith("label_reference_")]


REFERENCE: Reference = parse_reference(files("carbon.method").joinpath("data", FILE).read_text(encoding="utf-8"))
