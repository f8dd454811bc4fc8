"""A data folder whose snapshot changes: each one has fewer models than the one before, so no two look the same.

`python -m tests.load.world DIR` publishes the next snapshot and prints its figures as JSON, in a process of its own as
the ingest does.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.data import ENDPOINT, generate
from carbon.store.reader import Store
from carbon.store.snapshot import publish
from carbon.store.staging import Staging
from tests.browser.server import PROJECT, neutral_environment

LEAVING = 7


@dataclass(frozen=True, slots=True)
class Published:
    """What a snapshot holds, as its pages say it."""

    models: int
    reporting: int


def first(data_dir: Path, models: int, reporters: int) -> Published:
    """Generate a Hub of that size and publish its first snapshot."""
    generate(data_dir, models, reporters)
    return following(data_dir)


def following(data_dir: Path) -> Published:
    """Publish the next snapshot in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.load.world", str(data_dir)],
        cwd=PROJECT,
        env=neutral_environment(),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return Published(**json.loads(done.stdout))


def reporters(data_dir: Path, most: int = 500) -> list[str]:
    """Models that report, which stay in every snapshot."""
    snapshot = Store(data_dir).current()
    assert snapshot is not None
    found = snapshot.cursor().execute("SELECT id FROM reports ORDER BY id LIMIT ?", [most]).fetchall()
    snapshot.close()
    return [str(row[0]) for row in found]


def _publish(data_dir: Path) -> Published:
    now = datetime.now(UTC).replace(tzinfo=None)
    staging = Staging.open(data_dir, endpoint=ENDPOINT, now=now)
    staging.connection.execute(
        "DELETE FROM census WHERE id IN (SELECT id FROM census ANTI JOIN reporters USING (id) ORDER BY id LIMIT ?)",
        [LEAVING],
    )
    info = publish(staging.connection, data_dir, now=now, endpoint=ENDPOINT)
    staging.close()
    return Published(info.models, info.reporting)


if __name__ == "__main__":
    print(json.dumps(asdict(_publish(Path(sys.argv[1])))))
