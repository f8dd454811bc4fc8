"""What a machine does to an ingest and its readers: disks, clocks, removed files, a second ingest, an endless outage.

Each trial returns in words what should not have happened.
"""

from __future__ import annotations

import json
import os
import shutil
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from bench.session import Session
from carbon.config import Settings
from carbon.ingest.clock import Clock
from carbon.ingest.job import LOCKED, Job
from carbon.ingest.progress import read_progress
from tests.browser import server
from tests.fakehub import FakeHub
from tests.faults.disk import small_disk
from tests.faults.processes import ingest, started
from tests.faults.trial import after, before, changed_to, ended, figures_in, left_over
from tests.ingest.world import StillClock, content, totals
from tests.running import run

Trial = Callable[[FakeHub, Path], list[str]]
DAY = timedelta(days=1)
#: A day at the longest pause between two looks, the shorter ones before it, and what follows the outage.
MOST_LOOKS = 24 + 8


def disk_full(hub: FakeHub, folder: Path, left_kb: int) -> list[str]:
    """An ingest that finds so little room fails with advice; with room the next one makes it good."""
    with small_disk(folder / "disk") as disk:
        data_dir = disk.folder / "data"
        wrong = _known(hub, data_dir)
        disk.fill(left_kb)
        wrong += _told(hub, data_dir, "Free space")
        disk.empty()
        return wrong + _made_good(hub, data_dir)


def disk_read_only(hub: FakeHub, folder: Path) -> list[str]:
    """An ingest fails with advice and an app serves what there is; with a disk to write on all goes on."""
    with small_disk(folder / "disk") as disk:
        data_dir = disk.folder / "data"
        wrong = _known(hub, data_dir)
        disk.writable(yes=False)
        wrong += _told(hub, data_dir, "CARBON_DATA_DIR")
        wrong += _served(data_dir, folder / "app.log", downloads=503)
        disk.writable(yes=True)
        return wrong + _made_good(hub, data_dir)


def clock_jumps(hub: FakeHub, folder: Path) -> list[str]:
    """A clock an hour behind, ten years ahead, then right again: the Hub is read as it is, and all of it anew."""
    data_dir = folder / "data"
    wrong = _known(hub, data_dir)
    after(hub)
    for off in (timedelta(hours=-1), timedelta(days=3653)):
        wrong += ended(f"the ingest with a clock off by {off}", ingest(hub.url, data_dir, clock_off=off), {0})
        wrong += changed_to(figures_in(data_dir)) + left_over(data_dir)
    hub.models.remove("owner/m-39")
    wrong += ended("the ingest with the right clock", ingest(hub.url, data_dir), {0})
    found = figures_in(data_dir)
    return wrong if (found["models"], found["gone"]) == (42, 1) else [*wrong, f"ended with {found}"]


def snapshot_removed(hub: FakeHub, folder: Path) -> list[str]:
    """An app goes on with the snapshot that it has open, and with the next one that is published."""
    data_dir = folder / "data"
    wrong = _known(hub, data_dir)
    app = server.start(data_dir, folder / "app.log")
    try:
        wrong += _answers(app)
        shutil.rmtree(data_dir / "snapshots")
        wrong += _answers(app)
        wrong += _made_good(hub, data_dir)
        shown = json.loads(_get(app, "/api/health")[1])["snapshot"]
        if shown["models"] != figures_in(data_dir)["models"]:
            wrong.append(f"the app shows {shown}")
        return wrong + _answers(app)
    finally:
        app.stop()


def two_at_once(hub: FakeHub, folder: Path) -> list[str]:
    """Of two ingests that start at once one works, and the other leaves it alone or comes after it."""
    data_dir = folder / "data"
    wrong = _known(hub, data_dir)
    after(hub)
    pair = [started(hub.url, data_dir) for _ in range(2)]
    said = [process.communicate()[0] for process in pair]
    endings = [(process.returncode, words) for process, words in zip(pair, said, strict=True)]
    wrong += [each for number in endings for each in ended("one of two ingests", number, {0, LOCKED})]
    if 0 not in {code for code, _ in endings}:
        wrong.append("neither of two ingests worked")
    return wrong + changed_to(figures_in(data_dir)) + left_over(data_dir)


def hub_down_for_a_day(hub: FakeHub, folder: Path) -> list[str]:
    """On schedule it looks ever more seldom, loses nothing, says why, and goes on by itself when the Hub is back."""
    data_dir = folder / "data"
    before(hub)
    settings = Settings(data_dir=data_dir, endpoint=hub.url, timeout_s=2.0, give_up_s=0.05)
    clock = StillClock()
    wrong = [] if Job(settings, clock, threading.Event()).run(once=True) == 0 else ["the first ingest failed"]
    known = totals(data_dir)
    after(hub)
    hub.faults.dropped(times=None)
    stop = threading.Event()
    outage = _Outage(clock.now(), hub, data_dir, stop)
    Job(settings, outage, stop).run(once=False)
    wrong += [f"while it was down {each} was published" for each in outage.shown - {known}]
    wrong += [] if outage.told else ["the progress does not say what failed"]
    wrong += [] if outage.looks <= MOST_LOOKS else [f"it looked {outage.looks} times in a day"]
    return wrong + changed_to(figures_in(data_dir)) + left_over(data_dir)


