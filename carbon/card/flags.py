"""Quality flags of a report, each with its reason in one line; a flag marks and never changes a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from carbon.card.report import Report
from carbon.units import format_grams

#: Outside these bounds (g) no training emission is believed: a tenth of a milligram and a hundred thousand tonnes.
LOWEST_G, HIGHEST_G = 1e-4, 1e11
#: AutoTrain values below this (g) may come from its tool's second, about 250 times lower mode.
AUTOTRAIN_LOW_G = 0.1


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag on one report; `excludes` says whether it leaves the report out of headline figures."""

    name: str
    reason: str
    excludes: bool


def flags_of(report: Report, *, autotrain: bool = False) -> tuple[Flag, ...]:
    """All flags that `report` earns, most serious first; `autotrain`: its model was trained by AutoTrain."""
    found = (check(report, autotrain) for check in _CHECKS)
    return tuple(flag for flag in found if flag is not None)


def _declared_zero(report: Report, autotrain: bool) -> Flag | None:
    if not report.declared_zero:
        return None
    return Flag("declared_zero", f"The card says {report.value_written}: training without any emissions.", True)


def _implausible(report: Report, autotrain: bool) -> Flag | None:
    grams = report.emissions_g
    if grams is None or LOWEST_G <= grams <= HIGHEST_G:
        return None
    side = "below 0.1 mg" if grams < LOWEST_G else "above 100,000 t"
    return Flag("implausible", f"{format_grams(grams)} is {side}: beyond what training a model can emit.", True)


def _autotrain_low(report: Report, autotrain: bool) -> Flag | None:
    if not autotrain or report.emissions_g is None or report.emissions_g >= AUTOTRAIN_LOW_G:
        return None
    reason = "AutoTrain below 0.1 g: since April 2022 its tool also gives values about 250 times too low."
    return Flag("autotrain_low", reason, False)


_CHECKS: tuple[Callable[[Report, bool], Flag | None], ...] = (_declared_zero, _implausible, _autotrain_low)
