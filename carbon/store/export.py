"""Writes a query's rows as CSV, Parquet or JSON, some thousand at a time; decides neither rows nor place."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from carbon.store.reader import Snapshot
from carbon.store.schema import statement
from carbon.store.selection import Selection
from carbon.store.spreadsheet import no_formula

BATCH = 5_000
#: Rows of a group in Parquet: what a reader decodes at once.
GROUP = 40_960

Row = tuple[Any, ...]
Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Export:
    """What to write: a query of `store/sql`, its parameters, and of which snapshot."""

    snapshot: Snapshot
    query: str
    params: Mapping[str, object]

    def rows(self) -> tuple[list[str], Iterator[list[Row]]]:
        """The names of the columns, and the rows in batches."""
        cursor = self._run()
        return [column[0] for column in cursor.description or ()], iter(lambda: cursor.fetchmany(BATCH), [])

    def batches(self) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
        """The Arrow schema of the rows, and the rows in batches."""
        reader = self._run().to_arrow_reader(GROUP)
        return reader.schema, _read(reader)

    def about(self) -> dict[str, str]:
        """Where the rows come from, for formats that can say so."""
        meta = self.snapshot.meta
        told = ("snapshot", "built_at", "endpoint", "reference", "sample")
        return {f"hub_carbon.{name}": meta[name] for name in told if name in meta}

    def _run(self) -> duckdb.DuckDBPyConnection:
        return self.snapshot.cursor().execute(statement(self.query), dict(self.params))


def reports(snapshot: Snapshot, selection: Selection) -> Export:
    """The reports of a selection."""
    return Export(snapshot, "export_reports", selection.reports_params())


def models(snapshot: Snapshot, selection: Selection) -> Export:
    """All models of a selection, of whose filters only those count that every model can answer."""
    return Export(snapshot, "export_models", selection.counts_params())


def write_csv(export: Export, file: IO[bytes], tell: Tell = lambda _: None) -> None:
    """CSV (RFC 4180, UTF-8), safe to open in a spreadsheet: lists joined by `; `, times in ISO 8601, UTC."""
    names, batches = export.rows()
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow(names)
    for number, batch in enumerate(batches):
        out.writerows([_cell(value) for value in row] for row in batch)
        tell(number * BATCH + len(batch))
    text.detach()


def write_json(export: Export, file: IO[bytes], tell: Tell = lambda _: None) -> None:
    """One JSON array, an object a line; numbers that JSON cannot hold are null."""
    names, batches = export.rows()
    separator = b"[\n"
    for number, batch in enumerate(batches):
        for row in batch:
            facts = dict(zip(names, map(_finite, row), strict=True))
            file.write(separator + json.dumps(facts, ensure_ascii=False, default=_time, allow_nan=False).encode())
            separator = b",\n"
        tell(number * BATCH + len(batch))
    file.write(b"[]\n" if separator == b"[\n" else b"\n]\n")


def write_parquet(export: Export, file: IO[bytes], tell: Tell = lambda _: None) -> None:
    """Parquet (zstd) whose metadata says which snapshot it is of."""
    schema, batches = export.batches()
    about = {**(schema.metadata or {}), **export.about()}
    written = 0
    with pq.ParquetWriter(file, schema.with_metadata(about), compression="zstd") as out:
        for batch in batches:
            out.write_batch(batch)
            written += batch.num_rows
            tell(written)


#: The formats by their names, which are also the endings of their files.
FORMATS: Mapping[str, Callable[..., None]] = {"csv": write_csv, "json": write_json, "parquet": write_parquet}


def _read(reader: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    """What is read, and a damaged file told as DuckDB tells it: Arrow says the same of a full disk."""
    try:
        yield from reader
    except (pa.ArrowException, OSError) as error:
        raise duckdb.IOException(str(error)) from error


def _cell(value: object) -> object:
    if isinstance(value, list):
        value = "; ".join(str(one) for one in value)
    if isinstance(value, bool):
        return str(value).lower()
    return no_formula(_time(value) if isinstance(value, date) else value)


def _finite(value: object) -> object:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _time(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value.isoformat(timespec='seconds')}Z"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")
