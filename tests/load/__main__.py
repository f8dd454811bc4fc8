"""Puts the app under load and prints what came of it as a table; ends with 1 if anything was wrong."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from bench.figures import Figure, at_most, table
from carbon.config import Settings
from tests.browser import server
from tests.load import limit, trial, world
from tests.load.limit import Limited
from tests.load.trial import Load, Outcome

#: More than this is no longer called flat.
FLAT = 1.15
#: The crowd's programs share one address: the usual limit of one client is met by an app of its own.
UNLIMITED = "100000"


def main() -> int:
    """Read the arguments, run the trial, print the table."""
    usual = Load()
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--visitors", type=int, default=usual.visitors)
    parser.add_argument("--seconds", type=float, default=usual.lasts_s)
    parser.add_argument("--reruns", type=int, default=usual.reruns)
    parser.add_argument("--models", type=int, default=100_000)
    parser.add_argument("--reporters", type=int, default=12_000)
    options = parser.parse_args()
    load = Load(visitors=options.visitors, lasts_s=options.seconds, reruns=options.reruns)
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder) / "data"
        first = world.first(data_dir, options.models, options.reporters)
        app = server.start(data_dir, Path(folder) / "app.log", CARBON_RATE=UNLIMITED)
        try:
            outcome = asyncio.run(trial.run(app, data_dir, first, load, lambda text: print(text, flush=True)))
        finally:
            app.stop()
        app = server.start(data_dir, Path(folder) / "limited.log")
        try:
            limited = asyncio.run(limit.storm(app.url, Settings().rate_per_s))
        finally:
            app.stop()
    print(table([*_figures(outcome), _limit(limited)]))
    faults = [*outcome.faults, *limited.faults]
    for fault in faults[:20]:
        print(fault)
    return 1 if faults else 0


def _limit(limited: Limited) -> Figure:
    words = f"{limited.answered} answered, {limited.refused} refused with 429 in {limited.seconds:.1f} s"
    return Figure("one client far above the limit", "refused, told when to ask again", words, not limited.faults)


def _figures(outcome: Outcome) -> list[Figure]:
    before, crowded, after = outcome.memory_mb
    crowd = [second * 1000 for second in outcome.crowd.seconds]
    programs = [second * 1000 for second in outcome.programs.seconds]
    return [
        at_most("visitors' reruns", crowd, 300),
        at_most(f"programs' requests, {outcome.programs.unchanged:,} of them 304", programs, 300),
        *(_route(name, seconds) for name, seconds in sorted(outcome.programs.by_route.items())),
        Figure("faults", "0", str(len(outcome.faults)), not outcome.faults),
        Figure("snapshots published meanwhile", "–", str(outcome.snapshots - 1), None),
        Figure(
            f"memory: fresh, after the crowd, after {len(outcome.long_run.seconds):,} reruns more",
            "flat",
            f"{before:,.0f}, {crowded:,.0f}, {after:,.0f} MB",
            after <= FLAT * crowded,
        ),
    ]


def _route(name: str, seconds: list[float]) -> Figure:
    """What one route took; it has no goal of its own: a download is larger than a badge."""
    taken = at_most(f"… {name}", [second * 1000 for second in seconds], 300)
    return Figure(taken.what, "–", taken.measured, None)


sys.exit(main())
