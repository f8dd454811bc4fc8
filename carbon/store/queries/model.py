"""What surrounds one model: its category's reports, better alternatives, well-known reporters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from carbon.method.label_v0 import COMPONENTS
from carbon.method.rows import Classified
from carbon.store.queries import lookup
from carbon.store.reader import Snapshot


def category_emissions(snapshot: Snapshot, category: str) -> npt.NDArray[np.float64]:
    """Grams of every rated report that belongs to a category, ascending, as its reference counts them.

    A broad category holds the narrower ones too; reports left out of headline figures are not among them.
    """
    column = snapshot.arrow("category_emissions", {"category": category}).column("emissions_g")
    return np.asarray(column.to_numpy(), dtype=np.float64)


def alternatives(
    snapshot: Snapshot,
    *,
    model_id: str,
    task: str,
    size_bytes: int | None,
    regime: str | None,
    emissions_g: float | None,
    label_class: str | None,
    limit: int = 8,
) -> pd.DataFrame:
    """Unflagged models of the same task and training in a better class and with fewer grams; the most downloaded first.

    Their size is within ×/÷ 2 of `size_bytes`.

    Args:
        model_id: the model itself, never among them.
        task: of all of them.
        size_bytes: None takes every size.
        regime: `fine-tuning` or `pre-training`; None takes both.
        emissions_g: the grams to stay below; None takes any.
        label_class: the class to be better than; None takes every class.
        limit: how many at most.

    Returns:
        `id`, `label_class`, `emissions_g`, `size_bytes`, `downloads`, `confidence`.
    """
    params: dict[str, object] = {
        "id": model_id,
        "task": task,
        "size_bytes": size_bytes,
        "regime": regime,
        "emissions_g": emissions_g,
        "label_class": label_class,
        "limit": limit,
    }
    return snapshot.frame("alternatives", params)


@dataclass(frozen=True, slots=True)
class StudyLabel:
    """A model's label v0, the 2023 study's, and the rating of each part: 0 (best) to 4, None where it is missing."""

    letter: str
    ratings: Mapping[str, int | None]


def study_label(snapshot: Snapshot, model_id: str) -> StudyLabel | None:
    """The label v0 of a model among the snapshot's reports; None where it is not rated."""
    row = lookup.report(snapshot, model_id) or {}
    letter = row.get("label_v0")
    if not isinstance(letter, str):
        return None
    ratings = {name: row[f"v0_{name}"] for name in COMPONENTS}
    return StudyLabel(letter, {name: one if isinstance(one, int) else None for name, one in ratings.items()})


def known_reporters(snapshot: Snapshot, limit: int = 6) -> pd.DataFrame:
    """The most downloaded rated models without a flag: `id`, `label_class`, `emissions_g`, `task`, `downloads`."""
    return snapshot.frame("known_reporters", {"limit": limit})


def classified(snapshot: Snapshot, model_id: str) -> Classified | None:
    """The classified report of a model; None where the model does not carry the emissions key."""
    row = lookup.report(snapshot, model_id)
    return None if row is None else Classified._make(row[name] for name in Classified._fields)
