"""The ingest as a process: lock, staging, Hub, schedule and exit code; holds no stage.

With `follow` it only takes what somebody else has published, and asks the Hub for nothing else.
"""

from __future__ import annotations

import logging
import sys
import threading
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from carbon.config import Settings
from carbon.hub.client import HubClient
from carbon.hub.errors import Stopped
from carbon.hub.events import WireEvent
from carbon.ingest.believe import CONFIRMED_AFTER
from carbon.ingest.clock import Clock
from carbon.ingest.cycle import run_cycle
from carbon.ingest.failures import STOPS, ListShrankError, message, noted, of_an_answer
from carbon.ingest.lock import IngestLock, LockedError
from carbon.ingest.log import event, redact
from carbon.ingest.progress import ProgressFile, stamp
from carbon.ingest.publisher import Publisher
from carbon.ingest.schedule import FIRST_RETRY_S, repeat
from carbon.ingest.work import Team, Work
from carbon.sharing.fetch import Fetcher, has_snapshot
from carbon.store.reader import LakeError
from carbon.store.staging import Staging, is_damage, set_aside

if TYPE_CHECKING:
    from carbon.ingest.replica import Replica
    from carbon.store.lake.connection import Lake

DONE, FAILED, WRONG_SETTING, LOCKED, INTERRUPTED = 0, 1, 2, 3, 130
OFFLINE = "HF_HUB_OFFLINE is set, so the Hub is not asked: unset it to ingest."
LAST_END = "last_cycle_at"
#: Seconds after which one model or data set is passed over, to be asked for again by the next ingest.
ITEM_GIVE_UP_S = 120.0


