"""A PostgreSQL server for the session, and an empty lake for each test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from carbon.config import Settings
from carbon.store.lake.connection import Lake
from tests.lake.postgres import Postgres, install, programs


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A running server; the test is skipped where there is none and none can be installed."""
    if os.environ.get("REQUIRE_POSTGRES"):
        install()
    found = programs()
    if found is None:
        if os.environ.get("REQUIRE_POSTGRES"):
            pytest.fail("PostgreSQL is not installed")
        pytest.skip("no PostgreSQL server is installed: `python -m tests.lake.postgres` as root on Debian installs it")
    pytest.importorskip("duckdb_extension_ducklake", reason="requirements-lake.txt is not installed")
    server = Postgres(found)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def settings(postgres: Postgres, tmp_path: Path) -> Settings:
    """The settings of a worker or reader of an empty lake."""
    return Settings(data_dir=tmp_path / "data", lake=postgres.database(), lake_data=str(tmp_path / "files"))


@pytest.fixture
def lake(settings: Settings) -> Lake:
    return Lake.of(settings)
