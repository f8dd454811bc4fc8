"""What workers store of a census that they share: ranges of models in the lake, each in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType

import duckdb
import pyarrow as pa

from carbon.store.lake.connection import Lake, connect, retried
from carbon.store.lake.desk import Range
from carbon.store.schema import statement

MEMORY = "200MB"
AT_ONCE = 50_000


class SharedCensus:
    """One worker's connection to the shared rows; for one thread."""

    def __init__(self, lake: Lake) -> None:
        """Connect, and make the tables where they are missing; raises LakeError."""
        self._connection = connect(MEMORY)
        lake.attach(self._connection)
        retried(lambda: self._connection.execute(statement("lake_work")))

    def __enter__(self) -> SharedCensus:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def store(self, taken: Range, models: pa.Table, rejects: pa.Table) -> None:
        """Store a range, all of it or nothing; what another worker stored of it is replaced."""
        retried(lambda: self._store(taken, models, rejects))

    def models(self, census: int) -> Iterator[pa.RecordBatch]:
        """Everything stored of a census; models that were stored twice come twice."""
        found = self._connection.execute(statement("lake_census"), {"census": census})
        yield from found.to_arrow_reader(AT_ONCE)

    def rejects(self, census: int) -> list[tuple[str | None, str | None, str, str]]:
        """What could not be used of a census: id, field, reason, item."""
        return self._connection.execute(statement("lake_census_rejects"), {"census": census}).fetchall()

    def forget(self) -> None:
        """Remove all rows: they have been used."""
        for name in ("lake_census_forget", "lake_rejects_forget"):
            retried(lambda name=name: self._connection.execute(statement(name)))  # type: ignore[misc]

    def _store(self, taken: Range, models: pa.Table, rejects: pa.Table) -> None:
        names = {"census": taken.census, "number": taken.number}
        self._connection.begin()
        try:
            if self._connection.execute(statement("lake_range_stored"), names).fetchall()[0][0]:
                self._connection.execute(statement("lake_range_clear"), names)
            self._insert("lake_range_store", "models", models, names)
            if rejects.num_rows:
                self._insert("lake_range_rejects", "rejects", rejects, names)
            self._connection.commit()
        except BaseException:
            self._roll_back()
            raise

    def _insert(self, name: str, table: str, rows: pa.Table, params: dict[str, int]) -> None:
        self._connection.register(table, rows)
        try:
            self._connection.execute(statement(name), params)
        finally:
            self._connection.unregister(table)

    def _roll_back(self) -> None:
        try:
            self._connection.rollback()
        except duckdb.Error:
            return  # DuckDB has rolled back by itself; the error that led here is on its way up
