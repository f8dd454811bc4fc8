"""Reporting levels R0-R5: how well a model reports, by what its card states. Says nothing about how much it emits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a report holds.

    `within_estimate`: whether the emissions are within a factor of 3 of what hardware and hours make likely; None where
    that was not or cannot be estimated.
    """

    emissions: bool = False
    method: bool = False
    hardware: bool = False
    place: bool = False
    training_type: bool = False
    duration: bool = False
    link: bool = False
    within_estimate: bool | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """A reporting level; `next_step` says in words what lifts a report with this evidence to the next level."""

    code: str
    name: str
    next_step: str = ""


#: Code and name of every level, lowest first.
LEVELS: Mapping[str, str] = MappingProxyType(
    {
        "R0": "Unreported",
        "R1": "Context only",
        "R2": "Basic",
        "R3": "With context",
        "R4": "Complete",
        "R5": "Verifiable",
    }
)
#: The 2023 study's class of every level; its "Optimization" and "Certified" cannot be reached in its own code.
STUDY_CLASSES: Mapping[str, str] = MappingProxyType(
    {
        "R0": "Unknown",
        "R1": "Context reporting",
        "R2": "Basic reporting",
        "R3": "Awareness",
        "R4": "Awareness",
        "R5": "Awareness",
    }
)
_STATE_EMISSIONS = "State the emissions in grams under co2_eq_emissions."
_WORDS = {
    "method": "how they were measured (source)",
    "hardware": "the hardware by its model (hardware_used)",
    "place": "the place of training (geographical_location)",
    "training_type": "the training type (training_type)",
    "duration": "the hours or the energy",
    "link": "a link to the measurements or a paper",
}


def reporting_level(evidence: Evidence) -> Level:
    """The highest level that `evidence` reaches."""
    code = _code(evidence)
    return Level(code, LEVELS[code], _next_step(code, evidence))


def study_class(level: str) -> str:
    """The 2023 study's class of a level's code."""
    return STUDY_CLASSES[level]


def can_be_estimated(evidence: Evidence) -> bool:
    """Whether emissions that are not reported can be estimated: hardware and duration are both known."""
    return not evidence.emissions and evidence.hardware and evidence.duration


def _code(evidence: Evidence) -> str:
    if not evidence.emissions:
        return "R1" if evidence.hardware or evidence.place or evidence.duration else "R0"
    if not evidence.hardware:
        return "R2"
    if _missing(evidence, ("method", "place", "training_type")):
        return "R3"
    verifiable = evidence.duration and evidence.link and evidence.within_estimate is True
    return "R5" if verifiable else "R4"


def _missing(evidence: Evidence, fields: tuple[str, ...]) -> list[str]:
    return [_WORDS[field] for field in fields if not getattr(evidence, field)]


def _next_step(code: str, evidence: Evidence) -> str:
    if code in {"R0", "R1"}:
        return _STATE_EMISSIONS
    if code == "R5":
        return ""
    wanted = {"R2": ("hardware",), "R3": ("method", "place", "training_type"), "R4": ("duration", "link")}[code]
    missing = _missing(evidence, wanted)
    if missing:
        return f"Add {_listed(missing)}."
    return (
        "Check the emissions against hardware and hours: they are not shown to be within a factor of 3 of the estimate."
    )


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
