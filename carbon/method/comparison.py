"""Which of two reports is the larger, as far as that can be told. Never ranks a measurement against a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from carbon.card.flags import EXCLUDING
from carbon.card.names import AUTOTRAIN, CALCULATORS, MEASURED
from carbon.method.rows import Classified


class Footing(StrEnum):
    """What a figure stands on, by the tool or source that its card names."""

    MEASURED = "measured"
    CALCULATED = "calculated"
    NOT_STATED = "method not stated"


@dataclass(frozen=True, slots=True)
class Relation:
    """How the emissions of one report relate to those of another: `ratio`, and its ends by both likely ranges."""

    ratio: float
    low: float
    high: float

    @property
    def apart(self) -> bool:
        """Whether the two likely ranges do not touch."""
        return self.low > 1 or self.high < 1


def footing(model: Classified) -> Footing:
    """What the model's figure stands on; AutoTrain measures with a tool of its own."""
    if model.tool in MEASURED or model.tool == AUTOTRAIN:
        return Footing.MEASURED
    return Footing.CALCULATED if model.tool in CALCULATORS else Footing.NOT_STATED


def why_not_compared(model: Classified) -> str | None:
    """Why the model's emissions cannot be set against others at all; None where they can."""
    if not model.reports:
        return "it reports no emissions"
    excluding = [flag for flag in model.flags if flag in EXCLUDING]
    if excluding:
        return f"its figure is flagged as {' and '.join(flag.replace('_', ' ') for flag in excluding)}"
    return None


def unit_unclear(model: Classified) -> bool:
    """Whether the unit of its figure is in doubt, so that it may be wrong by a factor of 1,000."""
    return "unit_unclear" in model.flags


def relation(one: Classified, other: Classified) -> Relation | None:
    """How `one` relates to `other`; None where they stand on different footings, or one is not sure enough."""
    if any(why_not_compared(model) or unit_unclear(model) for model in (one, other)):
        return None
    if footing(one) is not footing(other):
        return None
    low, grams, high = likely(one)
    other_low, other_grams, other_high = likely(other)
    return Relation(grams / other_grams, low / other_high, high / other_low)


def least(models: Sequence[Classified]) -> Classified | None:
    """The model whose likely emissions lie below those of every other; None where that cannot be told of one."""
    return next((model for model in models if _is_least(model, models)), None)


def likely(model: Classified) -> tuple[float, float, float]:
    """Low end, stated value and high end (g) of the emissions of a model that reports."""
    grams = model.emissions_g or 0.0
    return model.likely_low_g or grams, grams, model.likely_high_g or grams


def _is_least(model: Classified, models: Sequence[Classified]) -> bool:
    relations = [relation(model, other) for other in models if other is not model]
    return bool(relations) and all(found is not None and found.high < 1 for found in relations)
