"""What the pages ask of a snapshot, recorded from the app itself and run bare: the floor under their reruns.

`python -m bench.queries DATA` prints the milliseconds of the statements of each page and filter as JSON.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from unittest.mock import patch
from urllib.parse import parse_qs

import duckdb
from streamlit.testing.v1 import AppTest

from bench.sessions import FILTERS, PAGES
from carbon.store.reader import Snapshot, Store
from carbon.store.schema import statement

MAIN = Path(__file__).parents[1] / "carbon" / "ui" / "main.py"
TIMEOUT_S = 60
#: A statement's name and what is bound to it.
Asked = tuple[str, dict[str, object]]


def main() -> int:
    """Record what each page asks without and with each filter, in the order of the sessions, then run it bare."""
    data_dir = Path(sys.argv[1])
    # Without a server Streamlit warns at every page that there is none.
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").setLevel(logging.ERROR)
    os.environ |= {"CARBON_DATA_DIR": str(data_dir), "CARBON_INGEST": "off", "HF_HUB_OFFLINE": "1"}
    views = [*product(PAGES, [""]), *product(PAGES[:-1], FILTERS)]
    asked = {view: recorded(*view) for view in views}
    snapshot = Store(data_dir).current()
    assert snapshot is not None
    with snapshot.cursor() as cursor:
        taken = {view: bare_ms(cursor, statements) for view, statements in asked.items()}
    whole, filtered = ([ms for (_, query), ms in taken.items() if bool(query) is is_set] for is_set in (False, True))
    print(json.dumps({"whole": whole, "filtered": filtered}))
    return 0


def recorded(page: str, query: str) -> list[Asked]:
    """The statements that a run of a page executes; what it has from an earlier run it does not ask again."""
    asked: list[Asked] = []
    execute = Snapshot._cursor

    def record(snapshot: Snapshot, name: str, params: Mapping[str, object] | None) -> duckdb.DuckDBPyConnection:
        asked.append((name, dict(params or {})))
        return execute(snapshot, name, params)

    app = AppTest.from_file(MAIN, default_timeout=TIMEOUT_S)
    if page:
        app.switch_page(f"../../pages/{page}.py")
    for key, values in parse_qs(query).items():
        app.query_params[key] = values
    with patch.object(Snapshot, "_cursor", record):
        app.run()
    if app.exception:
        raise RuntimeError(f"{page}?{query} failed: {app.exception[0].value}")
    return asked


def bare_ms(cursor: duckdb.DuckDBPyConnection, statements: Sequence[Asked]) -> float:
    """Milliseconds of the statements one after another, as DuckDB runs them and their answers as Arrow tables."""
    start = time.perf_counter()
    for name, params in statements:
        cursor.execute(statement(name), params).to_arrow_table()
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
