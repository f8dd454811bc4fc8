"""The reader's filters in words, for the line under a page's title; draws nothing, knows no data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from carbon.store.selection import Selection
from carbon.units import format_grams

#: At most so many values of one filter are named.
NAMED = 3


def in_words(selection: Selection) -> str:
    """Every filter that is set, e.g. `NLP · from 1 kg`; empty where none is."""
    values = (
        selection.domains,
        selection.tasks,
        selection.libraries,
        selection.regimes,
        selection.tools,
        selection.owners,
    )
    parts = [
        _span("created ", _month(selection.month_from), _month(selection.month_to)),
        *(_any_of(chosen) for chosen in values),
        _span("", _grams(selection.g_min), _grams(selection.g_max)),
        "with excluded reports" if selection.with_flagged else "",
        "one model per project" if selection.one_per_project else "",
    ]
    return " · ".join(part for part in parts if part)


def _any_of(values: Sequence[str]) -> str:
    more = len(values) - NAMED
    named = [*values[:NAMED], *([f"{more} more"] if more > 0 else [])]
    return " or ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def _span(before: str, low: str | None, high: str | None) -> str:
    if low == high:
        return f"{before}{low}" if low else ""
    parts = [*([f"from {low}"] if low else []), *([f"to {high}"] if high else [])]
    return before + " ".join(parts)


def _month(month: date | None) -> str | None:
    return f"{month:%B %Y}" if month else None


def _grams(grams: float | None) -> str | None:
    if grams is None:
        return None
    return format_grams(grams) if grams else "0 g"
