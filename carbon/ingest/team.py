"""A worker among others of one lake: leads a cycle when it is its turn, else helps whoever leads."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from carbon.hub.client import HubClient
from carbon.hub.errors import Stopped
from carbon.ingest.clock import Clock
from carbon.ingest.failures import STOPS, message, noted
from carbon.ingest.log import event
from carbon.ingest.progress import ProgressFile
from carbon.ingest.ranges import help_once
from carbon.ingest.replica import Replica
from carbon.ingest.schedule import FIRST_RETRY_S
from carbon.ingest.work import Team
from carbon.store.lake.connection import Lake, connect
from carbon.store.lake.desk import Desk
from carbon.store.lake.publication import MEMORY, published, put, tidy
from carbon.store.lake.shared import SharedCensus

POLL_S = 2.0


@contextmanager
def team_of(lake: Lake, endpoint: str) -> Iterator[Team]:
    """This worker's place among the others that read the Hub at `endpoint`; raises LakeError."""
    with Desk(lake, endpoint) as desk, SharedCensus(lake) as shared:
        yield Team(desk, shared)


def work_together(
    team: Team,
    *,
    lead: Callable[[], bool],
    client: HubClient,
    replica: Replica,
    refresh_s: float,
    once: bool,
    progress: ProgressFile,
    clock: Clock,
    stop: threading.Event,
) -> bool:
    """Lead, help or wait until `stop` is set; with `once` until one cycle has ended. Whether that one went well.

    Args:
        lead: runs one cycle as the leader; whether it went well.
        replica: this worker's directory, which shows what is published while another leads.
        refresh_s: seconds between the end of a good cycle and the next.
    """
    before = team.desk.cycles()
    while not stop.is_set():
        if team.desk.take_lead():
            done = _led(team, lead)
            team.desk.leave_lead(refresh_s if done else FIRST_RETRY_S, done=done)
            if once:
                return done
        elif not _help(team, client, progress, clock):
            ended = team.desk.cycles() > before
            _show_published(replica)
            if once and ended:
                return True
            progress.update(force=True, state="waiting", stage=None)
            clock.wait(POLL_S, stop)
    raise Stopped("stopped")


def _led(team: Team, lead: Callable[[], bool]) -> bool:
    try:
        return lead()
    except Stopped:
        team.desk.leave_lead(0, done=False)  # others need not wait until the lease has run out
        raise


def _help(team: Team, client: HubClient, progress: ProgressFile, clock: Clock) -> bool:
    try:
        helped = help_once(client, team, clock)
    except STOPS as error:
        event(logging.ERROR, "range failed", error=message(error))
        progress.update(force=True, **noted(error))
        return False
    if helped:
        cleared = {"last_error": None, "failure": None}
        progress.update(force=True, state="running", stage="census", requests=client.requests, **cleared)
    return helped


def _show_published(replica: Replica) -> None:
    try:
        replica.look()
    except STOPS as error:
        event(logging.ERROR, "lake not read", error=message(error))


def hand_on(lake: Lake, file: Path) -> bool:
    """Publish a snapshot of this worker in the lake, and forget old versions; False where it is there already."""
    newest = _published(lake)
    if newest is not None and newest[1] == file.stem:
        return False
    version = put(file, file.stem, lake)
    event(logging.INFO, "published in the lake", snapshot=file.stem, version=version)
    try:
        tidy(lake)
    except duckdb.Error as error:
        event(logging.WARNING, "old versions were not removed", error=str(error))
    return True


def _published(lake: Lake) -> tuple[int, str] | None:
    with connect(MEMORY) as connection:
        lake.attach(connection)
        return published(connection)
