"""Reruns of the app's pages by sessions without a browser: one after another, and a crowd."""

from __future__ import annotations

import asyncio
import random
import statistics
from collections.abc import Sequence
from itertools import product

from bench.figures import Figure, at_most
from bench.process import rss_mb
from bench.session import Session
from tests.browser.server import AppServer

PAGES = ("", "trends", "domains", "correlations", "efficiency", "compare", "report", "method", "model")
DOMAINS = ("NLP", "Computer+Vision", "Audio", "Multimodal", "Tabular", "Reinforcement+Learning")
YEARS = ("2022-04", "2023-01", "2024-01", "2025-01")
FILTERS = tuple(f"domain={domain}&from={year}" for domain, year in product(DOMAINS, YEARS))
THINK_S = 3.0
SESSIONS = 200
CROWD_S = 45.0
FLAT = 1.15


async def warm_reruns(url: str, bare_ms: Sequence[float], times: int = 40) -> Figure:
    """Rerun every page in one session, each once before it counts; `bare_ms` are their statements run bare."""
    taken = []
    async with Session(url) as visitor:
        for page in PAGES:
            await visitor.run(page)
            taken += [await visitor.run(page) for _ in range(times)]
    return at_most("a page's rerun on the server, warm", _ms(taken), 100, _beside(taken, bare_ms))


async def filter_changes(url: str, bare_ms: Sequence[float]) -> Figure:
    """Open pages with filters that nobody has asked for before; `bare_ms` are their statements run bare."""
    taken = []
    async with Session(url) as visitor:
        for page, query in product(PAGES[:-1], FILTERS):
            taken.append(await visitor.run(page, query))
    return at_most("after a filter change (nothing cached)", _ms(taken), 400, _beside(taken, bare_ms))


async def crowd(app: AppServer) -> list[Figure]:
    """Two hundred visitors, each thinking three seconds between pages, and the memory they leave the app with."""
    results = await asyncio.gather(*(_visit(app.url, seed) for seed in range(SESSIONS)), return_exceptions=True)
    failed = [each for each in results if isinstance(each, BaseException)]
    taken = [second for each in results if isinstance(each, list) for second in each]
    reruns = at_most(f"{SESSIONS} sessions, {THINK_S:.0f} s think time", _ms(taken), 300)
    first = f": {failed[0]!r}"[:200] if failed else ""
    memory_mb = rss_mb(app.process.pid)
    return [
        reruns,
        Figure("… of them failed", "0", f"{len(failed)}{first}", not failed),
        Figure("… memory of the app with them", "–", f"{memory_mb:,.0f} MB", None),
    ]


async def _visit(url: str, seed: int) -> list[float]:
    chance = random.Random(seed)
    await asyncio.sleep(chance.random() * THINK_S * 3)
    taken = []
    async with Session(url) as visitor:
        await visitor.run("")
        for _ in range(int(CROWD_S / THINK_S)):
            await asyncio.sleep(chance.uniform(0.5, 1.5) * THINK_S)
            taken.append(await visitor.run(chance.choice(PAGES)))
    return taken


async def memory(server: AppServer, reruns: int = 1000) -> list[Figure]:
    """Memory of the app before and after a thousand reruns."""
    async with Session(server.url) as visitor:
        for page in PAGES * 4:
            await visitor.run(page)
        before = rss_mb(server.process.pid)
        for number in range(reruns):
            await visitor.run(PAGES[number % len(PAGES)])
    after = rss_mb(server.process.pid)
    return [
        Figure("memory of the app", "≤ 400 MB", f"{after:,.0f} MB", after <= 400, after),
        Figure(f"… over {reruns:,} reruns", "flat", f"{before:,.0f} → {after:,.0f} MB", after <= FLAT * before),
    ]


def _beside(taken_s: Sequence[float], bare_ms: Sequence[float]) -> str:
    base = statistics.median(bare_ms)
    return f"{statistics.median(_ms(taken_s)) / base:.1f} × its statements run bare ({base:,.1f} ms)"


def _ms(seconds: Sequence[float]) -> list[float]:
    return [second * 1000 for second in seconds]
