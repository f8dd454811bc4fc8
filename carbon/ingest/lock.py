"""One ingest a data directory: a lock that the system drops when its holder dies; never removes a file."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path
from types import TracebackType

FILE = "ingest.lock"
TRIES = 10
PAUSE_S = 0.1


class LockedError(RuntimeError):
    """Another ingest works in the data directory."""


class IngestLock:
    """Held from `with` to its end; the file names the holder's process."""

    def __init__(self, data_dir: Path) -> None:
        """Name the lock of a data directory, made with it where it is missing."""
        self.path = data_dir / FILE
        self._file: int | None = None

    def __enter__(self) -> IngestLock:
        """Take the lock.

        Raises:
            LockedError: another process holds it.
            OSError: the folder cannot be made or written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        if not self._taken():
            holder = self._holder()
            self._close()
            raise LockedError(
                f"another ingest (process {holder}) works in {self.path.parent}: let it, or end it first."
            )
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, f"{os.getpid()}\n".encode(), 0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the lock back."""
        self._close()

    def _taken(self) -> bool:
        # `is_held` of another process takes the lock for an instant: try more than once.
        for _ in range(TRIES):
            if _flock(self._descriptor(), fcntl.LOCK_EX):
                return True
            time.sleep(PAUSE_S)
        return False

    def _descriptor(self) -> int:
        if self._file is None:
            raise RuntimeError("the lock's file is not open")
        return self._file

    def _holder(self) -> str:
        return os.pread(self._descriptor(), 32, 0).decode("ascii", "replace").strip() or "unknown"

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def is_held(data_dir: Path) -> bool:
    """Whether a living ingest works in the data directory."""
    try:
        file = os.open(data_dir / FILE, os.O_RDONLY)
    except OSError:
        return False
    try:
        return not _flock(file, fcntl.LOCK_SH)
    finally:
        os.close(file)


def _flock(file: int, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
