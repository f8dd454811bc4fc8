"""The only place where units are read, converted and written: grams, kWh, hours, bytes, counts, shares."""

from carbon.units.emissions import (
    Found,
    Quantity,
    bare_quantity,
    find_quantities,
    parse_quantity,
    scaled,
    to_grams,
    unit_in,
)
from carbon.units.numerals import finite, read_number
from carbon.units.usage import read_energy_kwh, read_hours
from carbon.units.writing import (
    UNKNOWN,
    format_bytes,
    format_count,
    format_grams,
    format_rough,
    format_share,
    format_shares,
)

__all__ = [
    "UNKNOWN",
    "Found",
    "Quantity",
    "bare_quantity",
    "find_quantities",
    "finite",
    "format_bytes",
    "format_count",
    "format_grams",
    "format_rough",
    "format_share",
    "format_shares",
    "parse_quantity",
    "read_energy_kwh",
    "read_hours",
    "read_number",
    "scaled",
    "to_grams",
    "unit_in",
]
