"""`python -m bench --models N` measures the figures of the product at that size and prints them as a table.

With `--times 10` what grows with the Hub is measured once more at ten times that size, and both stand side by side.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import browser, cards, ingest, label, sessions, store, views, walk
from bench.figures import Figure, side_by_side, table
from bench.session import Session
from carbon.store.reader import FOLDER
from tests.browser import server

WORK = Path("build") / "bench"
PARTS = (
    "snapshot",
    "label",
    "store",
    "start",
    "sessions",
    "memory",
    "browser",
    "walk",
    "views",
    "crowd",
    "ingest",
    "cards",
)
#: What depends on how many models the Hub has; the rest is the same at any size, or is a matter of the network.
GROWING = ("store", "start", "sessions", "memory")
REPORTERS_SHARE = 12_000 / 3_100_000


def main() -> int:
    """Generate the data, measure the chosen parts, print the table; 0 however the figures turn out."""
    options = _arguments()
    figures = _at(options.models, options.parts, keep=options.keep)
    if "label" in options.parts:
        figures += label.measure()
    if "ingest" in options.parts:
        target = WORK / "ingest"
        shutil.rmtree(target, ignore_errors=True)
        figures += ingest.measure(target, options.models)
    if "cards" in options.parts:
        figures += cards.measure(WORK, min(options.models, cards.MOST))
    print(f"\n{options.models:,} models generated · {_machine()}\n\n{table(figures)}", flush=True)
    if options.times > 1:
        larger = options.models * options.times
        grown = _at(larger, [part for part in options.parts if part in GROWING], keep=options.keep)
        print(f"\n{options.times} × the models and reports\n\n{side_by_side((options.models, larger), figures, grown)}")
    return 0


def _at(models: int, parts: Sequence[str], *, keep: bool) -> list[Figure]:
    """What a snapshot of so many models costs to build and to read."""
    data = WORK / f"data-{models}"
    _generate(data, models)
    figures = [] if keep and any((data / FOLDER).glob("*.duckdb")) else _snapshot(data)
    if "store" in parts:
        figures += store.measure(data)
    return figures + _app(data, parts)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--models", type=int, default=3_100_000, help="how many models the Hub has")
    parser.add_argument("--times", type=int, default=1, help="measure once more at so many times the models")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS), help="what to measure")
    parser.add_argument("--keep", action="store_true", help="measure the snapshots that are there, build none anew")
    return parser.parse_args()


def _machine() -> str:
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{os.cpu_count()} cores, {memory_gb:.0f} GB, Python {platform.python_version()}"


def _generate(data: Path, models: int) -> None:
    if not (data / "staging.duckdb").exists():
        reporters = str(max(100, round(models * REPORTERS_SHARE)))
        _python("bench.data", "generate", str(data), "--models", str(models), "--reporters", reporters)


def _snapshot(data: Path) -> list[Figure]:
    facts = json.loads(_python("bench.data", "publish", str(data)))
    seconds, size_mb, peak_mb = facts["seconds"], facts["bytes"] / 1e6, facts["peak_mb"]
    return [
        Figure("snapshot build and publish", "≤ 60 s", f"{seconds:.1f} s", seconds <= 60, seconds),
        Figure("… its file", "≤ 400 MB", f"{size_mb:,.0f} MB", size_mb <= 400, size_mb),
        Figure("… memory of the build", "≤ 400 MB", f"{peak_mb:,.0f} MB at its peak", peak_mb <= 400, peak_mb),
    ]


def _app(data: Path, parts: Sequence[str]) -> list[Figure]:
    measurements: dict[str, Callable[[server.AppServer], list[Figure]]] = {
        "sessions": lambda app: _sessions(app, data),
        "memory": lambda app: asyncio.run(sessions.memory(app)),
        "browser": lambda app: browser.measure(app, WORK),
        "walk": walk.measure,
        "views": lambda app: asyncio.run(views.measure(app.url)),
        "crowd": lambda app: asyncio.run(sessions.crowd(app)),
    }
    start = time.perf_counter()
    app = server.start(data, WORK / "app.log")
    try:
        figures = asyncio.run(_first_page(app, start)) if "start" in parts else []
        for part, measure in measurements.items():
            if part in parts:
                figures += measure(app)
    finally:
        app.stop()
    return figures


def _sessions(app: server.AppServer, data: Path) -> list[Figure]:
    """Reruns and changes of filters beside the statements that they ask of the snapshot."""
    bare = json.loads(_python("bench.queries", str(data)))
    return [
        asyncio.run(sessions.filter_changes(app.url, bare["filtered"])),
        asyncio.run(sessions.warm_reruns(app.url, bare["whole"])),
    ]


async def _first_page(app: server.AppServer, start: float) -> list[Figure]:
    async with Session(app.url) as visitor:
        await visitor.run("")
    seconds = time.perf_counter() - start
    return [Figure("cold start to a usable page", "≤ 5 s", f"{seconds:.1f} s", seconds <= 5, seconds)]


def _python(module: str, *arguments: str) -> str:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    raise SystemExit(main())
