"""`carbon publish`: what is in the data set afterwards, who may, and where the token goes."""

from __future__ import annotations

import hashlib
import json

import pytest

from tests.fakehub.server import READ_TOKEN
from tests.sharing.conftest import REPO, TOKEN


def manifest(hub):
    return json.loads(hub.repos.files[REPO]["manifest.json"])


def test_the_snapshot_and_its_manifest_are_there_in_one_commit(hub, build, publish, capsys):
    snapshot = build(3)
    assert publish() == 0
    content = snapshot.path.read_bytes()
    assert hub.repos.files[REPO] == {
        "manifest.json": hub.repos.files[REPO]["manifest.json"],
        "snapshots/20261120T000000Z.duckdb": content,
    }
    assert manifest(hub) == {
        "id": "20261120T000000Z",
        "built_at": "2026-11-20T00:00:00",
        "schema": int(snapshot.meta["schema_version"]),
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "models": 4,
        "reporting": 1,
        "census": "complete",
        "endpoint": hub.url,
        "before": None,
    }
    assert hub.repos.commits == ["Snapshot 20261120T000000Z"]
    assert f"Published snapshot 20261120T000000Z with 4 models in {hub.url}/datasets/{REPO}." in capsys.readouterr().err


def test_a_large_snapshot_goes_up_in_parts(hub, build, publish):
    content = build(3).path.read_bytes()
    hub.repos.part_bytes = 100_000
    assert publish() == 0
    assert hub.repos.files[REPO]["snapshots/20261120T000000Z.duckdb"] == content
    assert len(next(iter(hub.repos.parts.values()))) == -(-len(content) // 100_000) > 1


def test_the_one_before_stays_and_older_ones_go(hub, build, publish):
    for days in range(4):
        build(3 + days, days)
        assert publish() == 0
    kept = sorted(path for path in hub.repos.files[REPO] if path.startswith("snapshots/"))
    assert kept == ["snapshots/20261122T000000Z.duckdb", "snapshots/20261123T000000Z.duckdb"]
    assert (manifest(hub)["id"], manifest(hub)["before"]) == ("20261123T000000Z", "20261122T000000Z")


def test_the_same_snapshot_is_not_put_there_twice(hub, build, publish, capsys):
    build()
    assert (publish(), publish()) == (0, 0)
    assert len(hub.repos.commits) == 1
    assert "holds snapshot 20261120T000000Z already" in capsys.readouterr().err


def test_an_unfinished_census_does_not_replace_what_knows_more(hub, build, publish, capsys):
    build(9)
    publish()
    build(3, 1, complete=False)
    assert publish() == 1
    assert manifest(hub)["models"] == 10
    assert "holds 10 models, this snapshot 4 of a census that is not complete" in capsys.readouterr().err


@pytest.mark.parametrize("token", [READ_TOKEN, "hf_unknown"])
def test_without_the_right_to_write_nothing_changes_and_the_reason_is_said(hub, build, publish, capsys, token):
    build()
    publish()
    build(5, 1)
    before = dict(hub.repos.files[REPO])
    assert publish(token=token) == 1
    assert hub.repos.files[REPO] == before
    said = capsys.readouterr().err
    assert "Not published: The Hub" in said
    assert token not in said


def test_the_token_goes_to_the_hub_and_not_to_where_it_keeps_files(hub, cdn, build, publish):
    build()
    publish()
    assert len(hub.requests) > 4
    assert {request.headers.get("authorization") for request in hub.requests} == {f"Bearer {TOKEN}"}
    assert [request.path.split("/")[2] for request in cdn.requests] == ["up", "verify"]
    assert all("authorization" not in request.headers for request in cdn.requests)


def test_a_failure_that_passes_does_not_stop_it(hub, cdn, build, publish):
    build()
    cdn.faults.status(503, path="/lfs/up")
    assert publish() == 0
    assert manifest(hub)["id"] == "20261120T000000Z"


def test_a_commit_that_fails_leaves_the_published_one(hub, build, publish, capsys):
    build()
    publish()
    build(5, 1)
    hub.faults.status(500, path=f"/api/datasets/{REPO}/commit")
    assert publish() == 1
    assert manifest(hub)["id"] == "20261120T000000Z"
    assert "Not published: The Hub refused a request" in capsys.readouterr().err
    assert publish() == 0


def test_another_repository_can_be_named(hub, build, publish):
    build()
    assert publish("--repo", "bob/copy") == 0
    assert list(hub.repos.files) == ["bob/copy"]


def test_what_is_no_repository_or_no_snapshot_is_said(publish, build, capsys):
    assert publish("--repo", "nowhere") == 2
    assert publish(CARBON_SNAPSHOT_REPO="") == 2
    assert publish() == 1
    build()
    assert publish(HF_HUB_OFFLINE="1") == 2
    said = capsys.readouterr().err
    for text in ("--repo='nowhere' is not the id", "give --repo", "There is no snapshot", "HF_HUB_OFFLINE is set"):
        assert text in said
