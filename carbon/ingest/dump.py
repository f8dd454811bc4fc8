"""The census read from the public daily dump of all models instead of the Hub's list; knows no schedule."""

from __future__ import annotations

import logging
import re

from huggingface_hub.errors import EntryNotFoundError, RevisionNotFoundError

from carbon.hub.dump_item import item_of
from carbon.hub.errors import UnusableAnswer
from carbon.hub.parquet_files import Commit, RemoteFile, latest_commit, parquet_files, sweep
from carbon.ingest import believe
from carbon.ingest.downloads import fetch, folder_of
from carbon.ingest.lists import FULL, report, sort_out, store_items
from carbon.ingest.log import event
from carbon.ingest.work import Work
from carbon.store import runs
from carbon.store.dump_columns import NAMES, columns_of, expressions, missing_of
from carbon.store.parquet import Parquet
from carbon.store.runs import Run

REPO = "cfahlgren1/hub-stats"
FILE = "models.parquet"
PAGE = 1000
_PLACE = re.compile(r"dump:([0-9a-f]{40}):(\d+)")


def is_place(next_path: str) -> bool:
    """Whether a run's saved place is one in the dump, and not a page of the Hub's list."""
    return _PLACE.fullmatch(next_path) is not None


def read(work: Work, run: Run) -> None:
    """Read the rest of a full run from the dump and close the run.

    Raises:
        HubError, HfHubHTTPError: the dump could not be had; the run stays open.
        ParquetError: it cannot be read, or lacks columns that a census needs.
        ListShrankError: it is so much shorter than the last census that it is not believed.
    """
    folder = folder_of(work, "census")
    if not run.read_to_end:
        try:
            commit, skip = _place(work, run)
            file = _file(work, commit)
            sweep(folder, commit, [file])
            with Parquet(fetch(work, commit, file, folder), f"{FILE} of {REPO}") as table:
                run = _read_rows(work, run, table, commit, skip)
        except (RevisionNotFoundError, EntryNotFoundError) as error:
            # Its commit was removed meanwhile: the next ingest begins with another one.
            runs.give_up(work.staging, run, f"the dump's commit is gone: {error}"[:500])
            raise
        sweep(folder, commit)
    believe.check(work.staging, run)
    runs.finish(work.staging, run, work.clock.now())
    event(logging.INFO, "dump read", run=run.run, models=run.models)


def _place(work: Work, run: Run) -> tuple[Commit, int]:
    """The commit of the dump that the run reads, and how many rows of it are stored."""
    place = _PLACE.fullmatch(run.next_path or "")
    if place is None:
        return latest_commit(work.client, REPO), 0
    return Commit(REPO, place[1], run.started_at), int(place[2])


def _file(work: Work, commit: Commit) -> RemoteFile:
    for file in parquet_files(work.client, commit):
        if file.path == FILE:
            return file
    raise UnusableAnswer(f"The data set {REPO} has no file {FILE} any more: set CARBON_CENSUS to api.")


def _read_rows(work: Work, run: Run, table: Parquet, commit: Commit, skip: int) -> Run:
    columns = columns_of(table)
    missing = missing_of(columns)
    if missing:
        work.progress.warn(f"{table.name} lacks the columns {', '.join(missing)}; going on without them")
    if table.rows == 0:
        raise UnusableAnswer(f"{table.name} holds no model: set CARBON_CENSUS to api.")
    work.progress.begin_stage("census", run.models, run.models + table.rows - skip)
    for batch in table.batches(expressions(table, columns), PAGE, skip=skip):
        rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
        found = [(item_of(dict(zip(NAMES, values, strict=True))), number) for *values, number in rows]
        records, rejects = sort_out(FULL, [item for item, _ in found])
        place = found[-1][1] + 1
        next_path = None if place == table.rows else f"dump:{commit.revision}:{place}"
        run = store_items(work, run, records, rejects, next_path)
        report(work, run, len(rejects))
        work.publisher.publish_if_due()
    return run
