"""Training time in hours and energy in kWh, as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from carbon.units import amounts as found
from carbon.units.amounts import LONGEST_TEXT, Amount
from carbon.units.numerals import finite

HOURS: Mapping[str, float] = {
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 1.0),
    **dict.fromkeys(("heure", "heures", "stunde", "stunden", "std", "hora", "horas", "ore"), 1.0),
    **dict.fromkeys(("uur", "uren", "小时", "小時", "時間", "时", "시간", "час", "часа", "часов"), 1.0),
    **dict.fromkeys(("分钟", "分鐘", "分間", "分", "분", "минут", "минуты"), 1 / 60),
    **dict.fromkeys(("天", "日", "日間", "일", "дня", "дней", "день", "dagen"), 24.0),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "minuten", "minuto", "minutos"), 1 / 60),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1 / 3600),
    **dict.fromkeys(("secondes", "sekunden", "segundo", "segundos"), 1 / 3600),
    **dict.fromkeys(("d", "day", "days", "jour", "jours", "tage", "tagen", "dia", "dias", "días"), 24.0),
    **dict.fromkeys(("week", "weeks", "semaines", "wochen", "semanas"), 168.0),
    **dict.fromkeys(("month", "months"), 730.0),
}
KWH: Mapping[str, float] = {
    **dict.fromkeys(("kwh", "kw h", "kw·h", "kilowatt hour", "kilowatt hours"), 1.0),
    **dict.fromkeys(("wh", "watt hour", "watt hours"), 1e-3),
    **dict.fromkeys(("mwh", "megawatt hour", "megawatt hours"), 1e3),
    **dict.fromkeys(("gwh", "gigawatt hour", "gigawatt hours"), 1e6),
    **dict.fromkeys(("kj", "kilojoule", "kilojoules"), 1 / 3600),
}

_DURATION = found.unit_pattern(
    HOURS, before=r"(?:[GTC]PU[\s-]*|(?:node|core|chip|device|wall[\s-]?clock|[AHVLTP]\d{1,3}[\s-])[\s-]*)?"
)
_ENERGY = found.unit_pattern(KWH)
_CLOCK = re.compile(r"(?P<h>\d{1,5}):(?P<m>[0-5]?\d)(?::(?P<s>[0-5]?\d(?:\.\d{1,9})?))?")
_AFTER_BARE_NUMBER = re.compile(r"\s*(?:$|[(=;])")
_AND = re.compile(r"[\s,]*(?:and\s+)?")


def read_hours(value: object, bare_unit: str = "hours") -> float | None:
    """Hours from a number or a text: `0.291`, `12 hours`, `2h 30min`, `00:31:54` (hours first).

    Args:
        value: as found in a card; anything but a number or a text is unreadable.
        bare_unit: the unit of a number without one, a key of `HOURS`.

    Returns:
        Hours, 0 or more; None for ranges, bounds, negative and unreadable values.
    """
    clock = _CLOCK.fullmatch(value[:LONGEST_TEXT].strip()) if isinstance(value, str) else None
    if clock:
        return int(clock["h"]) + int(clock["m"]) / 60 + float(clock["s"] or 0) / 3600
    return _read(value, _DURATION, HOURS, HOURS[bare_unit])


def read_energy_kwh(value: object) -> float | None:
    """kWh from a number (taken as kWh) or a text such as `11,749 kWh` or `9.7 MWh`; None as in `read_hours`."""
    return _read(value, _ENERGY, KWH, 1.0)


def _read(value: object, pattern: re.Pattern[str], table: Mapping[str, float], bare: float) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _positive(finite(value), bare)
    if not isinstance(value, str):
        return None
    text = value[:LONGEST_TEXT]
    numbers = found.find_amounts(text, pattern, lambda match: table.get(found.unit_name(match)))
    if not numbers or not _is_point(text, numbers):
        return None
    return _positive(_first_with_parts(text, numbers, bare), 1.0)


def _is_point(text: str, numbers: list[Amount]) -> bool:
    if found.is_upper_bound(text, numbers[0]) or found.is_lower_bound(text, numbers[0]):
        return False
    return len(numbers) == 1 or not found.is_range(text, numbers[0], numbers[1])


def _first_with_parts(text: str, numbers: list[Amount], bare: float) -> float | None:
    first = numbers[0]
    if first.factor is None:
        return first.number * bare if _AFTER_BARE_NUMBER.match(text, first.end) else None
    total, last = first.number * first.factor, first
    for part in numbers[1:]:
        smaller = part.factor is not None and last.factor is not None and part.factor < last.factor
        if not smaller or not _AND.fullmatch(text, last.end, part.start):
            break
        total, last = total + part.number * (part.factor or 0.0), part
    return total


def _positive(value: float | None, factor: float) -> float | None:
    return finite(value * factor) if value is not None and value >= 0 else None
