"""A snapshot in a lake answers as the file does that it was put there from."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta

import duckdb
import numpy as np
import pandas as pd
import pytest

from carbon.ingest.clock import Clock
from carbon.ingest.job import Job
from carbon.ingest.progress import ProgressFile, read_progress
from carbon.ingest.replica import Replica
from carbon.store.lake.connection import Lake, connect
from carbon.store.lake.publication import published, put, take, tidy
from carbon.store.queries import census, domains, efficiency, lookup, model, options, status, summary, trends
from carbon.store.reader import LakeError, Snapshot, Store
from carbon.store.sample import sample
from carbon.store.selection import EVERYTHING, Selection
from tests.ingest.test_process import ROOT
from tests.lake.postgres import Postgres
from tests.store.staged import NOW, Staged

FILTERED = [
    *(domains.shares_by_quarter, domains.emissions_by_domain, domains.emissions_by_task),
    *(domains.reporting_by_domain, domains.reporting_by_task, domains.places),
    *(efficiency.classes_by_domain, efficiency.rated_categories, efficiency.tradeoff, efficiency.reporting_models),
    *(summary.summary, summary.emissions, summary.excluded, summary.doubtful, summary.count_reports),
    *(trends.share_by_month, trends.reports_by_tool, trends.levels_by_month, trends.fields_by_month),
    *(trends.quartiles_by_month, trends.unreported),
]
PLAIN = [census.is_complete, census.listed_months, census.comparable_months, options.options, status.status]
SOME = Selection(domains=("NLP",), with_flagged=True, g_min=1.0)


@pytest.fixture(scope="module")
def both(postgres, tmp_path_factory):
    """The sample as a file, and as one that was put into a lake and brought down from there."""
    folder = tmp_path_factory.mktemp("sample")
    file = sample(folder)
    lake = Lake(postgres.database(), f"{folder}/files/")
    taken = folder / "taken" / file.path.name
    taken.parent.mkdir()
    take(lake, put(file.path, file.id, lake), taken)
    return file, Snapshot(taken)


@pytest.fixture
def replica(lake, tmp_path):
    """A replica of the lake, and the store that its app reads."""
    return replica_of(lake, tmp_path / "replica")


def replica_of(lake, folder):
    folder.mkdir()
    return Replica(lake, folder, ProgressFile(folder, Clock())), Store(folder)


def plain(answer):
    """An answer in values that can be compared; rows of equal standing may come in any order."""
    if isinstance(answer, pd.DataFrame):
        rows = [tuple(map(plain, row)) for row in answer.itertuples(index=False)]
        return list(answer.columns), sorted(rows, key=repr)
    if isinstance(answer, np.ndarray):
        return sorted(answer.tolist(), key=repr)
    if dataclasses.is_dataclass(answer):
        return {field.name: plain(getattr(answer, field.name)) for field in dataclasses.fields(answer)}
    if isinstance(answer, float):
        return f"{answer:.9g}"
    return repr(answer)


@pytest.mark.parametrize("selection", [EVERYTHING, SOME], ids=["all", "some"])
@pytest.mark.parametrize("query", FILTERED, ids=lambda query: query.__name__)
def test_every_query_of_the_pages_gives_the_same(both, query, selection):
    file, taken = both
    assert plain(query(taken, selection)) == plain(query(file, selection))


@pytest.mark.parametrize("query", PLAIN, ids=lambda query: query.__name__)
def test_every_query_without_filters_gives_the_same(both, query):
    file, taken = both
    assert plain(query(taken)) == plain(query(file))


def test_a_model_is_found_and_told_the_same(both):
    file, taken = both
    reported = str(efficiency.reporting_models(file, SOME)["id"].iloc[0])
    for asked in (lookup.lookup, lookup.model, lookup.report, model.classified):
        assert asked(file, reported) is not None
        assert plain(asked(taken, reported)) == plain(asked(file, reported))
    assert lookup.search(taken, "generation") == lookup.search(file, "generation")
    assert {hit.id for hit in lookup.search(taken, "sample/text", 5)}


def test_rows_keep_the_order_that_queries_are_fast_by(tmp_path, lake):
    with duckdb.connect(tmp_path / "built.duckdb") as built:
        built.execute("CREATE TABLE names AS SELECT hash(range) AS name FROM range(400_000)")
        names = built.execute("FROM names").fetchall()
    put(tmp_path / "built.duckdb", "one", lake)
    with connect("64MB") as connection:
        lake.attach_to_read(connection)
        assert connection.execute("FROM lake.names").fetchall() == names


def test_a_replica_needs_no_right_to_write_into_the_lake(postgres, tmp_path, lake):
    info = builds(tmp_path, 3)
    put(info.path, info.id, lake)
    put(builds(tmp_path, 4, hours=1).path, "second", lake)
    replica, store = replica_of(Lake(postgres.reader_of(lake.catalog), lake.files), tmp_path / "replica")
    assert replica.look()
    assert models_in(store.current()) == 5


def staged(models):
    made = Staged()
    made.run(0, "reporters")
    made.run(1, "full")
    for number in range(models):
        made.model(number, f"owner/m-{number}")
    made.reporter(models, "owner/reporter", 12.5)
    return made


def builds(tmp_path, models, hours=0):
    return staged(models).publish(tmp_path / "built", NOW + timedelta(hours=hours))


def models_in(snapshot):
    return snapshot.rows("summary_models", EVERYTHING.counts_params())[0]["models"]


def test_readers_stay_at_their_version_and_the_replica_goes_on(tmp_path, lake, replica):
    replica, store = replica
    with connect("64MB") as connection:
        lake.attach(connection)
    assert (replica.look(), store.current()) == (False, None)
    first = builds(tmp_path, 3)
    put(first.path, first.id, lake)
    assert replica.look()
    before = store.current()
    assert (models_in(before), before.is_sample) == (4, False)
    second = builds(tmp_path, 5, hours=1)
    put(second.path, second.id, lake)
    assert replica.look()
    after = store.current()
    assert replica.look()
    assert after is store.current()
    assert (models_in(before), models_in(after)) == (4, 6)
    assert (before.id, after.id) == (first.id, second.id)


def test_what_is_published_counts_though_its_name_is_older(tmp_path, lake, replica):
    replica, store = replica
    for hours in (1, 0):
        info = builds(tmp_path, 3 + hours, hours=hours)
        put(info.path, info.id, lake)
        replica.look()
    assert models_in(store.current()) == 4
    replica.look(keep_newer=True)
    assert models_in(store.current()) == 4


def test_a_worker_keeps_what_it_could_not_hand_on_yet(tmp_path, lake, replica):
    replica, store = replica
    newer = staged(9).publish(store.data_dir, NOW + timedelta(hours=1))
    info = builds(tmp_path, 3)
    put(info.path, info.id, lake)
    replica.look(keep_newer=True)
    assert store.current().id == newer.id


def test_a_copy_that_breaks_off_leaves_nothing(tmp_path, lake, replica, monkeypatch):
    replica, store = replica
    info = builds(tmp_path, 3)
    put(info.path, info.id, lake)
    replica.look()

    def full(_lake, _version, target):
        target.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("carbon.ingest.replica.take", full)
    second = builds(tmp_path, 5, hours=1)
    put(second.path, second.id, lake)
    with pytest.raises(OSError, match="No space left"):
        replica.look()
    assert [path.name for path in (store.data_dir / "snapshots").iterdir()] == [f"{info.id}.duckdb"]
    assert models_in(store.current()) == 4


def test_a_publication_that_fails_shows_nothing(tmp_path, lake):
    info = builds(tmp_path, 3)
    put(info.path, info.id, lake)
    with duckdb.connect(builds(tmp_path, 5, hours=1).path) as connection:
        connection.execute("CREATE TABLE zzz AS SELECT INTERVAL 1 DAY AS a, UNION_VALUE(b := 1) AS u")
        path = connection.execute("SELECT path FROM duckdb_databases() WHERE NOT internal").fetchall()[0][0]
    with pytest.raises(duckdb.Error):
        put(path, "broken", lake)
    with connect("64MB") as connection:
        lake.attach(connection)
        assert published(connection)[1] == info.id
        assert connection.execute("SELECT count(*) FROM lake.main.models").fetchall() == [(4,)]


def test_a_version_can_be_taken_as_a_file(tmp_path, lake):
    info = builds(tmp_path, 3)
    version = put(info.path, info.id, lake)
    take(lake, version, tmp_path / "taken.duckdb")
    taken, there = Snapshot(tmp_path / "taken.duckdb"), Snapshot(info.path)
    assert taken.meta == there.meta
    for table in ("models", "names", "model_counts", "reports", "history"):
        rows = [snapshot.cursor().execute(f"FROM {table} ORDER BY ALL").fetchall() for snapshot in (taken, there)]
        assert rows[0] == rows[1]


def test_old_versions_and_files_that_nobody_needs_are_removed(tmp_path, lake):
    for number in range(5):
        info = builds(tmp_path, number + 1, hours=number)
        put(info.path, info.id, lake)
    orphan = tmp_path / "files" / "main" / "models" / "ducklake-of-a-dead-writer.parquet"
    orphan.write_bytes(next(orphan.parent.glob("*.parquet")).read_bytes())
    tidy(lake, grace_s=0, orphan_s=0)
    assert not orphan.exists()
    assert len(list(orphan.parent.glob("*.parquet"))) == 3
    replica, store = replica_of(lake, tmp_path / "replica")
    assert replica.look()
    assert models_in(store.current()) == 6


def test_a_catalog_that_goes_away_is_survived(tmp_path, postgres):
    own = Postgres(postgres.bin_dir)
    own.start()
    try:
        lake = Lake(own.database(), f"{tmp_path}/files/")
        info = builds(tmp_path, 3)
        put(info.path, info.id, lake)
        replica, store = replica_of(lake, tmp_path / "replica")
        follow(replica)
        own.break_off()
        assert not follow(replica)
        assert "The lake of CARBON_STORE cannot be read" in replica.progress.now.last_error
        assert models_in(store.current()) == 4
        own.go_on()
        second = builds(tmp_path, 5, hours=1)
        put(second.path, second.id, lake)
        assert follow(replica)
        assert replica.progress.now.last_error is None
        assert models_in(store.current()) == 6
    finally:
        own.stop()


def follow(replica):
    return replica.follow(once=True, clock=Clock(), stop=threading.Event())


def fetch(settings):
    return Job(settings, Clock(), threading.Event(), follow=True).run(once=True)


def test_what_is_missing_is_said(settings, monkeypatch):
    gone = replace(
        settings,
        lake=settings.lake.replace("port=", "port=1 keepalives=0 sslmode=disable connect_timeout=2 application_name="),
    )
    assert fetch(gone) == 1
    assert "CARBON_STORE cannot be opened" in read_progress(settings.data_dir).last_error
    assert fetch(settings) == 1
    monkeypatch.setattr("carbon.store.lake.connection.find_spec", lambda name: None)
    with pytest.raises(LakeError, match=r"pip install -r requirements-lake\.txt"):
        connect("64MB")


def test_a_lake_without_a_snapshot_is_said_and_the_first_one_is_taken(settings, lake, tmp_path):
    with connect("64MB") as connection:
        lake.attach(connection)
    assert fetch(settings) == 1
    assert "holds no snapshot yet" in read_progress(settings.data_dir).last_error
    info = builds(tmp_path, 3)
    put(info.path, info.id, lake)
    assert fetch(settings) == 0
    told = read_progress(settings.data_dir)
    assert (told.snapshot, told.models, told.last_error) == (info.id, 4, None)
    assert models_in(Store(settings.data_dir).current()) == 4


def test_without_a_lake_none_of_its_modules_is_loaded():
    code = "import sys, carbon.cli, carbon.serving, carbon.ingest.job, carbon.sharing.upload\n"
    code += "print([name for name in sys.modules if 'store.lake' in name or 'duckdb_ext' in name])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert shown.stdout == "[]\n"
