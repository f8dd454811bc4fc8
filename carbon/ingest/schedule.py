"""When the next ingest begins: at once, after the refresh time, or sooner after a failure; never runs two."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

from carbon.ingest.clock import Clock
from carbon.ingest.progress import ProgressFile, stamp

FIRST_RETRY_S = 60.0
MAX_RETRY_S = 3600.0


def repeat(
    cycle: Callable[[], bool],
    *,
    first_in_s: float,
    every_s: float,
    progress: ProgressFile,
    clock: Clock,
    stop: threading.Event,
    not_before_s: Callable[[], float] = lambda: 0.0,
) -> None:
    """Run `cycle` again and again until `stop` is set.

    Args:
        cycle: one ingest; whether it went well.
        first_in_s: seconds until the first.
        every_s: seconds between the end of a good one and the next; a failed one is tried again after 1, 2, 4, …
            minutes, at most an hour, and never later than after a good one.
        progress: told when the next begins.
        clock: the time.
        stop: ends the waiting at once.
        not_before_s: asked after a failed one: seconds before which another cannot end otherwise.
    """
    wait_s, failures = first_in_s, 0
    while not stop.is_set():
        if wait_s > 0:
            next_at = clock.now() + timedelta(seconds=wait_s)
            progress.update(force=True, state="waiting", stage=None, next_run_at=stamp(next_at))
            clock.wait(wait_s, stop)
        if stop.is_set():
            return
        failures = 0 if cycle() else failures + 1
        wait_s = every_s if failures == 0 else min(every_s, max(_backoff_s(failures), not_before_s()))


def _backoff_s(failures: int) -> float:
    return min(MAX_RETRY_S, FIRST_RETRY_S * 2.0 ** min(failures - 1, 10))
