"""Runs over the Hub's lists: what is open, what a finished one means for the models it did not see."""

from __future__ import annotations

from datetime import datetime, timedelta

import pyarrow as pa
import pytest

from carbon.store import runs
from carbon.store.staging import Staging

NOW = datetime(2026, 11, 23, 12, 0, 0)
DAY = timedelta(days=1)


@pytest.fixture
def staging(tmp_path):
    return Staging.open(tmp_path, endpoint="https://hub.example", now=NOW)


def batch(staging: Staging, table: str, rows: list[dict[str, object]]) -> pa.RecordBatch:
    names = {name for row in rows for name in row} or {"run"}
    schema = (
        staging.connection.execute(f"SELECT {', '.join(sorted(names))} FROM {table} LIMIT 0").to_arrow_table().schema
    )
    return pa.RecordBatch.from_pylist(rows, schema=schema)


def store(staging, run, numbers, next_path=None, rejects=(), **more):
    """Store a page of models named after numbers: `owner/7` with the id 7."""
    rows = [
        {"hub_id": number.to_bytes(12, "big"), "run": run.run, "id": f"owner/{number}", **more} for number in numbers
    ]
    bad = [
        {"run": run.run, "stage": run.stage, "id": f"owner/{number}", "reason": "bad", "item": "{}", "seen_at": NOW}
        for number in rejects
    ]
    table = "reporters" if run.kind == runs.REPORTERS else "census"
    return runs.store_page(staging, run, batch(staging, table, rows), batch(staging, "rejects", bad), next_path)


def census(staging) -> dict[str, int]:
    return dict(staging.connection.execute("SELECT id, run FROM census ORDER BY id").fetchall())


def full(staging, *numbers, **more):
    run = store(staging, runs.begin(staging, runs.FULL, NOW), numbers, **more)
    runs.finish(staging, run, NOW)
    return run


def test_a_page_its_rejects_and_its_cursor_are_stored_together(staging):
    run = runs.begin(staging, runs.FULL, NOW)
    after = store(staging, run, [1, 2], next_path="/api/models?cursor=2", rejects=[3])
    assert (after.next_path, after.pages, after.models) == ("/api/models?cursor=2", 1, 2)
    assert runs.latest(staging, runs.FULL) == after
    assert staging.run("staged_counts") == [(2, 0, 1)]


def test_a_page_that_fails_leaves_neither_rows_nor_cursor(staging):
    run = runs.begin(staging, runs.FULL, NOW)
    rows = batch(staging, "census", [{"hub_id": None, "run": run.run, "id": "owner/1"}])
    with pytest.raises(Exception, match="NOT NULL"):
        runs.store_page(staging, run, rows, batch(staging, "rejects", []), "/next")
    assert runs.latest(staging, runs.FULL) == run
    assert census(staging) == {}


def test_a_model_that_two_runs_saw_is_counted_once(staging):
    full(staging, 1, 2)
    store(staging, runs.begin(staging, runs.REPORTERS, NOW), [2, 3])
    store(staging, runs.begin(staging, runs.FULL, NOW), [2, 4], next_path="/next")
    assert staging.run("staged_counts") == [(4, 2, 0)]


def test_an_open_run_is_found_again_and_a_finished_one_is_not_open(staging):
    assert runs.latest(staging, *runs.CENSUS) is None
    run = runs.begin(staging, runs.FULL, NOW)
    assert runs.latest(staging, *runs.CENSUS).is_open
    runs.finish(staging, store(staging, run, [1]), NOW)
    assert not runs.latest(staging, *runs.CENSUS).is_open
    assert runs.latest_finished(staging, *runs.CENSUS).models == 1


def test_a_run_that_was_given_up_is_not_open_and_its_number_is_not_used_again(staging):
    run = runs.begin(staging, runs.FULL, NOW)
    runs.give_up(staging, run, "cursor refused")
    assert not runs.latest(staging, runs.FULL).is_open
    assert runs.begin(staging, runs.FULL, NOW).run == run.run + 1


