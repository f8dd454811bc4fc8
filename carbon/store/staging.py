"""The ingest's own DuckDB file: opened, checked, written in transactions; never read by the app's pages.

It can always be rebuilt from the Hub. So a damaged, foreign or outdated file is set aside, not mended. A good one of
another Hub is put by under a name of its own, and taken back when that Hub is asked for again.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from carbon.store.schema import SCHEMA_VERSION, part, statement

FILE = "staging.duckdb"
MEMORY_LIMIT = "150MB"
THREADS = 2
STORAGE_VERSION = "v1.5.0"
#: Another Hub's staging makes room, the one taken back for it may be damaged and make room too, the third is new.
MOST_MOVES = 3
SURROUNDINGS = ("could not set lock", "no space left", "permission denied", "read-only file system", "too many open")
#: Older versions that lack nothing but tables, which are added when such a staging is opened.
CARRIED_OVER = {"1"}
DAMAGE = ("checksum", "corrupt", "not a valid duckdb", "failed to deserialize", "replaying wal")

Row = tuple[Any, ...]


class StagingError(RuntimeError):
    """The staging cannot be opened for a reason that lies outside the file; the message says what to do."""


class _UnusableError(Exception):
    """A file that is not a staging of this version and this Hub."""


class _OtherHubError(_UnusableError):
    """A good staging of another Hub, the one at `endpoint`."""

    def __init__(self, endpoint: str) -> None:
        super().__init__(f"its endpoint is {endpoint}")
        self.endpoint = endpoint


class Staging:
    """One writer's connection to the staging; `notes` say what was set aside when it was opened."""

    def __init__(self, path: Path, endpoint: str, notes: list[str]) -> None:
        """Open a file that is there or can be made; use `Staging.open`, which also sets aside."""
        self._path = path
        self._endpoint = endpoint
        self.connection = _open(path, endpoint)
        self.notes = notes
        self._unpublished = self.meta("unpublished") == "1"

    @classmethod
    def open(cls, data_dir: Path, *, endpoint: str, now: datetime) -> Staging:
        """Open `<data_dir>/staging.duckdb`, made anew where there is none that can be used.

        Args:
            data_dir: an existing folder.
            endpoint: the Hub whose models it holds; a staging of another Hub is put by.
            now: used to name what is set aside, UTC.

        Raises:
            StagingError: the file is in use elsewhere, or the folder cannot be written or is full.
        """
        path = data_dir / FILE
        notes: list[str] = []
        for _ in range(MOST_MOVES):
            _take_back(data_dir, endpoint)
            try:
                return cls(path, endpoint, notes)
            except _OtherHubError as error:
                notes.append(_put_by(data_dir, error.endpoint, endpoint))
            except (duckdb.Error, _UnusableError) as error:
                _raise_if_surroundings(error, data_dir)
                notes.append(set_aside(data_dir, _first_line(error), now))
        raise StagingError(f"{path} cannot be made: {notes[-1]}")

    def close(self) -> None:
        """Close the file; a transaction that is open is rolled back."""
        self.connection.close()

    def reopen(self) -> None:
        """Close the file and open it again: DuckDB keeps memory for deleted rows until then."""
        self.connection.close()
        self.connection = _open(self._path, self._endpoint)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, also if the process is killed; what is in it counts as not yet published."""
        self.connection.begin()
        try:
            yield
            if not self._unpublished:
                self.run("staging_meta_set", key="unpublished", value="1")
            self.connection.commit()
        except BaseException:
            self._roll_back()
            raise
        self._unpublished = True

    def run(self, name: str, **params: object) -> list[Row]:
        """Run `store/sql/<name>.sql` with bound parameters; return its rows."""
        return self.connection.execute(statement(name), params).fetchall()

    def with_page(self, names: list[str], page: pa.RecordBatch) -> None:
        """Run statements that read `page`, a batch of rows held in memory."""
        self.connection.register("page", page)
        try:
            for name in names:
                self.connection.execute(statement(name))
        finally:
            self.connection.unregister("page")

    def meta(self, key: str) -> str | None:
        """The value of one key of the staging's meta table, or None."""
        rows = self.run("staging_meta", key=key)
        return str(rows[0][0]) if rows else None

    def set_meta(self, key: str, value: str) -> None:
        """Set one key of the staging's meta table."""
        self.run("staging_meta_set", key=key, value=value)

    @property
    def unpublished(self) -> bool:
        """Whether something was stored that no published snapshot holds."""
        return self._unpublished

    def mark_published(self) -> None:
        """Note that a snapshot of all that is stored has been published."""
        self.set_meta("unpublished", "0")
        self._unpublished = False

    def _roll_back(self) -> None:
        try:
            self.connection.rollback()
        except duckdb.Error:
            return  # DuckDB has rolled back by itself; the error that led here is on its way up


