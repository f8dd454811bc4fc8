"""What a published snapshot holds, given what was staged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from carbon.store.queries import lookup
from carbon.store.queries.status import status
from carbon.store.reader import FOLDER, Snapshot, Store, read_pointer
from carbon.store.snapshot import free_path
from tests.store.staged import FLOOR, NOW, Staged

Read = Callable[[Staged], Snapshot]


def test_a_model_that_two_runs_saw_counts_once_as_the_later_run_saw_it(staged: Staged, read: Read) -> None:
    staged.run(1, "full")
    staged.model(1, "a/old-name", run=1, downloads=1)
    staged.model(1, "a/new-name", run=2, downloads=2)
    snapshot = read(staged)
    assert status(snapshot)["models"] == 1
    assert lookup.model(snapshot, "a/old-name") is None
    assert lookup.model(snapshot, "a/new-name")["downloads"] == 2


def test_models_found_a_part_at_a_time_are_the_same(
    staged: Staged, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged.run(1, "full")
    staged.run(2, "full")
    for number in range(40):
        staged.model(number, f"a/m{number}", run=1, downloads=number)
        if number % 4:
            staged.model(number, f"a/m{number}", run=2, downloads=100 + number)
    staged.reporter(50, "a/unseen", 3.5)
    monkeypatch.setattr("carbon.store.models.ROWS_AT_ONCE", 9)
    with read(staged).cursor() as cursor:
        found = cursor.execute("SELECT id, downloads, gone FROM models WHERE id <> 'a/unseen'").fetchall()
        (seen,) = cursor.execute("SELECT count(*) FROM models").fetchall()[0]
    assert sorted(found) == sorted(
        (f"a/m{number}", 100 + number if number % 4 else number, number % 4 == 0) for number in range(40)
    )
    assert seen == 41


def test_models_and_names_sorted_a_part_at_a_time_are_in_the_same_order(
    staged: Staged, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged.run(1, "full")
    for number in range(60):
        downloads = None if number % 7 == 0 else number % 5
        staged.model(number, f"{'Aa'[number % 2]}{number % 11}/M{number}", run=1, downloads=downloads)

    def in_order() -> dict[str, list[tuple[object, ...]]]:
        with read(staged).cursor() as cursor:
            return {table: cursor.execute(f"FROM {table}").fetchall() for table in ("models", "names")}

    at_once = in_order()
    assert [row[1] for row in at_once["models"]] == sorted(row[1] for row in at_once["models"])
    assert len(at_once["names"]) == 60
    for rows in (7, 25):
        monkeypatch.setattr("carbon.store.models.ROWS_AT_ONCE", rows)
        assert in_order() == at_once


def test_a_model_that_a_finished_census_no_longer_saw_is_gone_but_found(staged: Staged, read: Read) -> None:
    staged.run(1, "full")
    staged.run(2, "full")
    staged.model(1, "a/stays", run=2)
    staged.model(2, "a/left", run=1)
    snapshot = read(staged)
    assert status(snapshot)["models"] == 1
    assert status(snapshot)["gone"] == 1
    assert lookup.model(snapshot, "a/left")["gone"] is True


def test_a_census_under_way_declares_nothing_gone(staged: Staged, read: Read) -> None:
    staged.run(1, "full")
    staged.run(2, "full", finished=False)
    staged.model(1, "a/not-seen-yet", run=1)
    assert status(read(staged))["gone"] == 0


def test_reporters_count_before_any_census_has_seen_them(staged: Staged, read: Read) -> None:
    staged.reporter(1, "a/first", 12.5, created_at=datetime(2023, 5, 1))
    snapshot = read(staged)
    numbers = status(snapshot)
    assert (numbers["models"], numbers["reporting"], numbers["census"]) == (1, 1, "none")
    assert numbers["by_month"] == [{"month": "2023-05", "models": 1, "reporting": 1}]


def test_a_card_without_a_value_is_no_report(staged: Staged, read: Read) -> None:
    for number, emissions in enumerate([0, None, "TBD", {"source": "CodeCarbon"}, 3.5]):
        staged.reporter(number, f"a/m{number}", emissions)
    assert status(read(staged))["reporting"] == 1


def test_the_floor_is_no_date_unless_a_first_commit_resolves_it(staged: Staged, read: Read) -> None:
    staged.run(1, "full")
    staged.model(1, "a/plain", created_at=FLOOR)
    staged.model(2, "a/dated", created_at=FLOOR)
    staged.reporter(2, "a/dated", 1.0, created_at=FLOOR)
    staged.first_commit(2, datetime(2021, 10, 3))
    snapshot = read(staged)
    assert lookup.model(snapshot, "a/plain")["created_at"] is None
    assert lookup.report(snapshot, "a/dated")["dated_by"] == "first commit"
    assert status(snapshot)["by_month"] == [{"month": "2021-10", "models": None, "reporting": 1}]


def test_unknown_tasks_are_other_and_missing_ones_not_specified(staged: Staged, read: Read) -> None:
    staged.run(1, "full")
    staged.model(1, "a/nlp", task="text-classification")
    staged.model(2, "a/new", task="smell-synthesis")
    staged.model(3, "a/none")
    by_domain = status(read(staged))["by_domain"]
    assert {domain: row["models"] for domain, row in by_domain.items()} == {"NLP": 1, "Other": 1, "Not specified": 1}


def test_rejected_items_are_counted(staged: Staged, read: Read) -> None:
    staged.reject("_id is missing", "{}")
    staged.reject("id is a number", '{"id": 3}')
    assert status(read(staged))["rejected"] == 2


def test_each_snapshot_carries_the_history_of_those_before(staged: Staged, tmp_path: Path) -> None:
    for day in range(5):
        staged.reporter(day, f"a/m{day}", 1.0)
        staged.publish(tmp_path, NOW + timedelta(days=day))
    rows = Store(tmp_path).current().rows("history")
    assert [row["reporting"] for row in rows if row["dimension"] == "all"] == [1, 2, 3, 4, 5]


def test_the_last_three_snapshots_are_kept(staged: Staged, tmp_path: Path) -> None:
    ids = [staged.publish(tmp_path, NOW + timedelta(days=day)).id for day in range(5)]
    assert sorted(path.stem for path in (tmp_path / "snapshots").iterdir()) == ids[2:]
    assert read_pointer(tmp_path) == ids[-1]


def test_two_snapshots_of_one_second_have_names_of_their_own(staged: Staged, tmp_path: Path) -> None:
    first, second = staged.publish(tmp_path), staged.publish(tmp_path)
    assert first.id != second.id
    assert Store(tmp_path).current().id == second.id


def test_a_build_that_fails_leaves_the_published_snapshot_and_no_litter(staged: Staged, tmp_path: Path) -> None:
    before = staged.publish(tmp_path)
    staged.connection.execute("DROP TABLE details")
    with pytest.raises(duckdb.Error, match="details"):
        staged.publish(tmp_path, NOW + timedelta(days=1))
    assert Store(tmp_path).current().id == before.id
    assert [path.name for path in (tmp_path / "snapshots").iterdir()] == [before.path.name]


def test_a_build_may_be_stopped_between_its_steps_and_repeated(staged: Staged, tmp_path: Path) -> None:
    from carbon.store.snapshot import publish

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(staged.connection, tmp_path, now=NOW, endpoint="x", check=stop)
    assert Store(tmp_path).current() is None
    assert staged.publish(tmp_path).models == 0


def test_the_history_of_another_hub_is_not_carried(staged: Staged, tmp_path: Path) -> None:
    from carbon.store.snapshot import publish

    staged.publish(tmp_path)
    publish(staged.connection, tmp_path, now=NOW + timedelta(days=1), endpoint="https://other.test")
    rows = Store(tmp_path).current().rows("history")
    assert {row["built_at"] for row in rows} == {NOW + timedelta(days=1)}


def test_history_survives_a_new_version_of_the_schema(
    staged: Staged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged.publish(tmp_path)
    for module in ("reader", "snapshot"):
        monkeypatch.setattr(f"carbon.store.{module}.SCHEMA_VERSION", 99)
    assert Store(tmp_path).current() is None
    staged.publish(tmp_path, NOW + timedelta(days=1))
    rows = Store(tmp_path).current().rows("history")
    assert {row["built_at"] for row in rows} == {NOW, NOW + timedelta(days=1)}


def test_history_says_how_much_of_the_hub_was_known(staged: Staged, tmp_path: Path) -> None:
    staged.publish(tmp_path)
    staged.model(1, "a/one", run=1)
    staged.publish(tmp_path, NOW + timedelta(days=1))
    staged.run(1, "full")
    staged.publish(tmp_path, NOW + timedelta(days=2))
    rows = [row for row in Store(tmp_path).current().rows("history") if row["dimension"] == "all"]
    assert [(row["census"], row["models"]) for row in rows] == [("none", 0), ("partial", 1), ("complete", 1)]


def test_a_reporter_that_came_back_after_the_census_is_there(staged: Staged, read: Read) -> None:
    staged.run(1, "full")
    staged.run(2, "full")
    staged.run(3, "reporters")
    staged.model(1, "a/back", run=1)
    staged.reporter(1, "a/back", 2.0, run=3)
    numbers = status(read(staged))
    assert (numbers["models"], numbers["reporting"], numbers["gone"]) == (1, 1, 0)


def test_snapshots_of_one_second_have_names_of_their_own_also_when_the_first_was_pruned(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    names = []
    for _ in range(12):
        path = free_path(folder, "20261123T120000Z")
        path.touch()
        names.append(path.stem)
        for old in sorted(folder.iterdir())[:-3]:
            old.unlink()
    assert len(set(names)) == 12
    assert names == sorted(names)
