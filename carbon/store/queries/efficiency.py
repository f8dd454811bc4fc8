"""Classes and trade-offs of the rated reports of one selection, and the table of all of them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from carbon.store.reader import Snapshot
from carbon.store.selection import Selection

#: Above this many reports those close to each other share a dot, in the finest of these cells, to a factor of ten, that
#: leaves no more dots: a browser takes over a second to draw 10,000. The first cells merge only what coincides.
MAX_DOTS = 3_000
CELLS = (1_000_000, 50, 25, 16, 12, 10, 8, 7, 6, 5, 4, 3)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reporting models, in which order: a part of their ids, the column they are ordered by, from which end.

    Without a column those without a flag come first, then the most downloaded.
    """

    text: str = ""
    by: str = ""
    down: bool = True


EVERY = Wanted()


def classes_by_domain(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """`domain`, `label_class` (missing where not rated) and the number of `reporting` models."""
    return snapshot.frame("classes_by_domain", {**selection.reports_params(), "v0": False})


def classes_by_domain_v0(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """As `classes_by_domain`, by the label of the 2023 study."""
    return snapshot.frame("classes_by_domain", {**selection.reports_params(), "v0": True})


def label_transitions(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """`label_v0`, `label_class` (missing where not rated), reports (`reporting`) and those of them (`best_co2`) whose
    emissions v0 rates best.
    """
    return snapshot.frame("label_transitions", selection.reports_params())


def rated_categories(snapshot: Snapshot, selection: Selection) -> pd.DataFrame:
    """`category` and the number of `reporting` models rated in it, the largest first."""
    return snapshot.frame("rated_categories", selection.reports_params())


def tradeoff(snapshot: Snapshot, selection: Selection, against: str = "size_bytes") -> pd.DataFrame:
    """The dots of the trade-off scatter against size_bytes or downloads; two categories never share a dot.

    Returns:
        `emissions_g`, `size_bytes`, `downloads` (the last two may be missing), `label_class`, `category`, `kind`
        (reported, inherited or flagged), `reporting` (how many reports the dot stands for) and `id` of one of them.
    """
    params = {**selection.reports_params(), "against": against}
    rated = int(rated_categories(snapshot, selection)["reporting"].sum())
    for cells in CELLS[1:] if rated > MAX_DOTS else CELLS:
        dots = snapshot.frame("tradeoff", {**params, "cells": cells})
        if len(dots) <= MAX_DOTS:
            break
    return dots


def reporting_models(
    snapshot: Snapshot, selection: Selection, wanted: Wanted = EVERY, limit: int | None = None, offset: int = 0
) -> pd.DataFrame:
    """Reporting models: id, class, the study's label, grams, category, confidence, level, flags, facts.

    Those that are wanted, in their order; `limit` of them (all for None) after the first `offset`.
    """
    return snapshot.frame(
        "reporting_models",
        {
            **selection.reports_params(),
            "text": wanted.text.strip().lower(),
            "by": wanted.by,
            "down": wanted.down,
            "limit": limit,
            "offset": offset,
        },
    )


def reporting_found(snapshot: Snapshot, selection: Selection, wanted: Wanted) -> tuple[int, int]:
    """How many reporting models are wanted, and how many there are."""
    params = {**selection.reports_params(), "text": wanted.text.strip().lower()}
    row = snapshot.rows("reporting_found", params)[0]
    return int(str(row["found"])), int(str(row["total"]))
