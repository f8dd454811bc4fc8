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
COMPACT_PARTS = 16


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


def refused(staging: Staging, kind: str) -> list[Run]:
    """The runs of a kind whose whole list was not believed and that no believed one follows."""
    return [Run(*row) for row in staging.run("run_refused", kind=kind)]


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
        if run.kind == FULL:
            _compact(staging, run)
        for name in _consequences(run):
            staging.run(name, run=run.run)
        staging.run("rejects_forget", run=run.run, stage=run.stage, all=run.kind != REFRESH)
        staging.run("run_finish", run=run.run, finished_at=now)
    if run.kind == FULL:
        staging.reopen()


def give_up(staging: Staging, run: Run, problem: str) -> None:
    """Mark a run as one that does not count; its rows stay, as sightings."""
    staging.run("run_give_up", run=run.run, problem=problem)


def count_failure(staging: Staging, run: Run) -> int:
    """Note that the next page of a run could not be had; return how many times in a row it now was that page."""
    key, place = f"failures_{run.kind}", f"{run.run}/{run.pages}"
    before, _, times = (staging.meta(key) or "").partition(" ")
    count = int(times) + 1 if before == place else 1
    staging.set_meta(key, f"{place} {count}")
    return count


def newest_known(staging: Staging, run: Run) -> datetime | None:
    """The newest creation date that was known at the end of a run, or None where there is none.

    After a full run only what it saw itself counts: what earlier runs saw beyond it has to be seen again.
    """
    full = run.run if run.kind == FULL else None
    value = staging.run("census_newest", started_at=run.started_at, full=full)[0][0]
    return value if isinstance(value, datetime) else None


def _inserts(run: Run) -> list[str]:
    return ["reporters_clear_seen", "reporters_store"] if run.kind == REPORTERS else ["census_store"]


def _compact(staging: Staging, run: Run) -> None:
    """Leave one row a model. Rewriting the table is faster than deleting rows that stand scattered in it."""
    staging.run("census_keep_rejected", run=run.run)
    staging.run("census_kept_begin")
    for part in range(COMPACT_PARTS):
        staging.run("census_kept_part", parts=COMPACT_PARTS, part=part)
    for name in ("census_clear", "census_fill_kept", "census_kept_end"):
        staging.run(name)


def _consequences(run: Run) -> list[str]:
    if run.kind == REPORTERS:
        return ["reporters_keep_rejected", "reporters_forget_unseen"]
    return ["census_forget_replaced"] if run.kind == REFRESH else []


def _one(rows: list[Row]) -> Run | None:
    return Run(*rows[0]) if rows else None
