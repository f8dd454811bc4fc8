"""Has the statistics of a snapshot computed while it is built: the bridge from its tables to carbon/method/statistics.

They are computed by a process of their own: its libraries are large, and what goes wrong there must not take the
snapshot with it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

import duckdb
import numpy as np
import pyarrow as pa

import carbon
from carbon.method.statistics.estimate import MIN_GROUP, MIN_MONTHS
from carbon.method.statistics.questions import statistics
from carbon.method.statistics.reports import ALL, PROJECTS, UNFLAGGED, Months, reports_from
from carbon.method.statistics.results import Result
from carbon.store.schema import statement
from carbon.store.selection import EVERYTHING, Selection

COMMAND = [sys.executable, "-m", "carbon.method.statistics"]
LIMIT_S = 3600.0
LOOK_EVERY_S = 0.5
#: The filters of the pages that make each population.
SELECTIONS: Mapping[str, Selection] = {
    ALL: Selection(with_flagged=True),
    UNFLAGGED: EVERYTHING,
    PROJECTS: Selection(one_per_project=True),
}

Columns = dict[str, list[Any]]


class StatisticsError(RuntimeError):
    """The statistics could not be computed; the message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Material:
    """All that the statistics of a snapshot depend on: columns of its reports, and of its months by population."""

    reports: Columns
    months: Mapping[str, Columns]


def material(connection: duckdb.DuckDBPyConnection) -> Material:
    """What the statistics of the snapshot attached to `connection` are made from.

    The month in which it was built is in no trend: its counts are those of a part of a month.
    """
    running = connection.execute(statement("statistics_running_month")).fetchall()[0][0]
    reports = connection.execute(statement("statistics_reports"), {"running": running})
    return Material(_columns(reports), _months(connection, running))


def statistics_of(connection: duckdb.DuckDBPyConnection, read: Material, check: Callable[[], None]) -> pa.Table:
    """The rows of the snapshot attached to `connection`, in the columns of its table `statistics`.

    Args:
        check: called while it is waited for; may raise to stop.

    Raises:
        StatisticsError: they could not be computed.
    """
    reports, months = read.reports, read.months
    schema = connection.execute("FROM snapshot.statistics LIMIT 0").to_arrow_table().schema
    if len(reports["project"]) < MIN_GROUP and all(len(each["month"]) < MIN_MONTHS for each in months.values()):
        rows: Sequence[Sequence[object]] = _nothing_tested(reports, months)
    else:
        rows = _computed({"reports": reports, "months": months}, check)
    return pa.Table.from_pylist([dict(zip(Result._fields, row, strict=True)) for row in rows], schema=schema)


def _nothing_tested(reports: Columns, months: Mapping[str, Columns]) -> Sequence[Result]:
    """Too little for any test: the reasons, which take no library and no process."""
    found = {
        name: Months(*(np.asarray(counts[key], dtype=np.float64) for key in ("month", "models", "reporting")))
        for name, counts in months.items()
    }
    return statistics(reports_from(reports), found)


def _computed(read: Mapping[str, object], check: Callable[[], None]) -> list[list[object]]:
    try:
        with tempfile.TemporaryFile("w+", encoding="utf-8") as columns:
            json.dump(read, columns)
            columns.seek(0)
            code, out, problems = _run(columns, check)
    except OSError as error:
        raise StatisticsError(f"their process could not be started: {error}") from error
    if code:
        lines = problems.strip().splitlines() or ["it said nothing"]
        raise StatisticsError(f"their process ended with {code}: {lines[-1][:300]}")
    try:
        rows: list[list[object]] = json.loads(out)
    except ValueError as error:
        raise StatisticsError(f"their process wrote no rows: {out[:100]!r}") from error
    return rows


def _run(columns: IO[str], check: Callable[[], None]) -> tuple[int, str, str]:
    """Exit code and what the process writes; looks in between whether to go on at all."""
    until = time.monotonic() + LIMIT_S
    with subprocess.Popen(
        COMMAND,
        stdin=columns,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(carbon.__file__).parents[1],
        env=_environment(),
        text=True,
    ) as process:
        try:
            while time.monotonic() < until:
                try:
                    out, problems = process.communicate(timeout=LOOK_EVERY_S)
                except subprocess.TimeoutExpired:
                    check()
                else:
                    return process.returncode, out, problems
        finally:
            process.kill()
    raise StatisticsError(f"they took longer than {LIMIT_S:.0f} s")


def _environment() -> dict[str, str]:
    """Ours without the Hub's token; one thread, since the ingest goes on beside it."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("HF_")}
    return {**ours, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def _months(connection: duckdb.DuckDBPyConnection, running: date | None) -> dict[str, Columns]:
    """Models and reports by month in each population, by the queries of the pages; of the months before `running`."""
    (home,) = connection.execute("SELECT current_database()").fetchall()[0]
    connection.execute("USE snapshot")
    try:
        listed = [month for (month,) in connection.execute(statement("listed_months")).fetchall()]
        listed = [month for month in listed if running is None or month < running]
        return {
            name: _by_month(connection, selection.reports_params() | {"listed": listed})
            for name, selection in SELECTIONS.items()
        }
    finally:
        connection.execute(f'USE "{home}"')


def _by_month(connection: duckdb.DuckDBPyConnection, params: dict[str, object]) -> Columns:
    counts = _columns(connection.execute(statement("share_by_month"), params))
    return {**counts, "month": [_running(month) for month in counts["month"]]}


def _running(month: date) -> int:
    return 12 * month.year + month.month - 1


def _columns(cursor: duckdb.DuckDBPyConnection) -> Columns:
    return dict(cursor.to_arrow_table().to_pydict())
