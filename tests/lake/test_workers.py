"""Several workers and readers of one lake, as processes: what they find together, and what a killed one leaves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from carbon.hub.client import HubClient
from carbon.ingest.clock import Clock
from carbon.ingest.job import Job
from carbon.ingest.ranges import _bounds
from carbon.store.lake.connection import connect
from carbon.store.lake.desk import Desk
from carbon.store.lake.publication import published, take
from carbon.store.reader import Snapshot, Store
from tests.browser import server
from tests.fakehub import FakeHub, SyntheticCatalog
from tests.ingest.test_process import ROOT, until
from tests.ingest.world import content

#: A worker whose leases run out soon, so that a test need not wait for what a dead one held.
WORKER = "from carbon.store.lake import desk\ndesk.LEASE_S = 3\nfrom carbon.cli import main\nraise SystemExit(main({}))"
TABLES = ("models", "names", "model_counts", "reports")


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with FakeHub() as served:
        yield served


@pytest.fixture
def start(hub, settings, tmp_path) -> Iterator[Callable[[int], subprocess.Popen[bytes]]]:
    """Starts worker number so and so, with a token of its own by which its requests are told."""
    started: list[subprocess.Popen[bytes]] = []
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CARBON_", "HF_"))}

    def run(number: int, *arguments: str) -> subprocess.Popen[bytes]:
        hub.tokens.add(f"hf_worker{number}")
        env = kept | {
            "HF_ENDPOINT": hub.url,
            "HF_TOKEN": f"hf_worker{number}",
            "CARBON_DATA_DIR": str(tmp_path / f"worker{number}"),
            "CARBON_STORE": f"ducklake:{settings.lake}",
            "CARBON_LAKE_DATA": str(settings.lake_data),
        }
        code = WORKER.format(["ingest", *(arguments or ("--once",))])
        log = (tmp_path / f"worker{number}.log").open("wb")
        process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=env, stderr=log)
        log.close()
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def desk(lake) -> Iterator[Desk]:
    with Desk(lake) as made:
        yield made


def embedded(hub, tmp_path):
    """The tables of a snapshot that one embedded ingest makes of the same Hub."""
    from carbon.config import Settings

    settings = Settings(data_dir=tmp_path / "embedded", endpoint=hub.url)
    assert Job(settings, Clock(), threading.Event()).run(once=True) == 0
    return rows(Store(settings.data_dir).current())


def rows(snapshot):
    return {table: snapshot.cursor().execute(f"FROM {table} ORDER BY ALL").fetchall() for table in TABLES}


def in_lake(lake, tmp_path):
    with connect("64MB") as connection:
        lake.attach_to_read(connection)
        version, _ = published(connection)
    take(lake, version, tmp_path / "taken.duckdb")
    return rows(Snapshot(tmp_path / "taken.duckdb"))


def workers_asked(hub):
    return {request.headers["authorization"] for request in hub.requests if "cursor" in dict(request.params)}


def test_three_workers_find_together_what_one_ingest_does(hub, settings, lake, start, tmp_path):
    hub.reset(SyntheticCatalog(6000))
    workers = [start(number) for number in range(3)]
    assert [worker.wait(240) for worker in workers] == [0, 0, 0]
    assert len(workers_asked(hub)) == 3
    shown = [Store(tmp_path / f"worker{number}").current().meta["snapshot"] for number in range(3)]
    assert len(set(shown)) == 1
    assert in_lake(lake, tmp_path) == embedded(hub, tmp_path)


@pytest.mark.soak
def test_a_killed_helper_s_range_is_handed_on(hub, settings, lake, desk, start, tmp_path):
    hub.reset(SyntheticCatalog(6000))
    workers = [start(number) for number in range(3)]
    until(lambda: desk.open_census() is not None and desk.done_models(desk.open_census()) > 0, 120)
    hub.faults.hanging(path="/api/models")
    before = len(hub.requests)
    until(lambda: len(hub.requests) > before, 60)
    victim = int(hub.requests[before].headers["authorization"][-1])
    assert published_models(lake) == 24
    workers[victim].send_signal(signal.SIGKILL)
    workers[victim].wait()
    others = [worker for number, worker in enumerate(workers) if number != victim]
    assert [worker.wait(240) for worker in others] == [0, 0]
    assert in_lake(lake, tmp_path) == embedded(hub, tmp_path)


@pytest.mark.soak
def test_a_killed_leader_is_followed_by_another_that_goes_on(hub, settings, lake, desk, start, tmp_path):
    hub.reset(SyntheticCatalog(6000))
    workers = [start(number) for number in range(3)]
    until(lambda: desk.open_census() is not None and desk.done_models(desk.open_census()) > 0, 120)
    census = desk.open_census()
    leader = next(r for r in hub.requests if ("filter", "co2_eq_emissions") in r.params)
    victim = int(leader.headers["authorization"][-1])
    workers[victim].send_signal(signal.SIGKILL)
    workers[victim].wait()
    assert desk.open_census() == census
    assert published_models(lake) == 24
    others = [worker for number, worker in enumerate(workers) if number != victim]
    assert [worker.wait(240) for worker in others] == [0, 0]
    assert desk.open_census() is None
    assert in_lake(lake, tmp_path) == embedded(hub, tmp_path)


def published_models(lake):
    """How many models the published version holds; None before the first."""
    with connect("64MB") as connection:
        lake.attach_to_read(connection)
        newest = published(connection)
    if newest is None:
        return None
    with connect("64MB") as connection:
        lake.attach_to_read(connection, newest[0])
        return connection.execute("SELECT count(*) FROM lake.models").fetchall()[0][0]


def test_two_replicas_show_one_version_and_one_outlives_the_other(hub, settings, lake, start, tmp_path):
    hub.reset(content(range(40)))
    assert start(0).wait(120) == 0
    env = {"CARBON_STORE": f"ducklake:{settings.lake}", "CARBON_LAKE_DATA": str(settings.lake_data)}
    replicas = [server.start(tmp_path / f"app{n}", tmp_path / f"app{n}.log", **env) for n in range(2)]
    try:
        for replica in replicas:
            until(lambda replica=replica: "owner/m-39" in found(replica, "m-39"), 60)
        assert found(replicas[0], "m-44") == found(replicas[1], "m-44") == set()
        replicas[0].process.kill()
        hub.reset(content(range(45)))
        hub.tokens.add("hf_worker1")
        due_now(lake)
        assert start(1).wait(120) == 0
        until(lambda: "owner/m-44" in found(replicas[1], "m-44"), 60)
    finally:
        for replica in replicas:
            replica.stop()


def due_now(lake):
    """Have the next cycle due at once, as if the refresh time were over."""
    with Desk(lake) as desk:
        desk._connection.cursor().execute("CALL postgres_execute('desk', 'UPDATE carbon_lead SET due_at = now()')")


def found(replica, text):
    with urllib.request.urlopen(f"{replica.url}/api/search?q={text}", timeout=20) as answer:
        return {model["id"] for model in json.load(answer)["models"]}


def test_a_census_is_cut_at_months_where_lists_can_begin_there(hub):
    hub.reset(SyntheticCatalog(300))
    bounds = _bounds(HubClient(hub.url, False), datetime(2026, 11, 23))
    assert (bounds[0], bounds[-1], len(bounds)) == (datetime(2022, 4, 1), datetime(2026, 11, 1), 56)


@pytest.mark.parametrize("answer", [(400, b'{"error":"Invalid cursor"}'), (200, json.dumps(content([5])).encode())])
def test_a_hub_that_lets_no_list_begin_in_the_middle_is_read_in_one(hub, answer):
    hub.reset(content(range(30)))
    hub.faults.status(*answer, path="/api/models", times=1)
    assert _bounds(HubClient(hub.url, False), datetime(2026, 11, 23)) == []


def test_a_catalog_that_goes_away_is_said(settings, hub, capsys):
    gone = replace(settings, endpoint=hub.url, lake=settings.lake.replace("dbname=", "dbname=none_like_"))
    assert Job(gone, Clock(), threading.Event()).run(once=True) == 1
    assert "The catalog of CARBON_STORE cannot be reached" in capsys.readouterr().err
