"""Runs the method over the staged reporters, batch by batch; the bridge between staging and carbon/method."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import duckdb
import pyarrow as pa

from carbon.card.files import File
from carbon.method.classify import ReporterRow, classify
from carbon.store.schema import statement

#: Cards are up to 500,000 characters long: this many are in memory at once.
BATCH = 200
#: What lists the reports, and what finds the texts of some of them: the reporters, and reports of the text only.
STATEMENTS = (("reporters_to_classify", "texts_of_reporters"), ("card_reports_to_classify", "texts_of_card_reports"))

Row = dict[str, object]


def classified_batches(connection: duckdb.DuckDBPyConnection, schema: pa.Schema) -> Iterator[pa.Table]:
    """Classify every report of the staging; yield tables in the columns of `schema`, at most `BATCH` rows each."""
    sizes = dict(connection.execute(statement("dataset_sizes")).fetchall())
    for rows, texts in STATEMENTS:
        for staged in _batches(connection, rows):
            _add_texts(connection, texts, staged)
            yield pa.Table.from_pylist([_classified(row, sizes) for row in staged], schema=schema)


def _batches(connection: duckdb.DuckDBPyConnection, name: str) -> Iterator[list[Row]]:
    cursor = connection.cursor().execute(statement(name))
    names = [column[0] for column in cursor.description or ()]
    while rows := cursor.fetchmany(BATCH):
        yield [dict(zip(names, row, strict=True)) for row in rows]


def _add_texts(connection: duckdb.DuckDBPyConnection, name: str, staged: list[Row]) -> None:
    """Add body, text_from and text_at to the rows; texts stay out of the query that sorts all of them."""
    found = connection.execute(statement(name), {"ids": [row["id"] for row in staged]}).fetchall()
    texts = {each[0]: dict(zip(("body", "text_from", "text_at"), each[1:], strict=True)) for each in found}
    for row in staged:
        row.update(texts.get(row["id"], {}))


def _classified(staged: Row, sizes: Mapping[str, int | None]) -> Row:
    beside = {name: staged.pop(name, None) for name in ("hub_id", "text_from", "text_at")}
    for name in ("card", "model_index", "base_models"):
        staged[name] = _parsed(staged.get(name))
    staged["files"] = _files(staged.get("files"), _parsed(staged.pop("sized_files", None)))
    staged["tags"] = staged["tags"] or ()
    return {**classify(ReporterRow(**staged), sizes)._asdict(), **beside}  # type: ignore[arg-type]


def _files(names: object, sized: object) -> list[File] | None:
    if isinstance(sized, list):
        return [(each["name"], each["size"]) for each in sized]
    if isinstance(names, list):
        return [(name, None) for name in names]
    return None


def _parsed(text: object) -> object:
    return json.loads(text) if isinstance(text, str) else None
