"""The sample: there without a network, always marked, never in the way of real data."""

from __future__ import annotations

from pathlib import Path

import pytest

from carbon.store.queries.status import status
from carbon.store.reader import Store
from carbon.store.sample import sample


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
