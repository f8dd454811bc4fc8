from __future__ import annotations

from pathlib import Path

import pytest

from carbon.store.reader import Snapshot, Store
from tests.store.staged import Staged


@pytest.fixture
def staged() -> Staged:
    """An empty staging with a finished list of reporters."""
    fresh = Staged()
    fresh.run(0, "reporters")
    return fresh


@pytest.fixture
def read(tmp_path: Path):
    """Publishes a staging and reads it back as the current snapshot."""

    def publish_and_read(staging: Staged) -> Snapshot:
        staging.publish(tmp_path)
        current = Store(tmp_path).current()
        assert current is not None
        return current

    return publish_and_read
