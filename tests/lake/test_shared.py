"""What workers store for each other: ranges that count once, and what a new leader need not ask again."""

from __future__ import annotations

import threading
from datetime import datetime

import duckdb
import pyarrow as pa
import pytest

from carbon.hub.record import read_model
from carbon.store.batches import Rejected, census_batch, rejects_batch
from carbon.store.details import Details, Wanted, store
from carbon.store.lake.connection import connect, retried
from carbon.store.lake.desk import Desk, Range
from carbon.store.lake.shared import SharedCensus
from carbon.store.reader import LakeError
from carbon.store.staging import Staging
from tests.ingest.world import model

NOW = datetime(2026, 11, 23)
FIRST, SECOND = Range(7, 0, None, NOW), Range(7, 1, NOW, None)


@pytest.fixture
def shared(lake):
    with SharedCensus(lake) as made:
        yield made


def models(*numbers):
    batch = census_batch([read_model(model(number)) for number in numbers], 0)
    return pa.Table.from_batches([batch]).drop_columns(["run"])


def rejects(*ids):
    batch = rejects_batch([Rejected(each, None, "no id", "{}") for each in ids], 0, "census", NOW)
    return pa.Table.from_batches([batch]).drop_columns(["run", "stage", "seen_at"])


def ids(shared):
    return sorted(value for batch in shared.models(7) for value in batch.column("id").to_pylist())


def test_a_range_stored_again_replaces_what_was_stored_of_it(shared, lake):
    shared.store(FIRST, models(1, 2), rejects("a"))
    shared.store(SECOND, models(3), rejects())
    with SharedCensus(lake) as late:
        late.store(FIRST, models(1, 2, 4), rejects("a", "b"))
    assert ids(shared) == ["owner/m-1", "owner/m-2", "owner/m-3", "owner/m-4"]
    assert {row[0] for row in shared.rejects(7)} == {"a", "b"}
    shared.forget()
    assert (ids(shared), shared.rejects(7)) == ([], [])


def test_a_range_that_fails_in_the_middle_stores_nothing(shared):
    with pytest.raises(duckdb.Error):
        shared.store(FIRST, models(1), pa.table({"no": ["such column"]}))
    assert ids(shared) == []
    shared.store(FIRST, models(1), rejects())
    assert ids(shared) == ["owner/m-1"]


def test_a_new_leader_takes_over_what_was_asked_model_by_model(shared, lake, tmp_path):
    old, new = (Staging.open(folder(tmp_path, name), endpoint="https://hub.test", now=NOW) for name in ("old", "new"))
    wanted = Wanted(b"123456789012", "owner/m", "sha", NOW, None, False, None)
    store(old, wanted, Details([{"name": "a", "size": 5}], NOW, None), NOW)
    shared.load(new)
    assert new.connection.table("details").fetchall() == []
    shared.save(old)
    with SharedCensus(lake) as other:
        other.load(new)
        other.load(new)
    assert new.connection.table("details").fetchall() == old.connection.table("details").fetchall() != []
    for staging in (old, new):
        staging.close()


def folder(tmp_path, name):
    made = tmp_path / name
    made.mkdir()
    return made


def test_only_conflicts_are_done_again():
    tried: list[int] = []

    def clash() -> int:
        tried.append(1)
        if len(tried) < 3:
            raise duckdb.TransactionException("another one was faster")
        return len(tried)

    assert retried(clash) == 3
    with pytest.raises(duckdb.CatalogException):
        retried(lambda: duckdb.sql("FROM nowhere").fetchall())
    with connect("64MB") as connection:
        assert connection.execute("SELECT 1").fetchall() == [(1,)]


def test_workers_that_start_at_once_make_one_lake(lake):
    failed: list[Exception] = []

    def start() -> None:
        try:
            with Desk(lake), SharedCensus(lake):
                pass
        except LakeError as error:
            failed.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