def is_damage(error: duckdb.Error) -> bool:
    """Whether an error means that the staging file itself is broken, and not only the place where it stands."""
    return not is_surroundings(error) and any(sign in str(error).lower() for sign in DAMAGE)


def is_surroundings(error: Exception) -> bool:
    """Whether an error lies outside the file: a full disk, missing permissions, another process."""
    return any(sign in str(error).lower() for sign in SURROUNDINGS)


def set_aside(data_dir: Path, reason: str, now: datetime) -> str:
    """Rename the staging and its log out of the way, keeping only the newest such file; say so in words."""
    for older in data_dir.glob(f"{FILE}.bad-*"):
        older.unlink(missing_ok=True)
    path, kept = data_dir / FILE, data_dir / f"{FILE}.bad-{now:%Y%m%dT%H%M%SZ}"
    path.with_name(f"{FILE}.wal").unlink(missing_ok=True)
    path.replace(kept)
    return f"{path} cannot be used ({reason}): kept as {kept.name}, all is read from the Hub anew."


def _kept(data_dir: Path, endpoint: str) -> Path:
    """Where the staging of an endpoint stands while another one is in use."""
    return data_dir / f"staging-{hashlib.sha256(endpoint.encode()).hexdigest()[:8]}.duckdb"


def _take_back(data_dir: Path, endpoint: str) -> None:
    path, kept = data_dir / FILE, _kept(data_dir, endpoint)
    if kept.exists() and not path.exists():
        path.with_name(f"{FILE}.wal").unlink(missing_ok=True)  # the log of a file that is no longer there
        kept.replace(path)


def _put_by(data_dir: Path, owner: str, endpoint: str) -> str:
    path, kept = data_dir / FILE, _kept(data_dir, owner)
    if kept.exists():
        raise StagingError(f"{path} and {kept} both hold what was read from {owner}: remove one and start again.")
    path.replace(kept)
    return f"{path} holds what was read from {owner}, not {endpoint}: kept as {kept.name} for when it is asked again."


def _open(path: Path, endpoint: str) -> duckdb.DuckDBPyConnection:
    spill = path.with_name("staging.tmp")
    shutil.rmtree(spill, ignore_errors=True)  # what a killed process had spilled to disk
    connection = duckdb.connect(
        path,
        config={
            "memory_limit": MEMORY_LIMIT,
            "threads": THREADS,
            "temp_directory": str(spill),
            "storage_compatibility_version": STORAGE_VERSION,
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )
    try:
        _create_or_check(connection, endpoint)
    except _OtherHubError:
        try:
            connection.execute("CHECKPOINT")  # nothing may be left in its log, which is not moved with it
        finally:
            connection.close()
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def _create_or_check(connection: duckdb.DuckDBPyConnection, endpoint: str) -> None:
    tables = {str(row[0]) for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    wanted = {"schema_version": str(SCHEMA_VERSION), "endpoint": endpoint}
    if not tables:
        _create(connection, wanted)
        return
    if "meta" not in tables or "census" not in tables:
        raise _UnusableError("it is not a staging of this app")
    found = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    if "endpoint" in found and found["endpoint"] != endpoint:
        raise _OtherHubError(found["endpoint"])
    if found.get("schema_version") in CARRIED_OVER:
        _carry_over(connection)
        found["schema_version"] = str(SCHEMA_VERSION)
    for key, value in wanted.items():
        if found.get(key) != value:
            raise _UnusableError(f"its {key} is {found.get(key)}, not {value}")


def _create(connection: duckdb.DuckDBPyConnection, facts: Mapping[str, str]) -> None:
    connection.begin()
    connection.execute(part("staging"))
    connection.executemany(statement("staging_meta_set"), [{"key": k, "value": v} for k, v in facts.items()])
    connection.commit()


def _carry_over(connection: duckdb.DuckDBPyConnection) -> None:
    """Add what an older staging lacks; what is in it stays, and is published anew in today's tables."""
    connection.begin()
    connection.execute(part("staging"))
    facts = {"schema_version": str(SCHEMA_VERSION), "unpublished": "1"}
    connection.executemany(statement("staging_meta_set"), [{"key": k, "value": v} for k, v in facts.items()])
    connection.commit()


def _raise_if_surroundings(error: Exception, data_dir: Path) -> None:
    if not is_surroundings(error):
        return
    if "could not set lock" in str(error).lower():
        raise StagingError(f"{data_dir / FILE} is in use by another process: end it and start again.") from error
    raise StagingError(
        f"{data_dir} cannot be written ({_first_line(error)}): free space, mend its permissions or set CARBON_DATA_DIR."
    ) from error


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__
