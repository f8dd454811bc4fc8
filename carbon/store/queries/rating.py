"""The reports of a snapshot as label v1 and the maker of its references take them."""

from __future__ import annotations

import json
from typing import Any

from carbon.card.model_index import Metric
from carbon.method.domains import modality_of
from carbon.method.label import RatingInput
from carbon.method.performance import Result, results_of
from carbon.method.reference_build import Member
from carbon.store.reader import Snapshot


def population(snapshot: Snapshot) -> list[Member]:
    """The valid reports that no flag excludes: what a new reference is made of."""
    rows: list[dict[str, Any]] = snapshot.rows("rating_inputs")
    return [
        Member(
            project=row["project"],
            emissions_g=row["emissions_g"],
            regime=row["regime"],
            modality=modality_of(row["domain"]),
            size_bytes=row["size_bytes"],
            results=_results(row),
        )
        for row in rows
        if row["counts"]
    ]


def rating_inputs(snapshot: Snapshot) -> list[RatingInput]:
    """What label v1 needs to rate every report, in the order of their ids."""
    rows: list[dict[str, Any]] = snapshot.rows("rating_inputs")
    return [
        RatingInput(
            emissions_g=row["emissions_g"],
            domain=row["domain"],
            regime=row["regime"],
            size_bytes=row["size_bytes"],
            results=_results(row),
            tool=row["tool"],
            has_source=row["has_method"],
            has_hardware=row["has_hardware"],
            has_place=row["has_place"],
            flags=frozenset(row["flags"]),
        )
        for row in rows
    ]


def _results(row: dict[str, Any]) -> tuple[Result, ...]:
    return results_of([Metric(**one) for one in json.loads(row["metrics"] or "[]")], row["task"])
