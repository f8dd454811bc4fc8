"""The only place where units are read, converted and written: grams, kWh, hours, bytes, counts, shares."""

from carbon.units.emissions import Quantity, parse_quantity, to_grams
from carbon.units.numerals import finite, read_number
from carbon.units.usage import read_energy_kwh, read_hours
from carbon.units.writing import UNKNOWN, format_bytes, format_count, format_grams, format_share

__all__ = [
    "UNKNOWN",
    "Quantity",
    "finite",
    "format_bytes",
    "format_count",
    "format_grams",
    "format_share",
    "parse_quantity",
    "read_energy_kwh",
    "read_hours",
    "read_number",
    "to_grams",
]
