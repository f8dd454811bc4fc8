"""The staging is always usable: fresh, reopened, or set aside and made anew."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from carbon.store.schema import SCHEMA_VERSION
from carbon.store.staging import Staging, StagingError

HUB = "https://hub.example"
NOW = datetime(2026, 11, 23, 12, 0, 0)


def opened(data_dir: Path, endpoint: str = HUB) -> Staging:
    return Staging.open(data_dir, endpoint=endpoint, now=NOW)


def test_a_new_staging_is_empty_and_knows_its_version_and_hub(tmp_path):
    staging = opened(tmp_path)
    assert staging.notes == []
    assert staging.meta("schema_version") == str(SCHEMA_VERSION)
    assert staging.meta("endpoint") == HUB
    assert staging.run("staged_counts") == [(0, 0, 0)]


def test_what_was_stored_is_there_when_it_is_opened_again(tmp_path):
    first = opened(tmp_path)
    first.set_meta("key", "value")
    first.close()
    again = opened(tmp_path)
    assert again.meta("key") == "value"
    assert again.notes == []


def test_it_works_within_bounds_of_memory(tmp_path):
    rows = opened(tmp_path).connection.execute(
        "SELECT name, value FROM duckdb_settings() WHERE name IN ('memory_limit', 'threads') ORDER BY name"
    )
    assert rows.fetchall() == [("memory_limit", "143.0 MiB"), ("threads", "2")]


def write_garbage(path: Path) -> None:
    path.write_bytes(b"this is no database" * 1000)


def write_foreign(path: Path) -> None:
    with duckdb.connect(path) as foreign:
        foreign.execute("CREATE TABLE customers AS SELECT 1 AS id")


def write_old(path: Path) -> None:
    opened(path.parent).close()
    with duckdb.connect(path) as old:
        old.execute("UPDATE meta SET value = '0' WHERE key = 'schema_version'")


def write_cut_off(path: Path) -> None:
    opened(path.parent).close()
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (write_garbage, "not a valid DuckDB database"),
        (write_foreign, "it is not a staging of this app"),
        (write_old, f"its schema_version is 0, not {SCHEMA_VERSION}"),
        (write_cut_off, ""),
    ],
)
def test_a_file_that_cannot_be_used_is_set_aside_with_a_message(tmp_path, spoil, reason):
    path = tmp_path / "staging.duckdb"
    spoil(path)
    spoilt = path.read_bytes()
    staging = opened(tmp_path)
    assert staging.run("staged_counts") == [(0, 0, 0)]
    [note] = staging.notes
    assert reason in note
    assert "kept as staging.duckdb.bad-20261123T120000Z" in note
    assert (tmp_path / "staging.duckdb.bad-20261123T120000Z").read_bytes() == spoilt


def test_the_staging_of_another_hub_is_put_by_and_taken_back(tmp_path):
    first = opened(tmp_path)
    with first.transaction():
        first.set_meta("key", "value")
    first.close()
    for other in ("http://a..b", "https://other.example", "http://a..b"):
        staging = opened(tmp_path, other)
        assert any(f", not {other}: kept as staging-" in note for note in staging.notes)
        assert staging.meta("key") is None
        staging.close()
    again = opened(tmp_path)
    assert again.meta("key") == "value"
    assert len(again.notes) == 1
    assert len(list(tmp_path.glob("staging*.duckdb*"))) == 3


def test_a_staging_that_was_put_by_is_taken_back_where_there_is_none(tmp_path):
    first = opened(tmp_path)
    first.set_meta("key", "value")
    first.close()
    opened(tmp_path, "https://other.example").close()
    (tmp_path / "staging.duckdb").unlink()
    again = opened(tmp_path)
    assert (again.meta("key"), again.notes) == ("value", [])


def test_of_two_stagings_of_one_hub_none_is_overwritten(tmp_path):
    opened(tmp_path).close()
    good = (tmp_path / "staging.duckdb").read_bytes()
    opened(tmp_path, "https://other.example").close()
    (kept,) = tmp_path.glob("staging-*.duckdb")
    (tmp_path / "staging.duckdb").write_bytes(good)
    with pytest.raises(StagingError, match="both hold what was read from"):
        opened(tmp_path, "https://third.example")
    assert kept.read_bytes() == good


def test_a_damaged_staging_that_was_put_by_is_set_aside_when_it_is_taken_back(tmp_path):
    opened(tmp_path).close()
    opened(tmp_path, "https://other.example").close()
    (kept,) = tmp_path.glob("staging-*.duckdb")
    write_garbage(kept)
    staging = opened(tmp_path)
    assert len(staging.notes) == 2
    assert staging.meta("endpoint") == HUB


def test_only_the_newest_file_that_was_set_aside_is_kept(tmp_path):
    (tmp_path / "staging.duckdb.bad-20260101T000000Z").write_text("older")
    write_garbage(tmp_path / "staging.duckdb")
    opened(tmp_path)
    assert [path.name for path in tmp_path.glob("*.bad-*")] == ["staging.duckdb.bad-20261123T120000Z"]


def test_a_staging_in_use_is_left_alone(tmp_path):
    import subprocess
    import sys

    code = (
        "import duckdb, sys; kept = duckdb.connect(sys.argv[1]).execute('CREATE TABLE t AS SELECT 1'); "
        "print('ready', flush=True); sys.stdin.read()"
    )
    path = tmp_path / "staging.duckdb"
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with other:
        assert other.stdout.readline() == "ready\n"
        with pytest.raises(StagingError, match="in use by another process"):
            opened(tmp_path)
    assert list(tmp_path.glob("*.bad-*")) == []


def test_a_failed_transaction_leaves_nothing(tmp_path):
    staging = opened(tmp_path)
    with pytest.raises(RuntimeError), staging.transaction():
        staging.set_meta("key", "value")
        raise RuntimeError
    assert staging.meta("key") is None
    assert not staging.unpublished


def test_a_transaction_counts_as_unpublished_until_a_snapshot_holds_it(tmp_path):
    staging = opened(tmp_path)
    with staging.transaction():
        staging.set_meta("key", "value")
    staging.close()
    again = opened(tmp_path)
    assert again.unpublished
    again.mark_published()
    again.close()
    assert not opened(tmp_path).unpublished
