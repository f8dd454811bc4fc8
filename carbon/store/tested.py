"""Which statistics a snapshot gets: made for it, those of an earlier one with the same reports, or none yet."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum

import duckdb
import pyarrow as pa

from carbon.method.statistics import SEED, VERSION
from carbon.store.statistics import Material, StatisticsError, material, statistics_of

#: What the database may keep while the statistics are made.
WHILE_WAITING = "64MB"
#: What is told of statistics where they are taken from an earlier snapshot.
CARRIED = ("statistics_at", "statistics_seconds", "statistics_reports", "statistics_months")
log = logging.getLogger("carbon")

Facts = dict[str, str]


class When(Enum):
    """How fresh the statistics of a snapshot must be; those of the very same reports and months always serve."""

    #: Made, if there are none of the same reports and months.
    NOW = "now"
    #: While the census grows: made, if there are none of the same reports; the months may have changed meanwhile.
    GROWING = "growing"
    #: While the reports are still being completed: never made.
    LATER = "later"


def tests_of(
    connection: duckdb.DuckDBPyConnection,
    earlier: Sequence[pa.Table] | None,
    when: When,
    check: Callable[[], None],
) -> tuple[pa.Table | None, Facts]:
    """The statistics of the snapshot attached to `connection`, and what its `meta` says of them.

    A snapshot is worth having without them: then `statistics_problem` says why they are missing, or `statistics_due`
    that they are made later, and so does every page.

    Args:
        earlier: `meta` and `statistics` of the latest snapshot of the same Hub.
        when: whether they are made now.
        check: called while they are waited for; may raise to stop.
    """
    read = material(connection)
    facts = {"statistics_version": str(VERSION), "statistics_seed": str(SEED)} | _prints(read)
    if earlier is not None:
        meta = dict(zip(*(earlier[0][name].to_pylist() for name in ("key", "value")), strict=True))
        if _serves(meta, facts, when):
            return earlier[1], facts | {name: meta[name] for name in CARRIED if name in meta}
    if when is When.LATER:
        return None, {"statistics_due": "true"}
    return _made(connection, read, facts, check)


def _prints(read: Material) -> Facts:
    """Checksums of what the statistics are made from, and by which version."""
    return {
        "statistics_reports": _checksum([VERSION, SEED, read.reports]),
        "statistics_months": _checksum([VERSION, SEED, read.months]),
    }


def _checksum(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


def _serves(meta: Facts, facts: Facts, when: When) -> bool:
    same = ["statistics_reports"] if when is When.GROWING else ["statistics_reports", "statistics_months"]
    return "statistics_seconds" in meta and all(meta.get(name) == facts[name] for name in same)


def _made(
    connection: duckdb.DuckDBPyConnection, read: Material, facts: Facts, check: Callable[[], None]
) -> tuple[pa.Table | None, Facts]:
    start = time.monotonic()
    try:
        with _little_memory(connection):
            rows = statistics_of(connection, read, check)
    except StatisticsError as error:
        log.error("The snapshot has no statistics: %s.", error)
        return None, facts | {"statistics_problem": str(error)}
    return rows, facts | {"statistics_seconds": f"{time.monotonic() - start:.1f}"}


@contextmanager
def _little_memory(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Has the database give back what it keeps for later: another process needs it for a while."""
    (limit,) = connection.execute("SELECT current_setting('memory_limit')").fetchall()[0]
    connection.execute(f"SET memory_limit = '{WHILE_WAITING}'")
    try:
        yield
    finally:
        connection.execute(f"SET memory_limit = '{limit}'")
