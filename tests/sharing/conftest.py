"""A fake Hub with a data set for snapshots, its files kept on another host, and a data directory beside it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import huggingface_hub
import pytest
from huggingface_hub.utils._http import default_client_factory

from carbon import cli
from carbon.config import Settings
from carbon.ingest.job import Job
from carbon.store.reader import Snapshot, Store
from tests.fakehub import FakeHub
from tests.ingest.world import ClockThatStops, StillClock
from tests.store.staged import Staged

REPO = "ada/hub-carbon"
TOKEN = "hf_good"
BUILT = datetime(2026, 11, 20)


@pytest.fixture
def cdn() -> Iterator[FakeHub]:
    with FakeHub() as served:
        yield served


@pytest.fixture
def hub(cdn: FakeHub) -> Iterator[FakeHub]:
    with FakeHub() as served:
        served.repos.cdn = cdn.url
        served.repos.blobs, served.repos.parts = cdn.repos.blobs, cdn.repos.parts
        yield served


@pytest.fixture
def settings(hub: FakeHub, tmp_path: Path) -> Settings:
    data_dir = tmp_path / "data"
    return Settings(data_dir, ingest=False, timeout_s=2.0, give_up_s=0.05, snapshot_repo=REPO, endpoint=hub.url)


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def fetch(settings: Settings, clock: StillClock) -> Callable[..., int]:
    """Looks once for a newer snapshot; returns the exit code."""

    def run(**changes: object) -> int:
        return Job(replace(settings, **changes), clock, threading.Event(), follow=True).run(once=True)

    return run


@pytest.fixture
def on_schedule(settings: Settings, clock: StillClock) -> Callable[..., list[float]]:
    """Follows the repository until so many waits are over; returns their seconds."""

    def run(waits: int) -> list[float]:
        own = ClockThatStops(clock.time, waits)
        Job(settings, own, threading.Event(), follow=True).run(once=False)
        return own.waits

    return run


@pytest.fixture
def build(tmp_path: Path, hub: FakeHub) -> Callable[..., Snapshot]:
    """Builds a snapshot of so many models in a folder of the publisher's; `days` after the first."""

    def built(models: int = 3, days: float = 0, *, complete: bool = True, folder: str = "publisher") -> Snapshot:
        staged = Staged()
        staged.run(0, "reporters")
        staged.run(1, "full", finished=complete)
        for number in range(models):
            staged.model(number, f"owner/m-{number}")
        staged.reporter(models, "owner/reporter", 12.5)
        staged.publish(tmp_path / folder, BUILT + timedelta(days=days), endpoint=hub.url)
        snapshot = Store(tmp_path / folder).current()
        assert snapshot is not None
        return snapshot

    return built


@pytest.fixture
def publish(tmp_path: Path, hub: FakeHub, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., int]]:
    """Runs `carbon publish` on the publisher's folder; returns the exit code.

    By plain LFS: what huggingface_hub's own extension for Xet storage sends cannot be answered by a fake Hub.
    """
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_DISABLE_XET", True)

    def run(*arguments: str, token: str = TOKEN, folder: str = "publisher", **env: str) -> int:
        given = {"CARBON_DATA_DIR": str(tmp_path / folder), "HF_ENDPOINT": hub.url, "HF_TOKEN": token}
        given |= {"CARBON_SNAPSHOT_REPO": REPO, "CARBON_GIVE_UP_S": "0.05", **env}
        with monkeypatch.context() as context:
            for name, value in given.items():
                context.setenv(name, value)
            return cli.main(["publish", *arguments])

    yield run
    huggingface_hub.set_client_factory(default_client_factory)
