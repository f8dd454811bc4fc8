"""The scan of all cards of the Hub for reports that stand in their text only, from a public data set of card texts."""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, Expression, FunctionExpression
from huggingface_hub.errors import EntryNotFoundError, RevisionNotFoundError

from carbon.card.body import LONGEST_BODY
from carbon.card.mentions import MENTION, UNFILLED
from carbon.hub.errors import Stopped, UnusableAnswer
from carbon.hub.parquet_files import Commit, latest_commit, parquet_files, sweep
from carbon.ingest.believe import FEW
from carbon.ingest.downloads import fetch, folder_of
from carbon.ingest.failures import ListShrankError, WorkerDiedError
from carbon.ingest.log import event
from carbon.ingest.prose import Card, CardReport, begin_worker, prose_reports
from carbon.ingest.work import Work
from carbon.store import card_scans
from carbon.store.card_scans import Scan, Shard
from carbon.store.parquet import ROW, Parquet

REPO = "librarian-bots/model_cards_with_metadata"
COLUMNS = {"modelId": ("VARCHAR",), "card": ("VARCHAR",), "last_modified": ("TIMESTAMP",), "tags": ("LIST",)}
#: Share of the cards of the last finished scan that a new one must reach to be believed.
MUST_KEEP = 0.5
#: Of a longer card only so much is looked at: all that is read of a text, and the front matter above it.
LONGEST_CARD = LONGEST_BODY + 100_000
BATCH = 200
#: Rows that may be read without a report before the place is stored.
STORE_EVERY = 20_000
MOST_WORKERS = 4
EPOCH = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def scan_cards(work: Work) -> None:
    """Go on with the scan of all card texts, or begin one where it is due; without the setting there is none.

    Raises:
        HubError, HfHubHTTPError: the data set could not be had; what was read is stored.
        ParquetError: a file of it cannot be read or has other columns than documented.
        ListShrankError: it holds so many cards fewer than before that it is not believed.
    """
    scan = _due(work) if work.settings.cards else None
    if scan is None:
        return
    try:
        _read(work, scan)
    except (RevisionNotFoundError, EntryNotFoundError) as error:
        # Its commit was removed from the data set meanwhile: the next scan begins with another one.
        card_scans.give_up(work.staging, scan, f"its commit is gone: {error}"[:500])
        raise


def _due(work: Work) -> Scan | None:
    """The open scan if it still serves, else a new one where the last is too old or `--cards` asks for it."""
    last, now = card_scans.latest(work.staging), work.clock.now()
    lasts = timedelta(days=work.settings.census_days)
    if last is not None and last.is_open:
        if abs(now - last.started_at) < lasts:
            return last
        card_scans.give_up(work.staging, last, "another one was due before it was read")
    done = card_scans.latest_finished(work.staging)
    if done is not None and not work.settings.cards_now and abs(now - done.started_at) < lasts:
        return None
    commit = latest_commit(work.client, REPO)
    if done is not None and done.revision == commit.revision:
        event(logging.INFO, "card texts unchanged", revision=commit.revision)
        return None
    return card_scans.begin(work.staging, commit.repo, commit.revision, commit.at, now)


def _read(work: Work, scan: Scan) -> None:
    commit = Commit(scan.repo, scan.revision, scan.text_at)
    files = parquet_files(work.client, commit)
    if not files:
        raise UnusableAnswer(f"The data set {scan.repo} has no Parquet file in its commit {scan.revision}.")
    folder = folder_of(work, "cards")
    sweep(folder, commit, files)
    with _workers() as pool:
        for file in files:
            shard = card_scans.shards(work.staging, scan).get(file.path, Shard(file.path))
            if not shard.finished:
                path = fetch(work, commit, file, folder)
                _read_shard(work, scan, shard, path, pool)
                path.unlink()
                work.publisher.publish_if_due()
    sweep(folder, commit)
    _finish(work)


