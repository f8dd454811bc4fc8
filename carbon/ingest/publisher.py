"""When a snapshot of the staging is published, and when the one that stands is better; builds none itself."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from carbon.hub.errors import Stopped
from carbon.ingest.clock import Clock
from carbon.ingest.log import event
from carbon.ingest.progress import ProgressFile
from carbon.store import runs
from carbon.store.reader import FOLDER, Store, read_pointer
from carbon.store.snapshot import publish
from carbon.store.staging import Staging
from carbon.store.tested import When

EVERY_S = 300.0
MAX_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Standing:
    """What the published snapshot says of itself; `named` where it is the one that `CURRENT` names.

    `untested`: its statistics were to be made later.
    """

    id: str
    models: int
    reporting: int
    endpoint: str | None
    sample: bool
    named: bool
    untested: bool


class Publisher:
    """Publishes at the ends of stages, and while a list grows at intervals."""

    def __init__(
        self,
        staging: Staging,
        data_dir: Path,
        *,
        endpoint: str,
        progress: ProgressFile,
        clock: Clock,
        stop: threading.Event,
        hand_on: Callable[[Path], None] | None = None,
    ) -> None:
        """Publish from `staging` into `data_dir`; `endpoint` is the Hub that it was read from.

        `hand_on` is given every snapshot that was published, and the standing one when the work is taken up.
        """
        self.hand_on = hand_on or (lambda path: None)
        self.staging = staging
        self.data_dir = data_dir
        self.endpoint = endpoint
        self.progress = progress
        self.clock = clock
        self.stop = stop
        self._last = clock.monotonic()
        self._took_s = 0.0

    def publish(self, *, list_complete: bool = True, tests: When = When.NOW) -> None:
        """Publish what is staged, unless a snapshot holds it already or the standing one knows more.

        Args:
            list_complete: whether the list of reporters was read to its end, so that even nothing is a finding.
            tests: whether the statistics are made now.
        """
        standing = self._standing()
        if self._is_ours(standing) and not self._is_wanting(standing, tests):
            return
        models, reporting, _ = self.staging.run("staged_counts")[0]
        if models == 0 and not list_complete:
            return
        if standing is not None and self._knows_more(standing, models):
            event(logging.INFO, "kept", snapshot=standing.id, models=standing.models, staged=models)
            return
        self._build(models, reporting, tests)

    def resume(self) -> None:
        """Begin where the standing snapshot is; publish what is staged where there is none, or not the named one."""
        standing = self._standing()
        if not self._is_ours(standing):
            self.publish(list_complete=False)
            return
        self.hand_on(self.data_dir / FOLDER / f"{standing.id}.duckdb")
        self.progress.update(snapshot=standing.id, models=standing.models, reporting=standing.reporting)

    def publish_if_due(self) -> None:
        """Publish if the last time is five minutes ago, and building takes no more than a tenth of the time."""
        if self.clock.monotonic() - self._last >= max(EVERY_S, self._took_s / MAX_SHARE):
            self._last = self.clock.monotonic()
            self.publish(tests=When.GROWING)

    def _build(self, models: int, reporting: int, tests: When) -> None:
        stage = self.progress.now.stage
        self.progress.update(force=True, stage="publish", models=models, reporting=reporting)
        info = publish(
            self.staging.connection,
            self.data_dir,
            now=self.clock.now(),
            endpoint=self.endpoint,
            tests=tests,
            check=self._check,
        )
        self.staging.mark_published()
        self._last, self._took_s = self.clock.monotonic(), info.seconds
        self.progress.update(force=True, stage=stage, snapshot=info.id, models=info.models, reporting=info.reporting)
        event(logging.INFO, "published", snapshot=info.id, models=info.models, seconds=info.seconds)
        self.hand_on(info.path)

    def _is_wanting(self, standing: Standing, tests: When) -> bool:
        """Whether something was staged since, or its statistics are due."""
        return self.staging.unpublished or (standing.untested and tests is not When.LATER)

    def _knows_more(self, standing: Standing, models: int) -> bool:
        """A staging that is being built anew must not take away what an earlier one had found."""
        if standing.sample or standing.endpoint != self.endpoint:
            return False
        return runs.latest_finished(self.staging, runs.FULL) is None and standing.models > models

    def _is_ours(self, standing: Standing | None) -> TypeGuard[Standing]:
        """Whether it was built from this Hub and is the last one that was; a lost or damaged one is passed over."""
        return standing is not None and standing.named and not standing.sample and standing.endpoint == self.endpoint

    def _standing(self) -> Standing | None:
        snapshot = Store(self.data_dir).current()
        if snapshot is None:
            return None
        meta = snapshot.meta
        snapshot.close()
        return Standing(
            snapshot.id,
            int(meta.get("models", "0")),
            int(meta.get("reporting", "0")),
            meta.get("endpoint"),
            snapshot.is_sample,
            snapshot.id == read_pointer(self.data_dir),
            "statistics_due" in meta,
        )

    def _check(self) -> None:
        if self.stop.is_set():
            raise Stopped("stopped while a snapshot was being built")
