"""Reads one of the Hub's lists to its end, page by page into the staging; knows no stage."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
from huggingface_hub.errors import HfHubHTTPError

from carbon.hub.errors import BadToken, HubError, Stopped, StuckPaging, WaitTooLong
from carbon.hub.fields import as_json
from carbon.hub.pages import CENSUS_KEYS, CENSUS_LIMIT, REPORTER_KEYS, REPORTER_LIMIT, ModelPages
from carbon.hub.record import (
    LONGEST_ITEM,
    ModelRecord,
    Reject,
    ReporterRecord,
    is_private,
    read_model,
    read_reporter,
)
from carbon.ingest import believe
from carbon.ingest.log import event
from carbon.ingest.work import Work
from carbon.store import runs
from carbon.store.batches import Rejected, census_batch, rejects_batch, reporters_batch
from carbon.store.runs import Run

CURSOR_REFUSED = {400, 404, 410}
#: Ingests in a row that may fail at the same page before its cursor is taken to be at fault.
MOST_FAILURES = 3

Record = ModelRecord | ReporterRecord


@dataclass(frozen=True, slots=True)
class ListKind:
    """How one of the Hub's lists is asked for, read and stored."""

    keys: Sequence[str]
    filter_tag: str | None
    limit: int
    read: Callable[[object], Record | Reject]
    batch: Callable[[Sequence[Any], int], pa.RecordBatch]


REPORTERS = ListKind(REPORTER_KEYS, "co2_eq_emissions", REPORTER_LIMIT, read_reporter, reporters_batch)
FULL = ListKind(CENSUS_KEYS, None, CENSUS_LIMIT, read_model, census_batch)
REFRESH = ListKind(CENSUS_KEYS, None, CENSUS_LIMIT, read_model, census_batch)
KINDS = {runs.REPORTERS: REPORTERS, runs.FULL: FULL, runs.REFRESH: REFRESH}


def read_list(work: Work, run: Run, *, until: datetime | None = None) -> Run:
    """Read the rest of a run's list and close the run.

    Args:
        work: the cycle's tools.
        run: an open run; one that was interrupted goes on behind its last stored page.
        until: stop behind the first page on which every model is older than this.

    Returns:
        the run that was closed: another one where the Hub no longer took the cursor of the first.

    Raises:
        HubError, HfHubHTTPError: a page could not be had; the run stays open.
        ListShrankError: the list is so much shorter than before that it is not believed.
    """
    if not run.read_to_end:
        run = _read_or_restart(work, run, until)
    believe.check(work.staging, run)
    runs.finish(work.staging, run, work.clock.now())
    event(logging.INFO, "list finished", kind=run.kind, run=run.run, models=run.models, pages=run.pages)
    return run


def _read_or_restart(work: Work, run: Run, until: datetime | None) -> Run:
    try:
        return _read_pages(work, run, until)
    except StuckPaging as error:
        runs.give_up(work.staging, run, str(error))
        raise
    except (HubError, HfHubHTTPError) as error:
        if not _cursor_refused(work, run, error) and not _cursor_stuck(work, run, error):
            raise
    run = runs.latest(work.staging, run.kind) or run
    text = f"The Hub no longer accepts where the {run.kind} list was left after {run.models:,} models: read anew."
    runs.give_up(work.staging, run, text)
    work.progress.warn(text)
    event(logging.WARNING, "cursor refused", kind=run.kind, run=run.run)
    return _read_pages(work, runs.begin(work.staging, run.kind, work.clock.now()), until)


def _cursor_refused(work: Work, run: Run, error: HubError | HfHubHTTPError) -> bool:
    status = error.response.status_code if isinstance(error, HfHubHTTPError) else None
    now = runs.latest(work.staging, run.kind)
    return status in CURSOR_REFUSED and run.pages > 0 and now is not None and now.pages == run.pages


def _cursor_stuck(work: Work, run: Run, error: HubError | HfHubHTTPError) -> bool:
    """Whether ingest after ingest fails at the same page, while the Hub does give the first page of the list."""
    now = runs.latest(work.staging, run.kind)
    if now is None or now.pages == 0 or isinstance(error, BadToken | WaitTooLong):
        return False
    if runs.count_failure(work.staging, now) < MOST_FAILURES:
        return False
    kind = KINDS[run.kind]
    try:
        next(iter(ModelPages(work.item_client, kind.keys, filter_tag=kind.filter_tag, limit=kind.limit)))
    except (HubError, HfHubHTTPError):
        return False  # the Hub is at fault, not the cursor; the error that led here is on its way up
    return True


def _read_pages(work: Work, run: Run, until: datetime | None) -> Run:
    kind = KINDS[run.kind]
    pages = ModelPages(work.client, kind.keys, filter_tag=kind.filter_tag, limit=kind.limit, next_path=run.next_path)
    for page in pages:
        records, rejects = sort_out(kind, page.items)
        last = until is not None and _wholly_older(records, until)
        run = _store(work, run, records, rejects, None if last else page.next_path)
        _report(work, run, len(rejects))
        if last:
            break
        work.publisher.publish_if_due()
    return run


def sort_out(kind: ListKind, items: Sequence[object]) -> tuple[list[Record], list[Rejected]]:
    """The records of a page, and what of it could not be used; private items are passed over."""
    records: list[Record] = []
    rejects: list[Rejected] = []
    for item in items:
        if is_private(item):
            continue
        found = kind.read(item)
        if isinstance(found, Reject):
            rejects.append(Rejected(found.id, None, found.reason, found.item))
            continue
        records.append(found)
        if found.problems:
            text = as_json(item, LONGEST_ITEM)
            rejects += [Rejected(found.id, field, reason, text) for field, reason in found.problems]
    return records, rejects


def _store(work: Work, run: Run, records: Sequence[Record], rejects: Sequence[Rejected], next_path: str | None) -> Run:
    rows = KINDS[run.kind].batch(records, run.run)
    bad = rejects_batch(rejects, run.run, run.stage, work.clock.now())
    return runs.store_page(work.staging, run, rows, bad, next_path)


def _report(work: Work, run: Run, rejected: int) -> None:
    now = work.progress.now
    counted = {"reporting": max(now.reporting, run.models)} if run.kind == runs.REPORTERS else {}
    work.progress.advance(
        run.models,
        models=max(now.models, run.models),
        rejected=now.rejected + rejected,
        **counted,
        **work.wire_state(),
    )
    if work.stop.is_set():
        raise Stopped("stopped between two pages")


def _wholly_older(records: Sequence[Record], until: datetime) -> bool:
    newest = max((record.created_at for record in records if record.created_at is not None), default=None)
    return newest is not None and newest < until
