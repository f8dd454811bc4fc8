"""Finds the inherited reports of a snapshot under construction, which needs all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import duckdb
import pyarrow as pa

from carbon.method.lineage import lineage
from carbon.store.schema import statement


class _Model(NamedTuple):
    id: str
    emissions_g: float | None
    base_models: Sequence[str]
    base_relation: str | None
    created_at: datetime | None
    downloads: int | None


def inherited_table(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """`id` and `reason` of every classified report that repeats another model's amount."""
    rows = connection.execute(statement("lineage_inputs")).fetchall()
    flags = lineage(_Model(*row) for row in rows)
    reasons = [flag.reason for flag in flags.values()]
    return pa.table({"id": pa.array(flags, pa.string()), "reason": pa.array(reasons, pa.string())})
