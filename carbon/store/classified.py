"""Runs the method over the staged reporters, batch by batch; the bridge between staging and carbon/method."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import duckdb
import pyarrow as pa

from carbon.card.files import File
from carbon.method.classify import ReporterRow, classify
from carbon.store.schema import statement

BATCH = 1000

Row = dict[str, object]


def classified_batches(connection: duckdb.DuckDBPyConnection, schema: pa.Schema) -> Iterator[pa.Table]:
    """Classify every reporter of the staging; yield tables in the columns of `schema`, at most `BATCH` rows each."""
    sizes = dict(connection.execute(statement("dataset_sizes")).fetchall())
    cursor = connection.cursor().execute(statement("reporters_to_classify"))
    names = [column[0] for column in cursor.description or ()]
    while rows := cursor.fetchmany(BATCH):
        staged = [dict(zip(names, row, strict=True)) for row in rows]
        yield pa.Table.from_pylist([_classified(row, sizes) for row in staged], schema=schema)


def _classified(staged: Row, sizes: Mapping[str, int | None]) -> Row:
    hub_id = staged.pop("hub_id")
    for name in ("card", "model_index", "base_models"):
        staged[name] = _parsed(staged[name])
    staged["files"] = _files(staged["files"], _parsed(staged.pop("sized_files")))
    staged["tags"] = staged["tags"] or ()
    return {"hub_id": hub_id, **classify(ReporterRow(**staged), sizes)._asdict()}  # type: ignore[arg-type]


def _files(names: object, sized: object) -> list[File] | None:
    if isinstance(sized, list):
        return [(each["name"], each["size"]) for each in sized]
    if isinstance(names, list):
        return [(name, None) for name in names]
    return None


def _parsed(text: object) -> object:
    return json.loads(text) if isinstance(text, str) else None
