"""What stops an ingest, put into one line that says what happened and what to do; decides nothing."""

from __future__ import annotations

import errno

import duckdb
from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled

from carbon.hub.errors import HubError, HubGaveUp, WaitTooLong
from carbon.store.parquet import ParquetError
from carbon.store.reader import LakeError, SnapshotError
from carbon.store.staging import StagingError, is_surroundings


class LostLeadError(RuntimeError):
    """Another worker has taken over what this one was leading."""


class SharingError(RuntimeError):
    """A published snapshot that cannot be taken or put; the message says why and what to do."""


class ListShrankError(RuntimeError):
    """A list of the Hub came back so much shorter that it is not believed."""


class WorkerDiedError(RuntimeError):
    """A process that helps this one has ended by itself."""


class OfflineError(RuntimeError):
    """The Hub may not be asked."""


#: Everything that may end a stage without being a fault of this program.
STOPS: tuple[type[Exception], ...] = (
    HubError,
    HfHubHTTPError,
    OfflineModeIsEnabled,
    OfflineError,
    ListShrankError,
    WorkerDiedError,
    ParquetError,
    LostLeadError,
    LakeError,
    SharingError,
    SnapshotError,
    StagingError,
    duckdb.Error,
    OSError,
)


def noted(error: Exception) -> dict[str, str | None]:
    """The fields of a progress that tell of `error`: to those who run this, and to visitors."""
    return {"last_error": message(error), "failure": in_brief(error)}


def in_brief(error: Exception) -> str | None:
    """What failed, for those who can mend nothing; None where that is not the Hub's part."""
    if isinstance(error, HubGaveUp) and not isinstance(error, WaitTooLong) and not of_an_answer(error.last_error):
        return "the Hub could not be reached"
    if isinstance(error, HubError | HfHubHTTPError):
        return "the Hub did not give the answer that was asked for"
    return None


def of_an_answer(reason: str) -> bool:
    """Whether a request failed with an answer of the Hub, such as `status 503`, rather than without any."""
    return reason.startswith("status ")


def message(error: Exception) -> str:
    """One line for a reader who has to act on it."""
    text = " ".join(str(error).split())[:500] or type(error).__name__
    if isinstance(error, HfHubHTTPError):
        return f"The Hub refused a request: {text}"
    if isinstance(error, duckdb.OutOfMemoryException):
        return f"The local store ran out of the memory it may use: {text}. What was stored is kept; start again."
    if (isinstance(error, duckdb.Error) and is_surroundings(error)) or _is_full(error):
        return f"The data directory could not be written: {text}. Free space or set CARBON_DATA_DIR, then start again."
    if isinstance(error, duckdb.Error):
        return f"The local store failed: {text}. The next ingest goes on; if it fails again, remove staging.duckdb."
    if isinstance(error, OSError) and not isinstance(error, HubError):
        return f"A file could not be used: {text}. Mend its permissions or set CARBON_DATA_DIR, then start again."
    return text


def _is_full(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
