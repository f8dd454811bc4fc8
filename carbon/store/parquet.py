"""Reads a Parquet file from elsewhere with DuckDB: its columns checked, rows in order and in batches; never the web."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import pyarrow as pa
from duckdb import ColumnExpression, Expression

MEMORY_LIMIT = "300MB"
THREADS = 2
ROW = "file_row_number"


class ParquetError(RuntimeError):
    """A Parquet file that cannot be read, or has other columns than it is documented to have."""


class Parquet:
    """One file, open for reading; a context manager.

    Attributes: `columns` with their DuckDB types, `rows` in all.
    """

    def __init__(self, path: Path, name: str) -> None:
        """Open `path`; `name` is what messages call it.

        Raises:
            ParquetError: it is no Parquet file.
        """
        self.name = name
        self._connection = _connection(path.parent)
        try:
            self._table = self._connection.read_parquet(str(path), file_row_number=True)
            self.rows = int(self._table.count("*").fetchall()[0][0])
        except duckdb.Error as error:
            self._connection.close()
            raise ParquetError(f"{name} cannot be read: {_first_line(error)}") from error
        types = zip(self._table.columns, map(str, self._table.types), strict=True)
        self.columns = {column: kind for column, kind in types if column != ROW}

    def require(self, wanted: Mapping[str, Sequence[str]]) -> None:
        """Check that columns are there, each of one of the types given (`STRUCT` and `LIST` for all of their kind).

        Raises:
            ParquetError: it names those that are missing or of another type, and what there is.
        """
        missing = [column for column in wanted if column not in self.columns]
        other = [
            f"{column} is {self.columns[column]}, not {' or '.join(kinds)}"
            for column, kinds in wanted.items()
            if column in self.columns and _kind(self.columns[column]) not in kinds
        ]
        if missing or other:
            problems = [*([f"it lacks {', '.join(missing)}"] if missing else []), *other]
            raise ParquetError(
                f"{self.name} has not the columns it is documented to have: {'; '.join(problems)}. "
                f"It has {', '.join(sorted(self.columns))}."
            )

    def batches(
        self, columns: Sequence[Expression], size: int, where: Expression | None = None, skip: int = 0
    ) -> Iterator[pa.RecordBatch]:
        """Rows behind the first `skip` for which `where` holds, in their order and at most `size` at once.

        Raises:
            ParquetError: the file is damaged further down.
        """
        table = self._table
        if skip:
            table = table.filter(ColumnExpression(ROW) >= duckdb.ConstantExpression(skip))
        if where is not None:
            table = table.filter(where)
        try:
            yield from table.select(*columns).to_arrow_reader(size)
        except (duckdb.Error, pa.ArrowException, OSError) as error:
            raise ParquetError(f"{self.name} cannot be read: {_first_line(error)}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()


def _connection(folder: Path) -> duckdb.DuckDBPyConnection:
    options = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    connection = duckdb.connect(config={"memory_limit": MEMORY_LIMIT, "threads": THREADS, **options})
    connection.execute("SET allowed_directories = ?", [[str(folder)]])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _kind(written: str) -> str:
    """`STRUCT` and `LIST` for types that have parts; times without their zone and precision."""
    if written.endswith("[]"):
        return "LIST"
    return "TIMESTAMP" if written.startswith("TIMESTAMP") else written.partition("(")[0]


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:300]
