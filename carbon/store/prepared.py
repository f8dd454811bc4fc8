"""Files that are made from a snapshot once, on the first request, and kept beside it; never changed afterwards.

They are made where they are asked for and not with every snapshot: the first census publishes one after another, and
few are ever downloaded.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from carbon.store.reader import Snapshot
from carbon.store.schema import SCHEMA_VERSION

FOLDER = "downloads"
BUILDING = ".building"
#: Snapshots whose files are kept: someone may still be reading those of the one before.
KEEP = 2
#: How long one waits for another who is making a file, and after what time a half one is rubbish.
PATIENCE_S, RUBBISH_S = 20.0, 3600.0
_making = threading.Lock()


class Busy(RuntimeError):  # noqa: N818 - an answer, not a failure
    """Another file is being made; ask again in a moment."""


def version(snapshot: Snapshot) -> str:
    """What changes whenever a file made from the snapshot would."""
    return f"{snapshot.id}.{SCHEMA_VERSION}"


def prepared(snapshot: Snapshot, name: str, write: Callable[[IO[bytes]], None]) -> Path:
    """The file called `name` of a snapshot; `write` fills it where it is not there yet.

    Raises:
        OSError: the folder cannot be written or is full; nothing half is left.
        Busy: another one took too long.
    """
    folder = snapshot.path.parents[1] / FOLDER
    path = folder / f"{version(snapshot)}.{name}"
    if path.exists():
        return path
    if not _making.acquire(timeout=PATIENCE_S):
        raise Busy
    try:
        if not path.exists():
            folder.mkdir(exist_ok=True)
            _sweep(folder)
            _make(path, write)
    finally:
        _making.release()
    return path


def _make(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    aside = path.with_name(f"{path.name}.{os.getpid()}{BUILDING}")
    try:
        with aside.open("wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def _sweep(folder: Path) -> None:
    """Remove files of older snapshots, and half ones that a killed process has left."""
    kept = sorted({path.name.split(".")[0] for path in folder.iterdir()}, reverse=True)[:KEEP]
    for path in folder.iterdir():
        is_old = path.name.split(".")[0] not in kept
        is_rubbish = path.name.endswith(BUILDING) and time.time() - path.stat().st_mtime > RUBBISH_S
        if is_old or is_rubbish:
            path.unlink(missing_ok=True)
