"""Whatever a machine does to an ingest and its readers: nothing is lost, it is told, and the next ingest makes it good.

python -m tests.faults      the same as a table, after the faults of the Hub
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakehub import FakeHub
from tests.faults.disk import can_mount
from tests.faults.machine import MACHINE, OF_DISKS


@pytest.fixture(scope="module")
def hub() -> Iterator[FakeHub]:
    with FakeHub() as served:
        yield served


@pytest.fixture(scope="module")
def mounts(tmp_path_factory: pytest.TempPathFactory) -> bool:
    return can_mount(tmp_path_factory.mktemp("mounts"))


@pytest.mark.parametrize("name", [*OF_DISKS, *(name for name in MACHINE if name not in OF_DISKS)])
def test_it_costs_nothing_that_was_known(hub, mounts, tmp_path: Path, name):
    if name in OF_DISKS and not mounts:
        pytest.skip("a disk of its own can only be mounted by root")
    trial = OF_DISKS.get(name) or MACHINE[name]
    assert trial(hub, tmp_path) == []
