"""What a card reports about the emissions of a model's training; holds facts as written, judges nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass

#: `unit_written` of a value without a unit: the Hub's documentation says that `co2_eq_emissions` is in grams.
GRAMS_BY_SPECIFICATION = "g (spec)"


@dataclass(frozen=True, slots=True)
class Report:
    """One model's report; a field is None where the card says nothing usable.

    `emissions_g`, `range_g` and `upper_bound_g` exclude each other. `value_written` and `unit_written` are the card's
    own words, `snippet` the passage they stand in, `found_in` its place (`metadata` or `text`). `doubts` are names of
    what a careful reader would add (see `choice.DOUBTS`), `links` lead to measurements or a paper. Where both metadata
    and text state emissions, the `text_…` fields hold what the text says beside them.
    """

    emissions_g: float | None = None
    value_written: str | None = None
    unit_written: str | None = None
    range_g: tuple[float, float] | None = None
    upper_bound_g: float | None = None
    found_in: str | None = None
    snippet: str | None = None
    source: str | None = None
    training_type: str | None = None
    place: str | None = None
    hardware: str | None = None
    hours: float | None = None
    energy_kwh: float | None = None
    cloud_provider: str | None = None
    declared_zero: bool = False
    hardware_count: int | None = None
    doubts: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    text_emissions_g: float | None = None
    text_value_written: str | None = None
    text_unit_written: str | None = None
    text_snippet: str | None = None

    @property
    def reports(self) -> bool:
        """Whether emissions are reported at all: a finite value above 0 g."""
        return self.emissions_g is not None and math.isfinite(self.emissions_g) and self.emissions_g > 0
