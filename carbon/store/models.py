"""Fills a snapshot's models and their names, some millions at a time: all at once would need memory in proportion to
the Hub. Publishes nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise

import duckdb

from carbon.store.schema import statement

#: Rows that are sorted, or whose newest are found, at a time, within the memory of the staging.
ROWS_AT_ONCE = 4_000_000
#: Before and behind every place in the order of names.
_FIRST, _LAST = -(2**62), 2**62

Check = Callable[[], None]


def find_models(connection: duckdb.DuckDBPyConnection, check: Check) -> None:
    """Fill `base` from the census and the reporters."""
    connection.execute(statement("build_base"))
    parts = _parts(connection, "census")
    for number in range(parts):
        check()
        connection.execute(statement("build_base_part"), {"parts": parts, "part": number})
    connection.execute(statement("build_base_unseen"))


def fill_models(connection: duckdb.DuckDBPyConnection, check: Check, floor: datetime) -> None:
    """Fill the snapshot's models from `base`; `floor` is the earliest date that is known of any model."""
    for (first,), (last,) in _ranges(connection, "build_models_cuts", [""], [None]):
        check()
        connection.execute(statement("build_models"), {"floor": floor, "from_id": first, "to_id": last})


def fill_names(connection: duckdb.DuckDBPyConnection, check: Check) -> None:
    """Fill the snapshot's names from its models."""
    for first, last in _ranges(connection, "build_names_cuts", [_FIRST, ""], [_LAST, ""]):
        check()
        ends = {"from_place": first[0], "from_id": first[1], "to_place": last[0], "to_id": last[1]}
        connection.execute(statement("build_names"), ends)


def _parts(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    rows: int = connection.table(table).count("*").fetchall()[0][0]
    return max(1, math.ceil(rows / ROWS_AT_ONCE))


def _ranges(
    connection: duckdb.DuckDBPyConnection, cuts: str, first: Sequence[object], last: Sequence[object]
) -> Iterator[tuple[Sequence[object], Sequence[object]]]:
    """Ranges of about the same number of models, from `first` to `last`, in the order of the rows that `cuts` finds."""
    parts = _parts(connection, "base")
    rows = connection.execute(statement(cuts)).fetchall() if parts > 1 else []
    return pairwise([first, *(rows[len(rows) * number // parts] for number in range(1, parts)), last])
