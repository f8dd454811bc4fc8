"""Passes over the Hub's lists: begun, stored page by page with their cursor, finished or given up.

A page, its rejects and the cursor behind it are one transaction, so a killed ingest loses and doubles nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from carbon.store.staging import Row, Staging

REPORTERS = "reporters"
FULL = "full"
REFRESH = "refresh"
CENSUS = (FULL, REFRESH)


@dataclass(frozen=True, slots=True)
class Run:
    """One pass over a list; times are UTC, `models` counts the rows it stored."""

    run: int
    kind: str
    started_at: datetime
    finished_at: datetime | None
    next_path: str | None
    pages: int
    models: int
    problem: str | None

    @property
    def stage(self) -> str:
        """The stage that its rejects stand under."""
        return REPORTERS if self.kind == REPORTERS else "census"

    @property
    def is_open(self) -> bool:
        """Neither finished nor given up: to be gone on with."""
        return self.finished_at is None and self.problem is None

    @property
    def read_to_end(self) -> bool:
        """Every page is stored, the last one included."""
        return self.pages > 0 and self.next_path is None


def latest(staging: Staging, *kinds: str) -> Run | None:
    """The latest run of some kinds, finished or not."""
    return _one(staging.run("run_latest", kinds=list(kinds)))


def latest_finished(staging: Staging, *kinds: str) -> Run | None:
    """The latest finished run of some kinds."""
    return _one(staging.run("run_finished", kinds=list(kinds)))


def refused(staging: Staging, kind: str) -> Run | None:
    """The latest run of a kind whose whole list was not believed and that no believed one follows."""
    return _one(staging.run("run_refused", kind=kind))


def begin(staging: Staging, kind: str, now: datetime) -> Run:
    """Begin a run of one kind."""
    return Run(*staging.run("run_begin", kind=kind, started_at=now)[0])


def store_page(staging: Staging, run: Run, rows: pa.RecordBatch, rejects: pa.RecordBatch, next_path: str | None) -> Run:
    """Store one page and where the list goes on; return the run as it now stands."""
    with staging.transaction():
        staging.with_page(_inserts(run), rows)
        if rejects.num_rows:
            staging.with_page(["rejects_store"], rejects)
        saved = staging.run("run_page", run=run.run, next_path=next_path, models=rows.num_rows)
    return Run(*saved[0])


def finish(staging: Staging, run: Run, now: datetime) -> None:
    """Close a run that has read all it was to read, and draw what follows from it.

    Reporters: models that it did not see carry the key no longer. Full: one row a model is left; those that it did
    not see are gone by their older run. Refresh: models whose id another one has taken over are gone.
    """
    with staging.transaction():
        for name in _consequences(run):
            staging.run(name, **_params(name, run))
        staging.run("run_finish", run=run.run, finished_at=now)


def give_up(staging: Staging, run: Run, problem: str) -> None:
    """Mark a run as one that does not count; its rows stay, as sightings."""
    staging.run("run_give_up", run=run.run, problem=problem)


def newest_known(staging: Staging, run: Run) -> datetime | None:
    """The newest creation date in the census at the time a run began, or None in an empty census."""
    value = staging.run("census_newest", started_at=run.started_at)[0][0]
    return value if isinstance(value, datetime) else None


def _inserts(run: Run) -> list[str]:
    return ["reporters_clear_seen", "reporters_store"] if run.kind == REPORTERS else ["census_store"]


def _consequences(run: Run) -> list[str]:
    if run.kind == REPORTERS:
        return ["reporters_keep_rejected", "reporters_forget_unseen", "rejects_forget_older"]
    if run.kind == FULL:
        return ["census_keep_rejected", "census_compact", "rejects_forget_older"]
    return ["census_forget_replaced", "rejects_forget_repeated"]


def _params(name: str, run: Run) -> dict[str, object]:
    if name == "census_compact":
        return {}
    return {"run": run.run, "stage": run.stage} if name.startswith("rejects") else {"run": run.run}


def _one(rows: list[Row]) -> Run | None:
    return Run(*rows[0]) if rows else None
