"""Generated data at the Hub's size: a staging of any number of models, the same each time; run as its own process.

`python -m bench.data generate DIR --models N --reporters N` writes the staging, `python -m bench.data publish DIR`
builds a snapshot from it and prints seconds, bytes and peak memory as JSON.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from bench.process import peak_mb
from carbon.method.domains import TASKS
from carbon.store.reader import FOLDER
from carbon.store.schema import SCHEMA_VERSION, part
from carbon.store.snapshot import publish
from carbon.store.staging import Staging

ENDPOINT = "http://generated.invalid"
NOW = datetime(2026, 11, 23, 4, 10)
GENERATE = (Path(__file__).parent / "generate.sql").read_text(encoding="utf-8")
HARDWARE = ["1 x NVIDIA A100-SXM4-40GB", "NVIDIA L40S", "8 V100", "Tesla T4", None, None, None]
PLACES = ["France", "Oregon, USA", "Singapore", "europe-north1", None, None, None]
SOURCES = ["CodeCarbon", "AutoTrain", "mlco2 calculator", None]


def generate(data_dir: Path, models: int, reporters: int) -> None:
    """Write `staging.duckdb` with a finished census of `models` and `reporters` that report."""
    data_dir.mkdir(parents=True, exist_ok=True)
    path = data_dir / "staging.duckdb"
    path.unlink(missing_ok=True)
    connection = duckdb.connect(path, config={"memory_limit": "2GB", "threads": 2})
    connection.execute(part("staging"))
    facts = {"schema_version": str(SCHEMA_VERSION), "endpoint": ENDPOINT}
    connection.executemany("INSERT INTO meta VALUES (?, ?)", [list(pair) for pair in facts.items()])
    for run, kind, size in ((0, "reporters", reporters), (1, "full", models)):
        connection.execute("INSERT INTO runs VALUES (?, ?, ?, ?, NULL, 1, ?, NULL)", [run, kind, NOW, NOW, size])
    connection.execute(GENERATE, {"models": models, "tasks": list(TASKS)})
    _add_reporters(connection, models, reporters)
    connection.close()


def _add_reporters(connection: duckdb.DuckDBPyConnection, models: int, reporters: int) -> None:
    step = max(1, models // reporters)
    rows = connection.execute(
        "SELECT hub_id, id, created_at, last_modified, downloads, likes, library, task, gated, disabled, parameters "
        "FROM census WHERE rowid % ? = 0 LIMIT ?",
        [step, reporters],
    ).to_arrow_table()
    chance = random.Random(2026)
    extra = [_report(chance, row["id"]) for row in rows.to_pylist()]
    batch = rows.append_column("run", pa.array([0] * len(extra), pa.int32()))
    for name in ("sha", "card", "model_index", "base_models"):
        batch = batch.append_column(name, pa.array([each.get(name) for each in extra], pa.string()))
    for name in ("tags", "files"):
        batch = batch.append_column(name, pa.array([each[name] for each in extra], pa.list_(pa.string())))
    connection.register("batch", batch)
    connection.execute("INSERT INTO reporters BY NAME FROM batch")
    details = pa.table(
        {
            "hub_id": rows["hub_id"],
            "sha": [each["sha"] for each in extra],
            "files": [json.dumps([{"name": "model.safetensors", "size": each["size"]}]) for each in extra],
            "fetched_at": [NOW] * len(extra),
        }
    )
    connection.register("details_batch", details)
    connection.execute("INSERT INTO details BY NAME FROM details_batch")


def _report(chance: random.Random, model_id: str) -> dict[str, object]:
    grams = math.exp(chance.gauss(1.3, 2.6))
    context = {
        "emissions": grams,
        "source": chance.choice(SOURCES),
        "training_type": chance.choice(["fine-tuning", "pre-training", None]),
        "geographical_location": chance.choice(PLACES),
        "hardware_used": chance.choice(HARDWARE),
    }
    plain = chance.random() < 0.4
    emissions: object = grams if plain else {key: value for key, value in context.items() if value is not None}
    return {
        "sha": f"{chance.getrandbits(160):040x}",
        "card": json.dumps({"co2_eq_emissions": emissions, "datasets": [f"data/{chance.randrange(500)}"]}),
        "tags": ["autotrain", "co2_eq_emissions"] if plain else ["co2_eq_emissions"],
        "files": ["README.md", "model.safetensors"],
        "size": int(math.exp(chance.gauss(19.5, 1.2))),
        "id": model_id,
    }


def publish_once(data_dir: Path) -> dict[str, object]:
    """Build and publish a snapshot as the first ingest does; return seconds, bytes and peak memory (MB)."""
    shutil.rmtree(data_dir / FOLDER, ignore_errors=True)  # statistics of the same reports would be taken from there
    now = datetime.now(UTC).replace(tzinfo=None)
    staging = Staging.open(data_dir, endpoint=ENDPOINT, now=now)
    info = publish(staging.connection, data_dir, now=now, endpoint=ENDPOINT)
    staging.close()
    return {
        "seconds": info.seconds,
        "bytes": info.path.stat().st_size,
        "models": info.models,
        "reporting": info.reporting,
        "peak_mb": peak_mb(os.getpid()),
    }


def main(arguments: list[str]) -> None:
    """Run one of the two commands of the module's description."""
    parser = argparse.ArgumentParser(prog="bench.data")
    parser.add_argument("command", choices=["generate", "publish"])
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("--models", type=int, default=3_100_000)
    parser.add_argument("--reporters", type=int, default=12_000)
    options = parser.parse_args(arguments)
    if options.command == "generate":
        generate(options.data_dir, options.models, options.reporters)
    else:
        print(json.dumps(publish_once(options.data_dir)))


if __name__ == "__main__":
    main(sys.argv[1:])
