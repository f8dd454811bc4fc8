"""A small Hub's content, a clock that stands still, and looks into what an ingest has left."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from carbon.ingest.clock import Clock
from carbon.store.queries.status import status
from carbon.store.reader import Store

PAGE = 10
NEWEST = datetime(2026, 11, 1)
FLOOR = "2022-03-02T23:29:04.000Z"
TAG = "co2_eq_emissions"


class StillClock(Clock):
    """A clock that moves only when it is told to, or waited on."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 23, 12)
        self.waits: list[float] = []

    def now(self) -> datetime:
        return self.time

    def wait(self, seconds: float, stop: threading.Event) -> None:
        self.waits.append(seconds)
        self.move(seconds=seconds)

    def move(self, **by: float) -> None:
        self.time += timedelta(**by)


class ClockThatStops(StillClock):
    """A clock that goes on from a time, and ends the schedule with the last of so many waits."""

    def __init__(self, time: datetime, waits: int) -> None:
        super().__init__()
        self.time = time
        self.left = waits

    def wait(self, seconds: float, stop: threading.Event) -> None:
        super().wait(seconds, stop)
        self.left -= 1
        if self.left == 0:
            stop.set()


def model(number: int, **more: Any) -> dict[str, Any]:
    """Model `owner/m-<number>`; the higher the number, the newer, an hour apart."""
    created = (NEWEST + timedelta(hours=number)).isoformat(timespec="milliseconds") + "Z"
    return {
        "_id": f"{number:024x}",
        "id": f"owner/m-{number}",
        "createdAt": created,
        "lastModified": created,
        "downloads": number,
        "likes": 1,
        "gated": False,
        "pipeline_tag": "text-generation",
        "tags": [],
        **more,
    }


def reporter(number: int, grams: float = 100.0, **more: Any) -> dict[str, Any]:
    """A model with a report, one weight file of 5 bytes and one data set."""
    card = {TAG: grams, "datasets": ["owner/data"], **more.pop("cardData", {})}
    files = [{"rfilename": "model.safetensors", "size": 5}, {"rfilename": "README.md", "size": 1}]
    return model(number, **{"tags": [TAG], "sha": "a1", "siblings": files, "cardData": card, **more})


def content(numbers: Iterable[int]) -> list[dict[str, Any]]:
    """Models of those numbers, every fifth of which reports."""
    return [reporter(number) if number % 5 == 0 else model(number) for number in numbers]


def staged(data_dir: Path, query: str) -> list[tuple[Any, ...]]:
    """Rows of the staging."""
    with duckdb.connect(data_dir / "staging.duckdb", read_only=True) as connection:
        return connection.execute(query).fetchall()


def figures(data_dir: Path) -> dict[str, Any] | None:
    """The status of the current snapshot, or None."""
    snapshot = Store(data_dir).current()
    if snapshot is None:
        return None
    found = status(snapshot)
    snapshot.close()
    return found


def totals(data_dir: Path) -> tuple[Any, ...]:
    """models, reporting, rejected and gone of the current snapshot."""
    found = figures(data_dir)
    assert found is not None
    return found["models"], found["reporting"], found["rejected"], found["gone"]
