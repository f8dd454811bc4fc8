"""One estimate: an effect with its interval and p, or the reason why there is none. Corrects and words nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

#: Minimum n, below which nothing is tested.
MIN_CORRELATION, MIN_GROUP, MIN_MONTH, MIN_MONTHS = 30, 20, 10, 12
#: Below these an effect is called negligible, whatever p says. ε² is a squared correlation of ranks.
NEGLIGIBLE_RHO, NEGLIGIBLE_DELTA, NEGLIGIBLE_EPSILON2 = 0.1, 0.147, 0.01


class Interval(NamedTuple):
    """A value with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a test found.

    Attributes:
        n: how many models or months entered.
        method: of the test, in words.
        measure: what `effect` is, in words with its unit.
        effect: with its 95 % interval; None where `problem` says why.
        null: the value of `effect` that means "nothing".
        p: two-sided, not corrected.
        strength: the effect on a scale from -1 to 1 (δ, ρ, τ) or 0 to 1 (ε²); decides what is negligible.
        negligible: below this |strength| is.
        magnitude: the same effect in a unit that readers know, e.g. a ratio of grams.
        groups: how many models each compared group has, in the order in which they are named.
        problem: why nothing was tested, empty where something was.
    """

    n: int
    method: str
    measure: str
    effect: Interval | None = None
    null: float = 0.0
    p: float | None = None
    strength: float | None = None
    negligible: float = NEGLIGIBLE_RHO
    magnitude: Interval | None = None
    magnitude_measure: str = ""
    groups: tuple[int, ...] = ()
    problem: str = ""


def too_few(n: int, needs: int, what: str = "models") -> str:
    """Why nothing is tested: there are `n`, at least `needs` are wanted."""
    return f"not enough data: n = {n:,} {what}, needs {needs:,}"


def all_equal(n: int, what: str) -> str:
    """Why nothing is tested: all `n` values of `what` are the same."""
    return f"not enough data: n = {n:,}, but all have the same {what}"


def is_finite(*values: float | None) -> bool:
    """Whether every value is a number that can be shown."""
    return all(value is not None and math.isfinite(value) for value in values)
