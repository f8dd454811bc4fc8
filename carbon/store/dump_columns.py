"""The columns of the daily dump of all models: which there are, under which name, and how they are read from it."""

from __future__ import annotations

from collections.abc import Mapping

from duckdb import ColumnExpression, ConstantExpression, Expression, FunctionExpression

from carbon.store.parquet import ROW, Parquet

#: Our name of each column (the Hub's in its list), and the names that it may have in the dump.
NAMES: Mapping[str, tuple[str, ...]] = {
    "_id": ("_id",),
    "id": ("id", "modelId"),
    "createdAt": ("createdAt", "created_at"),
    "lastModified": ("lastModified", "last_modified"),
    "downloads": ("downloads",),
    "likes": ("likes",),
    "library_name": ("library_name", "libraryName"),
    "pipeline_tag": ("pipeline_tag", "pipelineTag"),
    "gated": ("gated",),
    "private": ("private",),
    "disabled": ("disabled",),
    "safetensors": ("safetensors",),
}
#: Without these there is no census; the others are unknown where the dump lacks them.
REQUIRED = {"_id": ("VARCHAR",), "id": ("VARCHAR",), "createdAt": ("TIMESTAMP", "VARCHAR")}
#: Columns that only some models have on the Hub's list too, so that a dump of models without any lacks them.
RARE = {"private", "disabled"}


def columns_of(table: Parquet) -> dict[str, str]:
    """The dump's name of each column that it has, by ours.

    Raises:
        ParquetError: it lacks a column that is required, or has it in another type.
    """
    found = {ours: next((name for name in names if name in table.columns), ours) for ours, names in NAMES.items()}
    table.require({found[ours]: kinds for ours, kinds in REQUIRED.items()})
    return {ours: name for ours, name in found.items() if name in table.columns}


def missing_of(columns: Mapping[str, str]) -> list[str]:
    """The columns that every dump should have and this one lacks."""
    return [ours for ours in NAMES if ours not in columns and ours not in RARE]


def expressions(table: Parquet, columns: Mapping[str, str]) -> list[Expression]:
    """How to read the columns, in the order of `NAMES`, and the number of the row: times in microseconds since 1970
    (UTC) or as written, what has parts as JSON, NULL for what is missing."""
    read = [_read(table, columns[ours]) if ours in columns else ConstantExpression(None) for ours in NAMES]
    return [*(each.alias(ours) for ours, each in zip(NAMES, read, strict=True)), ColumnExpression(ROW)]


def _read(table: Parquet, name: str) -> Expression:
    kind, column = table.columns[name], ColumnExpression(name)
    if kind.startswith("TIMESTAMP"):
        return FunctionExpression("epoch_us", column)
    return FunctionExpression("to_json", column) if kind.startswith(("STRUCT", "MAP")) else column