class _Outage(StillClock):
    """A clock that runs as fast as the ingest waits; after a day the Hub is back, and after one ingest it ends."""

    def __init__(self, begins: datetime, hub: FakeHub, data_dir: Path, stop: threading.Event) -> None:
        super().__init__()
        self.time = begins
        self.looks, self.told, self.shown = 0, False, set[tuple[object, ...]]()
        self._mended_at, self._hub, self._data_dir, self._stop = begins + 2 * DAY, hub, data_dir, stop

    def wait(self, seconds: float, stop: threading.Event) -> None:
        if self.time < self._mended_at:
            progress = read_progress(self._data_dir)
            self.looks += 1
            self.told = self.told or bool(progress and progress.last_error)
            self.shown.add(totals(self._data_dir))
        elif progress_is_good(self._data_dir):
            self._stop.set()
        super().wait(seconds, stop)
        if self.time >= self._mended_at:
            self._hub.faults.clear()


def progress_is_good(data_dir: Path) -> bool:
    """Whether the last ingest went well."""
    progress = read_progress(data_dir)
    return progress is not None and progress.last_error is None


def quota_of_one(hub: FakeHub, folder: Path) -> list[str]:
    """A Hub that answers one request a second: it is obeyed, and everything comes in the end."""
    hub.reset(content(range(3)), quota=1, window_s=1, clock=time.monotonic)
    settings = Settings(data_dir=folder / "data", endpoint=hub.url, timeout_s=5.0, give_up_s=30.0)
    code = Job(settings, Clock(), threading.Event()).run(once=True)
    wrong = [] if code == 0 else [f"it ended with {code}"]
    if totals(settings.data_dir) != (3, 1, 0, 0):
        wrong.append(f"it found {totals(settings.data_dir)}")
    if hub.over_quota > 1:
        wrong.append(f"{hub.over_quota} of {len(hub.requests)} requests were over the quota")
    return wrong


def _known(hub: FakeHub, data_dir: Path) -> list[str]:
    before(hub)
    return ended("the first ingest", ingest(hub.url, data_dir), {0})


def _told(hub: FakeHub, data_dir: Path, advice: str) -> list[str]:
    """An ingest that cannot write says so and what to do; what is published stays."""
    known = figures_in(data_dir)
    after(hub)
    code, said = ingest(hub.url, data_dir)
    wrong = ended("the ingest without a place to write", (code, said), {0, 1})
    if code and advice not in said:
        wrong.append(f"it does not say {advice!r}: {said[-300:]}")
    if figures_in(data_dir)["models"] < known["models"]:
        wrong.append(f"models fell to {figures_in(data_dir)['models']}")
    return wrong + left_over(data_dir)


def _made_good(hub: FakeHub, data_dir: Path) -> list[str]:
    after(hub)
    wrong = ended("the next ingest", ingest(hub.url, data_dir), {0})
    return wrong + changed_to(figures_in(data_dir)) + left_over(data_dir)


def _served(data_dir: Path, log: Path, *, downloads: int) -> list[str]:
    app = server.start(data_dir, log)
    try:
        return _answers(app, downloads=downloads)
    finally:
        app.stop()


def _answers(app: server.AppServer, *, downloads: int = 200) -> list[str]:
    """What of an app's routes and pages is not as it should be."""
    wanted = {"/api/health": 200, "/api/models/owner/m-5": 200, "/badge/owner/m-5.svg": 200}
    wanted["/data/reports.csv"] = downloads
    wrong = [f"{path}: status {_get(app, path)[0]}" for path, status in wanted.items() if _get(app, path)[0] != status]
    try:
        run(_look_around(app.url))
    except Exception as error:  # noqa: BLE001 - whatever a visitor meets is a fault of the app
        wrong.append(f"a page shows {type(error).__name__}: {error}")
    return wrong + (["the log holds a traceback"] if b"Traceback" in app.log.read_bytes() else [])


async def _look_around(url: str) -> None:
    async with Session(url) as visitor:
        for page in ("", "trends", "efficiency", "method"):
            await visitor.run(page)


def _get(app: server.AppServer, path: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(app.url + path, timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


#: Those that need a disk of their own.
OF_DISKS: Mapping[str, Trial] = {
    **{f"{left} kB left on the disk": partial(disk_full, left_kb=left) for left in (0, 64, 512, 2048, 8192)},
    "a disk that becomes read-only": disk_read_only,
}
MACHINE: Mapping[str, Trial] = {
    **(OF_DISKS if os.geteuid() == 0 else {}),
    "a clock that jumps": clock_jumps,
    "snapshots removed under the app": snapshot_removed,
    "two ingests at once": two_at_once,
    "a Hub that is down for a day": hub_down_for_a_day,
    "a quota of one request": quota_of_one,
}
