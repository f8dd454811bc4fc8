"""What advice can stand on: how far today's reports come, what they lack, and the tests of what drives emissions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from carbon.method.statistics.reports import HEADLINE
from carbon.store.reader import Snapshot
from carbon.store.selection import Selection

#: What a reader can choose when training a model, by the question that tests it.
QUESTIONS = ("regime", "joint", "size", "hardware", "hardware_pair")


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


@dataclass(frozen=True, slots=True)
class Tested:
    """A stored test result without flagged reports; see `statistics` in the schema for the columns."""

    question: str
    subject: str
    n: int
    group_sizes: str
    measure: str
    effect: float | None
    low: float | None
    high: float | None
    magnitude_measure: str
    magnitude: float | None
    magnitude_low: float | None
    magnitude_high: float | None
    corrected_p: float | None
    verdict: str
    holds: bool | None
    text: str

    @property
    def shown(self) -> bool:
        """Whether a difference or a link is shown at all."""
        return self.verdict in {"more", "less", "differ"}


def gaps(snapshot: Snapshot, _: Selection) -> list[Gap]:
    """Every level that reports stand at, lowest first."""
    return [Gap(**row) for row in snapshot.rows("level_gaps")]  # type: ignore[arg-type]


def tested(snapshot: Snapshot, _: Selection) -> list[Tested]:
    """The tests of what drives emissions."""
    return stored(snapshot, QUESTIONS)


def stored(snapshot: Snapshot, questions: Sequence[str] | None = None) -> list[Tested]:
    """The stored results of some questions, or of all."""
    params = {"population": HEADLINE, "questions": None if questions is None else list(questions)}
    return [Tested(**row) for row in snapshot.rows("statistics_stored", params)]  # type: ignore[arg-type]
