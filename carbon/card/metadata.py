"""Reads a report from a card's metadata (`co2_eq_emissions`), in every shape that cards use. Never raises."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml  # type: ignore[import-untyped]

from carbon.card.report import GRAMS_BY_SPECIFICATION, Report
from carbon.card.words import meaningful
from carbon.units import Quantity, finite, parse_quantity, read_energy_kwh, read_hours

KEY = "co2_eq_emissions"
LONGEST_SNIPPET = 500
#: Of larger objects and lists only this many entries are read.
MOST_ENTRIES = 50
#: Of a longer front matter only this much is searched, and of the key's own block only this much is parsed.
LONGEST_FRONT_MATTER, LONGEST_BLOCK = 1_000_000, 10_000

_EMISSIONS = ("emissions", "emission", "co2_emissions", "carbon_emissions", "carbon_emitted", "total_emissions", "co2")
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
_ENERGY = ("energy_consumed", "energy_kwh", "energy", "energy_used", "energy_consumption", "power_consumption")
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

Fields = Mapping[str, object]


def read_metadata(card: object) -> Report:
    """The report in a card's parsed metadata.

    Args:
        card: the Hub's `cardData` or any parsed YAML or JSON value; whatever is no object holds no report.

    Returns:
        The report; without a value where none is stated. A value that is stated with other facts (hardware, place, …)
        missing or unreadable is kept, and the other way round.
    """
    if not isinstance(card, dict) or card.get(KEY) is None:
        return Report()
    stated = card[KEY]
    fields = _fields(stated)
    written = _first(fields, _EMISSIONS)
    return _report(_read_emissions(written), fields, _snippet(stated))


def read_front_matter(text: str) -> Report:
    """The report in a card's front matter, given as text; a card's body after it is not read.

    Only the block of the emissions key is parsed, so that errors elsewhere do no harm; values stay as written.
    """
    block = _block(text[:LONGEST_FRONT_MATTER])
    if block is None:
        return Report()
    try:
        return read_metadata(_TextLoader(block).get_single_data())
    except (yaml.YAMLError, RecursionError):
        # Not YAML after all: nothing can be read from it, which is what an empty report says.
        return Report()


class _TextLoader(yaml.SafeLoader):  # type: ignore[misc]
    """Safe YAML that leaves every scalar the text it is: no dates, no base-60 numbers, no lost digits."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


def _block(text: str) -> str | None:
    lines: list[str] = []
    for number, line in enumerate(text.splitlines()):
        if number and line.rstrip() in {"---", "..."}:
            break
        if lines and line[:1] not in {" ", "\t", "-", "#", ""}:
            break
        if lines or re.match(rf"[\"']?{KEY}[\"']?\s*:", line):
            lines.append(line)
    return "\n".join(lines)[:LONGEST_BLOCK] if lines else None


def _fields(stated: object) -> dict[str, object]:
    if isinstance(stated, dict):
        return {_key(key): value for key, value in list(stated.items())[:MOST_ENTRIES]}
    if isinstance(stated, list):
        merged: dict[str, object] = {}
        for entry in stated[:MOST_ENTRIES]:
            fields = _fields(entry) if isinstance(entry, dict) else {"emissions": entry}
            for key, value in fields.items():
                merged.setdefault(key, value)
        return merged
    return {"emissions": stated}


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
    return parse_quantity(written) if isinstance(written, str) else None


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
    )


def _hours(fields: Fields) -> float | None:
    read = (read_hours(fields.get(name), unit) for name, unit in _HOURS.items())
    return next((hours for hours in read if hours is not None), None)


def _snippet(stated: object) -> str:
    if isinstance(stated, dict):
        lines = [f"  {_inline(key)}: {_inline(value)}" for key, value in list(stated.items())[:MOST_ENTRIES]]
        return _cut("\n".join([f"{KEY}:", *lines]))
    if isinstance(stated, list):
        return _cut("\n".join([f"{KEY}:", *(f"- {_inline(entry)}" for entry in stated[:MOST_ENTRIES])]))
    return _cut(f"{KEY}: {_inline(stated)}")


def _inline(value: object) -> str:
    """One line for any value; what is nested deeper than a one-key object is only hinted at."""
    if isinstance(value, dict):
        pairs = list(value.items())
        return f"{_scalar(pairs[0][0])}: {_scalar(pairs[0][1])}" if len(pairs) == 1 else "{…}"
    return _scalar(value)


def _scalar(value: object) -> str:
    if isinstance(value, dict | list | tuple | set):
        return "[…]"
    if isinstance(value, int) and abs(value) >= 10**100:
        return "…"
    return " ".join(str(value)[: 2 * LONGEST_SNIPPET].split())[:LONGEST_SNIPPET] if value is not None else ""


def _cut(snippet: str) -> str:
    return snippet if len(snippet) <= LONGEST_SNIPPET else snippet[: LONGEST_SNIPPET - 1] + "…"
