"""The ingest against a Hub on this machine: models a second, memory, and the bare decoding of the same pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from bench.figures import Figure
from bench.process import peak_with_helpers_mb
from carbon.hub.models import CENSUS_KEYS

PAGES_DECODED = 20


def measure(data_dir: Path, models: int) -> list[Figure]:
    """List `models` generated models from a fake Hub into an empty data folder."""
    with hub("--synthetic", str(models)) as url:
        bare = _bare_decode_rate(url)
        seconds, peak, status = run_ingest(url, data_dir)
    rate = models / _listing_s(data_dir)
    return [
        Figure(
            "ingest, loopback Hub",
            "≥ 15,000 models/s",
            f"{rate:,.0f} models/s while it lists · {rate / bare:.2f} × fetching and decoding the bare JSON "
            f"({bare:,.0f}/s)",
            rate >= 15_000,
        ),
        Figure(
            "… from nothing to the last snapshot", "", f"{seconds:,.0f} s with reporters, details, statistics", None
        ),
        Figure("… memory of the ingest", "≤ 400 MB", f"{peak:,.0f} MB at its peak", peak <= 400),
        Figure("… what it stored", f"{models:,}", f"{status['models']:,}", status["models"] == models),
    ]


@contextmanager
def hub(*content: str) -> Iterator[str]:
    """The address of a fake Hub in a process of its own, with the content that its command line names."""
    command = [sys.executable, "-m", "tests.fakehub", *content]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip().split()[-1]
        finally:
            process.terminate()


def _listing_s(data_dir: Path) -> float:
    """Seconds from the first page of the list of all models to the last, with the snapshots that fell due between."""
    with duckdb.connect(data_dir / "staging.duckdb", read_only=True) as staging:
        rows = staging.execute("SELECT epoch(finished_at - started_at) FROM runs WHERE kind = 'full'").fetchall()
    return float(rows[0][0])


def _bare_decode_rate(url: str) -> float:
    query = "&".join(f"expand={key}" for key in CENSUS_KEYS)
    next_url: str | None = f"{url}/api/models?limit=1000&sort=createdAt&{query}"
    start, items = time.monotonic(), 0
    for _ in range(PAGES_DECODED):
        if next_url is None:
            break
        with urllib.request.urlopen(next_url) as answer:
            items += len(json.loads(answer.read()))
            link = answer.headers.get("Link", "")
        next_url = link.partition("<")[2].partition(">")[0] or None
    return items / (time.monotonic() - start)


def run_ingest(url: str, data_dir: Path, *how: str) -> tuple[float, float, dict[str, int]]:
    """Run one ingest: its seconds, the most memory (MB) of it and its helpers together, and the status it left."""
    env = {**os.environ, "HF_ENDPOINT": url, "CARBON_DATA_DIR": str(data_dir), "HF_HUB_OFFLINE": "0"}
    start, peak = time.monotonic(), 0.0
    with subprocess.Popen(
        [sys.executable, "-m", "carbon", "ingest", "--once", *how], env=env, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            peak = max(peak, peak_with_helpers_mb(process.pid))
            time.sleep(0.2)
    if process.returncode:
        raise RuntimeError(f"The ingest ended with {process.returncode}.")
    seconds = time.monotonic() - start
    answer = subprocess.run(
        [sys.executable, "-m", "carbon", "status", "--json"],
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    return seconds, peak, json.loads(answer.stdout)
