"""Routes while the snapshot changes, is damaged or is removed under them: right answers, old or new, never an error."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.http.asking import Answer, Client
from tests.http.content import FULL, model, publish

#: No more than one client may have downloads at once.
ROUNDS, ASKING = 12, 4


def grams(round_: int) -> float:
    return 10.0 + round_


def write(folder: Path, round_: int) -> Path:
    return publish(folder, model({**FULL, "emissions": grams(round_)}, "ada/lovelace"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, 0)
    return tmp_path


def test_answers_are_whole_while_snapshots_follow_one_another(start_app: Callable[..., Client], folder: Path) -> None:
    ask = start_app(folder)
    done, wrong = threading.Event(), list[str]()
    answered = [0] * ASKING

    def keep_asking(place: int) -> None:
        seen = 0.0
        while not done.is_set():
            for answer, told in (told_by(ask("/api/models/ada/lovelace"), "report", "emissions_g"), csv_of(ask)):
                if answer.status != 200 or told is None:
                    wrong.append(f"{answer.status} {answer.body[:200]!r}")
                elif told < seen:
                    wrong.append(f"{told} g after {seen} g")
                else:
                    seen = told
                    answered[place] += 1

    crowd = [threading.Thread(target=keep_asking, args=(place,)) for place in range(ASKING)]
    for one in crowd:
        one.start()
    try:
        for round_ in range(1, ROUNDS):
            before = sum(answered)
            write(folder, round_)
            while sum(answered) < before + 2 * ASKING and not wrong:
                done.wait(0.01)
    finally:
        done.set()
        for one in crowd:
            one.join()
    assert wrong == []
    assert told_by(ask("/api/models/ada/lovelace"), "report", "emissions_g")[1] == grams(ROUNDS - 1)


def told_by(answer: Answer, *path: str) -> tuple[Answer, float | None]:
    if answer.status != 200:
        return answer, None
    facts = answer.json()
    for name in path:
        facts = facts[name]
    return answer, facts


def csv_of(ask: Client) -> tuple[Answer, float | None]:
    answer = ask("/data/reports.csv")
    if answer.status != 200:
        return answer, None
    head, row = (line.split(",") for line in answer.body.decode().splitlines()[:2])
    return answer, float(row[head.index("emissions_g")])


def test_a_snapshot_that_is_removed_under_the_server_is_still_answered_from(
    start_app: Callable[..., Client], folder: Path
) -> None:
    ask = start_app(folder)
    assert ask("/api/models/ada/lovelace").status == 200
    for path in (folder / "snapshots").iterdir():
        path.unlink()
    for route in ("/api/models/ada/lovelace", "/badge/ada/lovelace.svg", "/data/reports.csv"):
        assert ask(route).status == 200


@pytest.mark.parametrize("route", ["/data/models.parquet", "/data/reports.csv", "/badge/ada/lovelace.svg"])
def test_a_snapshot_damaged_after_it_was_opened_is_passed_over(
    start_app: Callable[..., Client], tmp_path: Path, route: str
) -> None:
    older = write(tmp_path, 0)
    ask = start_app(tmp_path)
    assert ask("/api/health").status == 200
    newer = write(tmp_path, 1)
    size = newer.stat().st_size
    assert ask("/api/health").json()["snapshot"]["id"] == newer.stem
    with newer.open("r+b") as file:
        file.seek(12_288)
        file.write(b"\xff" * (size - 12_288))
    assert ask(route).status == 200
    assert ask("/api/health").json()["snapshot"]["id"] == older.stem
    assert told_by(ask("/api/models/ada/lovelace"), "report", "emissions_g")[1] == grams(0)
