"""A census shared by several workers: ranges of creation time, read by whoever is free, used by the one who leads."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pyarrow as pa
from huggingface_hub.errors import HfHubHTTPError

from carbon.hub.client import HubClient
from carbon.hub.errors import HubError, Stopped
from carbon.hub.pages import ModelPages, older_than
from carbon.hub.record import ModelRecord
from carbon.ingest import believe, lists
from carbon.ingest.clock import Clock
from carbon.ingest.failures import ListShrankError, LostLeadError
from carbon.ingest.log import event
from carbon.ingest.work import Team, Work
from carbon.store import runs
from carbon.store.batches import Rejected, census_batch, rejects_batch
from carbon.store.lake.desk import Range
from carbon.store.runs import Run

#: The Hub dates nothing before; all that is older is one range.
FIRST_MONTH = datetime(2022, 4, 1)
POLL_S = 1.0
#: A census that everyone left this long ago is begun anew: its ranges would tell of different days.
STALE = timedelta(days=1)
RUN_COLUMN = "run"


def read_shared(work: Work, team: Team, run: Run) -> None:
    """Read a full census together with whoever helps, and close its run.

    Raises:
        LostLeadError: another worker took this one for dead and leads now.
        HubError, HfHubHTTPError: a range could not be had; what is stored of others stays for the next leader.
        ListShrankError: what was read is not believed.
    """
    if run.pages:
        runs.give_up(work.staging, run, "its rows were only half taken over")
        run = runs.begin(work.staging, runs.FULL, work.clock.now())
    census = team.desk.open_census()
    if census is not None and work.clock.now() - _begun(census) > STALE:
        _end(team, census)
        census = None
    if census is None:
        census = team.desk.begin_census(_bounds(work.client, work.clock.now()))
    _read_all(work, team, census)
    run = _collect(work, team, run, census)
    try:
        believe.check(work.staging, run)
    except ListShrankError:
        _end(team, census)
        raise
    runs.finish(work.staging, run, work.clock.now())
    _end(team, census)
    event(logging.INFO, "shared census finished", run=run.run, models=run.models)


def help_once(client: HubClient, team: Team, clock: Clock) -> bool:
    """Take one range, read it and store it; whether there was one to take."""
    taken = team.desk.take_range()
    if taken is None:
        return False
    models, rejects = _read(client, taken, clock.now())
    team.shared.store(taken, models, rejects)
    team.desk.finish_range(taken, models.num_rows)
    event(logging.INFO, "range stored", number=taken.number, models=models.num_rows)
    return True


def _read_all(work: Work, team: Team, census: int) -> None:
    while team.desk.unfinished(census):
        _check(work, team)
        if not help_once(work.client, team, work.clock):
            work.clock.wait(POLL_S, work.stop)
        models = team.desk.done_models(census)
        work.progress.advance(models, models=max(work.progress.now.models, models), **work.wire_state())


def _check(work: Work, team: Team) -> None:
    if work.stop.is_set():
        raise Stopped("stopped between two ranges")
    if not team.desk.leads():
        raise LostLeadError("Another worker leads now: this one was too slow to renew its lease. It helps from now on.")


def _collect(work: Work, team: Team, run: Run, census: int) -> Run:
    """Take all ranges over into the staging, in the pages of a run."""
    rejects = [Rejected(*row) for row in team.shared.rejects(census)]
    bad = rejects_batch(rejects, run.run, run.stage, work.clock.now())
    none = bad.slice(0, 0)
    for batch in team.shared.models(census):
        number = pa.array([run.run] * batch.num_rows, pa.int32())
        run = runs.store_page(work.staging, run, batch.append_column(RUN_COLUMN, number), none, "ranges")
    return runs.store_page(work.staging, run, census_batch([], run.run), bad, None)


def _end(team: Team, census: int) -> None:
    team.desk.end_census(census)
    team.shared.forget()


def _begun(census: int) -> datetime:
    """When a census was opened: its number is the time in milliseconds."""
    return datetime.fromtimestamp(census / 1000, UTC).replace(tzinfo=None)


def _bounds(client: HubClient, now: datetime) -> Sequence[datetime]:
    """The months since the Hub dates its models; none where it does not let lists begin in the middle."""
    months = [datetime(year, month, 1) for year in range(FIRST_MONTH.year, now.year + 1) for month in range(1, 13)]
    bounds = [month for month in months if FIRST_MONTH <= month <= now]
    kind = lists.KINDS[runs.FULL]
    middle = bounds[len(bounds) // 2]
    try:
        page = next(iter(ModelPages(client, kind.keys, next_path=older_than(middle, kind.keys, 1))))
    except (HubError, HfHubHTTPError) as error:
        event(logging.WARNING, "no ranges", error=str(error))
        return []
    records, _ = lists.sort_out(kind, page.items)
    if all(record.created_at is None or record.created_at < middle for record in records):
        return bounds
    return []


def _read(client: HubClient, taken: Range, now: datetime) -> tuple[pa.Table, pa.Table]:
    """The models of a range, in the columns of the census, and what of it could not be used."""
    kind = lists.KINDS[runs.FULL]
    start = None if taken.older_than is None else older_than(taken.older_than, kind.keys, kind.limit)
    models, bad = [census_batch([], 0)], [rejects_batch([], 0, "census", now)]
    for page in ModelPages(client, kind.keys, limit=kind.limit, next_path=start):
        records, rejects = lists.sort_out(kind, page.items)
        own = [record for record in records if isinstance(record, ModelRecord) and _is_in(record.created_at, taken)]
        models.append(census_batch(own, 0))
        bad.append(rejects_batch(rejects, 0, "census", now))
        if any(_is_older(record.created_at, taken.newer_than) for record in records):
            break
    columns = ["run", "stage", "seen_at"]
    return pa.Table.from_batches(models).drop_columns([RUN_COLUMN]), pa.Table.from_batches(bad).drop_columns(columns)


def _is_in(created: datetime | None, taken: Range) -> bool:
    """Models without a date stand at the end of the list, so they are in the oldest range."""
    if created is None:
        return taken.newer_than is None
    return not _is_older(created, taken.newer_than) and (taken.older_than is None or created < taken.older_than)


def _is_older(created: datetime | None, bound: datetime | None) -> bool:
    return created is not None and bound is not None and created < bound
