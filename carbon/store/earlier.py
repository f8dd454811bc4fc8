"""What an earlier snapshot of the same Hub holds, whatever its schema version; changes nothing."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from carbon.store.reader import SnapshotError, candidates, open_read_only, read_pointer
from carbon.store.schema import statement


def latest(data_dir: Path, endpoint: str, *queries: str) -> list[pa.Table] | None:
    """What the latest published snapshot that can answer says to each of `queries`.

    Read without regard to the schema version, so that a new version of other tables does not cost the past.

    Args:
        data_dir: where `snapshots/` and `CURRENT` stand.
        endpoint: the Hub that it must be of.
        queries: names of queries without parameters.

    Returns:
        None where no snapshot can be read, has today's columns, and is of that Hub.
    """
    for path in candidates(data_dir, read_pointer(data_dir)):
        answers = _answers(path, endpoint, queries)
        if answers is not None:
            return answers
    return None


def _answers(path: Path, endpoint: str, queries: tuple[str, ...]) -> list[pa.Table] | None:
    try:
        connection = open_read_only(path)
    except SnapshotError:
        return None
    with connection:
        try:
            if connection.execute(statement("snapshot_endpoint")).fetchone() != (endpoint,):
                return None
            return [connection.execute(statement(query)).to_arrow_table() for query in queries]
        except duckdb.Error:
            return None
