"""Kills a running ingest at random moments and starts it again, while a reader asks the published snapshot.

Every run after a finished one reads the census anew (`CARBON_CENSUS_DAYS` is next to nothing), so kills also hit the
second and third census, their compaction and their snapshots.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from carbon.ingest.lock import is_held
from carbon.ingest.progress import read_progress
from carbon.store.queries.lookup import search
from carbon.store.queries.status import status
from carbon.store.reader import FOLDER, Store
from carbon.store.snapshot import KEEP

ROOT = Path(__file__).resolve().parents[2]
MOVING = {"snapshot", "built_at", "census_at", "reporters_at", "statistics_at"}
EARLIEST_S = 0.5


@dataclass(frozen=True)
class Kill:
    """One kill: seconds into the run, and the stage that was on file."""

    after_s: float
    stage: str


@dataclass(frozen=True)
class Outcome:
    """What a trial found; `faults` is empty when the reader always had its answer."""

    kills: list[Kill]
    figures: dict[str, Any]
    rows: dict[str, Any]
    readings: int
    faults: list[str]


def environment(hub_url: str, data_dir: Path) -> dict[str, str]:
    """The settings of an ingest that always reads a full census."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CARBON_", "HF_"))}
    more = {"HF_ENDPOINT": hub_url, "CARBON_DATA_DIR": str(data_dir), "CARBON_CENSUS_DAYS": "1e-9"}
    return kept | more | {"CARBON_GIVE_UP_S": "60", "HF_HUB_DISABLE_TELEMETRY": "1"}


def start(hub_url: str, data_dir: Path, how: Sequence[str] = ()) -> subprocess.Popen[bytes]:
    """An ingest of its own process, with options; its log goes beside the data directory."""
    with data_dir.with_suffix(".log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "carbon", "ingest", "--once", *how],
            cwd=ROOT,
            env=environment(hub_url, data_dir),
            stderr=log,
        )


def undisturbed(hub_url: str, data_dir: Path, how: Sequence[str] = ()) -> tuple[float, dict[str, Any], dict[str, Any]]:
    """Seconds, figures and staged rows of a run that nobody kills."""
    began = time.monotonic()
    if start(hub_url, data_dir, how).wait() != 0:
        raise RuntimeError(f"the undisturbed ingest failed: {_last_lines(data_dir)}")
    return time.monotonic() - began, figures(data_dir), rows(data_dir)


def disturbed(
    hub_url: str,
    data_dir: Path,
    *,
    kills: int,
    longest_s: float,
    seed: int,
    tell: Callable[[Kill], None] = lambda _: None,
    how: Sequence[str] = (),
) -> Outcome:
    """Kill an ingest `kills` times at moments drawn up to `longest_s` seconds, then let one run to its end."""
    chance = random.Random(seed)
    done: list[Kill] = []
    with reader(data_dir, grows="--cards" in how) as told:
        while len(done) < kills:
            began = time.monotonic()
            kill = _kill_one(hub_url, data_dir, chance.uniform(EARLIEST_S, longest_s), how)
            if kill is None:  # it ended by itself first: no kill, and later ones must come sooner
                longest_s = min(longest_s, time.monotonic() - began)
                continue
            done.append(kill)
            tell(kill)
        finish(hub_url, data_dir, how)
    return Outcome(done, figures(data_dir), rows(data_dir), told.readings, [*told.faults, *rubbish(data_dir)])


def finish(hub_url: str, data_dir: Path, how: Sequence[str] = ()) -> None:
    """Let one ingest run to its end; raise RuntimeError where it fails."""
    if start(hub_url, data_dir, how).wait() != 0:
        raise RuntimeError(f"the last ingest failed: {_last_lines(data_dir)}")


def rubbish(data_dir: Path) -> list[str]:
    """What killed ingests have left behind for good: half files, more snapshots than are kept, a lock."""
    names = [path.name for path in data_dir.rglob("*")]
    found = [f"{name} is left over" for name in names if "building" in name or name.endswith(".part")]
    snapshots = len(list((data_dir / FOLDER).glob("*.duckdb")))
    found += [f"{snapshots} snapshots are kept"] if snapshots > KEEP else []
    return found + (["the lock is held"] if is_held(data_dir) else [])


def _kill_one(hub_url: str, data_dir: Path, after_s: float, how: Sequence[str]) -> Kill | None:
    process = start(hub_url, data_dir, how)
    try:
        code = process.wait(after_s)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        progress = read_progress(data_dir)
        own = progress is not None and progress.pid == process.pid
        return Kill(after_s, (progress.stage if progress and own else None) or "starting")
    if code != 0:
        raise RuntimeError(f"a restarted ingest failed with {code}: {_last_lines(data_dir)}")
    return None


def _last_lines(data_dir: Path) -> str:
    return "\n".join(data_dir.with_suffix(".log").read_text().splitlines()[-5:])


class Reader:
    """Asks the current snapshot again and again, as the app does; from the first one on it must never be without."""

    def __init__(self, data_dir: Path, *, grows: bool = False) -> None:
        """`grows`: more models may come to report meanwhile, never fewer."""
        self.readings = 0
        self._grows = grows
        self.faults: list[str] = []
        self._store = Store(data_dir)
        self._reports: int | None = None

    def read(self) -> None:
        """One look: status, and a search for a model by a piece of its name."""
        snapshot = self._store.current()
        if snapshot is None:
            if self.readings:
                self.faults.append(f"no snapshot after {self.readings} readings: {self._store.problem}")
            return
        if self._store.problem:
            self.faults.append(self._store.problem)
        try:
            reports = status(snapshot)["reporting"]
            search(snapshot, "model", 3)
        except duckdb.Error as error:
            self.faults.append(str(error))
            return
        if self._reports not in {None, reports} and not (self._grows and reports > self._reports):
            self.faults.append(f"{reports} models report, {self._reports} did before")
        self._reports = int(str(reports))
        self.readings += 1


@contextmanager
def reader(data_dir: Path, *, grows: bool = False) -> Iterator[Reader]:
    """A reader at work on a thread of its own."""
    one, end = Reader(data_dir, grows=grows), threading.Event()

    def work() -> None:
        while not end.wait(0.05):
            one.read()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield one
    finally:
        end.set()
        thread.join()


def figures(data_dir: Path) -> dict[str, Any]:
    """What `status` says of the current snapshot, but for the names and times of this very run."""
    snapshot = Store(data_dir).current()
    if snapshot is None:
        raise RuntimeError(f"nothing was published in {data_dir}")
    return {name: value for name, value in status(snapshot).items() if name not in MOVING}


def rows(data_dir: Path) -> dict[str, Any]:
    """Each staged table's rows, distinct keys and a sum over all content but runs and times.

    Every block is read for it, so DuckDB's checksums of the file are checked on the way.
    """
    keys = {"census": "hub_id", "reporters": "hub_id", "details": "hub_id", "datasets": "id", "rejects": "item"}
    keys |= {"texts": "hub_id", "card_reports": "id", "card_shards": "path"}
    own = {
        "texts": "fetched_at",
        "card_reports": "scan",
        "card_shards": "scan",
        "census": "run",
        "reporters": "run",
        "details": "fetched_at",
        "datasets": "fetched_at",
        "rejects": "run, seen_at",
    }
    with duckdb.connect(data_dir / "staging.duckdb", read_only=True) as connection:
        return {
            table: connection.execute(
                f"SELECT count(*), count(DISTINCT x.{key}), sum(hash(x)::HUGEINT)"
                f" FROM (SELECT * EXCLUDE ({own[table]}) FROM {table}) AS x"
            ).fetchone()
            for table, key in keys.items()
        }
