"""A process that starts beside earlier data: what it publishes, shows and asks for before its first ingest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from carbon.ingest.progress import read_progress
from carbon.store.reader import POINTER, Store
from tests.fakehub import FakeHub
from tests.ingest.world import content, figures, totals


def lose_all(data_dir: Path) -> None:
    shutil.rmtree(data_dir / "snapshots")
    (data_dir / POINTER).unlink()


def damage_the_newest(data_dir: Path) -> None:
    Store(data_dir).current().path.write_bytes(b"garbage")


def lose_the_newest(data_dir: Path) -> None:
    Store(data_dir).current().path.unlink()


@pytest.mark.parametrize("spoil", [lose_all, damage_the_newest, lose_the_newest])
def test_a_snapshot_that_was_lost_is_published_again_without_the_network(hub, ingest, on_schedule, settings, spoil):
    hub.reset(content(range(25)))
    ingest()
    hub.requests.clear()
    spoil(settings.data_dir)
    assert on_schedule() == [86400.0]
    assert hub.requests == []
    assert totals(settings.data_dir) == (25, 5, 0, 0)
    assert figures(settings.data_dir)["census"] == "complete"
    assert Store(settings.data_dir).current().id == read_progress(settings.data_dir).snapshot


def test_a_lost_snapshot_is_published_again_although_the_hub_is_not_reached(hub, ingest, settings):
    hub.reset(content(range(25)))
    ingest()
    lose_all(settings.data_dir)
    hub.faults.dropped(times=None)
    assert ingest() == 1
    assert totals(settings.data_dir) == (25, 5, 0, 0)


def test_a_snapshot_that_stands_is_not_published_again(hub, ingest, on_schedule, settings):
    hub.reset(content(range(25)))
    ingest()
    before = figures(settings.data_dir)
    on_schedule()
    assert figures(settings.data_dir) == before


def test_the_progress_of_a_new_process_begins_with_what_stands(hub, ingest, on_schedule, settings):
    hub.reset(content(range(25)))
    ingest()
    on_schedule()
    progress = read_progress(settings.data_dir)
    assert (progress.models, progress.reporting) == (25, 5)


def test_the_progress_of_an_ingest_begins_with_what_stands(hub, ingest, settings):
    hub.reset(content(range(25)))
    ingest()
    hub.faults.dropped(times=None)
    assert ingest() == 1
    progress = read_progress(settings.data_dir)
    assert (progress.models, progress.reporting) == (25, 5)


def test_back_at_the_first_hub_its_models_are_published_again_at_once(hub, ingest, on_schedule, settings):
    hub.reset(content(range(30)))
    ingest()
    with FakeHub(content(range(10))) as other:
        assert ingest(endpoint=other.url) == 0
    assert totals(settings.data_dir)[:2] == (10, 2)
    hub.requests.clear()
    on_schedule()
    assert hub.requests == []
    assert totals(settings.data_dir) == (30, 6, 0, 0)
