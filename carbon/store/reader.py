"""Read-only access to published snapshots; never writes, never reaches outside the file.

Files are immutable and each has a name of its own, so a connection is kept per snapshot and a new one is
opened when the `CURRENT` pointer moves. Every call has its own cursor: cursors of one connection may be
used side by side by threads, a shared connection may not.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from carbon.store.schema import SCHEMA_VERSION, statement

POINTER = "CURRENT"
FOLDER = "snapshots"
#: Enough for every page of the largest Hub; the rest of what a search reads comes from the system's file cache.
MEMORY_LIMIT = "64MB"
#: What a query raises where its file was damaged under it, or its snapshot was dropped by another thread.
UNREADABLE = (
    duckdb.IOException,
    duckdb.SerializationException,
    duckdb.InternalException,
    duckdb.FatalException,
    duckdb.ConnectionException,
)
log = logging.getLogger("carbon")


class SnapshotError(RuntimeError):
    """A published snapshot that cannot be read; the message names the file and what to do."""


class LakeError(RuntimeError):
    """The lake that the settings name cannot be used; the message says why and what to do."""


class Snapshot:
    """One immutable snapshot file, open for reading by any number of threads."""

    def __init__(self, path: Path) -> None:
        """Open `path`; raise SnapshotError where it is missing, damaged, foreign or of another version."""
        self.path = path
        self.id = path.stem
        self._connection = open_read_only(path)
        self.meta = self._read_meta()

    @property
    def is_sample(self) -> bool:
        """Whether this is the generated sample and not the Hub."""
        return self.meta.get("sample") == "true"

    def arrow(self, name: str, params: Mapping[str, object] | None = None) -> pa.Table:
        """Run `store/sql/<name>.sql` with bound parameters; return an Arrow table."""
        return self._cursor(name, params).to_arrow_table()

    def frame(self, name: str, params: Mapping[str, object] | None = None) -> pd.DataFrame:
        """Run `store/sql/<name>.sql` with bound parameters; return a DataFrame."""
        return self._cursor(name, params).df()

    def rows(self, name: str, params: Mapping[str, object] | None = None) -> list[dict[str, object]]:
        """Run `store/sql/<name>.sql` with bound parameters; return one dict a row."""
        result = self._cursor(name, params)
        columns = [column[0] for column in result.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own for one caller; pages use the named queries instead."""
        return self._connection.cursor()

    def close(self) -> None:
        """Close the file; cursors still in use fail with duckdb.ConnectionException."""
        self._connection.close()

    def _cursor(self, name: str, params: Mapping[str, object] | None) -> duckdb.DuckDBPyConnection:
        return self.cursor().execute(statement(name), dict(params or {}))

    def _read_meta(self) -> dict[str, str]:
        try:
            rows = self._connection.execute(statement("snapshot_meta")).fetchall()
        except UNREADABLE as error:
            self.close()
            raise SnapshotError(_cannot_be_read(self.path, error)) from error
        except duckdb.Error as error:
            self.close()
            raise SnapshotError(f"{self.path} is not a snapshot of this app: it has no meta table.") from error
        meta = {str(key): str(value) for key, value in rows}
        if meta.get("schema_version") != str(SCHEMA_VERSION):
            self.close()
            found = meta.get("schema_version", "none")
            raise SnapshotError(
                f"{self.path} has schema version {found}, this app reads {SCHEMA_VERSION}: "
                "run the ingest to build a new snapshot."
            )
        if "snapshot" not in meta:
            self.close()
            raise SnapshotError(f"{self.path} is not a snapshot of this app: its meta table does not say which.")
        return meta


class Store:
    """The published snapshots of one data directory."""

    def __init__(self, data_dir: Path) -> None:
        """Look at `data_dir`; it need not exist yet."""
        self.data_dir = data_dir
        self.problem: str | None = None
        self._open: dict[str, Snapshot] = {}
        self._dropped: dict[str, str] = {}
        self._told: set[str] = set()
        self._lock = threading.Lock()

    def current(self) -> Snapshot | None:
        """The snapshot that `CURRENT` names, else the newest older one that can be read, else None.

        `problem` then says in words why the named one was passed over.
        """
        name = read_pointer(self.data_dir)
        with self._lock:
            if name in self._open:
                self.problem = None
                return self._open[name]
            self.problem = None
            return self._first_readable(name)

    def drop(self, snapshot: Snapshot, error: Exception) -> None:
        """Close a snapshot whose file was damaged after it was opened; `current` passes it over from then on.

        Args:
            error: what a query of it raised, one of `UNREADABLE`.
        """
        reason = f"{snapshot.path} was damaged ({_first_line(error)}): run the ingest to build a new snapshot."
        with self._lock:
            self._open = {name: kept for name, kept in self._open.items() if name != snapshot.id}
            self._dropped.setdefault(snapshot.id, reason)
        snapshot.close()

    def _first_readable(self, name: str | None) -> Snapshot | None:
        for path in self._candidates(name):
            try:
                return self._kept(path)
            except SnapshotError as error:
                self._tell(str(error))
        return None

    def _candidates(self, name: str | None) -> list[Path]:
        try:
            return candidates(self.data_dir, name)
        except OSError as error:
            self._tell(f"{self.data_dir} cannot be read ({error.strerror}): mend its permissions or CARBON_DATA_DIR.")
            return []

    def _tell(self, reason: str) -> None:
        """Keep the first reason as `problem`; log each once: `current` is asked anew for every run of a page."""
        self.problem = self.problem or reason
        if reason not in self._told:
            self._told.add(reason)
            log.error("%s", reason)

    def _kept(self, path: Path) -> Snapshot:
        if path.stem in self._dropped:
            raise SnapshotError(self._dropped[path.stem])
        if path.stem not in self._open:
            self._open = {**_newest(self._open, keep=1), path.stem: Snapshot(path)}
        return self._open[path.stem]


def read_pointer(data_dir: Path) -> str | None:
    """The id that `CURRENT` names, or None where there is no usable pointer."""
    try:
        name = (data_dir / POINTER).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if name and Path(name).name == name else None


def candidates(data_dir: Path, name: str | None) -> list[Path]:
    """Snapshot files to try: the one pointed at, then the others from new to old."""
    paths = sorted((data_dir / FOLDER).glob("*.duckdb"), key=lambda path: path.stem, reverse=True)
    first = [path for path in paths if path.stem == name]
    return first + [path for path in paths if path.stem != name]


def _newest(snapshots: dict[str, Snapshot], keep: int) -> dict[str, Snapshot]:
    return dict(sorted(snapshots.items())[-keep:])


def open_read_only(path: Path) -> duckdb.DuckDBPyConnection:
    """A hardened connection to a DuckDB file; raise SnapshotError where it cannot be opened."""
    try:
        return duckdb.connect(
            path,
            read_only=True,
            config={
                "enable_external_access": False,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "python_enable_replacements": False,
                "memory_limit": MEMORY_LIMIT,
                "threads": 2,
                "lock_configuration": True,
            },
        )
    except duckdb.Error as error:
        raise SnapshotError(_cannot_be_read(path, error)) from error


def _cannot_be_read(path: Path, error: Exception) -> str:
    return f"{path} cannot be read ({_first_line(error)}): run the ingest to build a new snapshot."


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:200]
