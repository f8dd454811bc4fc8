"""The shared filters by their names in a URL, on the command line and in the API; read into a Selection, strictly.

The pages drop what cannot be used and say so (`carbon/ui/links.py`); here it is refused, naming the choices.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from carbon.config import FALSE, TRUE
from carbon.store.queries.options import Options
from carbon.store.selection import Selection

MONTH = "%Y-%m"


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter with any number of values: its key in the URL, label, and field of Options and Selection."""

    key: str
    label: str
    field: str


FIRST = (Choice("domain", "Domain", "domains"), Choice("task", "Task", "tasks"))
MORE = (
    Choice("library", "Library", "libraries"),
    Choice("regime", "Training", "regimes"),
    Choice("tool", "Measured with", "tools"),
    Choice("org", "Organisation", "owners"),
)
CHOICES = (*FIRST, *MORE)
MONTHS = ("from", "to")
GRAMS = ("gmin", "gmax")
SWITCHES = ("flagged", "project")
KEYS = (*MONTHS, *(choice.key for choice in CHOICES), *GRAMS, *SWITCHES)
#: How many choices an error names at most.
MOST_NAMED = 12


class FilterError(ValueError):
    """A filter that cannot be used; the message names it, its value and what it can be."""


def is_grams(value: str) -> bool:
    """Whether a text is a number of grams, 0 or more."""
    try:
        number = float(value)
    except ValueError:
        return False
    return math.isfinite(number) and number >= 0


def is_on(value: str) -> bool | None:
    """What a text says of a switch, in any of the usual words; None where it says neither."""
    word = value.strip().lower()
    return True if word in TRUE else False if word in FALSE else None


def spelt(value: str, offered: Sequence[str]) -> str | None:
    """A value as the snapshot spells it, upper and lower case being the same; None where it is not offered."""
    if value in offered:
        return value
    wanted = value.casefold()
    return next((one for one in offered if one.casefold() == wanted), None)


def near(value: str, offered: Sequence[str]) -> list[str]:
    """The choices that are spelt most like a value, at most three."""
    return get_close_matches(value[:100], offered, n=3)


def selection_of(query: Mapping[str, Sequence[str]], found: Options) -> Selection:
    """The selection that filters ask for; every key is one of `KEYS`.

    Raises:
        FilterError: a value that the snapshot does not offer or that cannot be read, or two that contradict.
    """
    chosen = {choice.field: _chosen(choice, query.get(choice.key, ()), found) for choice in CHOICES}
    month_from, month_to = (_month(key, query.get(key, ())) for key in MONTHS)
    g_min, g_max = (_grams(key, query.get(key, ())) for key in GRAMS)
    with_flagged, one_per_project = (_switch(key, query.get(key, ())) for key in SWITCHES)
    if month_from and month_to and month_from > month_to:
        raise FilterError(f"from {month_from:{MONTH}} is after to {month_to:{MONTH}}: nothing fits both.")
    if g_min is not None and g_max is not None and g_min > g_max:
        raise FilterError(f"gmin {g_min:g} is above gmax {g_max:g}: nothing fits both.")
    return Selection(
        month_from=month_from,
        month_to=month_to,
        g_min=g_min,
        g_max=g_max,
        with_flagged=with_flagged,
        one_per_project=one_per_project,
        **chosen,
    )


def _chosen(choice: Choice, values: Sequence[str], found: Options) -> tuple[str, ...]:
    offered: tuple[str, ...] = getattr(found, choice.field)
    chosen = {value: spelt(value, offered) for value in values}
    for value, known in chosen.items():
        if known is None:
            told = f"{choice.key} {_shown(value)} is not among this snapshot's {choice.field}"
            raise FilterError(f"{told}{_choices(value, offered)}.")
    return tuple(dict.fromkeys(known for known in chosen.values() if known is not None))


def _choices(value: str, offered: Sequence[str]) -> str:
    """All choices; of many those that are spelt like a value, the most frequent, and how many more there are."""
    if not offered:
        return ": it has none"
    alike = near(value, offered)
    if len(offered) <= MOST_NAMED:
        return f": {', '.join(dict.fromkeys([*alike, *offered]))}"
    meant = f" Did you mean {' or '.join(alike)}?" if alike else ""
    most = ", ".join(offered[:MOST_NAMED])
    return f".{meant} The most frequent are {most}; there are {len(offered) - MOST_NAMED:,} more"


def _month(key: str, values: Sequence[str]) -> date | None:
    value = _one(key, values)
    if value is None:
        return None
    try:
        return date.fromisoformat(f"{value}-01")
    except ValueError as error:
        raise FilterError(f"{key} {_shown(value)} is not a month: write YYYY-MM, such as 2022-03.") from error


def _grams(key: str, values: Sequence[str]) -> float | None:
    value = _one(key, values)
    if value is None or is_grams(value):
        return None if value is None else float(value)
    raise FilterError(f"{key} {_shown(value)} is not a number of grams, 0 or more.")


def _switch(key: str, values: Sequence[str]) -> bool:
    value = _one(key, values) or ""
    switched = is_on(value)
    if switched is None:
        raise FilterError(f"{key} {_shown(value)} is neither true nor false.")
    return switched


def _one(key: str, values: Sequence[str]) -> str | None:
    if len(values) > 1:
        raise FilterError(f"{key} is given {len(values)} times: give it once.")
    return values[0] if values else None


def _shown(value: str) -> str:
    return repr(value if len(value) <= 60 else f"{value[:60]}…")
