"""Kills an app with its ingest beside it: the ingest alone, the app alone, or both, while routes are asked."""

from __future__ import annotations

import os
import random
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from carbon.ingest.lock import is_held
from carbon.ingest.progress import read_progress
from tests.browser import server
from tests.kill.trial import Kill, Outcome, figures, finish, reader, rows, rubbish

WHOM = ("ingest", "app", "both")
#: Seconds within which an ingest has to notice that its app is gone, and an app that its ingest is.
NOTICED_S = 20.0
PATHS = ("/_stcore/health", "/api/health", "/api/summary", "/data/reports.csv")


def disturbed_apps(
    hub_url: str,
    data_dir: Path,
    *,
    kills: int,
    longest_s: float,
    seed: int,
    tell: Callable[[Kill], None] = lambda _: None,
) -> Outcome:
    """Kill an app, its ingest or both `kills` times up to `longest_s` seconds into a run, then let an ingest end."""
    chance = random.Random(seed)
    done: list[Kill] = []
    faults: list[str] = []
    with reader(data_dir) as told:
        for number in range(kills):
            whom = WHOM[number % len(WHOM)]
            done.append(_kill(hub_url, data_dir, whom, chance.uniform(0.0, longest_s), faults))
            tell(done[-1])
        finish(hub_url, data_dir)
    return Outcome(done, figures(data_dir), rows(data_dir), told.readings, [*told.faults, *faults, *rubbish(data_dir)])


def _kill(hub_url: str, data_dir: Path, whom: str, after_s: float, faults: list[str]) -> Kill:
    app = server.start(
        data_dir,
        data_dir.with_suffix(".app.log"),
        CARBON_INGEST="on",
        HF_HUB_OFFLINE="0",
        HF_ENDPOINT=hub_url,
        CARBON_CENSUS_DAYS="1e-9",
        CARBON_REFRESH_HOURS="1e-4",
    )
    try:
        _ask(app, after_s, faults)
        progress = read_progress(data_dir)
        faults += _struck(app, data_dir, whom)
        return Kill(after_s, f"{whom} in {progress.stage if progress and progress.stage else 'a pause'}")
    finally:
        app.stop()
        if b"Traceback" in app.log.read_bytes():
            faults.append(f"{whom}: the app's log holds a traceback")


def _ask(app: server.AppServer, lasts_s: float, faults: list[str]) -> None:
    end = time.monotonic() + lasts_s
    while time.monotonic() < end:
        for path in PATHS:
            try:
                with urllib.request.urlopen(app.url + path, timeout=30) as answer:
                    answer.read()
            except (urllib.error.URLError, OSError) as error:
                faults.append(f"{path}: {error}")
        time.sleep(0.1)


def _struck(app: server.AppServer, data_dir: Path, whom: str) -> list[str]:
    """Kill; what is wrong a little later."""
    if whom == "both":
        os.killpg(app.process.pid, signal.SIGKILL)
    elif whom == "app":
        app.process.kill()
    else:
        return _ingest_struck(app)
    app.process.wait()
    return [] if _soon(lambda: not is_held(data_dir)) else [f"{whom}: the lock is still held"]


def _ingest_struck(app: server.AppServer) -> list[str]:
    pid = app.process.pid
    if not _soon(lambda: bool(_children(pid))):
        return ["ingest: the app started none"]
    found = _children(pid)
    for child in found:
        os.kill(child, signal.SIGKILL)
    if not _soon(lambda: bool(_children(pid) - found)):
        return ["ingest: the app started no other one"]
    return [] if server.healthy(app.url) else ["ingest: the app no longer answers"]


def _children(pid: int) -> set[int]:
    """The processes that any thread of a process has started and that live."""
    told = [path.read_text(encoding="ascii") for path in Path(f"/proc/{pid}/task").glob("*/children")]
    return {int(child) for text in told for child in text.split()}


def _soon(met: Callable[[], bool]) -> bool:
    end = time.monotonic() + NOTICED_S
    while not met():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
