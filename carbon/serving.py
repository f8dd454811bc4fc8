"""What this process serves from: its settings and its one store, shared by pages and routes; draws nothing."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import lru_cache
from pathlib import Path
from typing import Any

from carbon.config import ConfigError, Settings, unknown_variables
from carbon.http.nodelay import send_at_once
from carbon.ingest.progress import Progress, is_alive, read_progress
from carbon.ingest.supervisor import IngestProcess
from carbon.store.reader import Snapshot, Store
from carbon.store.sample import sample

#: Two sessions that start at once must not build the sample twice.
_building = threading.Lock()
log = logging.getLogger("carbon")


def settings_or_exit() -> Settings:
    """The settings of the environment; ends the process with a clear message where they cannot be used."""
    for name in unknown_variables():
        log.warning("%s is not a setting of this app: a slip of the pen?", name)
    try:
        return Settings.from_env()
    except ConfigError as error:
        sys.exit(f"The app cannot start: {error}")


def current_store() -> Store:
    """The store in the data directory of the settings; raises ConfigError."""
    return _store(Settings.from_env().data_dir)


def current_snapshot() -> Snapshot | None:
    """The snapshot to read from now: the published one, else the sample; None where not even that can be written."""
    store = current_store()
    return store.current() or _sample(store.data_dir)


def pass_over(snapshot: Snapshot, error: Exception) -> None:
    """Turn to an older snapshot after a query failed because the file was damaged; the log tells of it.

    Raises:
        Exception: `error`, where it is the sample that failed: nothing is left to turn to.
    """
    if snapshot.is_sample:
        raise error
    current_store().drop(snapshot, error)


def ingest_is_on() -> bool:
    """Whether an ingest runs beside the app, now or soon, or something that takes published snapshots."""
    return Settings.from_env().brings_data


def ingest_progress() -> tuple[Progress | None, bool]:
    """What the ingest last said of itself, None where it never ran here; and whether it is alive."""
    data_dir = Settings.from_env().data_dir
    return read_progress(data_dir), is_alive(data_dir)


def ingest_beside(settings: Settings) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """A lifespan that keeps the ingest running while the server runs, which answers without delay."""

    @contextlib.asynccontextmanager
    async def lifespan(_app: object) -> AsyncIterator[None]:
        send_at_once()
        ingest = IngestProcess(settings)
        ingest.start()
        try:
            yield
        finally:
            ingest.stop()

    return lifespan


def _sample(data_dir: Path) -> Snapshot | None:
    with _building:
        try:
            return _built_sample(data_dir)
        except OSError as error:
            log.error("The sample could not be written: %s", error)
            return None


@lru_cache(maxsize=4)
def _built_sample(data_dir: Path) -> Snapshot:
    return sample(data_dir)


@lru_cache(maxsize=4)
def _store(data_dir: Path) -> Store:
    return Store(data_dir)
