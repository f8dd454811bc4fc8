"""What the Hub's list cannot give of models and data sets: which of it is wanted, and what was learnt."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from carbon.method.dates import HUB_FLOOR
from carbon.store.staging import Staging

PASSING = "for now: "


@dataclass(frozen=True, slots=True)
class Wanted:
    """A model that reports and whose details are missing or out of date, with what is known of it."""

    hub_id: bytes
    id: str
    sha: str | None
    last_modified: datetime | None
    files: list[str] | None
    at_floor: bool
    first_commit: datetime | None


@dataclass(frozen=True, slots=True)
class Details:
    """What was learnt of one model: sizes of its files (bytes), its first commit, why something is missing."""

    files: list[dict[str, object]] | None
    first_commit: datetime | None
    problem: str | None


def wanted(staging: Staging) -> list[Wanted]:
    """Reporters that need a request: new, changed since, or failed for a passing reason; most downloaded first."""
    return [Wanted(*row) for row in staging.run("details_pending", floor=HUB_FLOOR, passing=PASSING)]


def wanted_of_texts(staging: Staging) -> list[Wanted]:
    """Models that report in their text only and need a request, as `wanted`; their files are not known."""
    return [Wanted(*row) for row in staging.run("card_details_pending", floor=HUB_FLOOR, passing=PASSING)]


def store(staging: Staging, model: Wanted, details: Details, now: datetime) -> None:
    """Store what was learnt of a model, for the state that the model had; to be called in a transaction."""
    staging.run(
        "details_store",
        hub_id=model.hub_id,
        sha=model.sha,
        last_modified=model.last_modified,
        files=None if details.files is None else json.dumps(details.files),
        first_commit=details.first_commit,
        problem=details.problem,
        fetched_at=now,
        passing=PASSING,
    )


def cards(staging: Staging) -> Iterable[dict[str, object]]:
    """The card metadata of every reporter, one at a time."""
    return _parsed(staging.run("reporter_cards"))


def cards_of_texts(staging: Staging) -> Iterable[dict[str, object]]:
    """The card metadata of every model that reports in its text only, one at a time."""
    return _parsed(staging.run("card_report_cards"))


def _parsed(rows: Iterable[tuple[str]]) -> Iterable[dict[str, object]]:
    return (card for (text,) in rows if isinstance(card := json.loads(text), dict))


def wanted_datasets(staging: Staging, named: Iterable[str], now: datetime, max_age_s: float) -> list[str]:
    """Those of the named data sets that were never asked for, that long ago, or failed for a passing reason."""
    rows = staging.run("datasets_pending", named=sorted(named), passing=PASSING, now=now, max_age_s=max_age_s)
    return [row[0] for row in rows]


def store_dataset(
    staging: Staging, dataset_id: str, size_bytes: int | None, problem: str | None, now: datetime
) -> None:
    """Store what was learnt of one data set; its size is in bytes. To be called in a transaction."""
    staging.run(
        "datasets_store",
        id=dataset_id,
        size_bytes=size_bytes,
        problem=problem,
        fetched_at=now,
        passing=PASSING,
    )
