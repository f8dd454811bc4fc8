"""Connections to a lake: the extensions of DuckDB that it needs, and the lake attached; holds no table.

The extensions come as Python wheels (requirements-lake.txt) and are loaded from there: nothing is downloaded at run
time, and where the wheels are missing nothing else of the app is affected.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import duckdb

from carbon.config import Settings
from carbon.store.reader import LakeError

EXTENSIONS = ("postgres_scanner", "httpfs", "ducklake")
NAME = "lake"
#: Seconds after which a catalog that does not answer counts as not there.
CONNECT_S = 10
TRIES = 8
FIRST_PAUSE_S = 0.05
#: What DuckDB raises where two writers of the lake came into each other's way.
CONFLICTS = (duckdb.TransactionException, duckdb.SerializationException)

#: What PostgreSQL says in that case, and DuckDB passes on as an error of no kind of its own.
POSTGRES_CONFLICTS = ("could not serialize access", "deadlock detected", "tuple concurrently updated", "duplicate key")
#: What PostgreSQL says where two workers that start at once both make the lake; the second finds it made.
MADE_MEANWHILE = ("duplicate key", "already exists")
MADE_PAUSE_S = 1.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lake:
    """Where a lake is: the libpq address of its catalog, and the folder or s3:// address of its files."""

    catalog: str
    files: str

    @classmethod
    def of(cls, settings: Settings) -> Lake:
        """The lake of the settings, which must name one."""
        if settings.lake is None:
            raise LakeError("No lake is named: set CARBON_STORE.")
        files = settings.lake_data or str((settings.data_dir / "lake").absolute())
        timeout = "" if "connect_timeout" in settings.lake else f" connect_timeout={CONNECT_S}"
        return cls(settings.lake + timeout, files.rstrip("/") + "/")

    def attach(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Attach it as `lake` for writing; made where it is missing. Raises LakeError."""
        if "://" not in self.files:
            Path(self.files).mkdir(parents=True, exist_ok=True)
        self._attach(connection, "DATA_INLINING_ROW_LIMIT 0")

    def attach_to_read(self, connection: duckdb.DuckDBPyConnection, version: int | None = None) -> None:
        """Attach it as `lake` for reading: as of one version, or as it is; raises LakeError where there is none."""
        self._attach(connection, "READ_ONLY" if version is None else f"READ_ONLY, SNAPSHOT_VERSION {int(version)}")

    def attach_catalog(self, connection: duckdb.DuckDBPyConnection, name: str) -> None:
        """Attach the catalog's own database as `name`, for tables beside the lake's."""
        try:
            connection.execute(f"ATTACH {quoted(self.catalog)} AS {name} (TYPE postgres)")
        except duckdb.Error as error:
            raise LakeError(f"The catalog of CARBON_STORE cannot be reached: {_first_line(error)}") from error

    def _attach(self, connection: duckdb.DuckDBPyConnection, mode: str) -> None:
        address = quoted(f"ducklake:postgres:{self.catalog}")
        text = f"ATTACH {address} AS {NAME} (DATA_PATH {quoted(self.files)}, {mode})"
        for last in (False, False, True):
            try:
                connection.execute(text)
            except duckdb.Error as error:
                if last or not any(sign in str(error) for sign in MADE_MEANWHILE):
                    raise LakeError(f"The lake of CARBON_STORE cannot be opened: {_first_line(error)}") from error
                time.sleep(MADE_PAUSE_S)
            else:
                return


def connect(memory: str, extensions: Sequence[str] = EXTENSIONS) -> duckdb.DuckDBPyConnection:
    """A connection to nothing, with the extensions loaded.

    Raises:
        LakeError: an extension is not installed.
    """
    connection = duckdb.connect(
        config={
            "memory_limit": memory,
            "threads": 2,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
        }
    )
    connection.execute("SET enable_progress_bar = false")
    for name in extensions:
        connection.execute(f"LOAD {quoted(str(_extension(name)))}")
    return connection


def retried(action: Callable[[], T]) -> T:
    """The outcome of an action that another writer may get into the way of: tried again a few times."""
    pause_s = FIRST_PAUSE_S
    for _ in range(TRIES - 1):
        try:
            return action()
        except duckdb.Error as error:
            if not _is_conflict(error):
                raise
            time.sleep(pause_s)
            pause_s *= 2
    return action()


def _is_conflict(error: duckdb.Error) -> bool:
    return isinstance(error, CONFLICTS) or any(sign in str(error) for sign in POSTGRES_CONFLICTS)


def _extension(name: str) -> Path:
    found = find_spec(f"duckdb_extension_{name}")
    for folder in (found.submodule_search_locations or []) if found else []:
        file = Path(folder) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
        if file.exists():
            return file
    wheel = f"duckdb-extension-{name.replace('_', '-')}=={duckdb.__version__}"
    raise LakeError(f"CARBON_STORE names a lake, but {wheel} is not installed: pip install -r requirements-lake.txt")


def quoted(text: str) -> str:
    """`text` as a literal of SQL, where no parameter can stand."""
    return "'" + text.replace("'", "''") + "'"


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:300]
