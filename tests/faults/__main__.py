"""Meets every fault at every stage with ingests of their own process, for ever and passing, then what a machine does to
them; prints both as tables.

Ends with 1 if anything was lost, left over or told.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.fakehub import FakeHub
from tests.faults import trial
from tests.faults.machine import MACHINE
from tests.faults.processes import ingest
from tests.faults.stages import STAGES
from tests.faults.table import FAULTS, LISTS, OBEYED, OF_LISTS


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
        print("\n| what the machine does | |\n|---|---|", flush=True)
        for name in MACHINE:
            if options.matching in name:
                print(f"| {name} | {_happened(hub, name, wrong)} |", flush=True)
    for each in wrong:
        print(each)
    return 1 if wrong else 0


def _cell(hub: FakeHub, stage: str, fault: str, wrong: list[str]) -> str:
    """How the ingest ended: while the fault lasted, and when it passed."""
    if fault in OF_LISTS and stage not in LISTS:
        return "–"
    return ", ".join(_endings(hub, stage, fault, wrong))


def _happened(hub: FakeHub, name: str, wrong: list[str]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        found = MACHINE[name](hub, Path(folder))
    wrong += [f"{name}: {each}" for each in found]
    return "FAILED" if found else "survived"


def _endings(hub: FakeHub, stage: str, fault: str, wrong: list[str]) -> Iterator[str]:
    lasting = 3 if fault in OBEYED else None
    for times, name in ((lasting, "lasting"), (1, "passing")):
        with tempfile.TemporaryDirectory() as folder:
            data_dir = Path(folder) / "data"
            met = trial.meet(hub, data_dir, lambda where=data_dir: ingest(hub.url, where), stage, fault, times)
        wrong += [f"{fault}, {stage}, {name}: {each}" for each in met.faults]
        yield f"{name} {'FAILED' if met.faults else 'told' if met.code else 'done'}"


sys.exit(main())
