"""The statistics that a snapshot carries, and what is told of them; computes none."""

from __future__ import annotations

from carbon.method.statistics.results import Result
from carbon.store.reader import Snapshot


def statistics(snapshot: Snapshot) -> list[Result]:
    """Every test in every population, in the order in which they are asked; none where they could not be computed."""
    return [Result(**row) for row in snapshot.rows("statistics")]  # type: ignore[arg-type]


def problem(snapshot: Snapshot) -> str | None:
    """Why the statistics of a snapshot could not be computed; None where they could, or are due."""
    return snapshot.meta.get("statistics_problem")


def are_due(snapshot: Snapshot) -> bool:
    """Whether the statistics of a snapshot were left for the next one, since its reports were not complete yet."""
    return "statistics_due" in snapshot.meta
