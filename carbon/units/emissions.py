"""Emissions as people write them, read into grams of CO2-equivalent. Never guesses between two units."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from carbon.units import amounts as found
from carbon.units.amounts import LONGEST_TEXT, Amount
from carbon.units.numerals import finite

GRAMS: Mapping[str, float] = {
    **dict.fromkeys(("g", "gr", "gm", "gms", "gram", "grams", "gramme", "grammes"), 1.0),
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes"), 1e3),
    **dict.fromkeys(("mg", "milligram", "milligrams", "milligramme", "milligrammes"), 1e-3),
    **dict.fromkeys(("µg", "μg", "ug", "mcg", "microgram", "micrograms"), 1e-6),
    **dict.fromkeys(("t", "mt", "ton", "tons", "tonne", "tonnes"), 1e6),
    **dict.fromkeys(("metric ton", "metric tons", "metric tonne", "metric tonnes"), 1e6),
    **dict.fromkeys(("kt", "kiloton", "kilotons", "kilotonne", "kilotonnes"), 1e9),
    **dict.fromkeys(("short ton", "short tons", "us ton", "us tons"), 907_184.74),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), 453.59237),
    **dict.fromkeys(("oz", "ounce", "ounces"), 28.349523125),
}
#: Nine orders of magnitude between their readings (milligram or megagram, metric ton or megatonne): never guessed.
AMBIGUOUS = frozenset({"Mg", "MG", "Mt"})

_CO2 = (
    r"(?:C[O0][\s_^$\\{(]*(?:<sub>)?[2₂²](?:</sub>|[_$})]|_?2\b)*"
    r"[\s_\-.]*(?:equivalents?\b|equiv\b\.?|eq\b\.?|e\b)?)"
)
_MASS = found.unit_pattern(GRAMS, after=rf"(?:(?P<gas>[\s_\-.]*(?:of\s+{_CO2}|\({_CO2}\)?|{_CO2}))|(?![A-Za-z0-9µμ]))")
_RATE = re.compile(
    r"[\s.)\]]*(?:(?:/|per\b|p\.)\s*(?:\d+\s*)?|·?\s*)(?:[kMG]?Wh|[kMG]W[-·\s]h|[kMG]?J\b|(?:kilo|mega)?watt|joule)"
    r"|[\s.)\]]*(?:/|per\b)\s*(?:[\d.,]+\s*[kKM]?\s*)?"
    r"(?:h|hr|hours?|s|secs?|seconds?|mins?|minutes?|days?|weeks?|months?|years?|km|miles?"
    r"|tokens?|quer(?:y|ies)|requests?|inferences?|predictions?|images?|prompts?)\b",
    re.I,
)
_FILLER = re.compile(
    rf"{_CO2}|\([^()\d]*\)|[\s~≈∼=:.<>≤≥±+\-–—/]"
    r"|\b(?:approx(?:imately)?|appx|about|around|circa|ca|roughly|estimated?|est|total|of|emissions?|between|from|and"
    r"|less|fewer|lower|no|more|greater|higher|than|under|below|over|above|up|to|at|most|least|max(?:imum)?|min(?:imum)?)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """Emissions as one text states them: a point value in grams, or else a range or an upper bound.

    All three are None where the text bounds the emissions from below only, or states an impossible range.
    `unit_written` is None where no unit is written.
    """

    value_written: str
    unit_written: str | None = None
    grams: float | None = None
    range_g: tuple[float, float] | None = None
    upper_bound_g: float | None = None


def to_grams(number: float, unit: str) -> float | None:
    """`number` of `unit` in grams; None for what is no unit of mass, for ambiguous units and values beyond a float."""
    match = _MASS.fullmatch(unit.strip()[:LONGEST_TEXT])
    factor = _factor(match) if match else None
    return None if factor is None else _grams(number, factor)


def parse_quantity(text: str) -> Quantity | None:
    """Read the emissions that one text states, such as `17g`, `~0,66 kgCO2`, `0.2-0.4 kg` or `< 10 g CO2eq`.

    The first number with a unit of mass counts. Without one the text must be nothing but the number: grams.

    Returns:
        The quantity as written and in grams, negative values included; None where nothing is stated or what is stated
        is no total (a grid intensity per kWh, a rate per hour or request). Only the first `LONGEST_TEXT` characters
        are read.
    """
    text = text[:LONGEST_TEXT]
    numbers = found.find_amounts(text, _MASS, _factor)
    with_unit = [index for index, amount in enumerate(numbers) if amount.factor is not None]
    totals = [index for index in with_unit if not _RATE.match(text, numbers[index].end)]
    if totals:
        return _quantity(text, numbers, totals[0])
    if not with_unit and _is_bare(text, numbers):
        return _quantity(text, numbers, 0)
    return None


def _factor(match: re.Match[str]) -> float | None:
    written = match["name"]
    lone_capital = written in {"T", "G"} and not match["gas"]
    return None if written in AMBIGUOUS or lone_capital else GRAMS.get(found.unit_name(match))


def _grams(number: float, factor: float) -> float | None:
    # 15 digits, so that 64.52 kg is 64520 g and not 64519.99999999999 g.
    return finite(float(f"{number * factor:.15g}"))


def _is_bare(text: str, numbers: list[Amount]) -> bool:
    if not 1 <= len(numbers) <= 2 or (len(numbers) == 2 and not _belong_together(text, numbers[0], numbers[1])):
        return False
    if _RATE.match(text, numbers[-1].end):
        return False
    return not _FILLER.sub("", f"{text[: numbers[0].start]} {text[numbers[-1].end :]}")


def _belong_together(text: str, left: Amount, right: Amount) -> bool:
    return found.is_range(text, left, right) or found.is_tolerance(text, left, right)


def _quantity(text: str, numbers: list[Amount], index: int) -> Quantity:
    amount = numbers[index]
    for left, right in zip(numbers[max(index - 1, 0) :], numbers[index:] if index else numbers[1:], strict=False):
        if amount in (left, right) and _belong_together(text, left, right):
            return _pair(text, left, right)
    grams = _grams(amount.number, amount.factor or 1.0)
    if found.is_upper_bound(text, amount):
        return Quantity(f"< {amount.written}", amount.unit, upper_bound_g=grams)
    if found.is_lower_bound(text, amount):
        return Quantity(f"> {amount.written}", amount.unit)
    return Quantity(amount.written, amount.unit, grams)


def _pair(text: str, left: Amount, right: Amount) -> Quantity:
    unit = right.unit or left.unit
    factor = right.factor or left.factor or 1.0
    low, high = _grams(left.number, left.factor or factor), _grams(right.number, right.factor or factor)
    if found.is_tolerance(text, left, right):
        return Quantity(left.written, unit, low)
    possible = low is not None and high is not None and 0 <= low < high
    ends = (low, high) if low is not None and high is not None and possible else None
    return Quantity(f"{left.written}–{right.written}", unit, range_g=ends)