class Job:
    """Everything that lives as long as the ingest's process."""

    def __init__(self, settings: Settings, clock: Clock, stop: threading.Event, *, follow: bool = False) -> None:
        """Nothing is opened before `run`."""
        self.follow = follow
        self.settings = settings
        self.clock = clock
        self.stop = stop
        self.progress = ProgressFile(settings.data_dir, clock)
        self._not_before_s = 0.0
        self._lake: Lake | None = None
        self._team: Team | None = None

    def run(self, *, once: bool) -> int:
        """Ingest once or on schedule; return the exit code: 0 done, 1 failed, 2 offline, 3 locked, 130 interrupted.

        After 1 and 130 the next ingest goes on where this one was.
        """
        if self.settings.offline and not (self.follow and self.settings.lake is not None):
            # Nothing was begun, so those who look at the pages are told of no failure.
            say(OFFLINE)
            return WRONG_SETTING
        try:
            with IngestLock(self.settings.data_dir):
                return self._run_locked(once=once)
        except LockedError as error:
            say(str(error))
            return LOCKED
        except (OSError, LakeError, duckdb.Error) as error:
            say(message(error))
            return FAILED

    def last_words(self) -> None:
        """Leave a progress that tells of the interruption."""
        self.progress.update(force=True, state="stopped", note="it goes on where it was", note_until=None)

    def _run_locked(self, *, once: bool) -> int:
        self.progress.update(force=True, state="running")
        try:
            if self.settings.lake is not None:
                done = self._follow_lake(once=once) if self.follow else self._work_together(once=once)
            elif once:
                done = self._cycle()
            else:
                repeat(
                    self._cycle,
                    first_in_s=self._first_in_s(),
                    every_s=self.settings.refresh_hours * 3600,
                    progress=self.progress,
                    clock=self.clock,
                    stop=self.stop,
                    not_before_s=lambda: self._not_before_s,
                )
                done = True
        except Stopped:
            done = False
        if self.stop.is_set():
            self.last_words()
            return INTERRUPTED
        return DONE if done else FAILED

    def _follow_lake(self, *, once: bool) -> bool:
        """Show what the workers of a lake publish."""
        return self._replica().follow(once=once, clock=self.clock, stop=self.stop)

    def _replica(self) -> Replica:
        # Nobody without a lake pays for its modules.
        from carbon.ingest.replica import Replica  # noqa: PLC0415
        from carbon.store.lake.connection import Lake  # noqa: PLC0415

        return Replica(Lake.of(self.settings), self.settings.data_dir, self.progress)

    def _work_together(self, *, once: bool) -> bool:
        """Lead or help among the workers of a lake."""
        from carbon.ingest.team import team_of, work_together  # noqa: PLC0415

        replica = self._replica()
        self._lake = replica.lake
        while True:
            try:
                with team_of(self._lake, self.settings.endpoint) as self._team:
                    return work_together(
                        self._team,
                        lead=self._cycle,
                        client=self._client(self.settings.give_up_s),
                        replica=replica,
                        refresh_s=self.settings.refresh_hours * 3600,
                        once=once,
                        progress=self.progress,
                        clock=self.clock,
                        stop=self.stop,
                    )
            except (LakeError, duckdb.Error) as error:
                self._note_failure(error)
                if once:
                    raise
            self.clock.wait(FIRST_RETRY_S, self.stop)

    def _cycle(self) -> bool:
        """Run one cycle; tell of its end in progress, log and on stderr. Whether it went well."""
        try:
            self._try_cycle()
        except Stopped:
            raise
        except STOPS as error:
            text = message(error)
            # Only a later look can confirm that a list shrank: until then another would read it in vain.
            self._not_before_s = CONFIRMED_AFTER.total_seconds() if isinstance(error, ListShrankError) else 0.0
            event(logging.ERROR, "ingest failed", error=text)
            self._note_failure(error)
            say(text)
            return False
        self.progress.update(
            force=True, state="finished", stage=None, eta_s=0.0, note=None, last_error=None, failure=None
        )
        event(logging.INFO, "ingest finished", snapshot=self.progress.now.snapshot)
        return True

    def _try_cycle(self) -> None:
        if self.follow:
            self._fetcher().run()
            return
        self._start_from_published()
        try:
            self._with_staging()
        except duckdb.Error as error:
            if not is_damage(error):
                raise
            note = set_aside(self.settings.data_dir, str(error).splitlines()[0][:200], self.clock.now())
            self._warn(note)
            self._with_staging()

    def _start_from_published(self) -> None:
        """Where there is no snapshot, show a published one until there is one of our own; do without if need be."""
        if self.settings.snapshot_repo is None or has_snapshot(self.settings.data_dir):
            return
        try:
            self._fetcher().run()
        except STOPS as error:
            self._warn(f"No published snapshot could be taken: {message(error)}")

    def _fetcher(self) -> Fetcher:
        return Fetcher(self.settings, self._client(self.settings.give_up_s), self.progress, self.stop)

    def _with_staging(self) -> None:
        if self._lake is not None:
            self._replica().look(keep_newer=True)
        with closing(self._open_staging()) as staging:
            staging.set_meta(LAST_END, "")
            if self._team is not None:
                self._team.shared.load(staging)
            work = self._work(staging)
            work.publisher.resume()
            run_cycle(work)
            staging.set_meta(LAST_END, self.clock.now().isoformat())

    def _open_staging(self) -> Staging:
        staging = Staging.open(self.settings.data_dir, endpoint=self.settings.endpoint, now=self.clock.now())
        for note in staging.notes:
            self._warn(note)
        return staging

    def _work(self, staging: Staging) -> Work:
        settings = self.settings
        client = self._client(settings.give_up_s)
        item_client = self._client(min(settings.give_up_s, ITEM_GIVE_UP_S))
        item_client.quotas = client.quotas
        publisher = self._publisher(staging)
        tools = (self.progress, self.clock, self.stop, self._team)
        return Work(settings, staging, client, item_client, publisher, *tools)

    def _publisher(self, staging: Staging) -> Publisher:
        return Publisher(
            staging,
            self.settings.data_dir,
            endpoint=self.settings.endpoint,
            progress=self.progress,
            clock=self.clock,
            stop=self.stop,
            hand_on=None if self._lake is None else lambda file: self._hand_on(file, staging),
        )

    def _hand_on(self, file: Path, staging: Staging) -> None:
        """Publish a snapshot in the lake, and keep for the next leader what would have to be asked again."""
        from carbon.ingest.team import hand_on  # noqa: PLC0415

        if self._lake is not None and self._team is not None and hand_on(self._lake, file):
            self._team.shared.save(staging)

    def _client(self, give_up_s: float) -> HubClient:
        return HubClient(
            self.settings.endpoint,
            timeout_s=self.settings.timeout_s,
            give_up_s=give_up_s,
            stop=self.stop,
            clock=self.clock.monotonic,
            on_event=self._hub_event,
        )

    def _hub_event(self, wire: WireEvent) -> None:
        event(logging.WARNING, wire.kind, message=wire.message, url=wire.url, wait_s=wire.wait_s)
        if wire.kind == "key_refused":
            self.progress.warn(wire.message)
        elif wire.kind != "redirect":
            until = stamp(self.clock.now() + timedelta(seconds=wire.wait_s))
            self.progress.update(force=True, note=wait_of(wire), note_until=until, note_details=wire.message)

    def _first_in_s(self) -> float:
        """Seconds until the first ingest: a restarted process does not begin anew what was just finished.

        A snapshot that was lost meanwhile is published again at once.
        """
        if self.follow:
            return 0.0
        try:
            with closing(self._open_staging()) as staging:
                self._publisher(staging).resume()
                last = staging.meta(LAST_END)
        except STOPS:
            return 0.0  # the first cycle meets the same and tells of it
        if not last:
            return 0.0
        every_s = self.settings.refresh_hours * 3600
        left_s = every_s - (self.clock.now() - datetime.fromisoformat(last)).total_seconds()
        # More is left than a whole period only where the clock was set back since.
        return max(0.0, left_s) if left_s <= every_s else 0.0

    def _warn(self, text: str) -> None:
        event(logging.WARNING, text)
        self.progress.warn(text)

    def _note_failure(self, error: Exception) -> None:
        try:
            self.progress.update(force=True, state="failed", eta_s=None, note=None, **noted(error))
        except OSError as second:
            event(logging.ERROR, "progress not written", error=message(second))


def wait_of(wire: WireEvent) -> str:
    """Why the Hub is waited for, for those who look at the pages; how long follows it."""
    if wire.kind == "quota":
        return "The Hub's request quota is used up; it goes on"
    why = "answers with an error" if of_an_answer(wire.message) else "cannot be reached"
    return f"The Hub {why}; next try"


def say(text: str) -> None:
    """One line for the person at the terminal."""
    sys.stderr.write(redact(text) + "\n")
