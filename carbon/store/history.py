"""The history that an earlier snapshot holds, whatever its schema version; changes nothing."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from carbon.store.reader import SnapshotError, open_read_only
from carbon.store.schema import statement


def past_history(path: Path, endpoint: str) -> pa.Table | None:
    """The rows of `history` of the snapshot at `path`.

    Read without regard to the schema version, so that a new version of the other tables does not cost the past.

    Args:
        path: a snapshot file, perhaps damaged or foreign.
        endpoint: the Hub that the history must be of.

    Returns:
        None where the file cannot be read, has no history in today's columns, or is of another Hub.
    """
    try:
        connection = open_read_only(path)
    except SnapshotError:
        return None
    with connection:
        try:
            of = connection.execute(statement("snapshot_endpoint")).fetchone()
            return connection.execute(statement("history")).to_arrow_table() if of == (endpoint,) else None
        except duckdb.Error:
            return None
