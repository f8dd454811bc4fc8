"""Whether a figure of the metadata without a unit can be taken for grams, and why not; never changes a value."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import NamedTuple

from carbon.card.flags import Flag
from carbon.card.hardware import Device, devices_of
from carbon.card.names import AUTOTRAIN
from carbon.card.report import GRAMS_BY_SPECIFICATION, Report
from carbon.method.estimate import away, clean_grid, likely_grid, rated_estimate
from carbon.units.writing import format_rough

#: A hand-written figure is short (digits); kilograms taken for grams are small (g).
SHORT, SMALL_G = 4, 100.0
#: From here on (g) a figure of a tool that counts in kilograms needs something to go with it: few reports are larger.
LARGE_G = 30_000.0
#: Tools that count in kilograms.
IN_KILOGRAMS = frozenset({"CodeCarbon", "ML CO2 Impact", "eco2AI"})
#: What electricity emits (g/kWh): from below any hydropower to the dirtiest grid with the loss of a data centre.
LEAST_G_PER_KWH, MOST_G_PER_KWH = 1.0, 2000.0
#: No computer that trains draws less (W), and one whose hardware is not told hardly more.
LEAST_W, MOST_W = 3.0, 1000.0
#: At full power of the hardware named: shorter is no training, longer than the second needs no kilograms, longer than
#: the third is no common training.
LEAST_S, ENOUGH_S, MOST_S = 10.0, 600.0, 1000 * 3600.0
#: A figure is doubted from this factor away from all that hardware and hours allow, and another reading counts where it
#: is closer than that to what they make likely.
CLOSE = 10.0


class _Finding(NamedTuple):
    """What one look at the card finds: why the unit is doubted and what is meant instead, if that can be told.

    Without a doubt the unit is confirmed.
    """

    doubt: str | None
    suspected_g: float | None = None


_CONFIRMED = _Finding(None)


def unit_doubt(report: Report, tool: str | None) -> Flag | None:
    """The flag on a figure where something in the card speaks against grams, in words with both readings in grams.

    Only a figure of the metadata without a unit is looked at, where the text states none beside it. Energy decides
    first, then hours, then what the hardware would take; a large figure of a tool that counts in kilograms needs one of
    them. The other reading is suspected where energy or hours bear it out.
    """
    finding = _looked_at(report, tool)
    doubt, suspected_g = finding if finding is not None else (_by_size(report, tool), None)
    return None if doubt is None else Flag("unit_unclear", doubt, False, suspected_g)


def spelling_doubt(report: Report, tool: str | None) -> str | None:
    """Why kilograms are as likely by how a small figure is written, where nothing else in the card tells the unit.

    A reader of one card may want to know; honest cards are written so too, so it is no flag.
    """
    if _looked_at(report, tool) is not None or not _is_short(report) or _grams_of(report) >= SMALL_G:
        return None
    if report.source and tool not in IN_KILOGRAMS:
        return None
    grams, counts = _grams_of(report), f", in which {tool} counts" if tool in IN_KILOGRAMS else ""
    return (
        f"{report.value_written} has no unit: {_said(grams)} as the Hub documents it, {_said(grams * 1000)} if these"
        f" are kilograms{counts}. Nothing else in the card tells which."
    )


def _looked_at(report: Report, tool: str | None) -> _Finding | None:
    """What the card tells of the unit; confirmed where it needs no confirmation."""
    if not _is_bare(report) or tool == AUTOTRAIN:
        return _CONFIRMED
    return next((finding for look in _LOOKS if (finding := look(report)) is not None), None)


def _is_bare(report: Report) -> bool:
    return report.reports and report.unit_written == GRAMS_BY_SPECIFICATION and report.text_emissions_g is None


def _by_energy(report: Report) -> _Finding | None:
    if not report.energy_kwh or "energy_unclear" in report.doubts:
        return None
    grams = _grams_of(report)
    each = grams / report.energy_kwh
    if LEAST_G_PER_KWH <= each <= MOST_G_PER_KWH:
        return _CONFIRMED
    side, other = ("less", grams * 1000) if each < LEAST_G_PER_KWH else ("more", grams / 1000)
    borne_out = LEAST_G_PER_KWH <= other / report.energy_kwh <= MOST_G_PER_KWH
    return _Finding(
        f"{_said(grams)} for {report.energy_kwh:g} kWh is {format_rough(each)} g per kWh, {side} than any grid emits;"
        f" {_said(other)} would be {format_rough(other / report.energy_kwh)} g per kWh.",
        other if borne_out else None,
    )


def _by_hours(report: Report) -> _Finding | None:
    if not report.hours or "hours_unclear" in report.doubts:
        return None
    likely = rated_estimate(report)
    if likely is None:
        return _by_power(report, report.hours)
    grams = _grams_of(report)
    if away(grams, likely.widest_low_g, likely.widest_high_g) < CLOSE:
        return _CONFIRMED
    other = grams * 1000 if grams < likely.low_g else grams / 1000
    if away(other, likely.low_g, likely.high_g) > CLOSE:
        return None
    return _Finding(
        f"{_said(grams)} is {format_rough(away(grams, likely.low_g, likely.high_g))} times away from what"
        f" {likely.basis} make likely; {_said(other)} is closer.",
        other,
    )


def _by_power(report: Report, hours: float) -> _Finding:
    """What the computer would draw, where it is not known."""
    grams, grid = _grams_of(report), clean_grid(report.place)
    watts = grams / grid / hours * 1000
    if watts >= LEAST_W:
        return _CONFIRMED
    if watts * 1000 > MOST_W:
        return _CONFIRMED
    return _Finding(
        f"{_said(grams)} in {hours:g} h is {format_rough(watts)} W at {grid:g} g per kWh, less than a computer"
        f" draws in training; {_said(grams * 1000)} would be {format_rough(watts * 1000)} W.",
        grams * 1000,
    )


def _by_hardware(report: Report) -> _Finding | None:
    """How long the named devices would run for the figure at full power."""
    devices = devices_of(report.hardware)
    if len(devices) != 1 or not devices[0].watts:
        return None
    grams, watts = _grams_of(report), devices[0].watts * _count(report, devices[0])
    longest_s, likely_s = (
        grams / grid * 3.6e6 / watts for grid in (clean_grid(report.place), likely_grid(report.place))
    )
    if longest_s < LEAST_S:
        return _Finding(
            f"{report.value_written} has no unit: {_said(grams)} would be {format_rough(longest_s)} s of"
            f" {devices[0].name} at full power, {_said(grams * 1000)}, if these are kilograms,"
            f" {format_rough(longest_s / 3.6)} h."
        )
    return _CONFIRMED if ENOUGH_S <= likely_s <= MOST_S else None


_LOOKS: tuple[Callable[[Report], _Finding | None], ...] = (_by_energy, _by_hours, _by_hardware)


def _by_size(report: Report, tool: str | None) -> str | None:
    grams = _grams_of(report)
    if grams < LARGE_G or tool not in IN_KILOGRAMS or not _is_short(report):
        return None
    return (
        f"{report.value_written} has no unit, and {tool} counts in kilograms: {_said(grams)} if it was converted once,"
        f" {_said(grams / 1000)} if twice. Nothing else in the card tells which."
    )


def _is_short(report: Report) -> bool:
    return len(re.sub(r"\D", "", report.value_written or "").strip("0")) <= SHORT


def _count(report: Report, device: Device) -> int:
    """How many devices there are, one where that is not told; tools write the cores of a processor there."""
    return 1 if device.family == "CPU" else device.count or report.hardware_count or 1


def _grams_of(report: Report) -> float:
    return report.emissions_g or math.nan


def _said(grams: float) -> str:
    return f"{grams:,.0f} g" if grams >= 1000 else f"{grams:.4g} g"
