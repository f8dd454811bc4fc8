"""A small generated snapshot for a first start without the Hub; always marked as a sample, never mixed with data."""

from __future__ import annotations

import json
import math
import random
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa

from carbon.store.reader import Snapshot, Store
from carbon.store.schema import part
from carbon.store.snapshot import publish

FOLDER = "sample"
OWNER = "sample"
SEED = 2305
FIRST = datetime(2022, 4, 1)
MONTHS = 48
BUILT = datetime(2026, 4, 1)
TASKS: tuple[tuple[str | None, str, int], ...] = (
    ("text-classification", "transformers", 20),
    ("text-generation", "transformers", 22),
    ("token-classification", "transformers", 8),
    ("translation", "transformers", 5),
    ("sentence-similarity", "sentence-transformers", 6),
    ("image-classification", "timm", 9),
    ("text-to-image", "diffusers", 10),
    ("object-detection", "transformers", 3),
    ("automatic-speech-recognition", "transformers", 5),
    ("image-text-to-text", "transformers", 3),
    ("tabular-classification", "sklearn", 2),
    ("reinforcement-learning", "stable-baselines3", 7),
    (None, "transformers", 12),
)
HARDWARE = ("1 x NVIDIA A100-SXM4-40GB", "1 x NVIDIA GeForce RTX 3090", "8 x NVIDIA V100", "1 x Tesla T4")
PLACES = ("France", "Oregon, USA", "Germany", "Singapore", "Canada", "Denmark")
SOURCES = ("CodeCarbon", "AutoTrain", "ML CO2 Impact calculator", "own measurement")

#: What DuckDB raises where a disk is full or may not be written, by the step at which it meets it.
NO_PLACE = (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException)

Row = dict[str, object]


def sample(data_dir: Path) -> Snapshot:
    """The sample under `data_dir`, built now if it is not there; in a temporary folder where that cannot be written.

    Raises:
        OSError: there is no place left to write to at all.
    """
    found = Store(data_dir / FOLDER).current()
    if found is not None:
        return found
    try:
        return _build(data_dir / FOLDER)
    except (OSError, *NO_PLACE):
        return _build_elsewhere()


def _build_elsewhere() -> Snapshot:
    try:
        return _build(Path(tempfile.mkdtemp(prefix="hub-carbon-sample-")))
    except NO_PLACE as error:
        raise OSError(f"no place for the sample: {error}") from error


def _build(folder: Path) -> Snapshot:
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(part("staging"))
        _fill(connection)
        return Snapshot(publish(connection, folder, now=BUILT, endpoint="generated", sample=True).path)


def _fill(connection: duckdb.DuckDBPyConnection) -> None:
    chance = random.Random(SEED)
    models = list(_models(chance))
    reporters = [row | _report(chance, row) for row in models if chance.random() < _share(row)]
    apart = random.Random(SEED + 1)
    datasets = [_add_results(apart, row) for row in reporters]
    details = [
        {"hub_id": row["hub_id"], "sha": row["sha"], "files": row.pop("sized"), "fetched_at": BUILT}
        for row in reporters
    ]
    _insert(connection, "census", models)
    _insert(connection, "reporters", reporters)
    _insert(connection, "details", details)
    _insert(connection, "datasets", datasets)
    times = {"started_at": BUILT, "finished_at": BUILT, "pages": 1}
    of = {"reporters": reporters, "full": models}
    runs = [times | {"run": run, "kind": kind, "models": len(of[kind])} for run, kind in enumerate(of)]
    _insert(connection, "runs", runs)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    schema = connection.table(table).limit(0).to_arrow_table().schema
    connection.from_arrow(pa.Table.from_pylist(rows, schema=schema)).insert_into(table)


def _models(chance: random.Random) -> Iterator[Row]:
    number = 0
    weights = [weight for _, _, weight in TASKS]
    for month in range(MONTHS):
        for _ in range(150 + 8 * month):
            number += 1
            task, library, _ = chance.choices(TASKS, weights)[0]
            created = FIRST + timedelta(days=30.4 * month + chance.random() * 30)
            yield {
                "hub_id": number.to_bytes(12, "big"),
                "run": 1,
                "id": f"{OWNER}/{task or 'model'}-{number:04d}",
                "created_at": created,
                "last_modified": created,
                "downloads": int(math.exp(chance.expovariate(0.45))) - 1,
                "likes": int(math.exp(chance.expovariate(1.1))) - 1,
                "library": library,
                "task": task,
                "disabled": False,
                "parameters": int(math.exp(chance.gauss(18.5, 1.3))),
            }


def _share(row: Row) -> float:
    created = row["created_at"]
    assert isinstance(created, datetime)
    return 0.09 - 0.06 * (created - FIRST).days / (30.4 * MONTHS)


def _add_results(chance: random.Random, row: Row) -> Row:
    """Names the data set of a report and a score; returns the data set."""
    size = int(math.exp(chance.gauss(18.5, 2.2)))
    name = f"{OWNER}/data-{row['id']}".replace(f"{OWNER}/{OWNER}", OWNER)
    row["card"] = json.dumps({**json.loads(str(row["card"])), "datasets": [name]})
    score = {"type": "accuracy", "value": round(1 - math.exp(chance.gauss(-2, 0.6)), 4)}
    results = [{"task": {"type": row["task"]}, "dataset": {"type": name}, "metrics": [score]}]
    row["model_index"] = json.dumps([{"name": "model", "results": results}]) if chance.random() < 0.6 else None
    return {"id": name, "size_bytes": size, "fetched_at": BUILT}


def _report(chance: random.Random, row: Row) -> Row:
    automatic = chance.random() < 0.5
    parameters = row["parameters"]
    assert isinstance(parameters, int)
    grams = float(f"{math.exp(chance.gauss(1.6, 2.0)) * (parameters / 1e8) ** 0.6:.4g}")
    context: Row = {"emissions": grams, "source": "AutoTrain" if automatic else chance.choice(SOURCES)}
    if not automatic:
        context["training_type"] = "pre-training" if chance.random() < 0.15 else "fine-tuning"
        optional = {"hardware_used": chance.choice(HARDWARE), "geographical_location": chance.choice(PLACES)}
        optional["hours_used"] = str(round(chance.expovariate(0.2), 2))
        context |= {key: value for key, value in optional.items() if chance.random() < 0.6}
    size = parameters * 4
    return {
        "run": 0,
        "sha": f"{chance.getrandbits(160):040x}",
        "tags": ["co2_eq_emissions", *(["autotrain"] if automatic else [])],
        "card": json.dumps({"co2_eq_emissions": grams if automatic and chance.random() < 0.5 else context}),
        "files": ["README.md", "model.safetensors"],
        "sized": json.dumps([{"name": "model.safetensors", "size": size}]),
    }
