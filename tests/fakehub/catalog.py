"""The fake Hub's models in memory, newest first; can be changed between two requests."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple


class Place(NamedTuple):
    """Where an item stands in the list: newest first, then by `_id`."""

    minus_ms: int
    hub_id: str


class Entry(NamedTuple):
    place: Place
    item: Any


class Catalog:
    """Models by place and by id; items may be of any shape, malformed ones stand at the end."""

    def __init__(self, models: Iterable[Any] = ()) -> None:
        self._entries = [_entry(item, number) for number, item in enumerate(models)]
        self._made = len(self._entries)
        self._lists: dict[tuple[str, ...], tuple[list[Place], list[Any]]] = {}
        self._by_id: dict[str, Any] | None = None

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, item: Any) -> None:
        """Add one item, whatever its shape."""
        self._entries.append(_entry(item, self._made))
        self._made += 1
        self._forget()

    def remove(self, model_id: str) -> None:
        """Take a model out, as when its repository is deleted."""
        self._entries = [e for e in self._entries if not _has_id(e.item, model_id)]
        self._forget()

    def update(self, model_id: str, **changes: Any) -> None:
        """Change keys of a model; a new `id` renames it."""
        for number, entry in enumerate(self._entries):
            if _has_id(entry.item, model_id):
                self._entries[number] = _entry({**entry.item, **changes}, number)
        self._forget()

    def get(self, model_id: str) -> Any:
        """The model of that id, or None."""
        if self._by_id is None:
            self._by_id = {e.item["id"]: e.item for e in self._entries if _has_id(e.item)}
        return self._by_id.get(model_id)

    def select(self, tags: Sequence[str], after: Place | None, limit: int) -> tuple[list[Any], Place | None]:
        """Up to `limit` items that carry all tags, and the place of the last one if more follow."""
        places, items = self._list(tuple(tags))
        start = 0 if after is None else bisect.bisect_right(places, after)
        end = start + limit
        return items[start:end], places[end - 1] if end < len(items) else None

    def _list(self, tags: tuple[str, ...]) -> tuple[list[Place], list[Any]]:
        if tags not in self._lists:
            found = [e for e in self._entries if not tags or set(tags) <= _tags(e.item)]
            found.sort(key=lambda entry: entry.place)
            self._lists[tags] = [e.place for e in found], [e.item for e in found]
        return self._lists[tags]

    def _forget(self) -> None:
        self._lists.clear()
        self._by_id = None


def milliseconds(created_at: Any) -> int:
    """Unix milliseconds of `createdAt`; 0, the end of the list, when it is no time."""
    try:
        moment = datetime.fromisoformat(created_at.removesuffix("Z"))
    except (AttributeError, ValueError):
        return 0
    return round(moment.replace(tzinfo=UTC).timestamp() * 1000)


def _entry(item: Any, number: int) -> Entry:
    values = item if isinstance(item, dict) else {}
    hub_id = values.get("_id")
    usable = isinstance(hub_id, str) and len(hub_id) == 24
    return Entry(Place(-milliseconds(values.get("createdAt")), hub_id if usable else f"{number:024x}"), item)


def _has_id(item: Any, model_id: str | None = None) -> bool:
    found = item.get("id") if isinstance(item, dict) else None
    return isinstance(found, str) and model_id in {None, found}


def _tags(item: Any) -> set[str]:
    tags = item.get("tags") if isinstance(item, dict) else None
    return {tag for tag in tags if isinstance(tag, str)} if isinstance(tags, list) else set()
