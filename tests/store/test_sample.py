"""The sample: there without a network, always marked, never in the way of real data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from carbon.store.queries.status import status
from carbon.store.reader import Store
from carbon.store.sample import sample
from carbon.store.snapshot import publish


def test_the_sample_is_marked_and_every_id_in_it_says_so(tmp_path: Path) -> None:
    snapshot = sample(tmp_path)
    assert snapshot.is_sample
    assert {row["value"] for row in snapshot.rows("options") if row["kind"] == "owner"} == {"sample"}


def test_the_sample_is_the_same_every_time(tmp_path: Path) -> None:
    one, other = (status(sample(tmp_path / name)) for name in ("one", "other"))
    for answer in (one, other):
        answer.pop("snapshot")
    assert one == other


def test_the_sample_is_built_once(tmp_path: Path) -> None:
    assert sample(tmp_path).path == sample(tmp_path).path


def test_the_sample_never_becomes_the_current_snapshot(tmp_path: Path) -> None:
    sample(tmp_path)
    assert Store(tmp_path).current() is None


def test_an_unwritable_folder_still_gets_a_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file-in-the-way"
    blocked.write_text("no folder")
    assert sample(blocked).is_sample


@pytest.mark.parametrize(
    "error",
    [
        duckdb.TransactionException("Failed to commit: Could not write file: No space left on device"),
        duckdb.FatalException("The database has been invalidated: No space left on device"),
    ],
)
def test_a_disk_that_fills_up_on_the_way_still_gets_a_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: duckdb.Error
) -> None:
    monkeypatch.setattr("carbon.store.sample.publish", failing_in(tmp_path, error))
    assert sample(tmp_path).is_sample


def test_no_place_for_the_sample_at_all_is_an_error_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = duckdb.TransactionException("No space left on device")
    monkeypatch.setattr("carbon.store.sample.publish", failing_in(Path("/"), error))
    with pytest.raises(OSError, match="No space left on device"):
        sample(tmp_path)


def failing_in(folder: Path, error: duckdb.Error) -> Callable[..., object]:
    """A `publish` that fails below `folder` as a full disk does, and works elsewhere."""

    def publish_elsewhere(connection: duckdb.DuckDBPyConnection, data_dir: Path, **facts: Any) -> object:
        if data_dir.is_relative_to(folder):
            raise error
        return publish(connection, data_dir, **facts)

    return publish_elsewhere
