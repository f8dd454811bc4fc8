"""Dates in words, for pages, pictures and JSON alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime


def day(built_at: str) -> str:
    """`2026-11-23` as `23 November 2026`; an unreadable date as `unknown date`."""
    try:
        time = datetime.fromisoformat(built_at)
    except ValueError:
        return "unknown date"
    return f"{time.day} {time:%B %Y}"


def with_times(facts: Mapping[str, object]) -> dict[str, object]:
    """The facts of `status`, its times as `in_utc` writes them."""
    times = {name: in_utc(told) for name, told in facts.items() if name.endswith("_at") and isinstance(told, str)}
    return {**facts, **times}


def in_utc(told: str | None) -> str | None:
    """A time of a snapshot, which is of UTC, as ISO 8601 says so: `2026-11-23T04:10:00Z`; None where there is none."""
    if told is None:
        return None
    try:
        time = datetime.fromisoformat(told)
    except ValueError:
        return None
    return f"{time.replace(tzinfo=None).isoformat(timespec='seconds')}Z"
