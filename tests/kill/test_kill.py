"""kill -9 at any moment costs nothing: the figures end the same, and readers always have the last good snapshot.

pytest -m kill                                              three kills of a small Hub
CARBON_TEST_KILLS=20 pytest -m kill                         as many as you like
python -m tests.kill --kills 20 --replay ../shared/hub-replay    of the replay, as a table
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pytest

from carbon.ingest.cards import REPO
from tests.fakehub.synthetic import EVERY
from tests.ingest.card_texts import PROSE, TEMPLATE, card, parquet
from tests.kill.apps import WHOM, disturbed_apps
from tests.kill.server import served
from tests.kill.trial import disturbed, start, undisturbed

KILLS = int(os.environ.get("CARBON_TEST_KILLS", "3"))

pytestmark = pytest.mark.kill


def survives(hub_url: str, folder: Path, seed: int, how: Sequence[str] = ()) -> dict[str, object]:
    seconds, figures, rows = undisturbed(hub_url, folder / "undisturbed", how)
    outcome = disturbed(hub_url, folder / "disturbed", kills=KILLS, longest_s=seconds, seed=seed, how=how)
    assert outcome.faults == []
    assert outcome.readings > 0
    assert outcome.rows == rows
    assert outcome.figures == figures
    assert len(outcome.kills) == KILLS
    return figures


def test_an_ingest_of_a_small_hub_survives_kills(tmp_path):
    with served("--synthetic", "6000") as url:
        figures = survives(url, tmp_path, seed=1)
    assert (figures["models"], figures["rejected"], figures["gone"]) == (6_000, 0, 0)


@pytest.mark.soak
def test_an_app_survives_kills_of_its_ingest_and_an_ingest_those_of_its_app(tmp_path):
    with served("--synthetic", "20000") as url:
        seconds, figures, rows = undisturbed(url, tmp_path / "undisturbed")
        outcome = disturbed_apps(url, tmp_path / "apps", kills=max(3, KILLS), longest_s=seconds, seed=4)
    assert outcome.faults == []
    assert (outcome.figures, outcome.rows) == (figures, rows)
    assert {kill.stage.split()[0] for kill in outcome.kills} == set(WHOM)


def write_cards(folder: Path, shards: int, cards: int, every: int) -> None:
    """Cards of the generated models, one in so many of which reports in its text."""
    for shard in range(shards):
        rows = []
        for number in range(shard * cards, (shard + 1) * cards):
            text = PROSE.format(number + 1) if number % every == 0 else TEMPLATE
            rows.append(card(number, text, modelId=f"owner{number % 9973}/model-{number}"))
        path = folder / "data" / f"train-{shard:05d}-of-{shards:05d}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(parquet(rows, row_group_size=500))


@pytest.mark.soak
def test_a_scan_of_all_card_texts_survives_kills(tmp_path):
    write_cards(tmp_path / "cards", shards=4, cards=2000, every=40)
    with served("--synthetic", "8000", "--dataset", REPO, str(tmp_path / "cards")) as url:
        figures = survives(url, tmp_path, seed=3, how=["--cards"])
    with duckdb.connect(tmp_path / "disturbed" / "staging.duckdb", read_only=True) as staging:
        assert staging.execute("SELECT count(*), count(DISTINCT id) FROM card_reports").fetchall() == [(200, 200)]
        assert staging.execute("SELECT sum(cards), sum(found) FROM card_shards").fetchall() == [(8000, 200)]
    in_metadata = set(range(0, 8000, EVERY))
    assert figures["reporting"] == len(in_metadata | set(range(0, 8000, 40)))


def helpers_of(process: subprocess.Popen[bytes]) -> set[int]:
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return {int(pid) for pid in found}


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until(met: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.01)


def test_the_helpers_of_a_killed_scan_end_with_it(tmp_path):
    write_cards(tmp_path / "cards", shards=2, cards=20_000, every=2)
    with served("--synthetic", "100", "--dataset", REPO, str(tmp_path / "cards")) as url:
        process = start(url, tmp_path / "data", ["--cards"])
        until(lambda: len(helpers_of(process)) > 1)
        helpers = helpers_of(process)
        process.kill()
        process.wait()
        until(lambda: not any(lives(pid) for pid in helpers))
