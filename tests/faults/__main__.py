"""Meets every fault at every stage with ingests of their own process, for ever and passing; prints a table.

Ends with 1 if anything was lost, left over or told.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.fakehub import FakeHub
from tests.faults import trial
from tests.faults.stages import STAGES
from tests.faults.table import FAULTS, LISTS, OBEYED, OF_LISTS

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Read the arguments, meet the faults, print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--stages", nargs="+", choices=list(STAGES), default=list(STAGES))
    parser.add_argument("--matching", default="", help="only faults whose name contains this")
    options = parser.parse_args()
    print(f"| fault | {' | '.join(options.stages)} |\n|---|{'---|' * len(options.stages)}", flush=True)
    wrong: list[str] = []
    with FakeHub() as hub:
        for fault in FAULTS:
            if options.matching in fault:
                cells = [_cell(hub, stage, fault, wrong) for stage in options.stages]
                print(f"| {fault} | {' | '.join(cells)} |", flush=True)
    for each in wrong:
        print(each)
    return 1 if wrong else 0


def _cell(hub: FakeHub, stage: str, fault: str, wrong: list[str]) -> str:
    """How the ingest ended: while the fault lasted, and when it passed."""
    if fault in OF_LISTS and stage not in LISTS:
        return "–"
    return ", ".join(_endings(hub, stage, fault, wrong))


def _endings(hub: FakeHub, stage: str, fault: str, wrong: list[str]) -> Iterator[str]:
    lasting = 3 if fault in OBEYED else None
    for times, name in ((lasting, "lasting"), (1, "passing")):
        with tempfile.TemporaryDirectory() as folder:
            data_dir = Path(folder) / "data"
            met = trial.meet(hub, data_dir, lambda where=data_dir: _ingest(hub.url, where), stage, fault, times)
        wrong += [f"{fault}, {stage}, {name}: {each}" for each in met.faults]
        yield f"{name} {'FAILED' if met.faults else 'told' if met.code else 'done'}"


def _ingest(hub_url: str, data_dir: Path) -> tuple[int, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CARBON_", "HF_"))}
    more = {
        "HF_ENDPOINT": hub_url,
        "HF_TOKEN": trial.SECRET,
        "CARBON_DATA_DIR": str(data_dir),
        "CARBON_TIMEOUT_S": "1",
        "CARBON_GIVE_UP_S": "2",
        "HF_HUB_DISABLE_TELEMETRY": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "carbon", "ingest", "--once"],
        cwd=ROOT,
        env=kept | more,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


sys.exit(main())
