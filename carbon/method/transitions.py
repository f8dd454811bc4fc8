"""How letters change between two ratings of the same models: the transition matrix and what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LETTERS = "ABCDE"
NOT_RATED = "not rated"
#: Rows and columns of a matrix in order.
STATES = (*LETTERS, NOT_RATED)


@dataclass(frozen=True, slots=True)
class Transitions:
    """Numbers of models by their letter before (outer key) and after (inner key), all of `STATES` in order.

    The rest counts models that are rated both times: `rated`, of them in the `same` class, in a `better` one, in a
    `worse` one, and `far`: two or more classes away.
    """

    matrix: Mapping[str, Mapping[str, int]]
    rated: int
    same: int
    better: int
    worse: int
    far: int

    @property
    def models(self) -> int:
        """All models, rated or not."""
        return sum(sum(row.values()) for row in self.matrix.values())


def transitions(pairs: Iterable[tuple[str | None, str | None]]) -> Transitions:
    """The transitions of models from the first to the second letter of their pair; None is not rated.

    Raises:
        ValueError: something is no letter from A to E.
    """
    return transitions_of(Counter(pairs))


def transitions_of(counts: Mapping[tuple[str | None, str | None], int]) -> Transitions:
    """As `transitions`, of pairs that are counted already."""
    matrix = {before: dict.fromkeys(STATES, 0) for before in STATES}
    for (before, after), models in counts.items():
        matrix[_state(before)][_state(after)] += models
    steps: Counter[int] = Counter()
    for place, before in enumerate(LETTERS):
        for other, after in enumerate(LETTERS):
            steps[other - place] += matrix[before][after]
    return Transitions(
        matrix=matrix,
        rated=sum(steps.values()),
        same=steps[0],
        better=sum(models for step, models in steps.items() if step < 0),
        worse=sum(models for step, models in steps.items() if step > 0),
        far=sum(models for step, models in steps.items() if abs(step) > 1),
    )


def _state(letter: str | None) -> str:
    if letter is None:
        return NOT_RATED
    if letter not in STATES:
        raise ValueError(f"{letter!r} is no class")
    return letter
