"""Dates in words, for pages, pictures and JSON alike."""

from __future__ import annotations

from datetime import datetime


def day(built_at: str) -> str:
    """`2026-11-23` as `23 November 2026`; an unreadable date as `unknown date`."""
    try:
        time = datetime.fromisoformat(built_at)
    except ValueError:
        return "unknown date"
    return f"{time.day} {time:%B %Y}"
