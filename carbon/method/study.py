"""The 2023 study's printed figures, each with its n, loaded once from one file. Never computed, never today's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TypeAlias

FILE = "study_2023.json"

Value: TypeAlias = float | int | list[float] | dict[str, float]


@dataclass(frozen=True, slots=True)
class StudyFigure:
    """One figure as the study prints it.

    `measure` names the question of today's statistics (`carbon/method/statistics`) that it can stand beside, empty
    where today's app shows nothing of the kind. `n` is one number, one a group, or None where the study gives none.
    """

    id: str
    topic: str
    name: str
    value: Value
    unit: str
    n: int | list[int] | None
    measure: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Study:
    """Where the figures are from, and all of them by their id, in the order in which they are told.

    `slope_p_corrected`: the p of the share's slope as it went into the study's correction, from an earlier run than the
    one it prints.
    """

    source: str
    url: str
    figures: Mapping[str, StudyFigure]
    slope_p_corrected: float

    def beside(self, measure: str) -> StudyFigure | None:
        """The study's figure of the same measure; None where there is none."""
        return next((one for one in self.figures.values() if measure and one.measure == measure), None)


@cache
def study() -> Study:
    """The study of 2023."""
    read = json.loads(files("carbon.method").joinpath("data", FILE).read_text(encoding="utf-8"))
    figures = {row["id"]: StudyFigure(**row) for row in read["figures"]}
    return Study(read["source"], read["url"], MappingProxyType(figures), read["slope_p_corrected"])
