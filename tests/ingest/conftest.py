from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from carbon.config import Settings
from carbon.ingest import lists
from carbon.ingest.job import Job
from tests.fakehub import FakeHub
from tests.ingest.world import PAGE, ClockThatStops, StillClock


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with FakeHub() as served:
        yield served


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of a few models, so that a handful makes a list of several pages."""
    kinds = {name: replace(kind, limit=PAGE) for name, kind in lists.KINDS.items()}
    monkeypatch.setattr(lists, "KINDS", kinds)


@pytest.fixture
def settings(hub: FakeHub, tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", endpoint=hub.url, timeout_s=2.0, give_up_s=0.05)


@pytest.fixture
def ingest(settings: Settings, clock: StillClock):
    """Runs one ingest in this process; returns its exit code."""

    def run(**changes: object) -> int:
        return Job(replace(settings, **changes), clock, threading.Event()).run(once=True)

    return run


@pytest.fixture
def on_schedule(settings: Settings, clock: StillClock):
    """Runs the scheduled ingest from the clock's time on, until so many waits are over; returns their seconds."""

    def run(waits: int = 1) -> list[float]:
        own = ClockThatStops(clock.time, waits)
        Job(settings, own, threading.Event()).run(once=False)
        return own.waits

    return run
