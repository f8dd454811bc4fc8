"""Files of a public data set into the data directory, with their progress; knows no stage and reads no file."""

from __future__ import annotations

from pathlib import Path

from carbon.hub.errors import Stopped
from carbon.hub.parquet_files import Commit, RemoteFile, download
from carbon.ingest.work import Work

FOLDER = "downloads"
MB = 10**6


def folder_of(work: Work, purpose: str) -> Path:
    """Where the files of one purpose stand while they are needed."""
    return work.settings.data_dir / FOLDER / purpose


def fetch(work: Work, commit: Commit, file: RemoteFile, folder: Path) -> Path:
    """The file, downloaded unless it is there; progress counts megabytes. Errors as `parquet_files.download`."""
    work.progress.begin_stage("download", 0, max(file.size // MB, 1))

    def tell(done: int) -> None:
        work.progress.advance(done // MB, **work.wire_state())
        if work.stop.is_set():
            raise Stopped("stopped during a download")

    return download(work.client, commit, file, folder, tell)
