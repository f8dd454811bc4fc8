"""What advice can stand on: how far today's reports come, what they lack, and the tests of what drives emissions."""

from __future__ import annotations

from dataclasses import dataclass

from carbon.method.statistics.reports import HEADLINE
from carbon.method.statistics.results import Result
from carbon.store.queries.statistics import statistics
from carbon.store.reader import Snapshot
from carbon.store.selection import Selection


@dataclass(frozen=True, slots=True)
class Gap:
    """A reporting level: how many reports stand at it, and how many of these lack each part."""

    level: str
    models: int
    method: int
    hardware: int
    place: int
    training_type: int
    duration: int
    link: int


def gaps(snapshot: Snapshot, _: Selection) -> list[Gap]:
    """Every level that reports stand at, lowest first."""
    return [Gap(**row) for row in snapshot.rows("level_gaps")]  # type: ignore[arg-type]


def tested(snapshot: Snapshot, _: Selection) -> list[Result]:
    """The stored tests without flagged reports, as headline figures count."""
    return [one for one in statistics(snapshot) if one.population == HEADLINE]
