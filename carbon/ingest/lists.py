"""Reads one of the Hub's lists to its end, page by page into the staging; knows no stage."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import pyarrow as pa
from huggingface_hub.errors import HfHubHTTPError

from carbon.hub.errors import Stopped
from carbon.hub.pages import CENSUS_KEYS, REPORTER_KEYS, ModelPages
from carbon.hub.record import ModelRecord, Reject, read_model, read_reporter
from carbon.ingest import believe
from carbon.ingest.log import event
from carbon.ingest.work import Work
from carbon.store import runs
from carbon.store.batches import census_batch, rejects_batch, reporters_batch
from carbon.store.runs import Run

CURSOR_REFUSED = {400, 404, 410}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListKind:
    """How one of the Hub's lists is asked for, read and stored; `ahead`: whether the next page is fetched meanwhile."""

    keys: Sequence[str]
    filter_tag: str | None
    read: Callable[[object], tuple[ModelRecord | None, list[Reject]]]
    batch: Callable[[Sequence[ModelRecord], int], pa.RecordBatch]
    ahead: bool


REPORTERS = ListKind(REPORTER_KEYS, "co2_eq_emissions", read_reporter, reporters_batch, ahead=True)
FULL = ListKind(CENSUS_KEYS, None, read_model, census_batch, ahead=True)
REFRESH = ListKind(CENSUS_KEYS, None, read_model, census_batch, ahead=False)
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
    except HfHubHTTPError as error:
        if not _cursor_refused(work, run, error):
            raise
    text = f"The Hub no longer accepts where the {run.kind} list was left after {run.models:,} models: read anew."
    runs.give_up(work.staging, run, text)
    work.progress.warn(text)
    event(logging.WARNING, "cursor refused", kind=run.kind, run=run.run)
    return _read_pages(work, runs.begin(work.staging, run.kind, work.clock.now()), until)


def _cursor_refused(work: Work, run: Run, error: HfHubHTTPError) -> bool:
    status = getattr(error.response, "status_code", None)
    now = runs.latest(work.staging, run.kind)
    return status in CURSOR_REFUSED and run.pages > 0 and now is not None and now.pages == run.pages


def _read_pages(work: Work, run: Run, until: datetime | None) -> Run:
    kind = KINDS[run.kind]
    pages = iter(ModelPages(work.client, kind.keys, filter_tag=kind.filter_tag, next_path=run.next_path))
    for page in _ahead(pages) if kind.ahead else pages:
        records, rejects = _sort_out(kind, page.items)
        last = until is not None and _wholly_older(records, until)
        run = _store(work, run, records, rejects, None if last else page.next_path)
        _report(work, run, len(rejects))
        if last:
            break
        work.publisher.publish_if_due()
    return run


def _sort_out(kind: ListKind, items: Sequence[object]) -> tuple[list[ModelRecord], list[Reject]]:
    records: list[ModelRecord] = []
    rejects: list[Reject] = []
    for item in items:
        record, problems = kind.read(item)
        if record is not None:
            records.append(record)
        if problems:
            rejects.extend(problems)
    return records, rejects


def _store(
    work: Work, run: Run, records: Sequence[ModelRecord], rejects: Sequence[Reject], next_path: str | None
) -> Run:
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


def _wholly_older(records: Sequence[ModelRecord], until: datetime) -> bool:
    newest = max((record.created_at for record in records if record.created_at is not None), default=None)
    return newest is not None and newest < until


def _ahead(items: Iterator[T]) -> Iterator[T]:
    """The same items, the next one being fetched by one thread while the last is in use."""
    end = object()
    with ThreadPoolExecutor(1, thread_name_prefix="fetch") as fetch:
        coming = fetch.submit(next, items, end)
        while (item := coming.result()) is not end:
            coming = fetch.submit(next, items, end)
            yield item  # type: ignore[misc]
