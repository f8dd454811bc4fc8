"""The census of all models: which run is due, and reading it from list or dump; never decides what a model is."""

from __future__ import annotations

from datetime import datetime, timedelta

from carbon.ingest import dump
from carbon.ingest.lists import read_list
from carbon.ingest.work import Work
from carbon.store import runs
from carbon.store.runs import Run

#: How far behind the newest known model a refresh goes on reading: models may enter the list late or out of order.
OVERLAP = timedelta(hours=1)


def read_census(work: Work) -> None:
    """Go on with the census, refresh it from its newest end, or begin a full one, whichever is due."""
    run = due_run(work)
    if run.kind == runs.FULL and _from_dump(work):
        dump.read(work, run)
        run = runs.begin(work.staging, runs.REFRESH, work.clock.now())  # what is newer than the dump
    known = runs.latest_finished(work.staging, runs.FULL)
    total = known.models if known and run.kind == runs.FULL else None
    work.progress.begin_stage("census", run.models, total, estimated=total is not None)
    if work.team is not None and run.kind == runs.FULL:
        from carbon.ingest.ranges import read_shared  # noqa: PLC0415 - nobody without a lake pays for it

        read_shared(work, work.team, run)
        return
    before = runs.latest_finished(work.staging, *runs.CENSUS)
    newest = runs.newest_known(work.staging, before) if before and run.kind == runs.REFRESH else None
    read_list(work, run, until=None if newest is None else newest - OVERLAP)


def due_run(work: Work) -> Run:
    """The open run if it still serves, else a new one: a refresh while the last full census is young enough."""
    now = work.clock.now()
    full = runs.latest_finished(work.staging, runs.FULL)
    kind = runs.REFRESH if full and _is_young(full, now, work.settings.census_days) else runs.FULL
    last = runs.latest(work.staging, *runs.CENSUS)
    if last is None or not last.is_open:
        return runs.begin(work.staging, kind, now)
    if last.kind == runs.REFRESH and kind == runs.FULL:
        runs.give_up(work.staging, last, "a full census was due before it was read")
        return runs.begin(work.staging, kind, now)
    if last.next_path is not None and last.kind == runs.FULL and dump.is_place(last.next_path) != _from_dump(work):
        runs.give_up(work.staging, last, f"CARBON_CENSUS was changed to {work.settings.census}")
        return runs.begin(work.staging, kind, now)
    return last


def _from_dump(work: Work) -> bool:
    return work.settings.census == "bulk"


def _is_young(full: Run, now: datetime, days: float) -> bool:
    """A time far ahead was noted while the clock was wrong: it makes nothing young for years."""
    return full.finished_at is not None and abs(now - full.finished_at) < timedelta(days=days)
