"""Reads a report from a card's metadata (`co2_eq_emissions`), in every shape that cards use. Never raises."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from carbon.card.front_matter import block_of, parsed
from carbon.card.report import GRAMS_BY_SPECIFICATION, Report
from carbon.card.snippets import block_snippet
from carbon.card.values import unit_behind
from carbon.card.words import meaningful
from carbon.units import (
    Quantity,
    finite,
    parse_quantity,
    read_energy_kwh,
    read_hours,
    read_number,
    scaled,
    to_grams,
)

KEY = "co2_eq_emissions"
#: Keys that are meant to be `KEY`: its documented unit holds for them too.
_MISSPELT = ("co2_eq_emission", "co2_equivalent_emissions", "co2eq_emissions", "co2_eq_emisions", "co2_eq_emmissions")
#: Keys of other schemes, without a documented unit.
_FOREIGN = (
    "co2_emissions",
    "co2_emission",
    "carbon_emissions",
    "carbon_emitted",
    "carbon_footprint",
    "environmental_impact",
)
#: Of larger objects and lists only this many entries are read.
MOST_ENTRIES = 50

_EMISSIONS = (
    "emissions",
    "emission",
    "co2_emissions",
    "carbon_emissions",
    "carbon_emitted",
    "total_emissions",
    "training_emissions",
    "co2_emitted",
    "total",
    "co2",
    "co2eq",
    "co2_eq",
    "co2_eq_emissions",
    "value",
    "amount",
)
#: The same names with their unit: `emissions_kg`, `co2_in_grams`.
_WITH_UNIT = re.compile(rf"(?:{'|'.join(_EMISSIONS)})_(?:in_)?(?P<unit>[a-z]{{1,12}}(?:_?co2(?:_?eq?)?)?)")
_UNIT = ("unit", "units", "emissions_unit", "emission_unit", "emissions_units")
_SOURCE = ("source", "sources", "tool", "method")
_TRAINING_TYPE = ("training_type",)
_PLACE = (
    "geographical_location",
    "geographic_location",
    "geo_location",
    "location",
    "compute_region",
    "region",
    "country",
)
_HARDWARE = ("hardware_used", "hardware", "hardware_type", "hardwares_used")
_CLOUD = ("cloud_provider", "provider")
_POWER = "power_consumption"
_ENERGY = ("energy_consumed", "energy_kwh", "energy", "energy_used", "energy_consumption", _POWER)
#: Keys of durations with the unit of a bare number there; CodeCarbon counts `duration` in seconds.
_HOURS = {
    "hours_used": "hours",
    "hours": "hours",
    "training_hours": "hours",
    "gpu_hours": "hours",
    "training_time": "seconds",
    "duration": "seconds",
    "seconds_used": "seconds",
    "training_duration": "seconds",
}

#: Those of them that name no unit and are of no tool that documents one.
_UNTOLD = ("training_time", "training_duration")

#: Of a card with more keys only these are searched, and of a unit only this much is kept.
MOST_KEYS, LONGEST_UNIT = 500, 60
#: Of a longer value no more is read.
LONGEST_VALUE = 1000

Fields = Mapping[str, object]


def read_metadata(card: object) -> Report:
    """The report in a card's parsed metadata.

    Args:
        card: the Hub's `cardData` or any parsed YAML or JSON value; whatever is no object holds no report.

    Returns:
        The report; without a value where none is stated. A value that is stated with other facts (hardware, place, …)
        missing or unreadable is kept, and the other way round.
    """
    key = _key_of(card) if isinstance(card, dict) else None
    if key is None or not isinstance(card, dict):
        return Report()
    stated = card[key]
    fields = _fields(stated)
    quantity, unit_unclear = _stated_quantity(fields, documented=_key(key) not in _FOREIGN)
    report = _report(quantity, fields, block_snippet(key, stated))
    if unit_unclear:
        return replace(
            report, emissions_g=None, range_g=None, upper_bound_g=None, unit_written=None, doubts=("unit_unclear",)
        )
    if quantity is None:
        return replace(report, doubts=("no_value",))
    return replace(report, doubts=("several_values", *report.doubts)) if _are_several(stated) else report


def read_front_matter(text: str) -> Report:
    """The report in a card's front matter, given as text; a card's body after it is not read.

    Only the block of the emissions key is parsed, so that errors elsewhere do no harm; values stay as written.
    """
    block = block_of(text, (KEY, *_MISSPELT, *_FOREIGN))
    return Report() if block is None else read_metadata(parsed(block))


def _key_of(card: Mapping[object, object]) -> str | None:
    """The key of the emissions as the card spells it; the Hub's own key first."""
    if card.get(KEY) is not None:
        return KEY
    spelt = {_key(key): key for key in list(card)[:MOST_KEYS] if isinstance(key, str) and card[key] is not None}
    return next((spelt[name] for name in (KEY, *_MISSPELT, *_FOREIGN) if name in spelt), None)


def _stated_quantity(fields: Fields, *, documented: bool) -> tuple[Quantity | None, bool]:
    """The quantity that the fields state, and whether its unit stands nowhere; `documented`: no unit means grams."""
    name = next((name for name in _EMISSIONS if fields.get(name) is not None), None)
    name, named_unit = (name, None) if name else _named_with_unit(fields)
    quantity = _read_emissions(fields.get(name)) if name else None
    if quantity is None or quantity.unit_written is not None:
        return quantity, False
    unit = named_unit or _first(fields, _UNIT)
    known = to_grams(1.0, unit) if isinstance(unit, str) else None
    if known is None:
        return quantity, not documented and quantity.grams != 0
    return _in_unit(quantity, known, str(unit).strip()), False


