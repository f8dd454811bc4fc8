"""A setting as a list in brackets: `(CodeCarbon, 1x RTX 4090, 24 h, Spain)`. Takes whole parts, guesses nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from carbon.card.hardware import devices_of
from carbon.card.labels import field_of, split_label
from carbon.card.places import place_resolvable
from carbon.card.providers import provider_alone
from carbon.card.tool_names import tool_named
from carbon.units import read_hours

LISTED = re.compile(r"\(([^()]{3,160})\)")
_PARTS = re.compile(r"[,;]\s+|\s[·•]\s")
_TIME = re.compile(
    r"[~≈]?(\d[\d.,]{0,8}\s?(?:hours?|hrs?|h|days?|weeks?|minutes?|mins?))(?:\s(?:of )?training)?"
    r"(?:\son\s.{2,40})?",
    re.I,
)
#: Nothing but a count and the words of a device.
_DEVICES = re.compile(
    r"(?:(?:[\d.,]{1,9}\s?\w{1,7} )?on )?"
    r"((?:(?:an?|one|two|four|eight|single|\d[\d,]{0,6})\s?(?:[x×*]\s?)?)?(?:[A-Z0-9]\w*(?:[\s-]|$)){1,6})"
)
_PLACE = re.compile(r"(?:[A-ZÀ-Þ][\w'-]+ ?){1,3}|[a-z]{2,12}(?:-[a-z]{2,12}){1,2}-?\d[a-z]?")
#: A machine of a cloud: `AWS g5.12xlarge`.
_MACHINE = re.compile(r"\b[a-z]+\d\w*\.\w*(?:large|metal)\b")


def parts_of(inside: str) -> list[str]:
    """The parts of a list, without the labels of a setting."""
    return [_value(part.strip()) for part in _PARTS.split(inside)]


def listed_devices(parts: Sequence[str]) -> str | None:
    """The one part that names devices and nothing else."""
    found = [match[1] for part in parts if (match := _DEVICES.fullmatch(part)) and devices_of(part)]
    return found[0].strip() if len(found) == 1 else None


def listed_time(parts: Sequence[str]) -> str | None:
    """The one part that is a time, in a list with devices, a place or a tool beside it."""
    found = [match[1] for part in parts if (match := _TIME.fullmatch(part)) and read_hours(match[1]) is not None]
    return found[0] if len(found) == 1 and len(parts) > 1 else None


def listed_place(parts: Sequence[str]) -> str | None:
    """The place that one part or two in a row name, in a list with devices, a time or a tool beside it."""
    places = [number for number, part in enumerate(parts) if _PLACE.fullmatch(part) and _is_place(part)]
    in_a_row = bool(places) and places[-1] - places[0] == len(places) - 1
    if not in_a_row or len(places) > 2 or not any(_is_of_setting(part) for part in parts):
        return None
    return ", ".join(parts[number] for number in places)


def listed_provider(parts: Sequence[str]) -> str | None:
    """The one part that names a provider or centre, alone or before its machine: `AWS g5.12xlarge`."""
    found = [name for part in parts if (name := provider_alone(part))]
    return found[0] if len(found) == 1 else None


def _is_place(part: str) -> bool:
    return not devices_of(part) and tool_named([part]) is None and place_resolvable(part)


def _is_of_setting(part: str) -> bool:
    return bool(devices_of(part) or _TIME.fullmatch(part) or tool_named([part]) or _MACHINE.search(part))


def _value(part: str) -> str:
    split = split_label(part) if ":" in part else None
    return split[1] if split and field_of(split[0]) in {"hardware", "hours", "place", "energy"} else part
