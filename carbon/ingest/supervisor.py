"""Keeps the ingest running beside the app, as a process of its own; never ingests in the app's process.

Where the ingest is off and published snapshots are to be taken, it keeps that running instead.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO

from carbon.config import Settings
from carbon.ingest import lock
from carbon.ingest.log import redact

LOG = "ingest.log"
MAX_LOG_BYTES = 1_000_000
FIRST_RESTART_S = 1.0
MAX_RESTART_S = 300.0
HEALTHY_S = 60.0
LOOK_AGAIN_S = 15.0
STOP_WITHIN_S = 5.0
INGEST = [sys.executable, "-m", "carbon", "ingest", "--with-parent"]
FOLLOW = [sys.executable, "-m", "carbon", "fetch", "--with-parent"]


class IngestProcess:
    """Starts `carbon ingest` as a child and starts it again when it dies; leaves a foreign ingest alone."""

    def __init__(self, settings: Settings, command: list[str] | None = None) -> None:
        """Nothing is started before `start`; `command` replaces the ingest's own."""
        self.settings = settings
        self.command = command or (FOLLOW if settings.follows else INGEST)
        self._stop = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None

    @property
    def pid(self) -> int | None:
        """The child's process id, or None while there is none."""
        child = self._child
        return child.pid if child is not None and child.poll() is None else None

    def start(self) -> bool:
        """Begin to keep the ingest running; False where the settings say that there is none."""
        if not self.settings.brings_data or self._thread is not None:
            return False
        self._thread = threading.Thread(target=self._keep_running, name="ingest", daemon=True)
        self._thread.start()
        return True

    def stop(self) -> None:
        """End the child and wait for it: it is told to, and killed if it does not within `STOP_WITHIN_S`."""
        self._stop.set()
        child = self._child
        if child is not None and child.poll() is None:
            child.terminate()
            try:
                child.wait(STOP_WITHIN_S)
            except subprocess.TimeoutExpired:
                child.kill()
        if self._thread is not None:
            self._thread.join(STOP_WITHIN_S)

    def _keep_running(self) -> None:
        pause_s = FIRST_RESTART_S
        while not self._stop.is_set():
            if lock.is_held(self.settings.data_dir):
                self._stop.wait(LOOK_AGAIN_S)
                continue
            began = time.monotonic()
            self._run_child()
            healthy = time.monotonic() - began >= HEALTHY_S
            pause_s = FIRST_RESTART_S if healthy else min(MAX_RESTART_S, pause_s * 2)
            self._stop.wait(pause_s)

    def _run_child(self) -> None:
        try:
            self._child = subprocess.Popen(self.command, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        except OSError as error:
            sys.stderr.write(f"the ingest could not be started: {error}\n")
            return
        if self._stop.is_set():
            self._child.terminate()
        with self._child as child:
            if child.stderr is not None:
                _pump(child.stderr, self.settings.data_dir / LOG)


def _pump(lines: IO[bytes], path: Path) -> None:
    """Copy the child's lines to stderr and to a log of bounded size, until it ends."""
    for line in lines:
        text = redact(line.decode("utf-8", "replace"))
        sys.stderr.write(text)
        try:
            _append(path, text)
        except OSError as error:
            sys.stderr.write(f"{path} could not be written: {error}\n")


def _append(path: Path, text: str) -> None:
    if path.exists() and path.stat().st_size + len(text) > MAX_LOG_BYTES:
        path.replace(path.with_suffix(".log.1"))
    with path.open("a", encoding="utf-8") as log:
        log.write(text)
