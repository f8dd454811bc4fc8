"""One model fetched from the Hub this moment, read and rated; stores nothing and sends no token.

Without a token a visitor can never see what only the server's owner may see.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from huggingface_hub.errors import (
    DisabledRepoError,
    GatedRepoError,
    HfHubHTTPError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
)

from carbon.card.files import File
from carbon.config import Settings
from carbon.hub.client import HubClient, WireEvent
from carbon.hub.errors import HubError, NotAnId
from carbon.hub.models import one_model
from carbon.hub.record import Reject, ReporterRecord, read_reporter
from carbon.method.classify import ReporterRow, classify
from carbon.method.rows import Classified
from carbon.model_id import model_id_of

#: Seconds of silence, seconds for one attempt, seconds of failing: the worst case stays below ten.
TIMEOUT_S, DEADLINE_S, GIVE_UP_S = 4.0, 5.0, 3.0
#: A wait that the Hub asks for beyond this is not sat through while a reader looks on.
LONGEST_WAIT_S = 3.0
MAX_BYTES = 32 * 2**20
AT_ONCE = 4
_OLD_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}")
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
    """A model as the Hub shows it now; `asked` is the id that was asked for, an older one if it was renamed."""

    asked: str
    model: Classified

    @property
    def renamed(self) -> bool:
        """Whether the Hub knows the model under another id, upper and lower case being the same."""
        return self.asked.lower() != self.model.id.lower()


def usable_id(text: str) -> str | None:
    """The id in a text: `owner/name`, a Hub link, or an old one-part id such as `gpt2`; None where there is none."""
    wanted = text.strip()[:500]
    return model_id_of(wanted) or (wanted if _OLD_NAME.fullmatch(wanted) else None)


def fetch(model_id: str, settings: Settings) -> Live:
    """Ask the Hub for one model, read its card and rate it; takes less than about ten seconds.

    Raises:
        NotShown: there is no such model for the public, or the Hub cannot be asked now.
    """
    if settings.offline:
        raise NotShown(Why.OFFLINE)
    if not _slots.acquire(timeout=LONGEST_WAIT_S):
        raise NotShown(Why.BUSY, f"{AT_ONCE} other models are being fetched")
    try:
        item = _asked(lambda: one_model(_client(settings), model_id))
    finally:
        _slots.release()
    return Live(model_id, _rated(item))


def _client(settings: Settings) -> HubClient:
    return HubClient(
        settings.endpoint,
        token=False,
        timeout_s=min(TIMEOUT_S, settings.timeout_s),
        deadline_s=min(DEADLINE_S, settings.timeout_s),
        give_up_s=min(GIVE_UP_S, settings.give_up_s),
        max_bytes=MAX_BYTES,
        on_event=_refuse_long_waits,
    )


def _refuse_long_waits(event: WireEvent) -> None:
    if event.wait_s > LONGEST_WAIT_S:
        raise NotShown(Why.BUSY, f"the Hub asks to wait {event.wait_s:.0f} s")


def _asked(ask: Callable[[], Mapping[str, object]]) -> Mapping[str, object]:
    try:
        return ask()
    except OfflineModeIsEnabled as error:
        raise NotShown(Why.OFFLINE) from error
    except GatedRepoError as error:
        raise NotShown(Why.CLOSED) from error
    except RepositoryNotFoundError as error:
        raise NotShown(Why.UNKNOWN) from error
    except DisabledRepoError as error:
        raise NotShown(Why.DISABLED) from error
    except NotAnId as error:
        raise NotShown(Why.UNKNOWN) from error
    except (HubError, HfHubHTTPError, ValueError) as error:
        raise NotShown(Why.UNREACHABLE, " ".join(str(error).split())[:300]) from error


def _rated(item: Mapping[str, object]) -> Classified:
    record = read_reporter(dict(item))
    if isinstance(record, Reject):
        raise NotShown(Why.UNUSABLE, record.reason)
    return classify(_row(record, item))


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
