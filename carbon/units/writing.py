"""Figures as text for readers: three significant digits, a unit that fits, `–` for what is not known."""

from __future__ import annotations

import math
from collections.abc import Sequence

#: Written where a figure is missing, NaN or infinite.
UNKNOWN = "–"

_MASS_STEPS = ((1e6, "t"), (1e3, "kg"), (1.0, "g"), (1e-3, "mg"))
_BYTE_STEPS = ((1e15, "PB"), (1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1.0, "B"))
_COUNT_STEPS = ((1e9, "B"), (1e6, "M"), (1e3, "k"), (1.0, ""))


def format_grams(grams: float | None) -> str:
    """Emissions in mg, g, kg or t: `3.1 g`, `24.7 t`."""
    return _scaled(grams, _MASS_STEPS)


def format_bytes(size: float | None) -> str:
    """A size in decimal units: `353 MB`."""
    return _scaled(size, _BYTE_STEPS)


def format_count(count: float | None) -> str:
    """A number of things: `417`, `1.2 k`, `3.1 M`."""
    return _scaled(count, _COUNT_STEPS)


def format_share(share: float | None) -> str:
    """A share of one in percent: .0083 is `0.83 %`; below a hundredth of a percent `< 0.01 %`."""
    if share is None or not math.isfinite(share):
        return UNKNOWN
    percent = share * 100
    if 0 < percent < 0.01:
        return "< 0.01 %"
    digits = 1 if abs(percent) >= 9.995 else 2 if abs(percent) >= 0.0995 else 3
    return f"{_plain(round(percent, digits), digits)} %".replace("-", "−")


def format_shares(one: float, other: float) -> tuple[str, str]:
    """Two shares that stand side by side, in the digits of the more exact one: `1.50 %`, `1.52 %`."""
    told = format_share(one), format_share(other)
    if not all(text[0].isdigit() for text in told):
        return told
    digits = max(len(text.partition(".")[2].removesuffix(" %")) for text in told)
    return f"{100 * one:.{digits}f} %", f"{100 * other:.{digits}f} %"


def format_rough(value: float) -> str:
    """A figure that only tells its size, in two significant digits: `0.75`, `750`, `1,200`."""
    return _significant(float(f"{value:.2g}")).replace("-", "−")


def _scaled(value: float | None, steps: Sequence[tuple[float, str]]) -> str:
    if value is None or not math.isfinite(value):
        return UNKNOWN
    # Rounding comes before the choice of the unit, so that 999.9 g becomes 1 kg and not 1,000 g.
    rounded = _three_digits(value)
    step, unit = next((pair for pair in steps if abs(rounded) >= pair[0]), steps[-1])
    if rounded == 0:
        step, unit = 1.0, next(name for size, name in steps if size == 1.0)
    elif abs(rounded / step) < 0.001:
        return f"< 0.001 {unit}".strip()
    return f"{_significant(rounded / step)} {unit}".strip().replace("-", "−")


def _three_digits(value: float) -> float:
    return float(f"{value:.3g}")


def _significant(value: float) -> str:
    size = abs(value)
    if size >= 100 or value == 0:
        return f"{value:,.0f}"
    return _plain(value, 2 - math.floor(math.log10(size) + 1e-12))


def _plain(value: float, digits: int) -> str:
    written = f"{value:,.{digits}f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