def _named_with_unit(fields: Fields) -> tuple[str | None, str | None]:
    """The first key that names emissions with a unit of mass, and that unit."""
    for name in fields:
        match = _WITH_UNIT.fullmatch(name)
        unit = match["unit"].replace("_", " ") if match else ""
        if to_grams(1.0, unit) is not None:
            return name, unit
    return None, None


def _in_unit(quantity: Quantity, factor: float, unit: str) -> Quantity:
    low_high = quantity.range_g
    return replace(
        quantity,
        unit_written=unit[:LONGEST_UNIT],
        grams=None if quantity.grams is None else scaled(quantity.grams, factor),
        range_g=None if low_high is None else (low_high[0] * factor, low_high[1] * factor),
        upper_bound_g=None if quantity.upper_bound_g is None else scaled(quantity.upper_bound_g, factor),
    )


def _fields(stated: object) -> dict[str, object]:
    if isinstance(stated, dict):
        fields = {_key(key): value for key, value in list(stated.items())[:MOST_ENTRIES]}
        inner = fields.get("emissions")
        # `emissions: {value: 450, unit: g}`: one level, no more.
        return {**fields, "emissions": None, **_flat(inner)} if isinstance(inner, dict) else fields
    if isinstance(stated, list):
        merged: dict[str, object] = {}
        for entry in stated[:MOST_ENTRIES]:
            fields = _fields(entry) if isinstance(entry, dict) else {"emissions": entry}
            for key, value in fields.items():
                merged.setdefault(key, value)
        return merged
    return {"emissions": stated}


def _are_several(stated: object) -> bool:
    """Whether a list holds several different amounts; the first of them counts."""
    entries = stated[:MOST_ENTRIES] if isinstance(stated, list) else []
    amounts = (_stated_quantity(_fields(entry), documented=True)[0] for entry in entries)
    return len({amount.grams for amount in amounts if amount is not None}) > 1


def _flat(inner: dict[object, object]) -> dict[str, object]:
    return {_key(key): value for key, value in list(inner.items())[:MOST_ENTRIES] if not isinstance(value, dict)}


def _key(key: object) -> str:
    return re.sub(r"[\s\-_]+", "_", key.strip()[:100].lower()) if isinstance(key, str) else ""


def _first(fields: Fields, names: tuple[str, ...]) -> object:
    return next((fields[name] for name in names if fields.get(name) is not None), None)


def _read_emissions(written: object) -> Quantity | None:
    if isinstance(written, bool):
        return None
    if isinstance(written, int | float):
        number = finite(written)
        return None if number is None else Quantity(f"{written}", grams=number)
    return parse_quantity(unit_behind(written[:LONGEST_VALUE])) if isinstance(written, str) else None


def _report(quantity: Quantity | None, fields: Fields, snippet: str) -> Report:
    stated = quantity or Quantity("")
    grams = stated.grams if stated.grams is not None and stated.grams > 0 else None
    return Report(
        emissions_g=grams,
        value_written=stated.value_written or None,
        unit_written=(stated.unit_written or GRAMS_BY_SPECIFICATION) if quantity else None,
        range_g=stated.range_g,
        upper_bound_g=stated.upper_bound_g,
        found_in="metadata" if quantity else None,
        snippet=snippet or None,
        source=meaningful(_first(fields, _SOURCE)),
        training_type=meaningful(_first(fields, _TRAINING_TYPE)),
        place=meaningful(_first(fields, _PLACE)),
        hardware=meaningful(_first(fields, _HARDWARE)),
        hours=_hours(fields),
        energy_kwh=read_energy_kwh(_first(fields, _ENERGY)),
        cloud_provider=meaningful(_first(fields, _CLOUD)),
        declared_zero=stated.grams == 0,
        doubts=_doubts(fields, stated),
    )


def _doubts(fields: Fields, stated: Quantity) -> tuple[str, ...]:
    doubts = {
        "range": stated.range_g is not None,
        "upper_bound": stated.upper_bound_g is not None,
        "energy_unclear": _is_bare_power(fields),
        "hours_unclear": _is_bare_time(fields),
    }
    return tuple(name for name, holds in doubts.items() if holds)


def _is_bare_power(fields: Fields) -> bool:
    """Whether the energy is a bare number under a name of power: which unit it has is not said."""
    name = next((name for name in _ENERGY if fields.get(name) is not None), None)
    return name == _POWER and read_energy_kwh(fields[_POWER]) is not None and _is_number(fields[_POWER])


def _is_bare_time(fields: Fields) -> bool:
    """Whether the time is a bare number under a name that tells no unit."""
    name = next((name for name, unit in _HOURS.items() if read_hours(fields.get(name), unit) is not None), None)
    return name in _UNTOLD and _is_number(fields[name])


def _is_number(value: object) -> bool:
    return read_number(value) is not None if isinstance(value, str) else isinstance(value, int | float)


def _hours(fields: Fields) -> float | None:
    read = (read_hours(fields.get(name), unit) for name, unit in _HOURS.items())
    return next((hours for hours in read if hours is not None), None)
