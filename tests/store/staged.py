"""A staging made by hand, row by row, for the tests of what is built from it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from carbon.store.schema import part
from carbon.store.snapshot import SnapshotInfo, publish

NOW = datetime(2026, 11, 23, 4, 10)
FLOOR = datetime(2022, 3, 2, 23, 29, 4)
ENDPOINT = "https://hub.test"


class Staged:
    """Collects models and reports, then publishes them; hub ids are numbered as they come."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        self.connection.execute(part("staging"))

    def run(self, run: int, kind: str, *, finished: bool = True) -> None:
        """Note a run over one of the Hub's lists."""
        row = {"run": run, "kind": kind, "started_at": NOW, "finished_at": NOW if finished else None}
        self._insert("runs", row | {"pages": 1, "models": 1})

    def model(self, number: int, model_id: str, *, run: int = 1, **columns: object) -> dict[str, object]:
        """Stage a model as a run saw it."""
        row = {"hub_id": number.to_bytes(12, "big"), "run": run, "id": model_id, **columns}
        self._insert("census", row)
        return row

    def reporter(self, number: int, model_id: str, emissions: object, **columns: object) -> None:
        """Stage a model whose card has the emissions key; it is in no census."""
        card = {"co2_eq_emissions": emissions}
        row = {"hub_id": number.to_bytes(12, "big"), "run": 0, "id": model_id, "card": json.dumps(card), **columns}
        self._insert("reporters", row)

    def first_commit(self, number: int, at: datetime) -> None:
        """Stage the details of a model: only the date of its first commit."""
        self._insert("details", {"hub_id": number.to_bytes(12, "big"), "first_commit": at, "fetched_at": NOW})

    def reject(self, reason: str, item: str) -> None:
        """Stage an item that could not be used."""
        self._insert("rejects", {"run": 1, "stage": "census", "reason": reason, "item": item, "seen_at": NOW})

    def publish(self, data_dir: Path, now: datetime = NOW, endpoint: str = ENDPOINT) -> SnapshotInfo:
        """Build and publish a snapshot of what is staged."""
        return publish(self.connection, data_dir, now=now, endpoint=endpoint)

    def _insert(self, table: str, row: dict[str, object]) -> None:
        schema = self.connection.table(table).limit(0).to_arrow_table().schema
        self.connection.from_arrow(pa.Table.from_pylist([row], schema=schema)).insert_into(table)
