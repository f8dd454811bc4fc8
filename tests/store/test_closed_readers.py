"""Readers reach nothing but their own file, whatever a query or a hostile snapshot asks of them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from carbon.store.queries.lookup import search
from carbon.store.reader import FOLDER, POINTER, Store
from carbon.store.schema import SCHEMA_VERSION, part
from tests.pages.snapshots import write

ELSEWHERE = [
    "SELECT * FROM read_csv('{secret}')",
    "SELECT * FROM read_text('{secret}')",
    "SELECT * FROM read_blob('{secret}')",
    "SELECT * FROM read_json('{secret}')",
    "SELECT * FROM read_parquet('{secret}')",
    "SELECT * FROM '{secret}'",
    "SELECT * FROM glob('{folder}/*')",
    "ATTACH '{secret}' AS other",
    "ATTACH ':memory:' AS other; COPY (SELECT 1) TO '{folder}/out.csv'",
    "COPY (SELECT 1) TO '{folder}/out.csv'",
    "COPY reports FROM '{secret}'",
    "EXPORT DATABASE '{folder}/out'",
    "INSTALL httpfs",
    "LOAD '{secret}'",
    "SELECT * FROM read_csv('https://example.org/x.csv')",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "SET memory_limit = '100GB'",
    "CREATE TABLE mine (x INTEGER)",
    "DELETE FROM reports",
    "SELECT * FROM settings_of_python",
]


@pytest.mark.parametrize("query", ELSEWHERE)
def test_a_reader_can_do_nothing_but_read_its_file(tmp_path: Path, query: str) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("token\nhf_secret\n")
    settings_of_python = {"token": "hf_secret"}
    assert settings_of_python
    snapshot = write(tmp_path / "data")
    with pytest.raises(duckdb.Error) as refused:
        snapshot.cursor().execute(query.format(secret=secret, folder=tmp_path)).fetchall()
    assert "hf_secret" not in str(refused.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "secret.csv"]


def test_a_view_in_a_hostile_snapshot_reads_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("id\nhf_secret\n")
    with _hostile(tmp_path) as connection:
        connection.execute("DROP TABLE names")
        columns = "id, id AS id_key, 1 AS downloads, true AS reports"
        connection.execute(f"CREATE VIEW names AS SELECT {columns} FROM read_csv('{secret}')")
    snapshot = Store(tmp_path).current()
    assert snapshot is not None
    with pytest.raises(duckdb.PermissionException):
        search(snapshot, "hf", 5)


def test_a_macro_in_a_hostile_snapshot_reads_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("id\nhf_secret\n")
    with _hostile(tmp_path) as connection:
        connection.execute(f"CREATE OR REPLACE MACRO lower(x) AS (SELECT max(id) FROM read_csv('{secret}'))")
    snapshot = Store(tmp_path).current()
    assert snapshot is not None
    try:
        rows = snapshot.rows("model_by_id", {"id": "x"})
    except duckdb.Error:
        rows = []
    assert rows == []


@pytest.mark.parametrize(
    "content", [b"", b"x", b"PAR1" + b"\x00" * 5000, b"SQLite format 3\x00" + b"\x00" * 5000, b"DUCK" * 5000]
)
def test_a_file_that_is_no_snapshot_is_passed_over(tmp_path: Path, content: bytes) -> None:
    good = write(tmp_path)
    bad = tmp_path / FOLDER / "99990101T000000Z.duckdb"
    bad.write_bytes(content)
    (tmp_path / POINTER).write_text("99990101T000000Z\n")
    store = Store(tmp_path)
    current = store.current()
    assert current is not None
    assert current.id == good.id
    assert str(bad) in (store.problem or "")


def test_a_pointer_leads_out_of_the_folder_nowhere(tmp_path: Path) -> None:
    good = write(tmp_path / "data")
    write(tmp_path / "other")
    for name in ("../../other/snapshots/x", "/etc/passwd", "..", "a\nb"):
        (tmp_path / "data" / POINTER).write_text(name)
        current = Store(tmp_path / "data").current()
        assert current is not None
        assert current.id == good.id


def test_a_snapshot_of_another_version_is_refused(tmp_path: Path) -> None:
    with _hostile(tmp_path) as connection:
        connection.execute("UPDATE meta SET value = '999' WHERE key = 'schema_version'")
    store = Store(tmp_path)
    assert store.current() is None
    assert "schema version 999" in (store.problem or "")


def _hostile(data_dir: Path) -> duckdb.DuckDBPyConnection:
    folder = data_dir / FOLDER
    folder.mkdir(parents=True)
    (data_dir / POINTER).write_text("20261123T000000Z\n")
    connection = duckdb.connect(folder / "20261123T000000Z.duckdb")
    connection.execute(part("snapshot"))
    connection.execute(
        "INSERT INTO meta VALUES ('schema_version', ?), ('snapshot', '20261123T000000Z')", [str(SCHEMA_VERSION)]
    )
    return connection
