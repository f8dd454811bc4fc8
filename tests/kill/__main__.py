"""Kills an ingest of the replay many times, then apps with an ingest beside them, and prints what became of it.

Ends with 1 if anything was lost.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.kill.apps import disturbed_apps
from tests.kill.server import served
from tests.kill.trial import Kill, Outcome, disturbed, undisturbed

#: One in so many kills is of an app, its ingest or both.
OF_APPS = 5
#: Seconds into an app's run up to which it is killed: its start, reporters and the greater part of a census.
LONGEST_S = 8.0


def main() -> int:
    """Read the arguments, run the trial, print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.kill", description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--replay", type=Path, required=True, help="folder with models.jsonl.gz and its companions")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, served("--replay", str(args.replay.resolve())) as url:
        return _trial(url, Path(folder), args.kills, args.seed)


def _trial(url: str, folder: Path, kills: int, seed: int) -> int:
    seconds, figures, rows = undisturbed(url, folder / "undisturbed")
    print(f"undisturbed: {seconds:.1f} s, {_words(figures)}")
    print(f"{'kill':>4}  {'after s':>7}  stage on file")
    number = iter(range(1, kills + 1))

    def tell(kill: Kill) -> None:
        _tell(next(number), kill)

    of_apps = kills // OF_APPS
    first = disturbed(url, folder / "ingest", kills=kills - of_apps, longest_s=seconds, seed=seed, tell=tell)
    bad = _conclude("ingest killed", first, figures, rows)
    second = disturbed_apps(url, folder / "apps", kills=of_apps, longest_s=LONGEST_S, seed=seed, tell=tell)
    return int(bad | _conclude("app, its ingest or both killed", second, figures, rows))


def _conclude(what: str, outcome: Outcome, figures: dict[str, object], rows: dict[str, object]) -> bool:
    """Say what came of it; whether anything was wrong."""
    print(f"{what} {len(outcome.kills)} times: {_words(outcome.figures)}")
    print(f"figures the same: {_yes(outcome.figures == figures)}; staged rows the same: {_yes(outcome.rows == rows)}")
    print(f"reader: {outcome.readings} readings, {len(outcome.faults)} faults {outcome.faults[:3] or ''}", flush=True)
    return (outcome.figures, outcome.rows, outcome.faults) != (figures, rows, [])


def _tell(number: int, kill: Kill) -> None:
    print(f"{number:>4}  {kill.after_s:>7.2f}  {kill.stage}", flush=True)


def _words(figures: dict[str, object]) -> str:
    return ", ".join(f"{name} {figures[name]}" for name in ("models", "reporting", "rejected", "gone", "details"))


def _yes(same: bool) -> str:
    return "yes" if same else "NO"


sys.exit(main())
