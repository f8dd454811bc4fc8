"""The ingest's state in a small file that the app and `status` read; says nothing of what was ingested."""

from __future__ import annotations

import dataclasses
import json
import os
import threading
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from carbon.ingest import lock
from carbon.ingest.clock import Clock
from carbon.ingest.log import redact

FILE = "progress.json"
EVERY_S = 0.5
MAX_WARNINGS = 20
STATES = ("running", "waiting", "finished", "failed", "stopped")
#: What each stage does, in words for people.
STAGES = {
    "fetch": "Fetching a published snapshot",
    "reporters": "Listing models that report",
    "texts": "Reading the texts of their cards",
    "details": "Reading their details",
    "datasets": "Reading data set sizes",
    "census": "Listing all models",
    "download": "Downloading a public data set (MB)",
    "cards": "Reading all card texts",
    "publish": "Building the snapshot",
}


@dataclass(slots=True)
class Progress:
    """Where the ingest stands. Times are ISO 8601 in UTC; None means not known.

    `state` is one of `STATES`, `stage` reporters, texts, details, datasets, census, download, cards or publish.
    `stage_total_estimated` tells that the total is last time's. `note` says what is waited for, until `note_until`,
    `note_details` what happened. `failure` is `last_error` for visitors, who can mend nothing: what failed, without
    addresses. `quota` is the Hub's: remaining, limit, resets_in_s.
    """

    state: str = "running"
    stage: str | None = None
    stage_done: int = 0
    stage_total: int | None = None
    stage_total_estimated: bool = False
    models: int = 0
    reporting: int = 0
    rejected: int = 0
    requests: int = 0
    rate_per_s: float | None = None
    quota: dict[str, int] | None = None
    eta_s: float | None = None
    note: str | None = None
    note_until: str | None = None
    note_details: str | None = None
    last_error: str | None = None
    failure: str | None = None
    warnings: list[str] = field(default_factory=list)
    started_at: str | None = None
    updated_at: str | None = None
    next_run_at: str | None = None
    snapshot: str | None = None
    pid: int | None = None


class ProgressFile:
    """Writes the progress of this process, whole and not too often."""

    def __init__(self, data_dir: Path, clock: Clock) -> None:
        """Begin with an empty progress; nothing is written before the first `update`."""
        self.path = data_dir / FILE
        self.clock = clock
        self.now = Progress(pid=os.getpid(), started_at=stamp(clock.now()))
        self._written = float("-inf")
        self._lock = threading.Lock()  # the last words before a hard end come from a thread of their own
        self._stage_began = (clock.monotonic(), 0)

    def begin_stage(self, stage: str, done: int = 0, total: int | None = None, *, estimated: bool = False) -> None:
        """Turn to another stage, of which `done` was already done in an earlier process."""
        self._stage_began = (self.clock.monotonic(), done)
        self.update(
            force=True,
            state="running",
            stage=stage,
            stage_done=done,
            stage_total=total,
            stage_total_estimated=estimated,
            rate_per_s=None,
            eta_s=None,
            note=None,
            next_run_at=None,
        )

    def advance(self, done: int, **changes: Any) -> None:
        """Note how much of the stage is done, and with it the rate and the time that is left."""
        since, before = self._stage_began
        seconds = self.clock.monotonic() - since
        rate = (done - before) / seconds if seconds > 0 else None
        total = self.now.stage_total
        left = max(0, total - done) / rate if total is not None and rate else None
        self.update(
            stage_done=done,
            rate_per_s=None if rate is None else round(rate, 2),
            eta_s=None if left is None else round(left, 1),
            note=None,
            **changes,
        )

    def warn(self, text: str) -> None:
        """Add a warning; of many the latest are kept."""
        self.update(force=True, warnings=[*self.now.warnings, redact(text)][-MAX_WARNINGS:])

    def update(self, *, force: bool = False, **changes: Any) -> None:
        """Set fields of the progress; write them if the last writing is long enough ago or `force` is set.

        Raises:
            OSError: the data directory cannot be written.
        """
        with self._lock:
            for name, value in changes.items():
                setattr(self.now, name, redact(value) if isinstance(value, str) else value)
            now = self.clock.monotonic()
            if force or now - self._written >= EVERY_S:
                self._written = now
                self._write()

    def _write(self) -> None:
        self.now.updated_at = stamp(self.clock.now())
        aside = self.path.with_name(f"{FILE}.{os.getpid()}")
        try:
            aside.write_text(json.dumps(dataclasses.asdict(self.now)), encoding="utf-8")
            aside.replace(self.path)
        except OSError:
            aside.unlink(missing_ok=True)
            raise


def read_progress(data_dir: Path) -> Progress | None:
    """The progress on file, or None where there is none that can be read."""
    try:
        content = json.loads((data_dir / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(content, dict) or content.get("state") not in STATES:
        return None
    return Progress(**{name: value for name, value in content.items() if _fits(name, value)})


def _fits(name: str, value: object) -> bool:
    hint = get_type_hints(Progress).get(name, ())
    kinds = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    return any(isinstance(value, get_origin(kind) or kind) for kind in kinds)


def ingest_state(data_dir: Path) -> dict[str, Any] | None:
    """The progress on file, whether its ingest is `alive`, and what that `waits` for; None where none ever ran."""
    progress = read_progress(data_dir)
    if progress is None:
        return None
    waits = wait_in_words(progress, Clock().now())
    return {**dataclasses.asdict(progress), "alive": is_alive(data_dir), "waits": waits}


def wait_in_words(progress: Progress, now: datetime) -> str | None:
    """What is waited for and how much longer from `now`, of UTC; None where nothing is."""
    if progress.note is None or progress.note_until is None:
        return progress.note
    try:
        until = datetime.fromisoformat(progress.note_until).replace(tzinfo=None)
    except ValueError:
        return progress.note
    left_s = (until - now).total_seconds()
    return f"{progress.note} {_in(left_s)}"


def _in(seconds: float) -> str:
    if seconds < 1:
        return "now"
    return f"in {seconds:.0f} s" if seconds < 120 else f"in {seconds / 60:.0f} min"


def is_alive(data_dir: Path) -> bool:
    """Whether the ingest whose progress is on file still lives."""
    return lock.is_held(data_dir)


def stamp(time: datetime) -> str:
    """A UTC time of the store as ISO 8601."""
    return f"{time.isoformat(timespec='seconds')}Z"
