"""Starting from a published snapshot: what is taken, when, and what is refused."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from hashlib import sha256

import duckdb
import pytest

from carbon.ingest.job import Job
from carbon.ingest.progress import read_progress
from carbon.store.reader import Store, read_pointer
from carbon.store.schema import SCHEMA_VERSION
from tests.fakehub.server import READ_TOKEN
from tests.ingest.world import content, totals
from tests.sharing.conftest import REPO


def files(settings):
    return sorted(path.name for path in (settings.data_dir / "snapshots").iterdir())


def change(hub, **changes):
    told = json.loads(hub.repos.files[REPO]["manifest.json"])
    hub.repos.files[REPO]["manifest.json"] = json.dumps(told | changes).encode()


def put(hub, settings, path):
    """Publish a file as it is, whatever it holds."""
    whole = path.read_bytes()
    hub.repos.files[REPO]["snapshots/20261120T000000Z.duckdb"] = whole
    change(hub, sha256=sha256(whole).hexdigest(), size=len(whole))


def test_an_empty_folder_has_the_published_snapshot_afterwards(hub, settings, build, publish, fetch):
    there = build(3)
    publish()
    assert fetch() == 0
    assert totals(settings.data_dir) == (4, 1, 0, 0)
    taken = settings.data_dir / "snapshots" / "20261120T000000Z.duckdb"
    assert taken.read_bytes() == there.path.read_bytes()
    progress = read_progress(settings.data_dir)
    size = taken.stat().st_size
    assert (progress.state, progress.snapshot, progress.models) == ("finished", taken.stem, 4)
    assert (progress.stage_done, progress.stage_total) == (size, size)


def test_a_newer_one_replaces_it_and_an_older_or_the_same_one_does_not(hub, settings, build, publish, fetch):
    build(3, days=2)
    publish()
    fetch()
    hub.requests.clear()
    assert fetch() == 0
    assert [request.path for request in hub.requests if "snapshots" in request.path] == []
    build(2, days=1, folder="older")
    publish(folder="older")
    assert fetch() == 0
    assert read_pointer(settings.data_dir) == "20261122T000000Z"
    build(7, days=3)
    publish()
    assert fetch() == 0
    assert read_pointer(settings.data_dir) == "20261123T000000Z"
    assert totals(settings.data_dir) == (8, 1, 0, 0)


def test_one_that_a_wrong_clock_dated_ahead_does_not_keep_later_ones_away(hub, settings, build, publish, fetch):
    build(3, days=4000, folder="ahead")
    publish(folder="ahead")
    assert fetch() == 0
    hub.requests.clear()
    assert fetch() == 0
    assert [request.path for request in hub.requests if "snapshots" in request.path] == []
    build(2)
    hub.repos.files[REPO].pop("manifest.json")
    publish()
    assert fetch() == 0
    assert read_pointer(settings.data_dir) == "20261120T000000Z"


def test_a_download_that_was_cut_off_goes_on_where_it_was(hub, cdn, settings, build, publish, fetch):
    build(3)
    publish()
    cdn.requests.clear()
    cdn.faults.cut_off(path="/lfs/down", times=1)
    cdn.faults.status(503, path="/lfs/down", times=None)
    assert fetch() == 1
    (left,) = files(settings)
    have = (settings.data_dir / "snapshots" / left).stat().st_size
    assert left.endswith(".part")
    assert have > 0
    cdn.faults.clear()
    cdn.requests.clear()
    assert fetch() == 0
    assert [request.headers.get("range") for request in cdn.requests] == [f"bytes={have}-"]
    assert files(settings) == ["20261120T000000Z.duckdb"]
    assert totals(settings.data_dir) == (4, 1, 0, 0)


def test_a_server_that_knows_no_ranges_sends_it_whole(hub, cdn, settings, build, publish, fetch):
    whole = build(3).path.read_bytes()
    publish()
    cdn.faults.cut_off(path="/lfs/down", times=1)
    cdn.faults.status(503, path="/lfs/down", times=None)
    fetch()
    cdn.faults.clear()
    cdn.faults.status(200, whole, path="/lfs/down")
    assert fetch() == 0
    assert totals(settings.data_dir) == (4, 1, 0, 0)


def test_the_rest_of_another_file_is_not_gone_on_with(hub, cdn, settings, build, publish, fetch):
    build(3)
    publish()
    cdn.faults.cut_off(path="/lfs/down", times=1)
    cdn.faults.status(503, path="/lfs/down", times=None)
    fetch()
    cdn.faults.clear()
    build(5, days=1)
    publish()
    assert fetch() == 0
    assert files(settings) == ["20261121T000000Z.duckdb"]


def test_a_file_that_was_tampered_with_is_not_used(hub, settings, build, publish, fetch, capsys):
    build(3)
    publish()
    path = "snapshots/20261120T000000Z.duckdb"
    whole = bytearray(hub.repos.files[REPO][path])
    whole[len(whole) // 2] ^= 1
    hub.repos.files[REPO][path] = bytes(whole)
    assert fetch() == 1
    assert "is not the file its manifest tells of" in capsys.readouterr().err
    assert files(settings) == []
    assert Store(settings.data_dir).current() is None


@pytest.mark.parametrize(
    "tamper",
    [
        "CREATE OR REPLACE MACRO filtered_reports(a, b, c, d, e, f, g, h, i, j, k, l) AS TABLE SELECT * FROM reports",
        "DROP TABLE names; CREATE VIEW names AS SELECT id_key, id, downloads, reports FROM models",
        "CREATE VIEW more AS SELECT 1",
        "DROP TABLE reports",
        "UPDATE meta SET value = 'true' WHERE key = 'sample'",
        "UPDATE meta SET value = '99' WHERE key = 'schema_version'",
        "DELETE FROM meta WHERE key = 'models'",
    ],
)
def test_a_snapshot_of_another_shape_is_refused(hub, settings, build, publish, fetch, tmp_path, tamper):
    snapshot = build(3)
    publish()
    foreign = tmp_path / "foreign.duckdb"
    foreign.write_bytes(snapshot.path.read_bytes())
    with duckdb.connect(foreign) as connection:
        connection.execute(tamper)
    put(hub, settings, foreign)
    assert fetch() == 1
    assert Store(settings.data_dir).current() is None
    assert files(settings) == []


def test_a_file_that_is_no_database_is_refused(hub, settings, build, publish, fetch, tmp_path, capsys):
    build(3)
    publish()
    (tmp_path / "page.html").write_text("<!doctype html>" * 5000)
    put(hub, settings, tmp_path / "page.html")
    assert fetch() == 1
    assert "cannot be read" in capsys.readouterr().err
    assert Store(settings.data_dir).current() is None


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "../../etc/passwd"},
        {"id": "20261120T000000Z/../x"},
        {"id": None},
        {"sha256": "abc"},
        {"size": 10**15},
        {"size": -1},
        {"size": True},
        {"built_at": "yesterday"},
        {"built_at": "2026-11-20T00:00:00+00:00"},
        {"models": "many"},
        {"endpoint": "x" * 1000},
        {"census": "a\x00b"},
        {"schema": None},
        {"before": "../x"},
    ],
)
def test_a_manifest_that_is_wrong_is_refused_by_the_name_of_its_field(hub, build, publish, fetch, capsys, changes):
    build(3)
    publish()
    change(hub, **changes)
    assert fetch() == 1
    assert f"manifest.json has no usable '{next(iter(changes))}'" in capsys.readouterr().err


@pytest.mark.parametrize("text", [b"[]", b"null", b"3"])
def test_a_manifest_that_is_none_is_refused(hub, build, publish, fetch, capsys, text):
    build(3)
    publish()
    hub.repos.files[REPO]["manifest.json"] = text
    assert fetch() == 1
    assert "manifest.json holds no object" in capsys.readouterr().err


def test_another_schema_is_refused_before_anything_is_downloaded(hub, cdn, build, publish, fetch, capsys):
    build(3)
    publish()
    cdn.requests.clear()
    change(hub, schema=SCHEMA_VERSION + 1)
    assert fetch() == 1
    assert f"has schema version {SCHEMA_VERSION + 1}, this app reads {SCHEMA_VERSION}" in capsys.readouterr().err
    assert cdn.requests == []


def test_a_file_larger_than_announced_is_not_read_to_its_end(hub, settings, build, publish, fetch, capsys):
    build(3)
    publish()
    change(hub, size=1000)
    assert fetch() == 1
    assert "more than the 1,000 bytes expected" in capsys.readouterr().err
    assert Store(settings.data_dir).current() is None


def test_a_file_that_ends_too_early_is_given_up(hub, build, publish, fetch, settings, capsys):
    build(3)
    publish()
    change(hub, size=len(hub.repos.files[REPO]["snapshots/20261120T000000Z.duckdb"]) + 1)
    assert fetch() == 1
    assert Store(settings.data_dir).current() is None
    assert "Gave up on" in capsys.readouterr().err


@pytest.mark.parametrize("repo", ["ada/none-here", REPO])
def test_a_repository_without_snapshots_is_said(hub, fetch, capsys, repo):
    if repo == REPO:
        hub.repos.files[REPO] = {}
    assert fetch(snapshot_repo=repo) == 1
    said = capsys.readouterr().err
    assert ("holds no snapshot yet" in said) == (repo == REPO)
    assert said.strip()


def test_a_disk_without_room_is_said(hub, build, publish, fetch, monkeypatch, capsys):
    build(3)
    publish()
    monkeypatch.setattr("carbon.sharing.fetch.room_for", lambda size, folder: False)
    assert fetch() == 1
    assert "has no room for" in capsys.readouterr().err


def test_the_token_goes_to_the_hub_only(hub, cdn, build, publish, fetch, monkeypatch):
    build(3)
    publish()
    hub.requests.clear()
    cdn.requests.clear()
    monkeypatch.setenv("HF_TOKEN", READ_TOKEN)
    assert fetch() == 0
    assert {request.headers.get("authorization") for request in hub.requests} == {f"Bearer {READ_TOKEN}"}
    assert [request.headers.get("authorization") for request in cdn.requests] == [None]


def test_a_snapshot_that_was_lost_is_taken_again(hub, settings, build, publish, fetch):
    build(3)
    publish()
    fetch()
    (settings.data_dir / "snapshots" / "20261120T000000Z.duckdb").unlink()
    assert fetch() == 0
    assert totals(settings.data_dir) == (4, 1, 0, 0)


def test_it_looks_again_on_the_refresh_schedule(hub, settings, build, publish, on_schedule):
    build(3)
    publish()
    assert on_schedule(waits=2) == [24 * 3600.0, 24 * 3600.0]
    assert totals(settings.data_dir) == (4, 1, 0, 0)


def test_the_ingest_starts_from_it_and_replaces_it_when_it_knows_more(hub, settings, build, publish, clock):
    build(30)
    publish()
    hub.models = type(hub.models)(content(range(40)))
    hub.faults.status(500, path="/api/models", skip=1, times=None)

    def ingest():
        return Job(replace(settings, ingest=True), clock, threading.Event()).run(once=True)

    assert ingest() == 1
    assert totals(settings.data_dir)[:2] == (31, 1)
    hub.faults.clear()
    assert ingest() == 0
    assert totals(settings.data_dir)[:2] == (40, 8)


def test_the_ingest_does_without_where_there_is_none(hub, settings, clock):
    hub.models = type(hub.models)(content(range(10)))
    assert Job(replace(settings, ingest=True), clock, threading.Event()).run(once=True) == 0
    assert totals(settings.data_dir)[:2] == (10, 2)
    assert "No published snapshot could be taken" in read_progress(settings.data_dir).warnings[0]
