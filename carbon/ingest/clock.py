"""Time as the ingest sees it, in one place so that tests can bring their own; knows nothing of the Hub."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime


class Clock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The time in UTC, without a zone, as the store keeps it."""
        return datetime.now(UTC).replace(tzinfo=None)

    def monotonic(self) -> float:
        """Seconds since some fixed point; never goes back."""
        return time.monotonic()

    def wait(self, seconds: float, stop: threading.Event) -> None:
        """Sleep, but no longer than until `stop` is set."""
        stop.wait(seconds)
