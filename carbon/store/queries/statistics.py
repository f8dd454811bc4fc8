"""The statistics that a snapshot carries, and what is told of them; computes none."""

from __future__ import annotations

from carbon.method.statistics.results import Result
from carbon.store.reader import Snapshot


def statistics(snapshot: Snapshot) -> list[Result]:
    """Every test in every population, in the order in which they are asked; none where they could not be computed."""
    return [Result(**row) for row in snapshot.rows("statistics")]  # type: ignore[arg-type]


def problem(snapshot: Snapshot) -> str | None:
    """Why a snapshot has no statistics; None where it has."""
    return snapshot.meta.get("statistics_problem")
