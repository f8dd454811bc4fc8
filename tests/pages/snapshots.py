"""Writes small snapshots with known figures for page and query tests: only what a test names differs from the plain."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import duckdb

from carbon.store.reader import FOLDER, POINTER, Snapshot
from carbon.store.schema import SCHEMA_VERSION, part

#: No two snapshots of a test run share an id: answers are remembered by it.
_numbers = itertools.count(1)

META = {
    "census": "complete",
    "sample": "false",
    "built_at": "2026-11-23T04:10:00",
    "endpoint": "https://huggingface.co",
}
EVIDENCE = ("has_method", "has_hardware", "has_place", "has_training_type", "has_duration", "has_link")
REPORT: Mapping[str, object] = {
    "project_first": True,
    "month": date(2022, 6, 1),
    "dated_by": "hub",
    "downloads": 10,
    "library": "transformers",
    "task": "text-classification",
    "domain": "NLP",
    "reports": True,
    "emissions_g": 2.0,
    "tool": "CodeCarbon",
    "regime": "fine-tuning",
    **dict.fromkeys(EVIDENCE, False),
    "level": "R2",
    "study_class": "Basic reporting",
    "flags": [],
    "excluded": False,
    "label_class": "B",
}
COUNT: Mapping[str, object] = {
    "month": date(2022, 6, 1),
    "owner": None,
    "domain": "NLP",
    "task": "text-classification",
    "library": "transformers",
    "models": 100,
}

Row = Mapping[str, object]


def write(
    data_dir: Path,
    *,
    reports: Iterable[Row] = (),
    counts: Iterable[Row] = (),
    models: Iterable[Row] = (),
    listed: int | None = None,
    statistics: Iterable[Row] = (),
    **meta: str,
) -> Snapshot:
    """Publish a snapshot in `data_dir` and open it; rows override `REPORT` and `COUNT`, `listed` is its `models`."""
    meta |= {} if listed is None else {"models": str(listed)}
    name = f"20261123T{next(_numbers):06d}Z"
    folder = data_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(folder / f"{name}.duckdb") as connection:
        connection.execute(part("snapshot"))
        for number, row in enumerate(reports):
            _insert(connection, "reports", {**REPORT, **_named(number), **row})
        for row in counts:
            _insert(connection, "model_counts", {**COUNT, **row})
        for row in statistics:
            _insert(connection, "statistics", row)
        for row in models:
            _insert(connection, "models", _model(row))
        connection.execute(
            "INSERT INTO names SELECT id_key, -1, id, downloads, reports FROM models "
            "WHERE NOT gone ORDER BY downloads DESC"
        )
        for key, value in {**META, "schema_version": str(SCHEMA_VERSION), "snapshot": name, **meta}.items():
            _insert(connection, "meta", {"key": key, "value": value})
    (data_dir / POINTER).write_text(f"{name}\n", encoding="ascii")
    return Snapshot(folder / f"{name}.duckdb")


def _named(number: int) -> dict[str, object]:
    return {
        "id": f"someone/model-{number}",
        "owner": "someone",
        "name": f"model-{number}",
        "project": f"someone/{number}",
    }


def _model(row: Row) -> dict[str, object]:
    plain = {"domain": "NLP", "task": "text-classification", "disabled": False, "gone": False, "reports": False}
    return {**plain, "id_key": str(row["id"]).lower(), **row}


def _insert(connection: duckdb.DuckDBPyConnection, table: str, row: Row) -> None:
    columns = ", ".join(row)
    places = ", ".join("?" for _ in row)
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", list(row.values()))
