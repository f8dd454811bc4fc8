"""Takes the newest published snapshot of a repository into the data directory; never touches the staging."""

from __future__ import annotations

import hashlib
import logging
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from carbon.config import Settings
from carbon.hub.client import HubClient
from carbon.ingest.failures import SharingError
from carbon.ingest.log import event
from carbon.ingest.progress import ProgressFile
from carbon.sharing.manifest import Manifest, newest, resolve
from carbon.store.adoption import adopt, room_for
from carbon.store.reader import FOLDER, Snapshot, SnapshotError, Store, read_pointer
from carbon.store.schema import SCHEMA_VERSION
from carbon.store.snapshot import SnapshotInfo

#: What a download that is not complete is called; its name holds the checksum, so that only its own file goes on in it.
PART = ".part"
DAY = timedelta(days=1)


class Fetcher:
    """One look at a repository of snapshots, and what is newer taken from it."""

    def __init__(self, settings: Settings, client: HubClient, progress: ProgressFile, stop: threading.Event) -> None:
        """Nothing is asked before `run`; the settings must name a repository."""
        if settings.snapshot_repo is None:
            raise SharingError("There is no repository to take a snapshot from: set CARBON_SNAPSHOT_REPO.")
        self.repo = settings.snapshot_repo
        self.data_dir = settings.data_dir
        self.client = client
        self.progress = progress
        self.stop = stop

    def run(self) -> bool:
        """Take the newest snapshot if it is newer than the current one; whether one was taken.

        Raises:
            SharingError: what is published cannot be used here.
            HubError, HfHubHTTPError, OSError: it could not be had; the next look goes on from there.
        """
        self.progress.begin_stage("fetch")
        manifest = newest(self.client, self.repo)
        if manifest is None:
            raise SharingError(f"The data set {self.repo} holds no snapshot yet: run `python -m carbon publish`.")
        self._note_standing()
        if not _is_newer(manifest, self.data_dir):
            return False
        if manifest.schema != SCHEMA_VERSION:
            raise SharingError(
                f"The snapshot in {self.repo} has schema version {manifest.schema}, this app reads {SCHEMA_VERSION}: "
                "update the older of the two, this app or the one that publishes."
            )
        self._take(manifest)
        return True

    def _take(self, manifest: Manifest) -> None:
        part = self._download(manifest)
        if _sha256(part) != manifest.sha256:
            part.unlink()
            raise SharingError(f"{manifest.path} of {self.repo} is not the file its manifest tells of: not used.")
        try:
            info = adopt(part, self.data_dir, manifest.id)
        except SnapshotError:
            part.unlink(missing_ok=True)
            raise
        self._tell(info)
        event(logging.INFO, "fetched", snapshot=info.id, models=info.models, repo=self.repo)

    def _download(self, manifest: Manifest) -> Path:
        folder = self.data_dir / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{manifest.sha256[:16]}{PART}"
        for other in folder.glob(f"*{PART}"):
            if other != part:
                other.unlink(missing_ok=True)
        have = part.stat().st_size if part.exists() else 0
        if not room_for(manifest.size - have, folder):
            raise SharingError(f"{folder} has no room for {manifest.size:,} bytes: free space or set CARBON_DATA_DIR.")
        self.progress.begin_stage("fetch", have, manifest.size)
        self.client.download(resolve(self.repo, manifest.path), part, manifest.size, self._advance)
        return part

    def _advance(self, size: int) -> None:
        self.progress.advance(size, requests=self.client.requests)

    def _note_standing(self) -> None:
        snapshot = _standing(self.data_dir)
        if snapshot is not None:
            meta = snapshot.meta
            self.progress.update(
                snapshot=snapshot.id, models=int(meta.get("models", 0)), reporting=int(meta.get("reporting", 0))
            )
            snapshot.close()

    def _tell(self, info: SnapshotInfo) -> None:
        self.progress.update(force=True, snapshot=info.id, models=info.models, reporting=info.reporting)


def has_snapshot(data_dir: Path) -> bool:
    """Whether a data directory has a snapshot that can be read."""
    snapshot = _standing(data_dir)
    if snapshot is not None:
        snapshot.close()
    return snapshot is not None


def _standing(data_dir: Path) -> Snapshot | None:
    return Store(data_dir).current()


def _is_newer(manifest: Manifest, data_dir: Path) -> bool:
    """Whether it was built after the current snapshot.

    One that only stands in for a lost one counts as none, and so does one from the future: a clock was wrong.
    """
    snapshot = _standing(data_dir)
    if snapshot is None:
        return True
    built, named = datetime.fromisoformat(snapshot.meta.get("built_at", "")), snapshot.id == read_pointer(data_dir)
    snapshot.close()
    ahead = built > datetime.now(UTC).replace(tzinfo=None) + DAY
    return not named or manifest.built > built or (ahead and manifest.id != snapshot.id)


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
