"""Records of the Hub as Arrow batches in the columns of the staging; never touches a database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

import pyarrow as pa

from carbon.hub.record import ModelRecord, ReporterRecord

TIME = pa.timestamp("us")
TEXTS = pa.list_(pa.string())

MODEL = {
    "hub_id": pa.binary(),
    "id": pa.string(),
    "created_at": TIME,
    "last_modified": TIME,
    "downloads": pa.int64(),
    "likes": pa.int32(),
    "library": pa.string(),
    "task": pa.string(),
    "gated": pa.string(),
    "disabled": pa.bool_(),
    "parameters": pa.int64(),
}
REPORTER = MODEL | {
    "sha": pa.string(),
    "tags": TEXTS,
    "card": pa.string(),
    "model_index": pa.string(),
    "base_models": pa.string(),
    "files": TEXTS,
}


class Rejected(NamedTuple):
    """An item that could not be used, in whole (`field` None) or in one field; `item` is its JSON, cut short."""

    id: str | None
    field: str | None
    reason: str
    item: str


REJECT = {"id": pa.string(), "field": pa.string(), "reason": pa.string(), "item": pa.string()}


def census_batch(records: Sequence[ModelRecord], run: int) -> pa.RecordBatch:
    """Rows of the table `census`."""
    return _batch(records, MODEL, {"run": pa.scalar(run, pa.int32())})


def reporters_batch(records: Sequence[ReporterRecord], run: int) -> pa.RecordBatch:
    """Rows of the table `reporters`."""
    return _batch(records, REPORTER, {"run": pa.scalar(run, pa.int32())})


def rejects_batch(rejects: Sequence[Rejected], run: int, stage: str, seen_at: datetime) -> pa.RecordBatch:
    """Rows of the table `rejects`."""
    same = {"run": pa.scalar(run, pa.int32()), "stage": pa.scalar(stage), "seen_at": pa.scalar(seen_at, TIME)}
    return _batch(rejects, REJECT, same)


def _batch(records: Sequence[object], columns: dict[str, pa.DataType], same: dict[str, pa.Scalar]) -> pa.RecordBatch:
    rows = zip(*map(attrgetter(*columns), records), strict=True) if records else [()] * len(columns)
    arrays = [pa.array(values, kind) for values, kind in zip(rows, columns.values(), strict=True)]
    arrays += [pa.repeat(value, len(records)) for value in same.values()]
    return pa.RecordBatch.from_arrays(arrays, names=[*columns, *same])
