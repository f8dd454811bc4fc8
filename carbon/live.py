"""One model fetched from the Hub this moment, its card's metadata and text read and rated; stores nothing and sends
no token.

Without a token a visitor can never see what only the server's owner may see.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple, TypeVar

from huggingface_hub.errors import (
    DisabledRepoError,
    EntryNotFoundError,
    GatedRepoError,
    HfHubHTTPError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
)

from carbon.card.files import File
from carbon.config import Settings
from carbon.hub.client import HubClient
from carbon.hub.errors import HubError, HubGaveUp, NotAnId
from carbon.hub.events import WireEvent
from carbon.hub.models import one_model
from carbon.hub.readme import README, readme
from carbon.hub.record import Reject, ReporterRecord, read_reporter
from carbon.method.classify import ReporterRow, classify
from carbon.method.rows import Classified
from carbon.model_id import model_id_of

#: Seconds of silence, seconds for one attempt, seconds of failing: the worst case stays below ten.
TIMEOUT_S, DEADLINE_S, GIVE_UP_S = 4.0, 5.0, 3.0
#: Seconds for the model and its card's text together, and the least that are worth asking for the text.
WHOLE_S, LEAST_S = 10.0, 0.5
#: A wait that the Hub asks for beyond this is not sat through while a reader looks on.
LONGEST_WAIT_S = 3.0
MAX_BYTES = 32 * 2**20
LONGEST_WHY = 300
AT_ONCE = 4
_OLD_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}")
T = TypeVar("T")
_slots = threading.BoundedSemaphore(AT_ONCE)


class Why(StrEnum):
    """Why a model cannot be shown."""

    UNKNOWN = "unknown"
    DISABLED = "disabled"
    CLOSED = "closed"
    OFFLINE = "offline"
    BUSY = "busy"
    UNREACHABLE = "unreachable"
    UNUSABLE = "unusable"


class NotShown(Exception):  # noqa: N818 - an answer, not an error of this app
    """The model cannot be shown; `why`, and the cause in words."""

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(detail or why.value)
        self.why, self.detail = why, detail


@dataclass(frozen=True, slots=True)
class Live:
    """A model as the Hub shows it now; `asked` is the id that was asked for, an older one if it was renamed.

    `unread` says why its card's text could not be read, so that only its metadata count; None where it was, or there
    is none.
    """

    asked: str
    model: Classified
    unread: str | None = None

    @property
    def renamed(self) -> bool:
        """Whether the Hub knows the model under another id, upper and lower case being the same."""
        return self.asked.lower() != self.model.id.lower()


def usable_id(text: str) -> str | None:
    """The id in a text: `owner/name`, a Hub link, or an old one-part id such as `gpt2`; None where there is none."""
    wanted = text.strip()[:500]
    return model_id_of(wanted) or (wanted if _OLD_NAME.fullmatch(wanted) else None)


def fetch(model_id: str, settings: Settings) -> Live:
    """Ask the Hub for one model, read its card, metadata and text, and rate it; takes less than about ten seconds.

    Raises:
        NotShown: there is no such model for the public, or the Hub cannot be asked now.
    """
    if settings.offline:
        raise NotShown(Why.OFFLINE)
    if not _slots.acquire(timeout=LONGEST_WAIT_S):
        raise NotShown(Why.BUSY, f"{AT_ONCE} other models are being fetched")
    started = time.monotonic()
    try:
        row = _read(_asked(lambda: one_model(_client(settings), model_id)))
        text = _text_of(row, settings, WHOLE_S - (time.monotonic() - started))
    finally:
        _slots.release()
    return Live(model_id, classify(replace(row, body=text.body)), text.unread)


def _client(settings: Settings, most_s: float = DEADLINE_S, give_up_s: float = GIVE_UP_S) -> HubClient:
    return HubClient(
        settings.endpoint,
        token=False,
        timeout_s=min(TIMEOUT_S, most_s, settings.timeout_s),
        deadline_s=min(DEADLINE_S, most_s, settings.timeout_s),
        give_up_s=min(give_up_s, settings.give_up_s),
        max_bytes=MAX_BYTES,
        on_event=_refuse_long_waits,
    )


class _Text(NamedTuple):
    """A card's text below its front matter, or why it could not be read; neither where there is none."""

    body: str | None = None
    unread: str | None = None


def _text_of(row: ReporterRow, settings: Settings, left_s: float) -> _Text:
    """The text of the model's card, asked for once within `left_s` seconds; never an error."""
    if row.files and README not in {name for name, _ in row.files}:
        return _Text()
    if left_s < LEAST_S:
        return _Text(unread="the Hub took too long for the model itself")
    # A README is answered with a redirect, so there are two exchanges.
    client = _client(settings, left_s / 2, give_up_s=0)
    try:
        return _Text(_asked(lambda: readme(client, row.id)).body)
    except NotShown as answer:
        return _Text() if answer.why is Why.UNKNOWN else _Text(unread=_why_unread(answer))


def _why_unread(answer: NotShown) -> str:
    if answer.why is Why.CLOSED:
        return "it is gated"
    failed = answer.__cause__.last_error if isinstance(answer.__cause__, HubGaveUp) else answer.detail
    return " ".join(failed.split())[:LONGEST_WHY] or f"the model is {answer.why}"


def _refuse_long_waits(event: WireEvent) -> None:
    if event.wait_s > LONGEST_WAIT_S:
        raise NotShown(Why.BUSY, f"the Hub asks to wait {event.wait_s:.0f} s")


def _asked(ask: Callable[[], T]) -> T:
    try:
        return ask()
    except OfflineModeIsEnabled as error:
        raise NotShown(Why.OFFLINE) from error
    except GatedRepoError as error:
        raise NotShown(Why.CLOSED) from error
    except (RepositoryNotFoundError, EntryNotFoundError) as error:
        raise NotShown(Why.UNKNOWN) from error
    except DisabledRepoError as error:
        raise NotShown(Why.DISABLED) from error
    except NotAnId as error:
        raise NotShown(Why.UNKNOWN) from error
    except (HubError, HfHubHTTPError, ValueError) as error:
        raise NotShown(Why.UNREACHABLE, " ".join(str(error).split())[:LONGEST_WHY]) from error


def _read(item: Mapping[str, object]) -> ReporterRow:
    record = read_reporter(dict(item))
    if isinstance(record, Reject):
        raise NotShown(Why.UNUSABLE, record.reason)
    return _row(record, item)


def _row(record: ReporterRecord, item: Mapping[str, object]) -> ReporterRow:
    return ReporterRow(
        id=record.id,
        tags=record.tags or (),
        task=record.task,
        library=record.library,
        card=_parsed(record.card),
        model_index=_parsed(record.model_index),
        base_models=_parsed(record.base_models),
        files=_files(item.get("siblings")),
        parameters=record.parameters,
        created_at=record.created_at,
        last_modified=record.last_modified,
        sha=record.sha,
        downloads=record.downloads,
        likes=record.likes,
        gated=record.gated,
    )


def _parsed(text: str | None) -> object:
    return json.loads(text) if text else None


def _files(siblings: object) -> list[File]:
    listed = siblings if isinstance(siblings, list) else []
    files = [file for file in listed if isinstance(file, dict) and isinstance(file.get("rfilename"), str)]
    return [(file["rfilename"], _bytes(file.get("size"))) for file in files]


def _bytes(value: object) -> int | None:
    return value if type(value) is int and value >= 0 else None
