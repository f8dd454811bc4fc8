"""A small crowd in front of a small app while snapshots change: nobody meets an error or a figure that never was.

python -m tests.load        the same with two hundred visitors and an hour's worth of reruns, as a table
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import server
from tests.load import limit, trial, world
from tests.load.routes import WEIGHTS
from tests.load.trial import Load
from tests.running import run

LOAD = Load(visitors=12, lasts_s=8.0, thinks_s=0.3, programs=8, pause_s=0.1, every_s=2.0, runners=2, reruns=60)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def first(data_dir: Path) -> world.Published:
    return world.first(data_dir, models=2_000, reporters=200)


@pytest.fixture
def app(data_dir: Path, first: world.Published, tmp_path: Path) -> Iterator[server.AppServer]:
    running = server.start(data_dir, tmp_path / "app.log", CARBON_RATE="100000")
    yield running
    running.stop()


@pytest.fixture
def slow(data_dir: Path, first: world.Published, tmp_path: Path) -> Iterator[server.AppServer]:
    """An app that lets one client ask twice a second."""
    running = server.start(data_dir, tmp_path / "slow.log", CARBON_RATE="2")
    yield running
    running.stop()


def test_nobody_meets_an_error_while_snapshots_change(app, data_dir, first):
    outcome = run(trial.run(app, data_dir, first, LOAD, lambda _: None))
    assert outcome.faults == []
    assert outcome.snapshots > 2
    assert len(outcome.crowd.seconds) > LOAD.visitors
    assert outcome.programs.unchanged > 0
    assert set(outcome.programs.by_route) == set(WEIGHTS)
    assert len(outcome.long_run.seconds) >= LOAD.reruns


def test_a_client_far_above_the_limit_is_refused_and_told_when_to_ask_again(slow):
    limited = run(limit.storm(slow.url, rate_per_s=2))
    assert limited.faults == []
    assert limited.refused > 30
