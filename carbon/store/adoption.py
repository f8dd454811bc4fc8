"""Takes a snapshot file that came from elsewhere into a data directory; changes no file that is published."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import duckdb

from carbon.store.reader import FOLDER, Snapshot, SnapshotError
from carbon.store.schema import part, statement
from carbon.store.snapshot import SnapshotInfo, free_path, point_to, prune, sync


def adopt(file: Path, data_dir: Path, snapshot_id: str) -> SnapshotInfo:
    """Check a file that is of no use elsewhere, move it among the snapshots and make it the current one.

    Args:
        file: on the same file system as `data_dir`, whole, of any name.
        data_dir: where `snapshots/` and `CURRENT` stand.
        snapshot_id: its id where it was built; another one follows it where that is taken.

    Raises:
        SnapshotError: the file is no snapshot of this version, or holds other things than one.
        OSError: the data directory cannot be written; what was published stays.
    """
    models, reporting = _checked(file)
    sync(file)
    path = free_path(data_dir / FOLDER, snapshot_id)
    file.replace(path)
    point_to(data_dir, path.stem)
    prune(data_dir)
    return SnapshotInfo(path.stem, path, models, reporting, 0.0)


def room_for(size: int, folder: Path) -> bool:
    """Whether a file of `size` bytes fits into a folder."""
    return shutil.disk_usage(folder).free > size


def _checked(file: Path) -> tuple[int, int]:
    """Open a file as readers do; the numbers of models and reports it holds.

    A view or a macro of another meaning in it would be run by every page.
    """
    snapshot = Snapshot(file)
    try:
        shape = snapshot.cursor().execute(statement("snapshot_shape")).fetchall()
        if shape != own_shape() or snapshot.is_sample:
            raise SnapshotError(f"{file} is not a snapshot as this version of the app builds them.")
        return int(snapshot.meta["models"]), int(snapshot.meta["reporting"])
    except (duckdb.Error, KeyError, ValueError) as error:
        raise SnapshotError(f"{file} cannot be read: {str(error)[:200]}") from error
    finally:
        snapshot.close()


@cache
def own_shape() -> list[tuple[object, ...]]:
    """The shape of a snapshot that this version builds."""
    with duckdb.connect() as connection:
        connection.execute(part("snapshot"))
        return connection.execute(statement("snapshot_shape")).fetchall()
