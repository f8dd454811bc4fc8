"""Read-only access to the published versions of a lake, as `Store` gives it to the snapshots of a folder."""

from __future__ import annotations

import re
import time
from pathlib import Path

import duckdb

from carbon.store.lake.connection import Lake, connect
from carbon.store.lake.publication import published, tables
from carbon.store.reader import LakeError, Snapshot, SnapshotError, Store, log
from carbon.store.schema import part

#: Seconds for which the newest version is taken to be the newest.
LOOK_EVERY_S = 2.0
#: More than for a file: Parquet is read in larger pieces.
MEMORY = "256MB"
_MACROS = re.compile(r"CREATE MACRO .*?;", re.DOTALL)


class LakeSnapshot(Snapshot):
    """One published version of a lake, open for reading by any number of threads.

    The queries are those of a file: views of this connection's own stand for the tables as of the version, and the
    macros of the schema beside them.
    """

    def __init__(self, lake: Lake, version: int, snapshot_id: str) -> None:
        """Attach the lake as of a version; raise LakeError or SnapshotError where that cannot be read."""
        self.path = Path(f"lake version {version}")
        self.id = snapshot_id
        self.version = version
        self._connection = _open(lake, version)
        self.meta = self._read_meta()


class LakeStore(Store):
    """The published versions of one lake."""

    def __init__(self, data_dir: Path, lake: Lake) -> None:
        """Look at a lake; it need not hold anything yet."""
        super().__init__(data_dir)
        self.lake = lake
        self._watch: duckdb.DuckDBPyConnection | None = None
        self._looked = float("-inf")
        self._versions: dict[int, LakeSnapshot] = {}

    def current(self) -> Snapshot | None:
        """The newest published version, looked for every `LOOK_EVERY_S`; the last one read where that fails."""
        with self._lock:
            if time.monotonic() - self._looked >= LOOK_EVERY_S:
                self._look()
                self._looked = time.monotonic()
            return next(reversed(self._versions.values()), None)

    def drop(self, snapshot: Snapshot, error: Exception) -> None:
        """Close a version that could not be read; the next look opens it, or a newer one, anew."""
        with self._lock:
            self._versions = {kept.version: kept for kept in self._versions.values() if kept is not snapshot}
            self._looked = time.monotonic()
            self.problem = f"{snapshot.path} could not be read: {str(error)[:200]}"
        snapshot.close()

    def _look(self) -> None:
        try:
            newest = published(self._watching())
            if newest is not None and newest[0] not in self._versions:
                self._keep(LakeSnapshot(self.lake, *newest))
            self.problem = None
        except (duckdb.Error, LakeError, SnapshotError) as error:
            self._stop_watching()
            self.problem = str(error)
            self._tell(self.problem)

    def _keep(self, snapshot: LakeSnapshot) -> None:
        """Keep it and the one before it, which may be in use."""
        before = list(self._versions.values())[-1:]
        self._versions = {kept.version: kept for kept in [*before, snapshot]}
        log.info("reads %s", snapshot.path)

    def _watching(self) -> duckdb.DuckDBPyConnection:
        if self._watch is None:
            connection = connect(MEMORY)
            self.lake.attach_to_read(connection)
            self._watch = connection
        return self._watch

    def _stop_watching(self) -> None:
        if self._watch is not None:
            self._watch.close()
            self._watch = None


def _open(lake: Lake, version: int) -> duckdb.DuckDBPyConnection:
    connection = connect(MEMORY)
    try:
        lake.attach_to_read(connection, version)
        for table in tables("lake", connection):
            connection.execute(f'CREATE VIEW "{table}" AS FROM lake.main."{table}"')
        for macro in _MACROS.findall(part("snapshot")):
            connection.execute(macro)
        connection.execute("SET allowed_directories = [$files]", {"files": lake.files})
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return connection
