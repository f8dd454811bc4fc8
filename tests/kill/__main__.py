"""Kills an ingest of the replay many times and prints what became of it; ends with 1 if anything was lost."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.kill.server import served
from tests.kill.trial import Kill, disturbed, undisturbed


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
    outcome = disturbed(
        url,
        folder / "disturbed",
        kills=kills,
        longest_s=seconds,
        seed=seed,
        tell=lambda kill: _tell(next(number), kill),
    )
    print(f"disturbed: {_words(outcome.figures)}")
    print(f"figures the same: {_yes(outcome.figures == figures)}; staged rows the same: {_yes(outcome.rows == rows)}")
    print(f"reader: {outcome.readings} readings, {len(outcome.faults)} faults {outcome.faults[:3] or ''}")
    return 0 if (outcome.figures, outcome.rows, outcome.faults) == (figures, rows, []) else 1


def _tell(number: int, kill: Kill) -> None:
    print(f"{number:>4}  {kill.after_s:>7.2f}  {kill.stage}", flush=True)


def _words(figures: dict[str, object]) -> str:
    return ", ".join(f"{name} {figures[name]}" for name in ("models", "reporting", "rejected", "gone", "details"))


def _yes(same: bool) -> str:
    return "yes" if same else "NO"


sys.exit(main())
