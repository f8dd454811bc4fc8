"""What hardware, hours, energy and place make likely as emissions. A yardstick for reports, never shown as a report."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from carbon.card.hardware import devices_of
from carbon.card.places import country_name, country_of
from carbon.card.report import Report

#: A data centre's total energy over that of its computers: from none (a desktop) to the average of all (Uptime 2023).
LOWEST_PUE, HIGHEST_PUE = 1.0, 1.58
#: Share of the rated power that training draws at least: idle waits for data count too.
LOWEST_LOAD = 0.3
#: A verifiable report (level R5) is within this factor of the likely emissions, a plausible one within the wider one.
WITHIN, PLAUSIBLE = 3.0, 30.0
#: What an estimate can be made from, as readers know it.
RATED, STATED = ("hardware", "hours"), ("energy",)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Emissions in grams that are likely; `basis` says in words from what, `given` which parts of the report that is.

    `energy` is the part of `basis` without the grid.
    `low_g` and `high_g` hold what is open: whether hours are those of one device or of all, the load, the data centre.
    `widest_low_g` and `widest_high_g` also leave the grid open: a region's may be far cleaner than its country's.
    """

    low_g: float
    high_g: float
    widest_low_g: float
    widest_high_g: float
    basis: str
    given: tuple[str, ...]
    energy: str


class _Energy(NamedTuple):
    """The least and the most energy, that in words, and what it is made from."""

    low_kwh: float
    high_kwh: float
    words: str
    given: tuple[str, ...]


def estimate(report: Report) -> Estimate | None:
    """The estimate for a report; None without energy and without both recognised hardware and hours."""
    return next(iter(estimates(report)), None)


def estimates(report: Report) -> tuple[Estimate, ...]:
    """One for every basis that a report states, each by itself: hardware with hours first, then energy."""
    energies = (_rated_kwh(report), _stated_kwh(report))
    return tuple(_in_grams(report, energy) for energy in energies if energy is not None)


def _in_grams(report: Report, energy: _Energy) -> Estimate:
    low_kwh, high_kwh, said, given = energy
    country = country_of(report.place)
    grams = _grids().get(country or "")
    likely = likely_grid(report.place)
    cleanest, dirtiest = min(likely, _world("cleanest")), _world("dirtiest") if grams is None else likely
    # Where the number of devices is not written there may be any: nothing is too high.
    widest_kwh = high_kwh if _count(report) else math.inf
    where = country_name(country) if country and grams is not None else "world"
    basis = f"{said} at {likely:g} g/kWh ({where})"
    return Estimate(
        low_kwh * likely, high_kwh * likely, low_kwh * cleanest, widest_kwh * dirtiest, basis, given, energy=said
    )


def rated_estimate(report: Report) -> Estimate | None:
    """The estimate where hardware and hours give it: a stated energy comes from the same tool as the emissions."""
    return estimate(report) if _rated_kwh(report) else None


def within_estimate(report: Report) -> bool | None:
    """Whether the emissions are within a factor of 3 of what is likely; None where that cannot be told."""
    likely = estimate(report)
    if likely is None or report.emissions_g is None:
        return None
    return fits(report.emissions_g, likely)


def fits(grams: float, likely: Estimate) -> bool:
    """Whether an amount is within a factor of 3 of what is likely."""
    return likely.low_g / WITHIN <= grams <= likely.high_g * WITHIN


def away(grams: float, low_g: float, high_g: float) -> float:
    """By which factor an amount is outside a range; 1 within it, infinite where one is too small to divide by."""
    if grams <= 0 or high_g <= 0:
        return math.inf
    return max(low_g / grams, grams / high_g, 1.0)


def beyond_estimate(report: Report) -> Estimate | None:
    """The estimate that the emissions contradict by more than a factor of 30 whatever is left open; else None.

    Only hardware with hours contradicts: a stated energy comes from the same tool as the emissions, and its grid may be
    cleaner than any country's.
    """
    likely = rated_estimate(report)
    if likely is None or report.emissions_g is None or likely.low_g <= 0:
        return None
    plausible = likely.widest_low_g / PLAUSIBLE <= report.emissions_g <= likely.widest_high_g * PLAUSIBLE
    return None if plausible else likely


def grid_ends() -> tuple[tuple[str, float], tuple[str, float]]:
    """The countries (ISO 3166-1 alpha-3) with the cleanest and the dirtiest grid that is known, with g/kWh."""
    grids = sorted(_grids().items(), key=lambda pair: pair[1])
    return grids[0], grids[-1]


def likely_grid(place: str | None) -> float:
    """The grid (g/kWh) of the country that `place` is in, the world's where that is not known."""
    return _grids().get(country_of(place) or "", _world("world"))


def clean_grid(place: str | None) -> float:
    """As clean a grid (g/kWh) as is believed there: a region's may be far cleaner than its country's."""
    return min(likely_grid(place), _world("cleanest"))


def grid_of_the_world() -> float:
    """The grid (g/kWh) that is taken where the place is not known."""
    return _world("world")


def _rated_kwh(report: Report) -> _Energy | None:
    """The energy of the one kind of hardware over the hours."""
    devices = devices_of(report.hardware)
    watts = devices[0].watts if len(devices) == 1 else None
    if not report.hours or not watts:
        return None
    counted = _count(report)
    count = counted or 1
    kwh = watts * report.hours / 1000
    written = f"{counted} × {devices[0].name}" if counted else devices[0].name
    text = f"{written} ({watts:g} W) for {report.hours:g} h"
    return _Energy(kwh * LOWEST_LOAD * LOWEST_PUE, kwh * count * HIGHEST_PUE, text, RATED)


def _count(report: Report) -> int | None:
    devices = devices_of(report.hardware)
    return (devices[0].count if devices else None) or report.hardware_count


def _stated_kwh(report: Report) -> _Energy | None:
    if not report.energy_kwh:
        return None
    return _Energy(report.energy_kwh, report.energy_kwh * HIGHEST_PUE, f"{report.energy_kwh:g} kWh", STATED)


@lru_cache(maxsize=1)
def _data() -> Mapping[str, object]:
    loaded: Mapping[str, object] = json.loads(
        files("carbon.method").joinpath("data", "grids.json").read_text(encoding="utf-8")
    )
    return loaded


def _world(name: str) -> float:
    value = _data()[name]
    return float(value) if isinstance(value, int | float) else 0.0


def _grids() -> Mapping[str, float]:
    countries = _data()["countries"]
    return countries if isinstance(countries, dict) else {}
