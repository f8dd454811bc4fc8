"""What a repository of snapshots says about its newest one; foreign text until it was checked here."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from huggingface_hub.errors import EntryNotFoundError

from carbon.hub.client import HubClient
from carbon.ingest.failures import SharingError

FILE = "manifest.json"
FOLDER = "snapshots"
#: Above any snapshot that the Hub's size gives: a wrong number must not fill a disk.
MOST_BYTES = 16 * 2**30
_ID = re.compile(r"\d{8}T\d{6}Z(-\d{2,4})?")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """One published snapshot: its file is `snapshots/<id>.duckdb`, of `size` bytes; `before` is the one before it."""

    id: str
    built_at: str
    schema: int
    sha256: str
    size: int
    models: int
    reporting: int
    census: str
    endpoint: str
    before: str | None = None

    @property
    def path(self) -> str:
        """Where the snapshot stands in the repository."""
        return path_of(self.id)

    @property
    def built(self) -> datetime:
        """When it was built, UTC."""
        return datetime.fromisoformat(self.built_at)

    def text(self) -> str:
        """The manifest as its file holds it."""
        return json.dumps(dataclasses.asdict(self), indent=2) + "\n"


def path_of(snapshot_id: str) -> str:
    """Where a snapshot of that id stands in a repository."""
    return f"{FOLDER}/{snapshot_id}.duckdb"


def resolve(repo: str, path: str) -> str:
    """The Hub's path of a file in a data set."""
    return f"/datasets/{repo}/resolve/main/{path}"


def newest(client: HubClient, repo: str) -> Manifest | None:
    """The manifest of a repository; None where it holds none.

    Raises:
        SharingError: what it holds is no manifest.
        RepositoryNotFoundError: there is no such data set, or it is private.
        HubError, HfHubHTTPError: the Hub cannot be asked.
    """
    try:
        answer = client.get(resolve(repo, FILE))
    except EntryNotFoundError:
        return None
    return read(answer.payload)


def read(content: object) -> Manifest:
    """Check every field of a manifest; raise SharingError that names the first one that is wrong."""
    if not isinstance(content, dict):
        raise SharingError(f"{FILE} holds no object.")
    values = {field.name: _checked(content, field.name) for field in dataclasses.fields(Manifest)}
    return Manifest(**values)


def _checked(content: dict[str, Any], name: str) -> Any:
    value = content.get(name)
    if not _RIGHT[name](value):
        raise SharingError(f"{FILE} has no usable {name!r}: {str(value)[:80]!r}.")
    return value


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < 2**40


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _is_time(value: object) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is None
    except ValueError:
        return False


def _is_short(value: object) -> bool:
    return isinstance(value, str) and value.isprintable() and len(value) <= 300


_RIGHT: dict[str, Callable[[Any], bool]] = {
    "id": _is_id,
    "built_at": _is_time,
    "schema": _is_count,
    "sha256": lambda value: isinstance(value, str) and _SHA256.fullmatch(value) is not None,
    "size": lambda value: _is_count(value) and 0 < value <= MOST_BYTES,
    "models": _is_count,
    "reporting": _is_count,
    "census": _is_short,
    "endpoint": _is_short,
    "before": lambda value: value is None or _is_id(value),
}
