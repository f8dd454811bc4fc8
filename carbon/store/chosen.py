"""The store that the settings name: a folder of snapshots, or a lake; opens neither."""

from __future__ import annotations

from pathlib import Path

from carbon.config import Settings
from carbon.store.reader import Snapshot, Store


def store_in(data_dir: Path, settings: Settings | None = None) -> Store:
    """The store of the settings (those of the environment by default), with `data_dir` for what is local to it."""
    settings = settings or Settings.from_env()
    if settings.lake is None:
        return Store(data_dir)
    from carbon.store.lake.connection import Lake  # noqa: PLC0415 - nobody without a lake pays for it
    from carbon.store.lake.reader import LakeStore  # noqa: PLC0415

    return LakeStore(data_dir, Lake.of(settings))


def file_of(snapshot: Snapshot, folder: Path, settings: Settings) -> Path:
    """The file of a snapshot; one of a lake is written into `folder`."""
    if settings.lake is None:
        return snapshot.path
    from carbon.store.lake.connection import Lake  # noqa: PLC0415
    from carbon.store.lake.publication import take  # noqa: PLC0415
    from carbon.store.lake.reader import LakeSnapshot  # noqa: PLC0415

    file = folder / f"{snapshot.id}.duckdb"
    if isinstance(snapshot, LakeSnapshot):
        take(Lake.of(settings), snapshot.version, file)
    return file
