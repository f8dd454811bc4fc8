"""When a model was created, and how that is known. The Hub's floor is never taken for a date."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

#: What the Hub shows for repositories older than its record of creation dates (naive UTC); anything up to here.
HUB_FLOOR = datetime(2022, 3, 2, 23, 29, 5, 999_999)
#: The first second of the floor.
FLOOR_BEGINS = datetime(2022, 3, 2, 23, 29, 4)

HUB, FIRST_COMMIT = "hub", "first commit"


class Creation(NamedTuple):
    """A creation time (naive UTC), its month (first day) and what dates it (`hub` or `first commit`); None: unknown."""

    created_at: datetime | None
    month: date | None
    dated_by: str | None


def creation(created_at: datetime | None, first_commit: datetime | None) -> Creation:
    """Date a model: by the Hub where it knows, else by the first commit.

    A first commit at or after the floor dates nothing: the repository is older, so its history was rewritten, or the
    date is the floor itself.
    """
    hub, commit = _naive_utc(created_at), _naive_utc(first_commit)
    if hub is not None and hub > HUB_FLOOR:
        return Creation(hub, hub.date().replace(day=1), HUB)
    if hub is not None and commit is not None and commit < FLOOR_BEGINS:
        return Creation(commit, commit.date().replace(day=1), FIRST_COMMIT)
    return Creation(None, None, None)


def _naive_utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment is not None and moment.tzinfo else moment
