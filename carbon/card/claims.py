"""What a card's text claims was emitted, each claim with how much it can be trusted to mean this model's training."""

from __future__ import annotations

from dataclasses import dataclass, field

from carbon.units import Quantity

#: Ranks of claims: the higher one counts. Own: about this very model. Part: about an aside or a family as a whole.
OWN, TOTAL, PLAIN, SENTENCE_TOTAL, SENTENCE_OWN, SENTENCE, FORMULA, PART = 95, 90, 80, 70, 65, 60, 50, 40
#: About each of an unknown number of runs: it never counts, but casts doubt on another amount.
EACH_RUN = 30
#: About a family that this model is not of: it never counts, nor does another claim of the same amount.
FOREIGN = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """Emissions as one place of a text states them.

    `quantity` is None where the place that should state them says nothing (`unknown`, `Negligible`). `unit` is as
    written, with where it stands; `unitless` marks a figure whose unit stands nowhere. `facts` are of the same row,
    `member` is the model of a family that the words beside the figure name.
    """

    quantity: Quantity | None
    rank: int
    line: int
    snippet: str
    title: str = ""
    unit: str | None = None
    unitless: bool = False
    family: bool = False
    facts: dict[str, str] = field(default_factory=dict)
    member: str | None = None

    @property
    def grams(self) -> float | None:
        """The point value in grams; None for ranges, bounds, figures without a unit and claims without one."""
        return None if self.quantity is None or self.unitless else self.quantity.grams

    @property
    def bounded(self) -> bool:
        """Whether a range or an upper bound is claimed."""
        return (
            self.quantity is not None
            and not self.unitless
            and (self.quantity.range_g is not None or self.quantity.upper_bound_g is not None)
        )

    @property
    def says_something(self) -> bool:
        """Whether there is any figure at all."""
        return self.quantity is not None
