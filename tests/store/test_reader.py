"""Reading snapshots: what is refused, what is passed over, what threads may do."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from carbon.store.reader import Snapshot, SnapshotError, Store
from carbon.store.snapshot import point_to
from carbon.store.staging import Staging
from tests.store.staged import NOW, Staged


def test_there_is_no_snapshot_in_an_empty_or_missing_folder(tmp_path: Path) -> None:
    assert Store(tmp_path).current() is None
    assert Store(tmp_path / "missing").current() is None


def test_a_reader_follows_the_pointer_to_a_newer_snapshot(staged: Staged, tmp_path: Path) -> None:
    first = staged.publish(tmp_path)
    store = Store(tmp_path)
    assert store.current().id == first.id
    second = staged.publish(tmp_path, NOW + timedelta(hours=1))
    assert store.current().id == second.id


def test_a_damaged_snapshot_is_passed_over_for_the_one_before_and_named(staged: Staged, tmp_path: Path) -> None:
    good = staged.publish(tmp_path)
    bad = staged.publish(tmp_path, NOW + timedelta(hours=1))
    bad.path.write_bytes(b"not a database")
    store = Store(tmp_path)
    assert store.current().id == good.id
    assert bad.path.name in str(store.problem)
    assert "run the ingest" in str(store.problem)


def test_a_dropped_snapshot_is_closed_and_passed_over_for_the_one_before(staged: Staged, tmp_path: Path) -> None:
    good = staged.publish(tmp_path)
    staged.publish(tmp_path, NOW + timedelta(hours=1))
    store = Store(tmp_path)
    damaged = store.current()
    for _ in range(2):  # two threads may meet the same damage
        store.drop(damaged, duckdb.IOException("could not read enough bytes"))
    assert store.current().id == good.id
    assert f"{damaged.path} was damaged (could not read enough bytes)" in str(store.problem)
    with pytest.raises(duckdb.ConnectionException):
        damaged.rows("snapshot_meta")


def test_a_snapshot_published_after_a_drop_is_current_without_a_problem(staged: Staged, tmp_path: Path) -> None:
    staged.publish(tmp_path)
    store = Store(tmp_path)
    store.drop(store.current(), duckdb.IOException("could not read enough bytes"))
    assert store.current() is None
    later = staged.publish(tmp_path, NOW + timedelta(hours=1))
    assert store.current().id == later.id
    assert store.problem is None


def test_why_a_snapshot_was_passed_over_is_logged_once(
    staged: Staged, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    info = staged.publish(tmp_path)
    info.path.write_bytes(b"not a database")
    store = Store(tmp_path)
    for _ in range(3):
        store.current()
    (told,) = caplog.messages
    assert str(info.path) in told


def test_a_foreign_database_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "foreign.duckdb"
    duckdb.connect(path).close()
    with pytest.raises(SnapshotError, match=r"foreign\.duckdb is not a snapshot"):
        Snapshot(path)


def test_a_snapshot_of_another_schema_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute("CREATE TABLE meta (key VARCHAR, value VARCHAR)")
        connection.execute("INSERT INTO meta VALUES ('schema_version', '0')")
    with pytest.raises(SnapshotError, match="schema version 0"):
        Snapshot(path)


@pytest.mark.parametrize("pointer", ["../../etc/passwd", "", "no-such", "\xff\xfe"])
def test_a_nonsense_pointer_falls_back_to_the_newest_snapshot(staged: Staged, tmp_path: Path, pointer: str) -> None:
    info = staged.publish(tmp_path)
    (tmp_path / "CURRENT").write_text(pointer, encoding="latin-1")
    assert Store(tmp_path).current().id == info.id


def test_the_pointer_may_name_an_older_snapshot(staged: Staged, tmp_path: Path) -> None:
    first = staged.publish(tmp_path)
    staged.publish(tmp_path, NOW + timedelta(hours=1))
    point_to(tmp_path, first.id)
    assert Store(tmp_path).current().id == first.id


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE intruder (x INTEGER)",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SET enable_external_access = true",
        "ATTACH '/tmp/other.duckdb'",
    ],
)
def test_a_reader_can_neither_write_nor_reach_outside(staged: Staged, tmp_path: Path, sql: str) -> None:
    snapshot = Snapshot(staged.publish(tmp_path).path)
    with pytest.raises(duckdb.Error):
        snapshot.cursor().execute(sql)


def test_many_threads_read_one_snapshot_and_each_gets_its_own_answer(staged: Staged, tmp_path: Path) -> None:
    for number in range(50):
        staged.model(number, f"a/m{number}", run=1)
    staged.run(1, "full")
    snapshot = Snapshot(staged.publish(tmp_path).path)
    answers: dict[int, object] = {}

    def ask(number: int) -> None:
        answers[number] = [snapshot.rows("model_by_id", {"id": f"a/m{number}"})[0]["id"] for _ in range(20)]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: [f"a/m{number}"] * 20 for number in range(16)}


def test_a_staging_is_no_snapshot(tmp_path: Path) -> None:
    path = tmp_path / "staging.duckdb"
    Staging.open(tmp_path, endpoint="https://hub.test", now=NOW).close()
    with pytest.raises(SnapshotError, match=r"staging\.duckdb is not a snapshot of this app"):
        Snapshot(path)


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path: Path) -> None:
    store = Store(tmp_path / ("x" * 300))
    assert store.current() is None
    assert "cannot be read (File name too long)" in str(store.problem)
    assert "CARBON_DATA_DIR" in str(store.problem)
