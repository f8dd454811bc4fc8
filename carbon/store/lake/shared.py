"""What workers store of a census that they share: ranges of models in the lake, each in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import TracebackType

import duckdb
import pyarrow as pa

from carbon.store.lake.connection import Lake, connect, retried
from carbon.store.lake.desk import Range
from carbon.store.schema import statement
from carbon.store.staging import Staging

MEMORY = "200MB"
AT_ONCE = 50_000
KEPT = ("details", "datasets")


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

    def save(self, staging: Staging) -> None:
        """Keep for the next leader what was asked of the Hub model by model: it takes hours to ask again."""
        tables = {name: staging.connection.table(name).to_arrow_table() for name in KEPT}
        retried(lambda: self._save(tables))

    def load(self, staging: Staging) -> None:
        """Take over what another leader has kept, where this one has none."""
        for name in KEPT:
            if staging.connection.table(name).limit(1).fetchone() is not None:
                continue
            try:
                kept = self._connection.table(f"lake.work.{name}").to_arrow_table()
            except duckdb.CatalogException:
                continue  # nobody has kept any
            if kept.column_names == staging.connection.table(name).columns:
                staging.connection.from_arrow(kept).insert_into(name)

    def _save(self, tables: Mapping[str, pa.Table]) -> None:
        self._connection.begin()
        try:
            for name, rows in tables.items():
                self._connection.register("kept", rows)
                self._connection.execute(f"CREATE OR REPLACE TABLE lake.work.{name} AS FROM kept")
                self._connection.unregister("kept")
            self._connection.commit()
        except BaseException:
            self._roll_back()
            raise

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
