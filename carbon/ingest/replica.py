"""A data directory kept at the version that its lake has published; writes nothing into the lake."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import duckdb

from carbon.hub.errors import Stopped
from carbon.ingest.clock import Clock
from carbon.ingest.failures import STOPS, message
from carbon.ingest.log import event
from carbon.ingest.progress import ProgressFile
from carbon.store.adoption import adopt
from carbon.store.lake.connection import Lake, connect
from carbon.store.lake.publication import MEMORY, published, take
from carbon.store.reader import FOLDER, LakeError, Store
from carbon.store.snapshot import BUILDING, SnapshotInfo

#: Seconds between two looks at what is published.
LOOK_EVERY_S = 2.0
NOTHING = "The lake of CARBON_STORE holds no snapshot yet: run `python -m carbon ingest` with the same settings."


class Replica:
    """Brings published versions down as snapshot files of this directory; for the one process that holds its lock."""

    def __init__(self, lake: Lake, data_dir: Path, progress: ProgressFile) -> None:
        """Nothing is opened before `look`."""
        self.lake, self.progress, self._data_dir = lake, progress, data_dir
        self._watch: duckdb.DuckDBPyConnection | None = None

    def look(self, *, keep_newer: bool = False) -> bool:
        """Bring the published version down if this directory does not show it; whether there is any.

        Args:
            keep_newer: what stands here may be newer, as with a worker that could not hand it on yet.

        Raises:
            LakeError: the lake cannot be read.
            SnapshotError, OSError, duckdb.Error: what is published cannot be used or written here.
        """
        newest = self._published()
        if newest is None:
            return False
        own = _standing(self._data_dir)
        if own is None or (own < newest[1] if keep_newer else own != newest[1]):
            self._note(self._bring_down(*newest))
        return True

    def follow(self, *, once: bool, clock: Clock, stop: threading.Event) -> bool:
        """Look again and again until `stop` is set, with `once` a single time; whether that one went well."""
        while True:
            told = self.progress.now.last_error
            error = self._problem()
            if error != told:
                self._tell(error)
            if once:
                return error is None
            if self.progress.now.state != "waiting":
                self.progress.update(force=True, state="waiting", stage=None)
            clock.wait(LOOK_EVERY_S, stop)
            if stop.is_set():
                raise Stopped("stopped between two looks")

    def _problem(self) -> str | None:
        try:
            return None if self.look() else NOTHING
        except STOPS as error:
            self._forget()
            return message(error)

    def _tell(self, error: str | None) -> None:
        if error is not None:
            event(logging.ERROR, "lake not read", error=error)
        self.progress.update(force=True, last_error=error, failure=None)

    def _published(self) -> tuple[int, str] | None:
        if self._watch is None:
            connection = connect(MEMORY)
            try:
                self.lake.attach_to_read(connection)
            except LakeError:
                connection.close()
                raise
            self._watch = connection
        try:
            return published(self._watch)
        except duckdb.Error as error:
            raise LakeError(f"The lake of CARBON_STORE cannot be read: {str(error).splitlines()[0][:300]}") from error

    def _forget(self) -> None:
        """The next look connects anew."""
        if self._watch is not None:
            self._watch.close()
            self._watch = None

    def _bring_down(self, version: int, snapshot_id: str) -> SnapshotInfo:
        self.progress.begin_stage("fetch")
        folder = self._data_dir / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        for left_over in folder.glob(f"*{BUILDING}*"):
            left_over.unlink(missing_ok=True)
        aside = folder / f"{snapshot_id}{BUILDING}"
        try:
            take(self.lake, version, aside)
            return adopt(aside, self._data_dir, snapshot_id)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise

    def _note(self, info: SnapshotInfo) -> None:
        self.progress.update(
            force=True,
            stage=None,
            last_error=None,
            failure=None,
            snapshot=info.id,
            models=info.models,
            reporting=info.reporting,
        )
        event(logging.INFO, "brought down from the lake", snapshot=info.id, models=info.models)


def _standing(data_dir: Path) -> str | None:
    """The id under which the snapshot that this directory shows was built; None where it shows none."""
    snapshot = Store(data_dir).current()
    if snapshot is None:
        return None
    snapshot.close()
    return snapshot.meta["snapshot"]
