"""Numbers as people write them: separators, decimal commas, exponents, "1.3M". Knows no units."""

from __future__ import annotations

import math
import re

_BLANK = " \u00a0\u2009\u202f"
_BLANK_GROUPED = rf"\d{{1,3}}(?:[{_BLANK}]\d{{3}})+(?!\d)(?:[.,]\d+)?"
_PLAIN = r"\d+(?:[_,.'’]\d+)*|\.\d+"
_EXPONENT = r"(?:[eE][-+−]?\d{1,4}(?!\d)|\s?[xX×·*]\s?10\s?\^\s?\{?[-+−]?\d{1,4}\}?)?"
_SCALE = r"(?:\s?(?:[kKMB]|bn|mn)(?![A-Za-z0-9])|\s?(?i:thousand|million|billion)\b)?"

#: One number with its exponent and scale word; never inside a word (`CO2`, `CO<sub>2`, `CO^2`) or another number.
NUMBER = re.compile(rf"(?<![\w.,'’٫٬^{{])(?<!<sub>)[-+−]?(?:{_BLANK_GROUPED}|{_PLAIN}){_EXPONENT}{_SCALE}")

_PARTS = re.compile(
    rf"(?P<sign>[-+−]?)(?P<digits>[\d_,.'’{_BLANK}]*\d)"
    r"(?:[eE](?P<e>[-+−]?\d+)|\s?[xX×·*]\s?10\s?\^\s?\{?(?P<ten>[-+−]?\d+)\}?)?\s?(?P<scale>[A-Za-z]*)"
)
_SCALES = {
    "": 1.0,
    **dict.fromkeys(("k", "thousand"), 1e3),
    **dict.fromkeys(("m", "mn", "million"), 1e6),
    **dict.fromkeys(("b", "bn", "billion"), 1e9),
}
_GROUPED_BY_COMMA = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_GROUPED_BY_DOT = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}")


def finite(value: float) -> float | None:
    """`value` as a float; None for NaN, infinities and integers too large for a float."""
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def read_number(text: str) -> float | None:
    """The value of one number as written, or None where the text is not one finite number.

    A comma before exactly three digits groups thousands (`4,475`) unless the number starts with 0 (`0,125`); any other
    single comma is a decimal comma (`43,24`). A single dot is always a decimal point.
    """
    match = _PARTS.fullmatch(text.strip())
    if match is None or match["scale"].lower() not in _SCALES:
        return None
    plain = _plain_digits(match["digits"])
    if plain is None:
        return None
    exponent = (match["e"] or match["ten"] or "0").replace("−", "-")
    value = finite(float(f"{plain}e{exponent}") * _SCALES[match["scale"].lower()])
    return -value if value is not None and match["sign"] in {"-", "−"} else value


def _plain_digits(written: str) -> str | None:
    digits = re.sub(rf"[_'’{_BLANK}]", "", written)
    commas, dots = digits.count(","), digits.count(".")
    if commas and dots:
        return _two_separators(digits, decimal="," if digits.rfind(",") > digits.rfind(".") else ".")
    if _GROUPED_BY_COMMA.fullmatch(digits):
        return digits.replace(",", "")
    if _GROUPED_BY_DOT.fullmatch(digits):
        return digits.replace(".", "")
    return digits.replace(",", ".") if commas + dots <= 1 else None


def _two_separators(digits: str, *, decimal: str) -> str | None:
    grouping = "." if decimal == "," else ","
    if digits.count(decimal) != 1:
        return None
    whole, fraction = digits.split(decimal)
    first, *others = whole.split(grouping)
    if not (1 <= len(first) <= 3 and all(len(group) == 3 for group in others)):
        return None
    return f"{first}{''.join(others)}.{fraction}"
