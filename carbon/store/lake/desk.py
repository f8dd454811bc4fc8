"""Where the workers of one lake agree on who does what: leases in plain tables beside the catalog; reads no model.

A lease is held by a worker that renews it. One that died stops renewing, and what it held is taken by another. A lease
keeps work from being done twice; it is not what keeps it right: rows that were stored twice count once.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from types import TracebackType
from typing import Any

import duckdb

from carbon.store.lake.connection import Lake, connect, retried
from carbon.store.reader import LakeError
from carbon.store.schema import statement

MEMORY = "64MB"
LEASE_S = 30
NAME = "desk"


@dataclass(frozen=True, slots=True)
class Range:
    """A share of a census: models created at or after `newer_than` and before `older_than`; None has no bound."""

    census: int
    number: int
    newer_than: datetime | None
    older_than: datetime | None


class Desk:
    """One worker's place at the desk; its methods may be called from several threads."""

    def __init__(self, lake: Lake, endpoint: str | None = None, *, lease_s: int | None = None) -> None:
        """Sit down at a lake's desk, set up where there is none yet.

        Args:
            endpoint: the Hub that this worker reads; None for one that reads none.
            lease_s: seconds for which what is not renewed stays held.

        Raises:
            LakeError: the catalog cannot be reached, or the others read another Hub.
        """
        self.worker = uuid.uuid4().hex
        self.lease_s = lease_s or LEASE_S
        self._connection = connect(MEMORY, ("postgres_scanner",))
        lake.attach_catalog(self._connection, NAME)
        self._do("desk_create")
        if endpoint is not None:
            self._check_endpoint(endpoint)
        self._stop = threading.Event()
        self._renewer = threading.Thread(target=self._renew, name="leases", daemon=True)
        self._renewer.start()

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stand up; leases that are still held run out by themselves."""
        self._stop.set()
        self._renewer.join()
        self._connection.close()

    def take_lead(self) -> bool:
        """Lead the next cycle, if one is due and nobody does."""
        self._do("desk_take_lead")
        return self.leads()

    def leads(self) -> bool:
        """Whether the lead is still this worker's."""
        return bool(self._ask("desk_leads")[0][0] == self.worker)

    def leave_lead(self, next_in_s: float, *, done: bool) -> None:
        """End a cycle; the next one is due in so many seconds."""
        self._do("desk_leave_lead", seconds=max(0, round(next_in_s)), done=int(done))

    def cycles(self) -> int:
        """How many cycles were done so far, by whomever."""
        return int(self._ask("desk_leads")[0][1])

    def open_census(self) -> int | None:
        """The shared census that is being read, or None."""
        row = self._ask("desk_open_census")
        return None if row[0][0] is None else int(row[0][0])

    def begin_census(self, bounds: Sequence[datetime]) -> int:
        """Open a census in ranges between the bounds (from old to new), without bound at both ends; its number."""
        edges = [None, *bounds, None]
        values = ", ".join(
            f"({number}, {_time(older)}, {_time(newer)})" for number, (older, newer) in enumerate(pairwise(edges))
        )
        self._do("desk_begin_census", values=values)
        census = self.open_census()
        if census is None:
            raise RuntimeError("a census that was begun is not open")
        return census

    def take_range(self) -> Range | None:
        """Take one range that nobody reads, the newest first; None where there is none at the moment."""
        self._do("desk_take_range")
        rows = self._ask("desk_my_range")
        return Range(*rows[0]) if rows else None

    def finish_range(self, taken: Range, models: int) -> None:
        """Note that a range is stored."""
        self._do("desk_finish_range", census=taken.census, number=taken.number, models=models)

    def unfinished(self, census: int) -> int:
        """How many ranges of a census are not stored yet."""
        return int(self._ask("desk_unfinished", census=census)[0][0])

    def done_models(self, census: int) -> int:
        """How many models the stored ranges of a census hold."""
        return int(self._ask("desk_unfinished", census=census)[0][1])

    def end_census(self, census: int) -> None:
        """Close a census: what was read of it has been used, or is not wanted."""
        self._do("desk_end_census", census=census)

    def _check_endpoint(self, endpoint: str) -> None:
        self._do("desk_set_endpoint", endpoint=endpoint.replace("'", "''"))
        found = self._ask("desk_endpoint")[0][0]
        if found != endpoint:
            self._connection.close()
            raise LakeError(f"The lake of CARBON_STORE is read from {found}, not {endpoint}: use another database.")

    def _renew(self) -> None:
        while not self._stop.wait(self.lease_s / 3):
            try:
                self._do("desk_renew")
            except duckdb.Error:
                continue  # the catalog is away: the leases run out, or the next renewal comes in time

    def _do(self, name: str, **values: int | str) -> None:
        text = _filled(name, worker=self.worker, lease=self.lease_s, **values)
        retried(lambda: self._connection.cursor().execute(f"CALL postgres_execute('{NAME}', ?)", [text]))

    def _ask(self, name: str, **values: int | str) -> list[tuple[Any, ...]]:
        text = _filled(name, worker=self.worker, lease=self.lease_s, **values)
        return self._connection.cursor().execute(f"FROM postgres_query('{NAME}', ?)", [text]).fetchall()


def _filled(name: str, **values: int | str) -> str:
    """A statement for PostgreSQL with its values in it: it goes there as one text. All of them are of our making."""
    text = statement(name)
    for key, value in values.items():
        text = text.replace(f"${key}", str(value))
    return text


def _time(time: datetime | None) -> str:
    return "NULL" if time is None else f"'{time.isoformat(sep=' ')}'"
