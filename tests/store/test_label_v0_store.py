"""The 2023 study's label in a snapshot: rated with all its reports, beside label v1."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from carbon.store.queries import lookup
from carbon.store.reader import Snapshot
from tests.store.staged import Staged

Read = Callable[[Staged], Snapshot]
SCORE = [{"results": [{"metrics": [{"type": "accuracy", "value": 0.9}]}]}]


def letters(snapshot: Snapshot) -> dict[str, str | None]:
    with snapshot.cursor() as cursor:
        return dict(cursor.execute("SELECT name, label_v0 FROM reports").fetchall())


def test_reports_are_rated_against_each_other(staged: Staged, read: Read) -> None:
    for number in range(5):
        staged.reporter(number, f"a/m{number}", 10.0**number, downloads=10 ** (5 - number))
    snapshot = read(staged)

    assert letters(snapshot) == {"m0": "A", "m1": "B", "m2": "C", "m3": "C", "m4": "D"}
    first = lookup.report(snapshot, "a/m0")
    assert [first[f"v0_{name}"] for name in ("co2", "downloads", "size_efficiency", "performance")] == [
        0,
        0,
        None,
        None,
    ]


def test_distilgpt2_is_the_reference_where_it_reports(staged: Staged, read: Read) -> None:
    """The study's slip makes the emissions' ratings depend on the reference: a light one rates the others badly."""
    for number in range(4):
        staged.reporter(number, f"a/m{number}", 10.0 + number)
    before = lookup.report(read(staged), "a/m1")
    staged.reporter(9, "distilbert/distilgpt2", 0.001)
    after = lookup.report(read(staged), "a/m1")

    assert (before["v0_co2"], after["v0_co2"]) == (0, 4)


def test_only_what_label_v1_rates_is_rated(staged: Staged, read: Read) -> None:
    staged.reporter(1, "a/zero", 0)
    staged.reporter(2, "a/report", 5.0, model_index=json.dumps(SCORE))
    snapshot = read(staged)

    assert letters(snapshot)["zero"] is None
    assert letters(snapshot)["report"] is not None
    assert lookup.report(snapshot, "a/report")["v0_performance"] == pytest.approx(4)


def test_a_snapshot_without_reports_can_be_built(staged: Staged, read: Read) -> None:
    assert letters(read(staged)) == {}