def _finish(work: Work) -> None:
    scan, before = card_scans.latest(work.staging), card_scans.latest_finished(work.staging)
    assert scan is not None  # it was just read
    if before is not None and before.cards >= FEW and scan.cards < MUST_KEEP * before.cards:
        text = (
            f"The data set of card texts ({scan.repo}) shrank from {before.cards:,} to {scan.cards:,} cards and is "
            "not believed; what was found before stays until it has grown again."
        )
        card_scans.give_up(work.staging, scan, text)
        raise ListShrankError(text)
    card_scans.finish(work.staging, scan, work.clock.now())
    event(logging.INFO, "cards scanned", cards=scan.cards, revision=scan.revision)


def _read_shard(work: Work, scan: Scan, shard: Shard, path: Path, pool: ProcessPoolExecutor) -> None:
    with Parquet(path, f"{shard.path} of {scan.repo}") as table:
        table.require(COLUMNS)
        before = sum(each.cards for each in card_scans.shards(work.staging, scan).values()) - shard.cards
        work.progress.begin_stage("cards", before + shard.cards, before + table.rows)
        found: list[CardReport] = []
        for reports, place in _reports(table, shard.cards, pool):
            found += reports
            if found or place - shard.cards >= STORE_EVERY:
                shard = replace(shard, cards=place, found=shard.found + len(found))
                card_scans.store(work.staging, scan, shard, found)
                found = []
            work.progress.advance(before + place, **work.wire_state())
            if work.stop.is_set():
                raise Stopped("stopped between two batches of cards")
        card_scans.store(work.staging, scan, replace(shard, cards=table.rows, finished=True), [])


def _reports(table: Parquet, skip: int, pool: ProcessPoolExecutor) -> Iterator[tuple[list[CardReport], int]]:
    """What is found in each batch, in order, and the row behind the batch; a few batches are read ahead."""
    ahead: deque[tuple[Future[list[CardReport]], int]] = deque()
    for batch in table.batches(_columns(), BATCH, where=_may_report(), skip=skip):
        cards, place = _cards(batch)
        ahead.append((pool.submit(prose_reports, cards), place))
        if len(ahead) > 2 * MOST_WORKERS:
            future, place = ahead.popleft()
            yield future.result(), place
    for future, place in ahead:
        yield future.result(), place


def _columns() -> list[Expression]:
    return [
        ColumnExpression("modelId"),
        FunctionExpression("epoch_us", ColumnExpression("last_modified")).alias("last_modified"),
        ColumnExpression("tags"),
        FunctionExpression("left", ColumnExpression("card"), ConstantExpression(LONGEST_CARD)).alias("card"),
        ColumnExpression(ROW),
    ]


def _may_report() -> Expression:
    """Whether a card has a mention of emissions, beside what the common template says where nobody has filled it in."""
    card, mention = ColumnExpression("card"), ConstantExpression(MENTION)
    filled = FunctionExpression(
        "regexp_replace", card, ConstantExpression(UNFILLED), ConstantExpression(""), ConstantExpression("g")
    )
    return FunctionExpression("regexp_matches", card, mention) & FunctionExpression("regexp_matches", filled, mention)


def _cards(batch: pa.RecordBatch) -> tuple[list[Card], int]:
    columns: list[list[Any]] = [column.to_pylist() for column in batch.columns]
    ids, times, tags, texts, rows = columns
    cards = [
        Card(model_id, None if time is None else EPOCH + timedelta(microseconds=time), each, text)
        for model_id, time, each, text in zip(ids, times, tags, texts, strict=True)
    ]
    return cards, rows[-1] + 1


@contextmanager
def _workers() -> Iterator[ProcessPoolExecutor]:
    """Processes that read cards; started afresh, since a copy of this one would share its open files and threads."""
    pool = ProcessPoolExecutor(
        max_workers=min(os.cpu_count() or 1, MOST_WORKERS),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=begin_worker,
    )
    try:
        yield pool
    except BrokenProcessPool as error:
        raise WorkerDiedError(
            "A process that reads card texts ended unexpectedly, perhaps for want of memory: what was read is kept; "
            "start again."
        ) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
