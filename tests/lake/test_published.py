"""A snapshot in a lake answers as the file does that it was put there from."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import duckdb
import numpy as np
import pandas as pd
import pytest

from carbon.store.chosen import file_of, store_in
from carbon.store.lake.connection import Lake, connect
from carbon.store.lake.publication import published, put, take, tidy
from carbon.store.lake.reader import LakeSnapshot, LakeStore
from carbon.store.queries import census, domains, efficiency, lookup, model, options, status, summary, trends
from carbon.store.reader import UNREADABLE, LakeError, Snapshot, Store
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
    """The sample as a file, and put into a lake."""
    folder = tmp_path_factory.mktemp("sample")
    file = sample(folder)
    lake = Lake(postgres.database(), f"{folder}/files/")
    return file, LakeSnapshot(lake, put(file.path, file.id, lake), file.id)


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
    file, lake = both
    assert plain(query(lake, selection)) == plain(query(file, selection))


@pytest.mark.parametrize("query", PLAIN, ids=lambda query: query.__name__)
def test_every_query_without_filters_gives_the_same(both, query):
    file, lake = both
    assert plain(query(lake)) == plain(query(file))


def test_a_model_is_found_and_told_the_same(both):
    file, lake = both
    reported = str(efficiency.reporting_models(file, SOME)["id"].iloc[0])
    for asked in (lookup.lookup, lookup.model, lookup.report, model.classified):
        assert asked(file, reported) is not None
        assert plain(asked(lake, reported)) == plain(asked(file, reported))
    assert lookup.search(lake, "generation") == lookup.search(file, "generation")
    assert {hit.id for hit in lookup.search(lake, "sample/text", 5)}


@pytest.mark.parametrize(
    "text",
    [
        "DELETE FROM lake.reports",
        "CREATE TABLE lake.more (a INTEGER)",
        "FROM read_csv('/etc/passwd')",
        "COPY (SELECT 1) TO '/tmp/out.csv'",
        "ATTACH '/tmp/other.duckdb' AS more",
        "ATTACH 'host=127.0.0.1' AS more (TYPE postgres)",
        "INSTALL json",
        "SET enable_external_access = true",
        "CALL postgres_execute('__ducklake_metadata_lake', 'CREATE TABLE more (a INTEGER)')",
    ],
)
def test_a_reader_writes_nothing_and_reaches_no_other_file(both, text):
    _, lake = both
    with pytest.raises(duckdb.Error):
        lake.cursor().execute(text).fetchall()


def test_a_replica_needs_no_right_to_write(postgres, tmp_path, lake):
    info = builds(tmp_path, 3)
    put(info.path, info.id, lake)
    put(builds(tmp_path, 4, hours=1).path, "second", lake)
    reader = postgres.reader_of(lake.catalog)
    store = LakeStore(tmp_path, Lake(reader, lake.files))
    snapshot = store.current()
    assert store.problem is None
    assert models_in(snapshot) == 5
    with pytest.raises(duckdb.Error, match="read-only"):
        snapshot.cursor().execute("CALL ducklake_expire_snapshots('lake', versions => [1])").fetchall()


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


def test_readers_stay_at_their_version_and_the_store_goes_on(tmp_path, lake, settings, monkeypatch):
    monkeypatch.setattr("carbon.store.lake.reader.LOOK_EVERY_S", 0.0)
    store = store_in(settings.data_dir, settings)
    assert isinstance(store, LakeStore)
    assert store.current() is None
    assert store.problem is not None
    first = builds(tmp_path, 3)
    put(first.path, first.id, lake)
    before = store.current()
    assert (models_in(before), before.is_sample) == (4, False)
    second = builds(tmp_path, 5, hours=1)
    put(second.path, second.id, lake)
    after = store.current()
    assert after is store.current()
    assert (models_in(before), models_in(after)) == (4, 6)
    assert (before.id, after.id) == (first.id, second.id)


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
    assert models_in(LakeStore(tmp_path, lake).current()) == 6


def test_a_catalog_that_goes_away_is_survived(tmp_path, monkeypatch, postgres):
    monkeypatch.setattr("carbon.store.lake.reader.LOOK_EVERY_S", 0.0)
    own = Postgres(postgres.bin_dir)
    own.start()
    try:
        lake = Lake(own.database(), f"{tmp_path}/files/")
        info = builds(tmp_path, 3)
        put(info.path, info.id, lake)
        store = LakeStore(tmp_path, lake)
        snapshot = store.current()
        own.break_off()
        assert store.current() is snapshot
        assert "Unable to connect" in store.problem
        with pytest.raises(UNREADABLE) as caught:
            models_in(snapshot)
        store.drop(snapshot, caught.value)
        assert store.current() is None
        own.go_on()
        assert models_in(store.current()) == 4
        assert store.problem is None
    finally:
        own.stop()


def test_what_is_missing_is_said(lake, settings, monkeypatch, tmp_path):
    gone = replace(
        settings,
        lake=settings.lake.replace("port=", "port=1 keepalives=0 sslmode=disable connect_timeout=2 application_name="),
    )
    store = store_in(tmp_path, gone)
    assert store.current() is None
    assert "CARBON_STORE cannot be opened" in store.problem
    monkeypatch.setattr("carbon.store.lake.connection.find_spec", lambda name: None)
    with pytest.raises(LakeError, match=r"pip install -r requirements-lake\.txt"):
        connect("64MB")


def test_without_a_lake_nothing_of_it_is_opened(tmp_path, settings):
    store = store_in(tmp_path, replace(settings, lake=None))
    assert type(store) is Store


def test_a_version_can_be_published_elsewhere_as_a_file(tmp_path, lake, settings):
    info = builds(tmp_path, 3)
    put(info.path, info.id, lake)
    snapshot = store_in(tmp_path, settings).current()
    file = file_of(snapshot, tmp_path, settings)
    assert file.name == f"{info.id}.duckdb"
    assert Snapshot(file).meta == snapshot.meta
    there = Snapshot(info.path)
    assert file_of(there, tmp_path, replace(settings, lake=None)) == info.path


def test_without_a_lake_none_of_its_modules_is_loaded():
    code = "import sys, carbon.cli, carbon.serving, carbon.ingest.job, carbon.sharing.upload\n"
    code += "print([name for name in sys.modules if 'store.lake' in name or 'duckdb_ext' in name])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert shown.stdout == "[]\n"
