"""Published snapshots in a lake: put there in one transaction, named by the version that it makes.

A version is what `CURRENT` is in a folder: readers attach the lake as of it, and see all tables of one snapshot.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from carbon.store.lake.connection import Lake, connect, quoted, retried
from carbon.store.reader import LakeError
from carbon.store.schema import part, statement
from carbon.store.snapshot import KEEP, OPTIONS

MEMORY = "256MB"
#: Seconds that a file stays after no kept version needs it: a reader may be in the middle of it.
GRACE_S = 3600.0
#: Seconds after which a file that no version knows was left by a writer that died.
ORPHAN_S = 86_400.0


def published(connection: duckdb.DuckDBPyConnection) -> tuple[int, str] | None:
    """The newest published version of the attached lake and the id of its snapshot."""
    row = connection.execute(statement("lake_published")).fetchone()
    return None if row is None else (int(row[0]), str(row[1]))


def put(file: Path, snapshot_id: str, lake: Lake) -> int:
    """Copy a snapshot file into the lake as its next version; all of it is seen, or nothing.

    Raises:
        LakeError: the lake cannot be reached.
        duckdb.Error: it could not be written; what is published stays.
    """
    with _with_file(file, lake) as connection:
        return retried(lambda: _copy(connection, snapshot_id))


def take(lake: Lake, version: int, target: Path) -> None:
    """Write a published version into a snapshot file, as one that was built here."""
    with connect(MEMORY) as connection:
        lake.attach_to_read(connection, version)
        connection.execute(f"ATTACH {quoted(str(target))} AS snapshot ({OPTIONS})")
        connection.execute("USE snapshot")
        connection.execute(part("snapshot"))
        for table in tables("snapshot", connection):
            connection.execute(f"INSERT INTO snapshot.{table} BY NAME FROM lake.{table}")
        connection.execute("USE memory")
        connection.execute("DETACH snapshot")


def tidy(lake: Lake, *, grace_s: float = GRACE_S, orphan_s: float = ORPHAN_S) -> None:
    """Forget all but the newest `KEEP` published versions, and remove files that nobody needs."""
    with connect(MEMORY) as connection:
        lake.attach(connection)
        kept = connection.execute(statement("lake_published")).fetchmany(KEEP)
        if kept:
            rows = connection.execute(statement("lake_expired"), {"oldest": kept[-1][0]}).fetchall()
            if rows:
                connection.execute(statement("lake_expire"), {"versions": [row[0] for row in rows]}).fetchall()
        connection.execute(statement("lake_remove_marked"), {"age_s": grace_s}).fetchall()
        connection.execute(statement("lake_remove_orphans"), {"age_s": orphan_s}).fetchall()


def tables(database: str, connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of an attached database's tables in its main schema."""
    found = connection.execute(statement("lake_tables"), {"database": database}).fetchall()
    return [str(row[0]) for row in found]


@contextmanager
def _with_file(file: Path, lake: Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(MEMORY) as connection:
        lake.attach(connection)
        connection.execute(f"ATTACH {quoted(str(file))} AS built (READ_ONLY)")
        # Two threads would write rows in any order, and queries are as fast as they are because of theirs.
        connection.execute("SET threads = 1")
        yield connection


def _copy(connection: duckdb.DuckDBPyConnection, snapshot_id: str) -> int:
    connection.begin()
    try:
        for table in tables("built", connection):
            connection.execute(f"CREATE OR REPLACE TABLE lake.main.{table} AS FROM built.{table}")
        connection.execute(statement("lake_publish"), {"id": snapshot_id})
        connection.commit()
    except BaseException:
        _roll_back(connection)
        raise
    newest = published(connection)
    if newest is None:
        raise LakeError("The lake holds no published version after one was published.")
    return newest[0]


def _roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    try:
        connection.rollback()
    except duckdb.Error:
        return  # DuckDB has rolled back by itself; the error that led here is on its way up
