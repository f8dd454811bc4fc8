"""Builds a snapshot aside from the staging and publishes it by moving `CURRENT`; never changes a published file."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
from duckdb.func import PythonUDFType
from duckdb.sqltypes import BIGINT, VARCHAR

from carbon.method.dates import HUB_FLOOR
from carbon.method.domains import TASKS, domain_of
from carbon.method.label import REFERENCE_VERSION
from carbon.store.classified import classified_batches
from carbon.store.earlier import latest
from carbon.store.label_v0 import label_v0_table
from carbon.store.lineage import inherited_table
from carbon.store.models import fill_models, fill_names, find_models
from carbon.store.reader import FOLDER, POINTER, Snapshot, candidates, read_pointer
from carbon.store.schema import MENDED_NAMES, SCHEMA_VERSION, part, statement
from carbon.store.signatures import letters_of_all, pairs_of_all
from carbon.store.tested import When, tests_of

KEEP = 3
BUILDING = ".building"
REPORTS_AT_ONCE = 20_000
#: A third of DuckDB's default: a look-up decodes less of the table, the file grows by a tenth.
OPTIONS = "STORAGE_VERSION 'v1.5.0', ROW_GROUP_SIZE 40960"


@dataclass(frozen=True, slots=True)
class SnapshotInfo:
    """A published snapshot: its id, file, numbers of models and reports, seconds it took to build."""

    id: str
    path: Path
    models: int
    reporting: int
    seconds: float


def publish(
    connection: duckdb.DuckDBPyConnection,
    data_dir: Path,
    *,
    now: datetime,
    endpoint: str,
    sample: bool = False,
    tests: When = When.NOW,
    check: Callable[[], None] = lambda: None,
) -> SnapshotInfo:
    """Build a snapshot from the staging on `connection` and make it the current one.

    Args:
        connection: the staging, open for writing and in no transaction.
        data_dir: where `snapshots/` and `CURRENT` stand.
        now: the time the snapshot is named after, UTC.
        endpoint: the Hub it was read from, for the record.
        sample: marks generated data.
        tests: whether the statistics are made now.
        check: called between steps; may raise to stop the build.

    Raises:
        duckdb.Error, OSError: the build failed; everything published before stays as it was.
    """
    start = time.monotonic()
    folder = data_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    path = free_path(folder, now.strftime("%Y%m%dT%H%M%SZ"))
    aside = folder / f"{path.stem}{BUILDING}"
    facts = {
        "snapshot": path.stem,
        "built_at": now.isoformat(),
        "endpoint": endpoint,
        "sample": str(sample).lower(),
    }
    try:
        with _attached(connection, aside):
            _build(connection, data_dir, facts, tests, check)
        sync(aside)
        aside.replace(path)
    except BaseException:
        _discard(aside)
        raise
    point_to(data_dir, path.stem)
    prune(data_dir)
    return _describe(path, time.monotonic() - start)


def point_to(data_dir: Path, snapshot_id: str) -> None:
    """Make `snapshot_id` the current snapshot; readers see the old or the new name, never half of one."""
    aside = data_dir / f"{POINTER}{BUILDING}"
    aside.write_text(f"{snapshot_id}\n", encoding="ascii")
    sync(aside)
    aside.replace(data_dir / POINTER)
    sync(data_dir)


def prune(data_dir: Path, keep: int = KEEP) -> None:
    """Remove all but the current and the newest other snapshots; open ones stay readable to their readers."""
    for path in candidates(data_dir, read_pointer(data_dir))[keep:]:
        path.unlink(missing_ok=True)


def _build(
    connection: duckdb.DuckDBPyConnection,
    data_dir: Path,
    facts: dict[str, str],
    tests: When,
    check: Callable[[], None],
) -> None:
    _create_tables(connection)
    steps: list[Callable[[], object]] = [
        lambda: find_models(connection, check),
        lambda: _load_tasks(connection),
        lambda: _classify(connection),
        lambda: _insert(connection, "lineage_store", inherited_table(connection)),
        lambda: _insert(connection, "label_v0_store", label_v0_table(connection)),
        lambda: _fill_reports(connection),
        lambda: fill_models(connection, check, HUB_FLOOR),
        lambda: fill_names(connection, check),
        lambda: connection.execute(statement("build_words"), {"names": MENDED_NAMES}),
        lambda: connection.execute(statement("build_model_counts"), {"floor": HUB_FLOOR}),
        lambda: _write_meta(connection, facts),
        lambda: _drop_temporary(connection),
        lambda: _add_tests(connection, data_dir, facts, tests, check),
        lambda: _carry_history(connection, data_dir, facts["endpoint"]),
        lambda: connection.execute(
            statement("build_history"), {"snapshot": facts["snapshot"], "built_at": facts["built_at"]}
        ),
        lambda: connection.execute("CHECKPOINT snapshot"),
    ]
    with _signatures(connection):
        for step in steps:
            check()
            step()


@contextmanager
def _attached(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    quoted = str(path).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS snapshot ({OPTIONS})")
    try:
        yield
    finally:
        _drop_temporary(connection)
        connection.execute("DETACH snapshot")


def _drop_temporary(connection: duckdb.DuckDBPyConnection) -> None:
    for table in ("base", "classified", "label_v0", "report_order", "task_domains"):
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")


def _create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    (home,) = connection.execute("SELECT current_database()").fetchall()[0]
    connection.execute("USE snapshot")
    try:
        connection.execute(part("snapshot"))
    finally:
        connection.execute(f'USE "{home}"')


def _load_tasks(connection: duckdb.DuckDBPyConnection) -> None:
    tasks = pa.table({"task": list(TASKS), "domain": [domain_of(task) for task in TASKS]})
    _insert(connection, "build_task_domains", tasks)


def _classify(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(statement("build_classified"))
    schema = connection.execute("FROM classified LIMIT 0").to_arrow_table().schema
    for batch in classified_batches(connection, schema):
        _insert(connection, "classified_store", batch)


def _fill_reports(connection: duckdb.DuckDBPyConnection) -> None:
    """In order, so many at a time: sorting them all at once takes memory in proportion to their number."""
    connection.execute(statement("build_report_order"))
    (reports,) = connection.execute("SELECT count(*) FROM report_order").fetchall()[0]
    for first in range(1, reports + 1, REPORTS_AT_ONCE):
        connection.execute(statement("build_reports"), {"first": first, "last": first + REPORTS_AT_ONCE})


@contextmanager
def _signatures(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    functions = {"letters_of": letters_of_all, "pairs_of": pairs_of_all}
    for name, function in functions.items():
        connection.create_function(name, function, [VARCHAR], BIGINT, type=PythonUDFType.ARROW)
    try:
        yield
    finally:
        for name in functions:
            connection.remove_function(name)


def _insert(connection: duckdb.DuckDBPyConnection, name: str, batch: pa.Table) -> None:
    connection.register("batch", batch)
    try:
        connection.execute(statement(name))
    finally:
        connection.unregister("batch")


def _add_tests(
    connection: duckdb.DuckDBPyConnection,
    data_dir: Path,
    facts: dict[str, str],
    when: When,
    check: Callable[[], None],
) -> None:
    earlier = latest(data_dir, facts["endpoint"], "snapshot_meta", "statistics")
    rows, told = tests_of(connection, earlier, when, check)
    if rows is not None:
        _insert(connection, "statistics_store", rows)
    _set_meta(connection, {"statistics_at": facts["built_at"]} | told)


def _carry_history(connection: duckdb.DuckDBPyConnection, data_dir: Path, endpoint: str) -> None:
    for past in latest(data_dir, endpoint, "history") or ():
        _insert(connection, "history_store", past)


def _write_meta(connection: duckdb.DuckDBPyConnection, facts: dict[str, str]) -> None:
    connection.execute(statement("build_meta"))
    more = {**facts, "schema_version": str(SCHEMA_VERSION), "reference": REFERENCE_VERSION}
    _set_meta(connection, more)


def _set_meta(connection: duckdb.DuckDBPyConnection, facts: dict[str, str]) -> None:
    connection.executemany(statement("snapshot_meta_set"), [{"key": k, "value": v} for k, v in facts.items()])


def _describe(path: Path, seconds: float) -> SnapshotInfo:
    snapshot = Snapshot(path)
    try:
        return SnapshotInfo(
            snapshot.id,
            path,
            int(snapshot.meta["models"]),
            int(snapshot.meta["reporting"]),
            round(seconds, 3),
        )
    finally:
        snapshot.close()


def free_path(folder: Path, stem: str) -> Path:
    """A name for a snapshot that none has or had while it could be read: `stem`, numbered above those that are there.

    A name that was pruned is not used again at once: readers keep what they opened by its name.
    """
    taken = [path.stem.removeprefix(stem) for path in folder.glob(f"{stem}*.duckdb")]
    numbers = [1 if not rest else int(rest[1:]) for rest in taken if not rest or rest[1:].isdigit()]
    number = max(numbers, default=0) + 1
    return folder / (f"{stem}.duckdb" if number == 1 else f"{stem}-{number:02d}.duckdb")


def _sweep(folder: Path) -> None:
    for left_over in folder.glob(f"*{BUILDING}*"):
        left_over.unlink(missing_ok=True)


def _discard(path: Path) -> None:
    for left_over in (path, path.with_name(path.name + ".wal")):
        left_over.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Have a file, or a folder's names, on the disk before going on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
