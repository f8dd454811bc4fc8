"""`python -m bench.workers`: what a shared census costs with one, two and three workers, against the embedded store.

The fake Hub sends each page of models after a pause, as the real one does over a network: several workers are worth
their while where waiting for the Hub is what takes the time. Needs PostgreSQL's programs and requirements-lake.txt.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from carbon.store.reader import Snapshot, Store
from tests.lake.postgres import Postgres, programs

WORK = Path("build") / "bench" / "workers"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one census took: seconds on the clock, processor seconds of all workers, models in the end."""

    what: str
    seconds: float
    cpu_s: float
    models: int


def main() -> int:
    """Measure, print the table; 1 where a worker failed or the figures differ."""
    options = _arguments()
    bin_dir = programs()
    if bin_dir is None:
        sys.stderr.write(
            "PostgreSQL is not installed: `python -m tests.lake.postgres` as root on Debian installs it.\n"
        )
        return 1
    postgres = Postgres(bin_dir)
    postgres.start()
    try:
        with _hub(options.models, options.pause_ms) as process:
            assert process.stdout is not None
            try:
                url = process.stdout.readline().strip()
                costs = [_embedded(url), *(_shared(url, number, postgres.database()) for number in options.workers)]
            finally:
                process.terminate()
    finally:
        postgres.stop()
    print(f"{options.models:,} models, {options.pause_ms} ms a page, {os.cpu_count()} cores\n\n{_table(costs)}")
    return 0 if {cost.models for cost in costs} == {options.models} else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.workers", description=__doc__)
    parser.add_argument("--models", type=int, default=200_000)
    parser.add_argument("--pause-ms", type=int, default=400, help="how long a page takes")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 3])
    return parser.parse_args()


def _hub(models: int, pause_ms: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.fakehub", "--synthetic", str(models), "--pause-ms", str(pause_ms)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _embedded(url: str) -> Cost:
    folder = _fresh("embedded")
    seconds, cpu_s = _run([_environment(url, folder)])
    return _told(Cost("embedded, one process", seconds, cpu_s, _models(Store(folder).current())))


def _shared(url: str, number: int, catalog: str) -> Cost:
    folder = _fresh(f"lake-{number}")
    shared = {"CARBON_STORE": f"ducklake:{catalog}", "CARBON_LAKE_DATA": str(folder / "files")}
    seconds, cpu_s = _run([_environment(url, folder / f"worker{each}") | shared for each in range(number)])
    models = _models(Store(folder / "worker0").current())
    return _told(Cost(f"lake, {number} worker{'s' if number > 1 else ''}", seconds, cpu_s, models))


def _told(cost: Cost) -> Cost:
    """Say what was measured at once: the next one may take as long, or fail."""
    print(f"{cost.what}: {cost.seconds:.0f} s, {cost.cpu_s:.0f} s of processor time", flush=True)
    return cost


def _environment(url: str, folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CARBON_", "HF_"))}
    return kept | {"HF_ENDPOINT": url, "CARBON_DATA_DIR": str(folder)}


def _run(environments: list[dict[str, str]]) -> tuple[float, float]:
    """Seconds until all have ended, and the processor seconds that they took."""
    command = [sys.executable, "-m", "carbon", "ingest", "--once"]
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    processes = [subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL) for env in environments]
    codes = [process.wait() for process in processes]
    if any(codes):
        raise RuntimeError(f"The workers ended with {codes}.")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - start, cpu_s


def _models(snapshot: Snapshot | None) -> int:
    if snapshot is None:
        raise RuntimeError("Nothing was published.")
    models = int(snapshot.meta["models"])
    snapshot.close()
    return models


def _fresh(name: str) -> Path:
    folder = (WORK / name).absolute()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _table(costs: list[Cost]) -> str:
    base = costs[0].seconds
    rows = [
        f"| {each.what} | {each.seconds:.0f} s | {base / each.seconds:.2f} × | {each.cpu_s:.0f} s | {each.models:,} |"
        for each in costs
    ]
    head = ["| Store | Time | Speed | Processor time | Models |", "|---|---:|---:|---:|---:|"]
    return "\n".join([*head, *rows])


if __name__ == "__main__":
    raise SystemExit(main())
