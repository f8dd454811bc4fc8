"""Passes over the bulk data set of all card texts: begun, stored batch by batch, finished or given up.

What a batch found and how far its file was read are one transaction, so a killed scan loses and doubles nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from carbon.store.batches import TEXTS, TIME
from carbon.store.staging import Row, Staging

REPORT = {
    "id": pa.string(),
    "last_modified": TIME,
    "tags": TEXTS,
    "card": pa.string(),
    "body": pa.string(),
    "cut": pa.bool_(),
    "scan": pa.int32(),
}


@dataclass(frozen=True, slots=True)
class Scan:
    """One pass; `text_at` is when its data set was made, times are UTC, `cards` counts what was read so far."""

    scan: int
    repo: str
    revision: str
    text_at: datetime
    started_at: datetime
    finished_at: datetime | None
    problem: str | None
    cards: int

    @property
    def is_open(self) -> bool:
        """Neither finished nor given up: to be gone on with."""
        return self.finished_at is None and self.problem is None


@dataclass(frozen=True, slots=True)
class Shard:
    """How far one file of a scan was read: rows, and reports among them."""

    path: str
    cards: int = 0
    found: int = 0
    finished: bool = False


def latest(staging: Staging) -> Scan | None:
    """The latest scan, finished or not."""
    return _one(staging.run("card_scan_latest"))


def latest_finished(staging: Staging) -> Scan | None:
    """The latest finished scan."""
    return _one(staging.run("card_scan_finished"))


def begin(staging: Staging, repo: str, revision: str, text_at: datetime, now: datetime) -> Scan:
    """Begin a scan of one commit of the data set."""
    (number,) = staging.run("card_scan_begin", repo=repo, revision=revision, text_at=text_at, started_at=now)[0]
    return Scan(number, repo, revision, text_at, now, None, None, 0)


def shards(staging: Staging, scan: Scan) -> dict[str, Shard]:
    """How far each file of a scan was read, by its path."""
    return {row[0]: Shard(*row) for row in staging.run("card_shards", scan=scan.scan)}


def store(staging: Staging, scan: Scan, shard: Shard, reports: Sequence[Sequence[object]]) -> None:
    """Store reports (rows of `card_reports` but for their scan) and how far their file was read with them."""
    with staging.transaction():
        if reports:
            rows = [dict(zip(REPORT, [*report, scan.scan], strict=True)) for report in reports]
            page = pa.RecordBatch.from_pylist(rows, schema=pa.schema(REPORT))
            staging.with_page(["card_reports_store"], page)
        staging.run(
            "card_shard_store",
            scan=scan.scan,
            path=shard.path,
            cards=shard.cards,
            found=shard.found,
            finished=shard.finished,
        )


def finish(staging: Staging, scan: Scan, now: datetime) -> None:
    """Close a scan that has read every file: reports that it did not find again are no longer there."""
    with staging.transaction():
        staging.run("card_reports_forget", scan=scan.scan)
        staging.run("card_shards_forget", scan=scan.scan)
        staging.run("card_scan_finish", scan=scan.scan, finished_at=now)


def give_up(staging: Staging, scan: Scan, problem: str) -> None:
    """Mark a scan as one that does not count and is not gone on with; its reports stay until another is finished."""
    with staging.transaction():
        staging.run("card_shards_drop", scan=scan.scan)
        staging.run("card_scan_give_up", scan=scan.scan, problem=problem)


def _one(rows: list[Row]) -> Scan | None:
    return Scan(*rows[0]) if rows else None
