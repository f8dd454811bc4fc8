"""Whatever the Hub does at whatever stage: nothing that was published is lost, and the next ingest makes it good.

python -m tests.faults      the same with processes of their own, and with faults that pass, as a table
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from carbon.config import Settings
from carbon.ingest.clock import Clock
from carbon.ingest.job import Job
from tests.fakehub import FakeHub
from tests.faults import trial
from tests.faults.stages import STAGES
from tests.faults.table import FAULTS, LISTS, OBEYED, OF_LISTS

#: Every fault at one of the stages where it can be, and so every stage with many faults; `tests.faults` has them all.
CELLS = [
    (stages[number % len(stages)], fault)
    for number, fault in enumerate(FAULTS)
    for stages in [[stage for stage in STAGES if fault not in OF_LISTS or stage in LISTS]]
]


@pytest.fixture(scope="module")
def hub() -> Iterator[FakeHub]:
    with FakeHub() as served:
        yield served


@pytest.fixture
def settings(hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("HF_TOKEN", trial.SECRET)
    return Settings(data_dir=tmp_path / "data", endpoint=hub.url, timeout_s=0.25, give_up_s=0.05)


@pytest.fixture
def ingest(settings: Settings, capsys: pytest.CaptureFixture[str]) -> Callable[[], tuple[int, str]]:
    def run() -> tuple[int, str]:
        code = Job(settings, Clock(), threading.Event()).run(once=True)
        shown = capsys.readouterr()
        return code, shown.out + shown.err

    return run


@pytest.mark.parametrize(("stage", "fault"), CELLS)
def test_a_fault_costs_nothing_that_was_known(hub, ingest, settings, stage, fault):
    times = 1 if fault in OBEYED else None
    met = trial.meet(hub, settings.data_dir, ingest, stage, fault, times)
    assert met.faults == ()
    assert met.times > 0
