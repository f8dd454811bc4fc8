"""The app under a crowd while its snapshot changes: visitors, programs and new snapshots at once; then a long run."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from bench.process import rss_mb
from tests.browser.server import AppServer
from tests.load import routes, visitors, world
from tests.load.routes import Asked
from tests.load.visitors import Seen
from tests.load.world import LEAVING, Published

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Load:
    """How hard the app is tried."""

    visitors: int = 200
    lasts_s: float = 90.0
    thinks_s: float = 3.0
    programs: int = 8
    pause_s: float = 0.2
    every_s: float = 15.0
    runners: int = 4
    #: An hour of twenty visitors who rerun a page every three seconds.
    reruns: int = 24_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it; memory in MB before and after the crowd, and after the long run."""

    crowd: Seen
    programs: Asked
    long_run: Seen
    snapshots: int
    memory_mb: tuple[float, float, float]

    @property
    def faults(self) -> list[str]:
        """All that was wrong, in words."""
        return [*self.crowd.faults, *self.programs.faults, *self.long_run.faults]


async def run(app: AppServer, data_dir: Path, first: Published, load: Load, tell: Callable[[str], None]) -> Outcome:
    """Try `app`, which shows `first` of `data_dir`."""
    published = [first]
    await visitors.marathon(app.url, 1, reruns=20, published=published)
    before = rss_mb(app.process.pid)
    tell(f"{load.visitors} visitors for {load.lasts_s:.0f} s, snapshots changing")
    crowd, programs = await _crowded(app.url, data_dir, published, load)
    crowded = rss_mb(app.process.pid)
    tell(f"{load.reruns:,} reruns, snapshots changing")
    long_run = await _while_publishing(
        data_dir,
        published,
        load.every_s,
        visitors.marathon(app.url, load.runners, reruns=load.reruns, published=published),
    )
    return Outcome(crowd, programs, long_run, len(published), (before, crowded, rss_mb(app.process.pid)))


async def _crowded(url: str, data_dir: Path, published: list[Published], load: Load) -> tuple[Seen, Asked]:
    people = visitors.crowd(url, load.visitors, lasts_s=load.lasts_s, thinks_s=load.thinks_s, published=published)
    ids = world.reporters(data_dir)
    programs = routes.clients(url, load.programs, ids, published, lasts_s=load.lasts_s, pause_s=load.pause_s)
    return await _while_publishing(data_dir, published, load.every_s, asyncio.gather(people, programs))


async def _while_publishing(data_dir: Path, published: list[Published], every_s: float, work: Awaitable[T]) -> T:
    publishing = asyncio.create_task(_publish(data_dir, published, every_s))
    try:
        return await work
    finally:
        publishing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await publishing


async def _publish(data_dir: Path, published: list[Published], every_s: float) -> None:
    while True:
        await asyncio.sleep(every_s)
        # Noted before it is there: a visitor may see it before the publisher has ended.
        published.append(replace(published[-1], models=published[-1].models - LEAVING))
        now = await _to_its_end(asyncio.create_task(asyncio.to_thread(world.following, data_dir)))
        assert now == published[-1], f"published {now}, not {published[-1]}"


async def _to_its_end(work: asyncio.Task[T]) -> T:
    """What work comes to; who is cancelled meanwhile waits for its end too: no other may begin before it."""
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        await work
        raise
