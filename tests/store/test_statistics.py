"""A snapshot carries its statistics, with seed and version; where they fail it says so and is there all the same."""

from __future__ import annotations

import json
import logging
import sys
from datetime import datetime
from pathlib import Path

import pytest

from carbon.method.statistics.reports import POPULATIONS
from carbon.store import statistics
from carbon.store.queries.statistics import are_due, problem
from carbon.store.queries.statistics import statistics as stored
from carbon.store.reader import Snapshot
from carbon.store.snapshot import publish
from carbon.store.tested import When
from tests.store.staged import ENDPOINT, NOW, Staged


def staged_reports(staged: Staged, n: int) -> None:
    """A finished census of `n` models, each of its own project; heavier ones are larger."""
    staged.run(1, "full")
    for number in range(n):
        model_id = f"owner-{number}/model"
        created = datetime(2023, 1 + number % 12, 3)
        staged.model(number, model_id, created_at=created, task="text-classification")
        staged.reporter(number, model_id, number + 1.0, created_at=created, task="text-classification")
        files = json.dumps([{"name": "model.safetensors", "size": 1000 * (number + 1)}])
        row = {"hub_id": number.to_bytes(12, "big"), "files": files, "fetched_at": NOW}
        staged._insert("details", row)


def test_a_snapshot_carries_its_statistics_with_seed_and_version(staged: Staged, tmp_path: Path) -> None:
    staged_reports(staged, 40)
    snapshot = Snapshot(staged.publish(tmp_path).path)
    assert (snapshot.meta["statistics_version"], snapshot.meta["statistics_seed"]) == ("2", "2305")
    assert float(snapshot.meta["statistics_seconds"]) > 0
    assert "statistics_problem" not in snapshot.meta
    rows = {row.population: row for row in stored(snapshot) if row.question == "size"}
    assert list(rows) == list(POPULATIONS)
    assert {(row.n, row.effect, row.verdict, row.holds) for row in rows.values()} == {(40, 1.0, "more", True)}


def test_the_month_in_which_a_snapshot_is_built_is_in_no_trend(
    staged: Staged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[statistics.Material] = []
    computed = statistics.statistics_of

    def spied(connection, read, check):
        seen.append(read)
        return computed(connection, read, check)

    monkeypatch.setattr("carbon.store.tested.statistics_of", spied)
    staged_reports(staged, 12)
    for number in range(12):
        staged.model(100 + number, f"silent/model-{number}", created_at=datetime(2023, 1 + number, 4))
    december = 12 * 2023 + 11
    for now, is_over in ((datetime(2023, 12, 20), False), (datetime(2024, 1, 2), True)):
        staged.publish(tmp_path, now=now)
        assert (december in seen[-1].reports["month"]) is is_over
        assert {december in counts["month"] for counts in seen[-1].months.values()} == {is_over}
        assert len(seen[-1].reports["month"]) == 12


def test_too_few_reports_need_no_process(staged: Staged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics, "COMMAND", ["/there/is/no/such/program"])
    staged_reports(staged, 3)
    rows = stored(Snapshot(staged.publish(tmp_path).path))
    assert {row.verdict for row in rows} == {"not enough data"}
    assert "Emissions and model size: not enough data: n = 3 models, needs 30" in {row.text for row in rows}


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (["/there/is/no/such/program"], "their process could not be started: "),
        (
            [sys.executable, "-c", "import sys; sys.stdin.read(); raise SystemExit('out of luck')"],
            "ended with 1: out of luck",
        ),
        ([sys.executable, "-c", "print('no rows')"], "their process wrote no rows"),
    ],
)
def test_a_failure_is_told_and_costs_nothing_else(
    staged: Staged,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    command: list[str],
    reason: str,
) -> None:
    monkeypatch.setattr(statistics, "COMMAND", command)
    staged_reports(staged, 40)
    with caplog.at_level(logging.ERROR):
        snapshot = Snapshot(staged.publish(tmp_path).path)
    assert snapshot.meta["reporting"] == "40"
    assert reason in snapshot.meta["statistics_problem"]
    assert stored(snapshot) == []
    assert reason in caplog.text


def test_a_build_that_is_stopped_stops_the_statistics(
    staged: Staged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statistics, "COMMAND", [sys.executable, "-c", "import time; time.sleep(600)"])
    monkeypatch.setattr(statistics, "LOOK_EVERY_S", 0.01)
    staged_reports(staged, 40)
    calls = []

    def stop() -> None:
        calls.append(1)
        if len(calls) > 12:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(staged.connection, tmp_path, now=NOW, endpoint="x", check=stop)
    assert not list((tmp_path / "snapshots").glob("*"))


def test_the_process_never_sees_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    assert "HF_TOKEN" not in statistics._environment()


def publish_again(staged: Staged, folder: Path, when: When, hour: int) -> Snapshot:
    now = NOW.replace(hour=hour)
    return Snapshot(publish(staged.connection, folder, now=now, endpoint=ENDPOINT, tests=when).path)


def test_the_same_reports_and_months_are_not_tested_again(
    staged: Staged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged_reports(staged, 40)
    first = publish_again(staged, tmp_path, When.NOW, 5)
    monkeypatch.setattr(statistics, "COMMAND", ["/there/is/no/such/program"])
    second = publish_again(staged, tmp_path, When.NOW, 6)
    assert stored(second) == stored(first) != []
    assert second.meta["statistics_at"] == first.meta["built_at"] != second.meta["built_at"]


def test_other_months_are_tested_again_once_the_census_has_ended(
    staged: Staged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged_reports(staged, 40)
    first = publish_again(staged, tmp_path, When.NOW, 5)
    staged.model(99, "owner/unreported", created_at=datetime(2023, 5, 1))
    monkeypatch.setattr(statistics, "COMMAND", ["/there/is/no/such/program"])
    growing = publish_again(staged, tmp_path, When.GROWING, 6)
    assert stored(growing) == stored(first)
    assert "statistics_problem" in publish_again(staged, tmp_path, When.NOW, 7).meta


@pytest.mark.parametrize("when", [When.NOW, When.GROWING])
def test_another_report_is_tested_again(staged: Staged, tmp_path: Path, when: When) -> None:
    staged_reports(staged, 40)
    publish_again(staged, tmp_path, When.NOW, 5)
    staged.model(99, "owner/reported", created_at=datetime(2023, 5, 1))
    staged.reporter(99, "owner/reported", 7.0, created_at=datetime(2023, 5, 1))
    second = publish_again(staged, tmp_path, when, 6)
    assert second.meta["statistics_at"] == second.meta["built_at"]
    assert {row.n for row in stored(second) if row.question == "regime"} != {40}


def test_reports_that_are_not_complete_are_tested_later(staged: Staged, tmp_path: Path) -> None:
    staged_reports(staged, 40)
    snapshot = publish_again(staged, tmp_path, When.LATER, 5)
    assert stored(snapshot) == []
    assert are_due(snapshot)
    assert problem(snapshot) is None
    assert not are_due(publish_again(staged, tmp_path, When.NOW, 6))


def test_another_hub_s_statistics_are_not_taken(staged: Staged, tmp_path: Path) -> None:
    staged_reports(staged, 40)
    publish(staged.connection, tmp_path, now=NOW, endpoint="https://other.test")
    assert are_due(publish_again(staged, tmp_path, When.LATER, 6))