def test_a_model_seen_twice_in_one_run_is_left_once(staging):
    run = runs.begin(staging, runs.FULL, NOW)
    run = store(staging, run, [1, 2], next_path="/next", likes=1)
    run = store(staging, run, [2, 3], likes=2)
    runs.finish(staging, run, NOW)
    assert census(staging) == {"owner/1": 1, "owner/2": 1, "owner/3": 1}


def test_a_full_census_leaves_the_models_it_did_not_see_with_their_older_run(staging):
    full(staging, 1, 2, 3)
    full(staging, 2, 3, 4)
    assert census(staging) == {"owner/1": 1, "owner/2": 2, "owner/3": 2, "owner/4": 2}


def test_a_model_whose_item_is_unusable_is_not_taken_for_gone(staging):
    full(staging, 1, 2)
    full(staging, 2, rejects=[1])
    assert census(staging) == {"owner/1": 2, "owner/2": 2}


def test_a_refresh_marks_the_model_gone_whose_id_a_new_one_has_taken(staging):
    full(staging, 1, 2)
    run = runs.begin(staging, runs.REFRESH, NOW)
    rows = [{"hub_id": (9).to_bytes(12, "big"), "run": run.run, "id": "owner/1"}]
    run = runs.store_page(staging, run, batch(staging, "census", rows), batch(staging, "rejects", []), None)
    runs.finish(staging, run, NOW)
    found = staging.connection.execute("SELECT id, run FROM census ORDER BY id, run").fetchall()
    assert found == [("owner/1", 0), ("owner/1", 2), ("owner/2", 1)]


def test_a_finished_list_of_reporters_drops_those_it_did_not_see(staging):
    for numbers in ([1, 2], [2, 3]):
        run = store(staging, runs.begin(staging, runs.REPORTERS, NOW), numbers)
        assert staging.run("staged_counts")[0][1] == len({1, 2, *numbers})
        runs.finish(staging, run, NOW)
    ids = staging.connection.execute("SELECT id FROM reporters ORDER BY id").fetchall()
    assert ids == [("owner/2",), ("owner/3",)]


def test_a_reporter_whose_item_is_unusable_keeps_its_last_usable_row(staging):
    runs.finish(staging, store(staging, runs.begin(staging, runs.REPORTERS, NOW), [1, 2]), NOW)
    runs.finish(staging, store(staging, runs.begin(staging, runs.REPORTERS, NOW), [2], rejects=[1]), NOW)
    ids = staging.connection.execute("SELECT id FROM reporters ORDER BY id").fetchall()
    assert ids == [("owner/1",), ("owner/2",)]


def test_a_reporter_that_stands_on_two_pages_is_stored_once(staging):
    run = runs.begin(staging, runs.REPORTERS, NOW)
    run = store(staging, run, [1, 2, 2], next_path="/next", likes=1)
    store(staging, run, [2, 3], likes=2)
    likes = staging.connection.execute("SELECT id, likes FROM reporters ORDER BY id").fetchall()
    assert likes == [("owner/1", 1), ("owner/2", 2), ("owner/3", 2)]


def test_rejects_of_a_list_read_anew_replace_the_older_ones(staging):
    full(staging, 1, rejects=[7, 8])
    full(staging, 1, rejects=[8])
    assert staging.connection.execute("SELECT run, id FROM rejects").fetchall() == [(2, "owner/8")]


def test_a_refresh_counts_an_item_that_it_rejects_again_once(staging):
    full(staging, 1, rejects=[7, 8])
    run = store(staging, runs.begin(staging, runs.REFRESH, NOW), [], rejects=[8])
    runs.finish(staging, run, NOW)
    found = staging.connection.execute("SELECT run, id FROM rejects ORDER BY id").fetchall()
    assert found == [(1, "owner/7"), (2, "owner/8")]


def test_the_newest_known_date_leaves_out_dates_that_lie_in_the_future(staging):
    run = runs.begin(staging, runs.FULL, NOW)
    run = store(staging, run, [1], next_path="/next", created_at=NOW - DAY)
    store(staging, run, [2], created_at=NOW + DAY)
    assert runs.newest_known(staging, run) == NOW - DAY
