"""A lake whose files are in S3: the same settings, an address instead of a folder."""

from __future__ import annotations

from datetime import timedelta

import pytest

from carbon.store.lake.connection import Lake
from carbon.store.lake.publication import put, take, tidy
from carbon.store.queries.status import status
from carbon.store.reader import Snapshot
from carbon.store.sample import sample
from tests.lake.s3 import FakeS3
from tests.store.staged import NOW, Staged


@pytest.fixture
def s3(monkeypatch):
    """A bucket at an address of this machine, its key in the usual variables."""
    with FakeS3("test-key") as served:
        for name, value in {
            "AWS_ACCESS_KEY_ID": "test-key",
            "AWS_SECRET_ACCESS_KEY": "test-secret",
            "AWS_REGION": "us-east-1",
            "DUCKDB_S3_ENDPOINT": f"localhost:{served.port}",
            "DUCKDB_S3_USE_SSL": "false",
        }.items():
            monkeypatch.setenv(name, value)
        yield served


def test_a_snapshot_is_written_to_and_read_from_a_bucket(s3, postgres, tmp_path):
    file = sample(tmp_path)
    lake = Lake(postgres.database(), "s3://bucket/carbon/")
    version = put(file.path, file.id, lake)
    assert {key.rpartition("/")[2].endswith(".parquet") for key in s3.objects} == {True}
    take(lake, version, tmp_path / "taken.duckdb")
    assert status(Snapshot(tmp_path / "taken.duckdb")) == status(file)
    assert s3.unsigned == 0


def test_old_objects_are_removed_from_a_bucket(s3, postgres, tmp_path):
    lake = Lake(postgres.database(), "s3://bucket/carbon/")
    for number in range(4):
        staged = Staged()
        staged.run(0, "reporters")
        staged.model(number, "owner/m")
        info = staged.publish(tmp_path, NOW + timedelta(hours=number))
        version = put(info.path, info.id, lake)
    before = len(s3.objects)
    tidy(lake, grace_s=0, orphan_s=10**9)
    assert len(s3.objects) < before
    take(lake, version, tmp_path / "taken.duckdb")
    assert Snapshot(info.path).meta == Snapshot(tmp_path / "taken.duckdb").meta
