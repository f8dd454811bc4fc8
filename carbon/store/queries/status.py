"""What a snapshot holds, in numbers: the answer of `status` and of the pages' freshness line."""

from __future__ import annotations

from carbon.store.reader import Snapshot

NUMBERS = ("models", "reporting", "excluded", "rejected", "fields_rejected", "gone", "carriers", "details")


def status(snapshot: Snapshot) -> dict[str, object]:
    """Totals, months and domains of a snapshot.

    Returns:
        `models` (still listed), `reporting` (a finite value > 0 g, flagged ones included), `rejected` (items that
        could not be stored), …, `by_month` and `by_domain`. A month's `models` is None before the first that
        the Hub dates in full (2022-04). Models whose date is not known are in no month.
    """
    numbers: dict[str, object] = {name: int(snapshot.meta.get(name, "0")) for name in NUMBERS}
    facts: dict[str, object] = {
        name: snapshot.meta.get(name)
        for name in (
            "snapshot",
            "built_at",
            "census",
            "census_at",
            "reporters_at",
            "reference",
            "endpoint",
            "statistics_at",
            "statistics_problem",
        )
    }
    return {
        **numbers,
        **facts,
        "sample": snapshot.is_sample,
        "by_month": snapshot.rows("status_by_month"),
        "by_domain": {row.pop("domain"): row for row in snapshot.rows("status_by_domain")},
        "by_level": {str(row["level"]): row["reporting"] for row in snapshot.rows("status_by_level")},
    }
