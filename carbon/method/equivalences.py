"""What an amount of emissions equals in everyday terms, each scale with its source and year."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """An everyday amount of emissions: grams of one `unit`, named in the singular and the plural."""

    key: str
    grams: float
    one: str
    many: str
    source: str
    year: int


PHONE_CHARGE = Scale(
    "phone_charge", 12.4, "phone charge", "phone charges", "US EPA, Greenhouse Gas Equivalencies Calculator", 2024
)
CAR_KM = Scale(
    "car_km", 167.25, "km by car", "km by car", "UK DESNZ, greenhouse gas conversion factors, average car", 2025
)
CAR_KM_US = Scale(
    "car_km_us",
    244.2,
    "km by car in the US",
    "km by car in the US",
    "US EPA, 393 g per mile, average passenger vehicle",
    2024,
)
TREE_MONTH = Scale(
    "tree_month",
    500.0,
    "month of a growing tree's uptake",
    "months of a growing tree's uptake",
    "US EPA, 60 kg per seedling over 10 years",
    2024,
)
FLIGHT = Scale(
    "flight",
    648_500.0,
    "one-way flight London-New York",
    "one-way flights London-New York",
    "UK DESNZ, 117.04 g per passenger-km with radiative forcing, 5,541 km",
    2025,
)
SCALES = (PHONE_CHARGE, CAR_KM, CAR_KM_US, TREE_MONTH, FLIGHT)

_FRACTIONS = ((0.1, "a tenth of"), (0.2, "a fifth of"), (0.25, "a quarter of"), (1 / 3, "a third of"), (0.5, "half"))


def scale_for(grams: float) -> Scale:
    """The scale on which `grams` is a number that people can picture."""
    if grams < 20 * PHONE_CHARGE.grams:
        return PHONE_CHARGE
    return CAR_KM if grams < 0.75 * FLIGHT.grams else FLIGHT


def equivalence(grams: float | None, scale: Scale | None = None) -> str:
    """`grams` in words on `scale` (default: the one that fits): `a quarter of a phone charge`, `12 km by car`.

    Empty for None, NaN, infinities and values that are not above zero.
    """
    if grams is None or not math.isfinite(grams) or grams <= 0:
        return ""
    chosen = scale or scale_for(grams)
    return _in_words(grams / chosen.grams, chosen)


def _in_words(amount: float, scale: Scale) -> str:
    article = f"a {scale.one}"
    if amount < 0.01:
        return f"less than 1 % of {article}"
    if amount < 0.085:
        return f"{amount * 100:.0f} % of {article}"
    if amount < 0.75:
        return f"{min(_FRACTIONS, key=lambda pair: abs(math.log(pair[0] / amount)))[1]} {article}"
    if amount < 1.25:
        return f"about {article}"
    return f"{_rounded(amount)} {scale.many}"


def _rounded(amount: float) -> str:
    if amount < 9.95:
        return f"{amount:.1f}".removesuffix(".0")
    return f"{float(f'{amount:.2g}'):,.0f}" if amount < 1000 else f"{float(f'{amount:.3g}'):,.0f}"
