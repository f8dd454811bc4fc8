"""Makes a new reference of label v1 from a population of reports. Never rates, never reads or writes a file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from carbon.method.performance import Group, Result
from carbon.method.reference import ALL, REFERENCE, SMALLEST_CATEGORY, SMALLEST_GROUP, Reference

SHARES = np.linspace(0.0, 1.0, 101)


class NotEnoughDataError(ValueError):
    """The population is too small for a reference; the message says how many there are and how many it needs."""


@dataclass(frozen=True, slots=True)
class Member:
    """A model of the population: a valid report (> 0 g) that no flag excludes.

    `regime` and `modality` as the label's categories name them; `results` of a model count in its groups.
    """

    project: str
    emissions_g: float
    regime: str | None = None
    modality: str | None = None
    size_bytes: float | None = None
    results: Sequence[Result] = ()


def build(population: Sequence[Member], facts: Mapping[str, str], current: Reference = REFERENCE) -> dict[str, Any]:
    """The new reference, in the form of its file.

    Every project counts as one model, shared evenly among its members, so that a series of near-copies moves no
    percentile. Percentiles and size medians are those of the weighted distribution, linear in log10 between the middles
    of its steps. The order of the population does not matter. Weights and cuts are those of `current`.

    Args:
        population: the models that stand for all that will be rated.
        facts: `version`, `date` and whatever else the file should say about itself.
        current: the reference that is in use.

    Raises:
        NotEnoughDataError: fewer than `SMALLEST_CATEGORY` models, or sizes known of fewer.
    """
    shares = _project_shares(population)
    categories = {
        name: _category([population[at] for at in places], shares[places])
        for name, places in sorted(_places_by_category(population).items())
        if name == ALL or _is_large(population, places)
    }
    return {
        **facts,
        "weights": dict(current.weights),
        "cuts": list(current.cuts),
        "categories": categories,
        "performance": list(_groups(population, shares)),
    }


def left_out(population: Sequence[Member]) -> dict[str, int]:
    """The categories that are too small for the reference, with their numbers of models."""
    places = _places_by_category(population)
    return {name: len(found) for name, found in sorted(places.items()) if not _is_large(population, found)}


def _places_by_category(population: Sequence[Member]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {ALL: []}
    for place, member in enumerate(population):
        for name in _categories_of(member):
            places.setdefault(name, []).append(place)
    return places


def _categories_of(member: Member) -> Iterator[str]:
    yield ALL
    if member.regime is not None:
        yield member.regime
        if member.modality is not None:
            yield f"{member.regime}/{member.modality}"


def _is_large(population: Sequence[Member], places: Sequence[int]) -> bool:
    return min(len(places), sum(_sized(population[at]) for at in places)) >= SMALLEST_CATEGORY


def _sized(member: Member) -> bool:
    return member.size_bytes is not None and member.size_bytes > 0


def _project_shares(population: Sequence[Member]) -> npt.NDArray[np.float64]:
    members = Counter(member.project for member in population)
    return np.array([1.0 / members[member.project] for member in population], dtype=np.float64)


def _category(members: Sequence[Member], shares: npt.NDArray[np.float64]) -> dict[str, Any]:
    sized = np.array([_sized(member) for member in members], dtype=bool)
    for what, n in (("models with a valid report", len(members)), ("of them with a known size", int(sized.sum()))):
        if n < SMALLEST_CATEGORY:
            raise NotEnoughDataError(f"not enough data for a reference: {what}, n = {n}, needs {SMALLEST_CATEGORY}")
    grams = np.log10([member.emissions_g for member in members])
    sizes = np.log10([member.size_bytes for member in members if member.size_bytes is not None and _sized(member)])
    return {
        "n": len(members),
        "n_eff": round(float(shares.sum()), 6),
        "co2_g_percentiles_0_100": (10.0 ** weighted_quantiles(grams, shares, SHARES)).tolist(),
        "size_bytes_median": float(10.0 ** weighted_quantiles(sizes, shares[sized], np.array([0.5]))[0]),
    }


def weighted_quantiles(
    values: npt.NDArray[np.float64], weights: npt.NDArray[np.float64], shares: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """The values at `shares` (0-1) of a weighted distribution, linear between the middles of its steps."""
    order = np.lexsort((weights, values))
    ordered, own = values[order], weights[order]
    middles = (np.cumsum(own) - own / 2) / own.sum()
    return np.maximum.accumulate(np.interp(shares, middles, ordered))


def _groups(population: Sequence[Member], shares: npt.NDArray[np.float64]) -> Iterator[dict[str, Any]]:
    found: dict[Group, list[tuple[float, float]]] = defaultdict(list)
    for member, share in zip(population, shares, strict=True):
        for result in _once(member.results):
            found[result.group].append((result.value, share))
    for group, scores in sorted(found.items()):
        if len(scores) >= SMALLEST_GROUP:
            values, own = np.array(scores, dtype=np.float64).T
            percentiles = weighted_quantiles(values, own, SHARES).tolist()
            yield {**group._asdict(), "n": len(scores), "percentiles_0_100": percentiles}


def _once(results: Iterable[Result]) -> Iterable[Result]:
    return {result.group: result for result in reversed(tuple(results))}.values()
