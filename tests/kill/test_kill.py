"""kill -9 at any moment costs nothing: the figures end the same, and readers always have the last good snapshot.

pytest -m kill                                              three kills of a small Hub, and of the replay where it is
CARBON_TEST_KILLS=20 pytest -m kill                         as many as you like
python -m tests.kill --kills 20 --replay ../shared/hub-replay    the same as a table
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.kill.server import served
from tests.kill.trial import disturbed, undisturbed
from tests.material import shared

KILLS = int(os.environ.get("CARBON_TEST_KILLS", "3"))

pytestmark = pytest.mark.kill


def survives(hub_url: str, folder: Path, seed: int) -> dict[str, object]:
    seconds, figures, rows = undisturbed(hub_url, folder / "undisturbed")
    outcome = disturbed(hub_url, folder / "disturbed", kills=KILLS, longest_s=seconds, seed=seed)
    assert outcome.faults == []
    assert outcome.readings > 0
    assert outcome.rows == rows
    assert outcome.figures == figures
    assert len(outcome.kills) == KILLS
    return figures


def test_an_ingest_of_a_small_hub_survives_kills(tmp_path):
    with served("--synthetic", "20000") as url:
        figures = survives(url, tmp_path, seed=1)
    assert (figures["models"], figures["rejected"], figures["gone"]) == (20_000, 0, 0)


@pytest.mark.shared
def test_an_ingest_of_the_replay_survives_kills(tmp_path):
    with served("--replay", str(shared("hub-replay").resolve())) as url:
        figures = survives(url, tmp_path, seed=2)
    assert (figures["models"], figures["reporting"], figures["rejected"]) == (149_392, 1_417, 0)
