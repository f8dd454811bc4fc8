"""Domains of models by the Hub's own table of tasks; an unknown task is Other, a missing one is never guessed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

NOT_SPECIFIED = "Not specified"

#: The Hub's modalities and the domain each is shown as.
DOMAIN_OF_MODALITY: Mapping[str, str] = MappingProxyType(
    {
        "nlp": "NLP",
        "cv": "Computer Vision",
        "audio": "Audio",
        "multimodal": "Multimodal",
        "tabular": "Tabular",
        "rl": "Reinforcement Learning",
        "other": "Other",
    }
)
#: All domains in the order in which they are shown.
DOMAINS: tuple[str, ...] = (*DOMAIN_OF_MODALITY.values(), NOT_SPECIFIED)
_MODALITY_OF_DOMAIN = {domain: modality for modality, domain in DOMAIN_OF_MODALITY.items()}


def _read_tasks() -> Mapping[str, tuple[str, str]]:
    rows = json.loads(files("carbon.method").joinpath("data", "tasks.json").read_text(encoding="utf-8"))
    return MappingProxyType({task: (name, modality) for task, name, modality in rows})


#: Every task of the Hub (57 as of 2026-08-21) and two that it has dropped, with name and modality.
TASKS: Mapping[str, tuple[str, str]] = _read_tasks()


def domain_of(task: str | None) -> str:
    """The domain of a model with this task (the Hub's `pipeline_tag`); `Not specified` without one."""
    if not task:
        return NOT_SPECIFIED
    return DOMAIN_OF_MODALITY[TASKS[task][1]] if task in TASKS else "Other"


def modality_of(domain: str) -> str | None:
    """The Hub's word for a domain (`nlp`, `cv`, …); None for `Not specified` and anything unknown."""
    return _MODALITY_OF_DOMAIN.get(domain)


def task_name(task: str) -> str:
    """The task in words, as the Hub shows it; an unknown task as it is written."""
    return TASKS[task][0] if task in TASKS else task
