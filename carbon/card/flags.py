"""Quality flags of a report, each with its reason in one line; a flag marks and never changes a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from carbon.card.report import GRAMS_BY_SPECIFICATION, Report
from carbon.units import format_grams, read_number, to_grams

#: Outside these bounds (g) no training emission is believed: a tenth of a milligram and a hundred thousand tonnes.
LOWEST_G, HIGHEST_G = 1e-4, 1e11
#: AutoTrain values below this (g) may come from its tool's second, about 250 times lower mode.
AUTOTRAIN_LOW_G = 0.1
#: Metadata and text within this ratio say the same.
SAME = 1.05
#: Flags that leave a report out of headline figures (method §1).
EXCLUDING = frozenset({"inherited", "synthetic", "declared_zero", "implausible", "kg_as_g"})


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag on one report.

    `excludes` says whether it leaves the report out of headline figures, `suspected_g` what the card probably means
    (g), None where that cannot be told.
    """

    name: str
    reason: str
    excludes: bool
    suspected_g: float | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What hardware, hours or energy make likely: the ends in grams, and from what in words."""

    low_g: float
    high_g: float
    basis: str


def flags_of(
    report: Report,
    *,
    autotrain: bool = False,
    contradicts: Expected | None = None,
    synthetic: str | None = None,
    unit: Flag | None = None,
) -> tuple[Flag, ...]:
    """All flags that `report` earns by itself, most serious first; `inherited` needs other models (see lineage).

    Args:
        report: the report.
        autotrain: whether AutoTrain trained its model.
        contradicts: the estimate that the value contradicts by more than any assumption allows, if it does.
        synthetic: why the card is course work, if it is.
        unit: the flag on a unit that the card speaks against, if it does; it counts only where nothing excludes.
    """
    own = (check(report) for check in _CHECKS)
    found = (
        _synthetic(report, synthetic),
        *own,
        _beyond(report, contradicts),
        _autotrain_low(report) if autotrain else None,
    )
    flags = {flag.name: flag for flag in reversed([flag for flag in found if flag is not None])}
    if unit is not None and not any(flag.excludes for flag in flags.values()):
        flags[unit.name] = unit
    return tuple(sorted(flags.values(), key=lambda flag: _ORDER.index(flag.name)))


_ORDER = (
    "synthetic",
    "declared_zero",
    "kg_as_g",
    "implausible",
    "inherited",
    "metadata_text_disagree",
    "unit_unclear",
    "autotrain_low",
)


def _synthetic(report: Report, why: str | None) -> Flag | None:
    stated = report.reports or report.declared_zero or report.range_g is not None
    return Flag("synthetic", f"Probably course work, not a trained model: {why}.", True) if why and stated else None


def _declared_zero(report: Report) -> Flag | None:
    if not report.declared_zero:
        return None
    return Flag("declared_zero", f"The card says {report.value_written}: training without any emissions.", True)


def _kg_as_g(report: Report) -> Flag | None:
    if not _is_kg_as_g(report):
        return None
    reason = (
        f"The metadata say {report.value_written} without a unit, so grams; the card's text says the same digits in kg"
        f" ({_text_words(report)})."
    )
    return Flag("kg_as_g", reason, True, report.text_emissions_g)


def _disagree(report: Report) -> Flag | None:
    if report.emissions_g is None or report.text_emissions_g is None or _is_kg_as_g(report) or _agree(report):
        return None
    reason = f"The metadata say {format_grams(report.emissions_g)}, the card's text {_text_words(report)}."
    # Which of the two is right cannot be told: nothing is suspected.
    return Flag("metadata_text_disagree", reason, False)


def _implausible(report: Report) -> Flag | None:
    grams = report.emissions_g
    if grams is None or LOWEST_G <= grams <= HIGHEST_G:
        return None
    side = "below 0.1 mg" if grams < LOWEST_G else "above 100,000 t"
    return Flag("implausible", f"{format_grams(grams)} is {side}: beyond what training a model can emit.", True)


def _beyond(report: Report, expected: Expected | None) -> Flag | None:
    if expected is None or report.emissions_g is None:
        return None
    side = "below" if report.emissions_g < expected.low_g else "above"
    likely = f"{format_grams(expected.low_g)} to {format_grams(expected.high_g)}"
    reason = f"{format_grams(report.emissions_g)} is far {side} the {likely} that {expected.basis} make likely."
    # Kilograms in the grams field are the known fault; nothing else is suspected.
    thousand = report.emissions_g * 1000
    suspected = thousand if expected.low_g / 3 <= thousand <= expected.high_g * 3 else None
    return Flag("implausible", reason, True, suspected)


def _autotrain_low(report: Report) -> Flag | None:
    if report.emissions_g is None or report.emissions_g >= AUTOTRAIN_LOW_G:
        return None
    reason = "AutoTrain below 0.1 g: since April 2022 its tool also gives values about 250 times too low."
    return Flag("autotrain_low", reason, False)


_CHECKS: tuple[Callable[[Report], Flag | None], ...] = (_declared_zero, _kg_as_g, _implausible, _disagree)


def _is_kg_as_g(report: Report) -> bool:
    if report.emissions_g is None or report.text_emissions_g is None:
        return False
    if report.unit_written != GRAMS_BY_SPECIFICATION or to_grams(1.0, _unit(report.text_unit_written)) != 1000:
        return False
    return _close(report.emissions_g * 1000, report.text_emissions_g) and not _agree(report)


def _agree(report: Report) -> bool:
    """Whether metadata and text say the same, given the digits that the text is rounded to."""
    one, other = report.emissions_g or 0.0, report.text_emissions_g or 0.0
    return _close(one, other) or abs(one - other) <= _half_a_digit(report.text_value_written, other)


def _close(one: float, other: float) -> bool:
    return one > 0 and other > 0 and 1 / SAME <= one / other <= SAME


def _half_a_digit(written: str | None, grams: float) -> float:
    """Half of the last decimal of a rounded figure, in grams: 5 g for `0.01` kg."""
    number = read_number(written) if written else None
    decimals = (written or "").replace(",", ".").partition(".")[2]
    if not number or not decimals.isdecimal():
        return 0.0
    return float(abs(grams / number) * 0.5 * 10.0 ** -len(decimals) * (1 + 1e-9))


def _unit(written: str | None) -> str:
    """The bare unit of a unit as written: without the note on where it stands."""
    bare = (written or "").partition(" (")[0]
    return bare.rsplit(" in ", 1)[-1].removeprefix("in ")


def _text_words(report: Report) -> str:
    return f"{report.text_value_written} {_unit(report.text_unit_written)}".strip(" .")
