"""Ingests as processes of their own, their settings from the environment and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from tests.faults import trial

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "carbon", "ingest", "--once")
#: The same with a clock that is wrong by so many seconds.
WRONG = """
from datetime import timedelta
from carbon.ingest.clock import Clock
right = Clock.now
Clock.now = lambda clock: right(clock) + timedelta(seconds={seconds})
from carbon.cli import main
raise SystemExit(main(["ingest", "--once"]))
"""


def environment(hub_url: str, data_dir: Path) -> dict[str, str]:
    """An ingest that soon gives up."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CARBON_", "HF_"))}
    return kept | {
        "HF_ENDPOINT": hub_url,
        "HF_TOKEN": trial.SECRET,
        "CARBON_DATA_DIR": str(data_dir),
        "CARBON_TIMEOUT_S": "1",
        "CARBON_GIVE_UP_S": "2",
        "HF_HUB_DISABLE_TELEMETRY": "1",
    }


def ingest(hub_url: str, data_dir: Path, *, clock_off: timedelta | None = None) -> tuple[int, str]:
    """Run one; its exit code and all it said."""
    command: Sequence[str] = COMMAND
    if clock_off is not None:
        command = [sys.executable, "-c", WRONG.format(seconds=clock_off.total_seconds())]
    with started(hub_url, data_dir, command) as process:
        said, _ = process.communicate()
    return process.returncode, said


def started(hub_url: str, data_dir: Path, command: Sequence[str] = COMMAND) -> subprocess.Popen[str]:
    """One that runs; all it says comes on its standard output."""
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(hub_url, data_dir),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
